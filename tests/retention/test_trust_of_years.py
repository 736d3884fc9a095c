"""The days that PostgreSQL counts, against a plainer count of the same: no difference.

In the suite a small trust. `RETENTION_YEARS=1` makes it 20 years, 50 academies and 5,000 staff.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, text
from sqlmodel import Session, select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database.whose import AS_OURSELVES, AS_SYSTEM, every_case
from casework.duties.models import DutyConsidered
from casework.interruptions.models import Resignation
from casework.outcomes.models import Outcome
from casework.people.models import Academy, Person
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.models import LadoContact, Report
from casework.reports.tracks import LowLevelConcern
from casework.retention.clocks import dues
from casework.retention.models import KeptLonger
from casework.retention.periods import lengths_on
from tests.retention.trust_of_years import Past, due_on, trust
from tests.world import World

WHOLE = bool(os.environ.get("RETENTION_YEARS"))
STAFF, YEARS, ACADEMIES = (5_000, 20, 50) if WHOLE else (250, 20, 12)


def moment(day: Any) -> datetime:
    return datetime.combine(day, time(12), UTC)


def keep(session: Session, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    told = [{"id": uuid4(), **each} for each in rows]
    if told:
        session.execute(insert(model), told)


def fill(world: World, cases: list[Past]) -> None:
    """Keep every person and case, and all that decides about it."""
    session, hr = world.session, world.case_manager.id
    code = [{"code": f"X{number:02}", "name": f"Academy {number}"} for number in range(ACADEMIES)]
    keep(session, Academy, code)
    wanted = select(Academy.id).where(Academy.code.startswith("X"))
    academies = list(session.exec(wanted))
    people = {each.person.id: each.person for each in cases}
    keep(session, Person, [
        {"id": id, "staff_number": f"Y{number}", "given_name": "A", "family_name": "B",
         "academy_id": academies[who.academy], "job_title": "Teacher", "worker_type": "teacher",
         "employed_from": who.employed_from, "left_on": who.left_on}
        for number, (id, who) in enumerate(people.items())
    ])  # fmt: skip
    keep(session, Case, [
        {"id": each.id, "reference": f"SMY-{number:06}", "stage": Stage.CLOSED, "summary": "A post",
         "employee_id": each.person.id, "academy_id": academies[each.person.academy],
         "pupil_involved": each.pupil_involved, "opened_at": moment(each.opened_on),
         "closed_at": moment(each.closed_on), "ending": each.ending,
         "added_to_id": each.added_to.id if each.added_to else None}
        for number, each in enumerate(cases)
    ])  # fmt: skip
    _endings(session, cases, hr)
    _beside(session, cases, hr)


def _endings(session: Session, cases: list[Past], hr: Any) -> None:
    decided = {"reasons": "x", "mitigation": "x", "lesser_steps": "x", "decided_by": hr}
    keep(session, Outcome, [
        {"case_id": each.id, "sanction": each.sanction, "stands_as": each.stands_as,
         "employment_ends_on": each.employment_ends_on, "decided_at": moment(each.closed_on),
         "gross_misconduct": "x" if each.sanction == "summary_dismissal" else None, **decided}
        for each in cases if each.sanction
    ])  # fmt: skip
    keep(session, FormalWarning, [
        {"case_id": each.id, "person_id": each.person.id, "level": WarningLevel.FINAL_WRITTEN,
         "about": "A post", "given_on": given, "live_months": 6, "spent_on": kept,
         "dispose_on": kept, "withdrawn_on": given if withdrawn else None}
        for each in cases for given, kept, withdrawn in each.warnings
    ])  # fmt: skip
    keep(session, Resignation, [
        {"case_id": each.id, "received_on": each.closed_on, "last_day": each.last_day,
         "goes_on": False, "why": "x", "recorded_by": hr, "recorded_at": moment(each.closed_on)}
        for each in cases if each.last_day
    ])  # fmt: skip


def _beside(session: Session, cases: list[Past], hr: Any) -> None:
    keep(session, Report, [
        {"case_id": each.id, "reference": f"RY-{number:06}", "reporter_id": hr, "about": "staff",
         "child": "risk" if each.child_at_risk else "no", "found_on": each.reported_on,
         "platform": "Facebook", "account_type": "personal", "own_words": "x", "labels": [],
         "suspected_image": False, "sent_at": moment(each.reported_on)}
        for number, each in enumerate(cases) if each.reported_on
    ])  # fmt: skip
    keep(session, LadoContact, [
        {"case_id": each.id, "contacted_on": each.opened_on, "contacted_at": "10:15",
         "spoken_to": "x", "advice": "x", "kind": "referral",
         "may_investigate": True, "may_tell_employee": True,
         "recorded_by": hr, "recorded_at": moment(each.opened_on)}
        for each in cases if each.lado
    ])  # fmt: skip
    keep(session, LowLevelConcern, [
        {"case_id": each.id, "record_reference": "x", "handed_on": each.opened_on,
         "handed_to": "x", "recorded_by": hr, "recorded_at": moment(each.opened_on)}
        for each in cases if each.concern
    ])  # fmt: skip
    answered = [(each, "tra", each.referred_on) for each in cases if each.referred_on]
    answered += [(each, "ico", each.closed_on) for each in cases if each.data_breach]
    keep(session, DutyConsidered, [
        {"case_id": each.id, "duty": duty, "moment": "outcome", "referred": True,
         "referred_on": day, "considered_by": hr, "considered_at": moment(each.closed_on)}
        for each, duty, day in answered
    ])  # fmt: skip
    keep(session, KeptLonger, [
        {"case_id": each.id, "until": each.kept_until, "reason": "x", "decided_by": hr,
         "decided_at": moment(each.closed_on)}
        for each in cases if each.kept_until
    ])  # fmt: skip


def test_every_day_is_the_one_of_a_plainer_count(world: World) -> None:
    cases = list(trust(STAFF, YEARS, ACADEMIES))
    with every_case(world.session):
        fill(world, cases)
        world.session.flush()
        # As it is on a database that has been there for longer than this transaction.
        world.session.execute(AS_OURSELVES)
        world.session.execute(text("ANALYZE"))
        AS_SYSTEM.ask(world.session, {})
        lengths = lengths_on(world.session, max(each.closed_on for each in cases))
        counted = {each.case_id: each.due_on for each in dues(world.session, lengths)}
    wanted = {each.id: due_on(each) for each in cases}
    differ = {id: (wanted[id], counted[id]) for id in wanted if wanted[id] != counted[id]}
    assert differ == {}
    assert len({day for day in wanted.values() if day}) > len(wanted) // 4
    assert None in wanted.values()
