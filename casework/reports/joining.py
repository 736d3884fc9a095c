"""A report joins a case that is already open, with everything that came with it."""

from sqlmodel import select

from casework import journal
from casework.access import Permission, Role, may
from casework.cases.appointing import parts_taken, place
from casework.cases.gateway import Act, standing_now
from casework.cases.models import Case
from casework.cases.rules import RULED_OUT
from casework.cases.stages import Stage
from casework.errors import WrongAnswer
from casework.evidence.custody import link, verify
from casework.evidence.derived import make_again
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import Seal, SealedEach
from casework.journal import Event
from casework.reports.looked_up import RegisterLookUp
from casework.reports.models import Report, ReportAddition, Triage
from casework.storage import new_key, store

DECIDES = RULED_OUT[Role.APPEAL_MANAGER] - {Role.REPORTER, Role.EMPLOYEE, Role.TRIAGE}


class ReportJoined(Event, SealedEach):
    report: str

    def sentence(self) -> str:
        return f"added report {self.report} to this case"


def join(act: Act, report: Report, reference: str | None) -> Case:
    """Move a report, what was decided on it and its files into an open case, and say into which.

    Raises:
        WrongAnswer: there is no such open case for the actor, or the reporter decides on it.
    """
    target = _open_target(act, reference)
    if parts_taken(act.session, target.id, report.reporter_id) & DECIDES:
        says = "Whoever reported this investigates or hears that case, so it cannot be added"
        raise WrongAnswer({"add_to": says})
    there = Act(act.session, target, act.actor, act.at)
    seals, told = {}, f"{report.reference} to {target.reference}"
    for capture in act.session.exec(select(Capture).where(Capture.case_id == act.case.id)):
        capture.case_id, capture.key = target.id, _kept_for(target, capture)
        make_again(act.session, capture.id)
        seals[str(capture.id)] = Seal.of(link(there, capture, Handling.MOVED, told))
    for part in (Report, ReportAddition, Triage, RegisterLookUp):
        for each in act.session.exec(select(part).where(part.case_id == act.case.id)):
            each.case_id = target.id
    place(there, report.reporter_id, Role.REPORTER)
    target.pupil_involved = target.pupil_involved or act.case.pupil_involved
    event = ReportJoined(report=report.reference, seals=seals)
    journal.append(act.session, target.id, act.actor, event, act.at)
    return target


def _open_target(act: Act, reference: str | None) -> Case:
    """The case to add to, locked; one the actor may not see does not exist for them."""
    wrong = WrongAnswer({"add_to": "Enter the reference of an open case of yours, like SM26-0142"})
    wanted = select(Case).where(Case.reference == (reference or "")).with_for_update()
    target = act.session.exec(wanted).first()
    if target is None or target.stage in {Stage.REPORTED, Stage.CLOSED}:
        raise wrong
    if not may(standing_now(act.session, act.actor, target.reference, act.at), Permission.APPOINT):
        raise wrong
    if act.case.employee_id not in (None, target.employee_id):
        raise WrongAnswer({"add_to": "That case is about somebody else"})
    return target


def _kept_for(target: Case, capture: Capture) -> str:
    """The same bytes under the key of the case they move to; the old ones are swept later.

    What cannot be read whole stays as it is, to be found by the next check.
    """
    if verify(store(), capture).found.freezes:
        return capture.key
    return store().adopt(capture.key, new_key("evidence", target.id)).key
