"""How a case was decided, line by line, as the procedural notes of a pack print it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session

from casework.allegations.queries import allegations_on, severity_of
from casework.outcomes.models import DecisionRecord, Outcome
from casework.outcomes.proportionality import ALTERNATIVES, PROPORTION, WORDING, Point
from casework.outcomes.queries import decision_record_of, outcome_of
from casework.procedure import Step

DECISION = "DECISION"


def decision_notes(session: Session, case_id: UUID) -> list[Step]:
    """The findings, the severity, the proportion, why nothing less would do, and what was found.

    Nothing is said before the letter has told the employee. Earlier cases that were compared are
    for those who decide: they are in no pack.
    """
    outcome = outcome_of(session, case_id)
    if outcome is None or outcome.letter_document_id is None:
        return []
    record = decision_record_of(session, case_id)
    return [
        *_findings(session, case_id),
        *_severity(session, case_id),
        _said("ACAS-18", "The outcome has reasons", outcome.sanction.label, outcome.reasons),
        _said("ACAS-18", "Mitigation was weighed", "", outcome.mitigation),
        *_lesser(outcome, record),
        *(_record(record) if record else ()),
    ]


def _said(source: str, demand: str, found: str, words: str) -> Step:
    told = f"{found}. {words}" if found else words
    return Step(DECISION, source, f"{demand}: {told}", met=True)


def _findings(session: Session, case_id: UUID) -> Iterable[Step]:
    for each in allegations_on(session, case_id):
        told = each.allegation
        if told.notified_on and told.finding:
            demand = f"Allegation {told.number} has a finding with reasons"
            yield _said("CHARGE", demand, told.finding.label, told.reasons or "")


def _severity(session: Session, case_id: UUID) -> Iterable[Step]:
    if judged := severity_of(session, case_id):
        label = judged.severity.label
        yield _said("HIGGS", "The severity was weighed by 24 factors", label, judged.reasons)


def _lesser(outcome: Outcome, record: DecisionRecord | None) -> Iterable[Step]:
    """Why each lesser outcome would not do: point by point where that was asked."""
    if record is None or not record.alternatives:
        yield _said("BAND", "Lesser steps were considered", "", outcome.lesser_steps)


def _record(record: DecisionRecord) -> Iterable[Step]:
    yield from _points("The outcome is in proportion", PROPORTION, record.proportion)
    yield from _points("Why it would not do", ALTERNATIVES, record.alternatives)
    yield from _points("What a private account asks for", WORDING, record.wording)
    found = (
        (
            "Gross misconduct in fact",
            record.gross_misconduct_found,
            record.gross_misconduct_reasons,
        ),
        ("A breach at the root", record.repudiatory_breach_found, record.repudiatory_reasons),
        ("Fair to dismiss", record.fair_dismissal_found, record.fair_dismissal_reasons),
    )
    for name, is_so, why in found:
        if is_so is not None:
            label = "found" if is_so else "not found"
            yield _said("ATHERTON", f"{name}, judged by itself", label.capitalize(), why or "")


def _points(demand: str, points: tuple[Point, ...], said: Mapping[str, str]) -> Iterable[Step]:
    for each in points:
        if each.id in said:
            yield _said(each.source, f"{demand}. {each.name}", "", said[each.id])
