"""How the outcome was decided, for whoever reads the outcome letter."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Action
from casework.case_file.queries import CaseFile
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import DecisionRecord
from casework.outcomes.proportionality import ALTERNATIVES, PROPORTION, WORDING, Point
from casework.people.queries import known
from web.acting.opening import open_case_file
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page

router = APIRouter()
Said = list[tuple[str, str]]


@router.get("/cases/{reference}/decision", dependencies=serves(Action.VIEW_OUTCOME_LETTER))
def decision_page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_OUTCOME_LETTER)
    return show(
        request,
        "outcomes/decision.html",
        **case_page(file, "decision"),
        **decision_shown(reading, file),
    )


def decision_shown(session: Session, file: CaseFile) -> dict[str, Any]:
    """What was decided and why, point by point; nothing that was not answered is shown."""
    record, outcome = file.decision, file.outcome
    return {
        "decided_by": known(session, outcome.decided_by).name
        if outcome and outcome.decided_by
        else "",
        "reviewed_by": known(session, outcome.reviewed_by).name
        if outcome and outcome.reviewed_by
        else "",
        "proportion": _said(PROPORTION, record.proportion if record else {}),
        "alternatives": _said(ALTERNATIVES, record.alternatives if record else {}),
        "wording": _said(WORDING, record.wording if record else {}),
        "found": _found(record) if record else [],
        "compared": _compared(record) if record else [],
    }


def _said(points: tuple[Point, ...], said: dict[str, str]) -> Said:
    return [(each.name, said[each.id]) for each in points if each.id in said]


def _found(record: DecisionRecord) -> list[tuple[str, bool, str]]:
    """Three findings, each apart from the others."""
    told = (
        (
            "Gross misconduct in fact",
            record.gross_misconduct_found,
            record.gross_misconduct_reasons,
        ),
        (
            "A breach at the root of the contract",
            record.repudiatory_breach_found,
            record.repudiatory_reasons,
        ),
        ("Fair to dismiss", record.fair_dismissal_found, record.fair_dismissal_reasons),
    )
    return [(name, found, why or "") for name, found, why in told if found is not None]


def _compared(record: DecisionRecord) -> Said:
    shown = record.comparators_shown
    return [(each.label, shown[each.value]) for each in Sanction if each.value in shown]
