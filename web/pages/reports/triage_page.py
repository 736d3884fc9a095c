"""A report on the desk of whoever triages it: what it says, what may help, what can be decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.access import Action, Actor, Permission
from casework.case_file.queries import CaseFile
from casework.case_file.sight import SOURCE_CATEGORY
from casework.cases.stages import Stage
from casework.people.queries import Known, known_by_id, with_role
from casework.policies.intake import IntakeLabel
from casework.policies.models import Clause
from casework.reports.alike import AlikeCase, alike
from casework.reports.answers import HARM_QUESTIONS, Decision, HarmAnswer, PassedTo
from casework.reports.elsewhere import elsewhere
from casework.reports.models import Report
from casework.reports.queries import ReportOnCase
from casework.reports.triage import MAY_TRIAGE
from casework.reports.wording import InForce, pointed, policies_on
from web.pages.reports.rows import Row, Told, sections, ticked

FOR_HR = {
    "unknown_person": "What they know",
    "found_on": "When they found out",
    "own_words": "In their words",
    "spoken_to": "Spoken to the member of staff",
}
Choice = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class Desk:
    """A report with its case, as one reader sees it."""

    file: CaseFile
    each: ReportOnCase
    policies: list[InForce]
    alike: list[AlikeCase]
    colleagues: list[Known]
    reporter: str
    decided_by: Known | None
    is_open: bool
    elsewhere: PassedTo | None

    @property
    def joinable(self) -> list[AlikeCase]:
        """The cases that this reader may add the report to."""
        return [each for each in self.alike if each.joins]

    @property
    def report(self) -> Report:
        return self.each.report

    @property
    def day(self) -> date:
        """The day whose wording of the policy counts."""
        return self.report.posted_on or self.report.found_on

    @property
    def told(self) -> Told:
        names = [item.capture.name for item in self.file.evidence]
        points = frozenset(self.pointed)
        return Told(self.report.model_dump(), self.file.employee, names, points)

    @property
    def pointed(self) -> dict[str, tuple[InForce, Clause]]:
        """The clauses that what the reporter ticked points to, by the keys of the labels."""
        keys = {each["key"] for each in self.report.labels}
        return {key: at for key, at in pointed(self.policies).items() if key in keys}


def desk_of(session: Session, actor: Actor, file: CaseFile, each: ReportOnCase) -> Desk:
    report, triage = each.report, each.triage
    sees = file.sees(Action.VIEW_REPORTER)
    named = ({report.reporter_id} if sees else set()) | ({triage.decided_by} if triage else set())
    known = known_by_id(session, named)
    is_open = file.case.stage is Stage.REPORTED and file.may(Permission.TRIAGE)
    concerned = {actor.id, report.reporter_id, file.case.employee_id}
    may_take_it = with_role(session, *MAY_TRIAGE) if is_open else []
    return Desk(
        file=file,
        each=each,
        policies=policies_on(session, report.posted_on or report.found_on),
        alike=alike(session, actor, file.case, report) if is_open else [],
        colleagues=[each for each in may_take_it if each.id not in concerned],
        reporter=_in_full(known[report.reporter_id]) if sees else SOURCE_CATEGORY,
        decided_by=known[triage.decided_by] if triage else None,
        is_open=is_open,
        elsewhere=elsewhere(session, report.about, file.case.employee_id),
    )


def _in_full(who: Known) -> str:
    return f"{who.name}, {who.job_title}, {who.academy}"


def suggested(desk: Desk, join: str = "") -> dict[str, Any]:
    """A fresh form: only the clauses the reporter's words point to are ticked.

    Somebody who followed “Add it to this case” has chosen that, and which.
    """
    ticked: dict[str, Any] = {"clauses": sorted(_pointed_to(desk))}
    if join in {each.reference for each in desk.joinable}:
        ticked |= {"decision": Decision.ADD_TO_CASE.value, "add_to": join}
    return ticked | ({"passed_to": desk.elsewhere.value} if desk.elsewhere else {})


def _pointed_to(desk: Desk) -> set[str]:
    return {clause.number for _, clause in desk.pointed.values()}


def beside(desk: Desk) -> Mapping[str, Any]:
    """What the page shows beside its form."""
    numbers = _pointed_to(desk)
    known = sorted((clause for _, clause in desk.pointed.values()), key=lambda one: one.position)
    return {
        "sections": [(step, _renamed(rows)) for step, rows in sections(desk.told)],
        "hints": [label for label, _ in ticked(desk.told) if hinted(label, desk)],
        "harm_questions": HARM_QUESTIONS,
        "harm_answers": [(each.value, each.label) for each in HarmAnswer],
        "decisions": [(each.value, each.label, each.hint) for each in Decision],
        "Decision": Decision,
        "passed_to": [(each.value, each.label, each.hint) for each in PassedTo],
        "pointed": [
            (each.number, each.number, each.text) for each in known if each.kind.can_be_alleged
        ],
        "others": [(each.version.named, _others(each, numbers)) for each in desk.policies],
        "colleagues": [
            (str(each.id), f"{each.name}, {each.job_title}") for each in desk.colleagues
        ],
    }


def hinted(label: IntakeLabel, desk: Desk) -> bool:
    """Hints name numbers of the policy: where they are not known, only what names none is said."""
    says = label.triage_hint
    return bool(says) and (label.key in desk.pointed or not re.search(r"\d\.\d", says))


def _renamed(rows: list[Row]) -> list[Row]:
    """The rows as somebody else reads them: “you” was the reporter."""
    return [replace(row, label=FOR_HR.get(row.field, row.label)) for row in rows]


def _clauses(policy: InForce) -> list[Choice]:
    return [(each.number, each.number, each.text) for each in policy.can_be_alleged]


def _others(policy: InForce, numbers: set[str]) -> list[Choice]:
    return [each for each in _clauses(policy) if each[0] not in numbers]
