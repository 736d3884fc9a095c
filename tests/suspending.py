"""Suspending somebody in a test: what is asked, and what came of it."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from casework.access import Actor
from casework.cases.models import Case, Deadline
from casework.documents.issuing import issued_on
from casework.investigation.commands import BeginInvestigation
from casework.journal import JournalEntry
from casework.reports.answers import ChildInvolved
from casework.reports.models import Report
from casework.reports.safeguarding import RecordLadoContact
from casework.storage import store
from casework.suspension.alternatives import Alternative, ReviewDecision
from casework.suspension.commands import SendSuspensionLetter, SuspendEmployee
from casework.suspension.reviewing import ReviewSuspension
from tests.documents.reading import words_in
from tests.world import DAY, World, at

NONE_WILL_DO = {each: {"will_do": False, "reason": f"Not {each.value}."} for each in Alternative}


def measure(world: World, **told: Any) -> dict[str, Any]:
    whole = {
        "decided_by_id": world.principal.id,
        "starts_on": DAY,
        "reason": "A post about pupils was reported.",
        "protects": "The pupils, and what witnesses say.",
        "alternatives": NONE_WILL_DO,
        "terms": "Do not come to site or write to witnesses.",
        "lasts": "About four weeks",
        "contact_id": world.colleague.id,
    }
    return whole | told


def suspend(world: World, case: Case, who: Actor | None = None, **told: Any) -> JournalEntry:
    asked = SuspendEmployee.model_validate(
        {**measure(world), "available": "9am to 3pm on working days"} | told
    )
    return world.perform(who or world.case_manager, case, asked)


def send(world: World, case: Case) -> JournalEntry:
    return world.perform(world.case_manager, case, SendSuspensionLetter(served_how="by hand"))


def review(world: World, case: Case, on: date, **told: Any) -> JournalEntry:
    whole = {
        "reviewed_on": on,
        "decision": ReviewDecision.CONTINUE,
        "reasons": "Two witnesses have not been heard.",
        "served_how": "by post",
    }
    asked = ReviewSuspension.model_validate(whole | told)
    return world.perform(world.case_manager, case, asked, at(on))


def due(world: World, case: Case) -> dict[str, date]:
    open_now = select(Deadline).where(Deadline.case_id == case.id, col(Deadline.met_at).is_(None))
    return {each.kind: each.due_on for each in world.session.exec(open_now)}


def begin(world: World, case: Case, on: date) -> JournalEntry:
    asked = BeginInvestigation(officer_id=world.investigating_officer.id, terms="Who posted it")
    return world.perform(world.case_manager, case, asked, at(on))


def child_at_risk(world: World, case: Case) -> None:
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    report.child = ChildInvolved.RISK
    world.session.flush()


def lado(world: World, case: Case, *, may_tell: bool = True, view: str | None = None) -> None:
    asked = RecordLadoContact(
        contacted_on=DAY,
        contacted_at="10:15",
        spoken_to="Alan Reeve",
        advice="Go on.",
        may_investigate=True,
        may_tell_employee=may_tell,
        suspension_view=view,
    )
    world.perform(world.case_manager, case, asked)


def letters(world: World, case: Case) -> list[str]:
    return [each.code for each in issued_on(world.session, case.id)]


def printed(world: World, case: Case) -> str:
    last = issued_on(world.session, case.id)[-1]
    with store().open_sound(last.key, last.sha256, "the letter") as source:
        return words_in(source.read())
