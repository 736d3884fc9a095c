"""A report joins a case that is already open, with everything that came with it."""

from uuid import UUID

from pydantic import Field
from sqlmodel import col, select

from casework import journal
from casework.access import Permission, Role, may
from casework.cases.appointing import conflict_of, parts_taken, place
from casework.cases.conflicts import record
from casework.cases.deadlines import start_clock
from casework.cases.gateway import Act, standing_now
from casework.cases.independence import Conflict, Ground
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.rules import RULED_OUT
from casework.cases.stages import Stage
from casework.errors import WrongAnswer
from casework.evidence.custody import link, verify
from casework.evidence.derived import make_again
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import Seal, SealedEach
from casework.journal import Event
from casework.reports.kept_out import NAMED
from casework.reports.looked_up import RegisterLookUp
from casework.reports.models import LadoContact, Report, ReportAddition, Triage
from casework.storage import new_key, store
from casework.working_days import local_day

DECIDES = RULED_OUT[Role.APPEAL_MANAGER] - {Role.REPORTER, Role.EMPLOYEE, Role.TRIAGE}
MOVED = (Report, ReportAddition, Triage, RegisterLookUp, LadoContact)


class ReportJoined(Event, SealedEach):
    """Names every row that came along, so that a mistake can be undone without losing any."""

    report: str
    rows: dict[str, list[UUID]] = Field(default_factory=dict)

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
    came = act.session.exec(select(Capture).where(Capture.case_id == act.case.id))
    told = f"{report.reference} to {target.reference}"
    seals = {str(each.id): move_capture(there, each, told) for each in came}
    rows: dict[str, list[UUID]] = {}
    for part in MOVED:
        for each in act.session.exec(select(part).where(part.case_id == act.case.id)):
            each.case_id = target.id
            rows.setdefault(part.__tablename__, []).append(each.id)
    place(there, report.reporter_id, Role.REPORTER)
    _keep_apart(act, there)
    _go_on_safeguarding(act, there, report)
    target.pupil_involved = target.pupil_involved or act.case.pupil_involved
    event = ReportJoined(report=report.reference, seals=seals, rows=rows)
    journal.append(act.session, target.id, act.actor, event, act.at)
    return target


def _open_target(act: Act, reference: str | None) -> Case:
    """The case to add to, locked; one the actor may not see does not exist for them."""
    wrong = WrongAnswer({"add_to": "Enter the reference of an open case of yours, like SM26-0142"})
    wanted = select(Case).where(Case.reference == (reference or "")).with_for_update(key_share=True)
    target = act.session.exec(wanted).first()
    if target is None or target.stage in {Stage.REPORTED, Stage.CLOSED}:
        raise wrong
    if not may(standing_now(act.session, act.actor, target.reference, act.at), Permission.APPOINT):
        raise wrong
    if act.case.employee_id not in (None, target.employee_id):
        raise WrongAnswer({"add_to": "That case is about somebody else"})
    return target


def move_capture(there: Act, capture: Capture, told: str) -> Seal:
    """Move one file into the case of an act, and say so in its chain of custody."""
    capture.case_id, capture.key = there.case.id, _kept_for(there.case, capture)
    make_again(there.session, capture.id)
    return Seal.of(link(there, capture, Handling.MOVED, told))


def _keep_apart(act: Act, there: Act) -> None:
    """Whoever the report names is kept away from the case it joins, where they have no part yet.

    Somebody who already has one is left for whoever manages the case to decide about.
    """
    named = select(Conflict.person_id).where(
        Conflict.case_id == act.case.id,
        Conflict.ground == Ground.NAMED,
        col(Conflict.lifted_at).is_(None),
    )
    for person_id in act.session.exec(named).all():
        known = parts_taken(act.session, there.case.id, person_id)
        if not known and not conflict_of(act.session, there.case.id, person_id):
            record(there, person_id, Ground.NAMED, NAMED)


def _go_on_safeguarding(act: Act, there: Act, report: Report) -> None:
    """The lead who was told of the report knows of the case it joins; their clock goes on there."""
    leads = select(Appointment.person_id).where(
        Appointment.case_id == act.case.id,
        Appointment.role == Role.SAFEGUARDING_LEAD,
        col(Appointment.ended_at).is_(None),
    )
    for lead in act.session.exec(leads).all():
        if not parts_taken(act.session, there.case.id, lead):
            place(there, lead, Role.SAFEGUARDING_LEAD)
    runs = col(Deadline.met_at).is_(None) & (col(Deadline.kind) == "T2")
    here = act.session.exec(select(Deadline).where(runs, Deadline.case_id == act.case.id)).first()
    theirs = act.session.exec(select(Deadline).where(runs, Deadline.case_id == there.case.id))
    if here and not theirs.first():
        start_clock(there, "T2", local_day(report.sent_at), here.owner_id)


def _kept_for(target: Case, capture: Capture) -> str:
    """The same bytes under the key of the case they move to; the old ones are swept later.

    What cannot be read whole stays as it is, to be found by the next check.
    """
    if verify(store(), capture).found.freezes:
        return capture.key
    return store().adopt(capture.key, new_key("evidence", target.id)).key
