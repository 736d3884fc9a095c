"""Keeping people apart: conflicts, stepping off, leave for a second part, seals, break-glass."""

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import select

from casework.access import Action, Actor, Role, Standing
from casework.cases.appointing import current, holder
from casework.cases.approvals import DecideRequest, requests_on
from casework.cases.commands import Appoint
from casework.cases.conflicts import LiftConflict, RaiseConflict, RecordConflict, StepOff
from casework.cases.gateway import standing_now
from casework.cases.independence import Conflict, Ground
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.outside import decide
from casework.cases.stages import Stage
from casework.cases.waivers import AskForWaiver, DecideWaiver, waivers_on, waivers_to_decide
from casework.errors import NotFound, NotPermitted, ProcedureBreach
from tests.refusing import wrong_answers
from tests.world import World, at

WHY = "They are my cousin and I could not be fair."
URGENT = "The hearing is in an hour and nobody with a part answers."


def sees(world: World, who: Actor, case: Case) -> bool:
    standing: Standing = standing_now(world.session, who, case.reference, at())
    return standing.sees(Action.VIEW_HEADER)


def test_whoever_steps_off_sees_nothing_from_the_next_request(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.panel_member, case, StepOff(reason=WHY))
    assert not sees(world, world.panel_member, case)
    assert current(world.session, case.id, world.panel_member.id) == frozenset()
    with pytest.raises(NotFound):
        world.perform(world.panel_member, case, RaiseConflict(words="More"))


def test_a_case_whose_manager_steps_off_goes_to_somebody_free_of_it(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    entry = world.perform(world.case_manager, case, StepOff(reason=WHY))
    manager = holder(world.session, case.id, Role.CASE_MANAGER)
    assert manager == world.hr_director.id
    assert entry.facts["handed_to"] == str(manager)


def test_a_case_is_not_handed_to_somebody_who_cannot_sign_in(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    world.account(world.hr_director).disabled_at = at()
    world.session.flush()
    world.perform(world.case_manager, case, StepOff(reason=WHY))
    assert holder(world.session, case.id, Role.CASE_MANAGER) not in {None, world.hr_director.id}


def test_a_report_that_waited_for_all_of_hr_ties_none_of_them(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    waited = Appointment(
        case_id=case.id,
        person_id=world.hr_director.id,
        role=Role.TRIAGE,
        started_at=at(),
        ended_at=at(hour=11),
        granted_by=world.case_manager.id,
    )
    world.session.add(waited)
    world.session.flush()
    world.perform(world.case_manager, case, StepOff(reason=WHY))
    assert holder(world.session, case.id, Role.CASE_MANAGER) == world.hr_director.id


def test_it_is_never_handed_to_whoever_it_is_about(world: World) -> None:
    case = world.case(Stage.TRIAGE, employee=world.hr_director)
    world.perform(world.case_manager, case, StepOff(reason=WHY))
    manager = holder(world.session, case.id, Role.CASE_MANAGER)
    assert manager not in {None, world.hr_director.id, world.case_manager.id}


def test_a_recorded_conflict_closes_the_case_whatever_part_is_held(world: World) -> None:
    case = world.case(Stage.HEARING)
    asked = RecordConflict(
        person_id=world.panel_member.id, ground=Ground.NAMED, reason="Named in the post"
    )
    world.perform(world.case_manager, case, asked)
    assert not sees(world, world.panel_member, case)
    with wrong_answers("person_id"):
        world.perform(world.case_manager, case, asked)


def test_only_somebody_else_lifts_a_conflict(world: World) -> None:
    case = world.case(Stage.HEARING)
    asked = RecordConflict(person_id=world.panel_member.id, ground=Ground.NAMED, reason="A name")
    world.perform(world.case_manager, case, asked)
    conflict = world.session.exec(select(Conflict)).one()
    lift = LiftConflict(conflict_id=conflict.id, reason="Another person of that name")
    with wrong_answers("conflict_id"):
        world.perform(world.case_manager, case, lift)
    world.part(case, world.colleague, Role.TRIAGE)
    world.perform(world.colleague, case, lift)
    assert sees(world, world.panel_member, case)


def test_a_conflict_that_is_raised_waits_for_whoever_manages_the_case(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.perform(world.note_taker, case, RaiseConflict(words="The chair taught her son"))
    due = world.session.exec(select(Deadline).where(Deadline.kind == "CONFLICT")).one()
    assert due.owner_id == world.case_manager.id


def test_nobody_with_a_conflict_is_appointed(world: World) -> None:
    case = world.case(Stage.HEARING, note_taker=None)
    reason = RecordConflict(person_id=world.note_taker.id, ground=Ground.DECLARED, reason="Friends")
    world.perform(world.case_manager, case, reason)
    with pytest.raises(ProcedureBreach, match="conflict of interest"):
        world.perform(
            world.case_manager, case, Appoint(role=Role.NOTE_TAKER, person_id=world.note_taker.id)
        )


def test_nobody_appoints_themselves(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    asked = Appoint(role=Role.DECISION_MAKER, person_id=world.case_manager.id)
    with pytest.raises(ProcedureBreach, match="appoints themselves"):
        world.perform(world.case_manager, case, asked)


def test_a_manager_of_the_employee_does_not_hear_the_case(world: World) -> None:
    case = world.case(Stage.HEARING, hearing_manager=None)
    person = world.person(world.employee)
    person.manager_id = world.hearing_manager.id
    world.session.flush()
    asked = Appoint(role=Role.HEARING_MANAGER, person_id=world.hearing_manager.id)
    with pytest.raises(ProcedureBreach, match="manages the employee"):
        world.perform(world.case_manager, case, asked)


def test_becoming_the_employees_manager_closes_the_case_at_once(world: World) -> None:
    case = world.case(Stage.HEARING)
    assert sees(world, world.hearing_manager, case)
    world.person(world.employee).manager_id = world.hearing_manager.id
    world.session.flush()
    assert not sees(world, world.hearing_manager, case)


def test_two_executives_give_leave_for_a_second_part(world: World) -> None:
    case = world.case(Stage.HEARING, note_taker=None)
    world.session.flush()
    asked = AskForWaiver(
        role=Role.NOTE_TAKER, person_id=world.investigating_officer.id, reason="Nobody else is in"
    )
    world.perform(world.case_manager, case, asked)
    appoint = Appoint(role=Role.NOTE_TAKER, person_id=world.investigating_officer.id)
    with pytest.raises(ProcedureBreach):
        world.perform(world.case_manager, case, appoint)
    waiver = waivers_on(world.session, case.id)[0]
    yes = DecideWaiver(waiver_id=waiver.id, given=True)
    decide(world.session, world.hr_director, case.id, yes, at())
    assert [each.waiver.id for each in waivers_to_decide(world.session, world.hr_director)] == []
    with pytest.raises(ProcedureBreach):
        world.perform(world.case_manager, case, appoint)
    with wrong_answers("given"):
        decide(world.session, world.hr_director, case.id, yes, at())
    decide(world.session, world.chair_of_trustees, case.id, yes, at())
    world.perform(world.case_manager, case, appoint)
    assert holder(world.session, case.id, Role.NOTE_TAKER) == world.investigating_officer.id


@pytest.mark.parametrize("never", ["employee", "reporter"])
def test_leave_is_never_given_to_those_in_the_matter(world: World, never: str) -> None:
    case = world.case(Stage.HEARING)
    person: Actor = getattr(world, never)
    with wrong_answers("person_id"):
        asked = AskForWaiver(role=Role.PANEL_MEMBER, person_id=person.id, reason="Nobody else")
        world.perform(world.case_manager, case, asked)


def test_leave_is_never_given_to_hear_the_appeal_as_well(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    with wrong_answers("person_id"):
        asked = AskForWaiver(
            role=Role.APPEAL_MANAGER, person_id=world.hearing_manager.id, reason="Nobody else"
        )
        world.perform(world.case_manager, case, asked)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (Role.INVESTIGATING_OFFICER, Role.HEARING_MANAGER),
        (Role.REPORTER, Role.PANEL_MEMBER),
        (Role.HEARING_MANAGER, Role.APPEAL_MANAGER),
        (Role.EMPLOYEE, Role.NOTE_TAKER),
        (Role.COMPANION, Role.PANEL_MEMBER),
    ],
)
def test_the_database_itself_keeps_these_parts_apart(
    world: World, held: Role, wanted: Role
) -> None:
    case = world.case(Stage.REPORTED, employee=None)
    for role in (held, wanted):
        row = Appointment(case_id=case.id, person_id=world.stranger.id, role=role, started_at=at())
        world.session.add(row)
        if role is held:
            world.session.flush()
    with pytest.raises(DBAPIError) as refused, world.session.begin_nested():
        world.session.flush()
    assert isinstance(refused.value, IntegrityError)


def test_the_database_itself_lets_nobody_appoint_themselves(world: World) -> None:
    case = world.case(Stage.HEARING, panel_member=None)
    world.session.add(
        Appointment(
            case_id=case.id,
            person_id=world.stranger.id,
            role=Role.PANEL_MEMBER,
            started_at=at(),
            granted_by=world.stranger.id,
        )
    )
    with pytest.raises(IntegrityError, match="appoints themselves"), world.session.begin_nested():
        world.session.flush()


def test_a_commissioning_managers_appointment_waits_for_another(world: World) -> None:
    case = world.case(Stage.HEARING, note_taker=None, decision_maker=world.colleague)
    asked = Appoint(role=Role.NOTE_TAKER, person_id=world.note_taker.id)
    entry = world.perform(world.colleague, case, asked)
    assert entry.kind == "ApprovalAsked"
    assert holder(world.session, case.id, Role.NOTE_TAKER) is None
    request = requests_on(world.session, case.id)[0]
    yes = DecideRequest(request_id=request.id, approved=True, reason="Agreed")
    with pytest.raises(NotPermitted):
        world.perform(world.colleague, case, yes)
    world.perform(world.case_manager, case, yes)
    assert holder(world.session, case.id, Role.NOTE_TAKER) == world.note_taker.id
