"""What concerns a child: the employee is told when the LADO agrees, and it is always concluded."""

from datetime import timedelta

from casework.appeals.commands import CloseCase
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.investigation.commands import DecideCaseToAnswer
from casework.investigation.meetings import InviteEmployee, RecordMeeting
from casework.outcomes.ladder import Sanction
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.side_tracks import ConcludeSafeguarding
from tests.conftest import SignedInAs
from tests.refusing import breaches
from tests.staging import outcome, window
from tests.suspending import child_at_risk, lado, letters
from tests.world import DAY, World, at

CLOSE = CloseCase(reasons="The employee would not take part.", no_appeal=True)
MEETING = InviteEmployee(
    day=DAY + timedelta(7),
    starts="10am",
    place="Room 4",
    topics="What was posted",
    served_how="by hand",
)


def ready_to_close(world: World) -> Case:
    case = world.case(Stage.APPEAL)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, DAY - timedelta(7))
    return case


def test_the_employee_is_not_invited_before_the_lado_agrees_that_they_are_told(
    world: World,
) -> None:
    case = world.case(Stage.INVESTIGATION)
    child_at_risk(world, case)
    lado(world, case, may_tell=False)
    with breaches("G-LADO-2"):
        world.perform(world.investigating_officer, case, MEETING)
    assert letters(world, case) == []
    agreed = RecordLadoContact(
        contacted_on=DAY,
        contacted_at="11:30",
        spoken_to="Alan Reeve",
        advice="He may be told of the meeting.",
        may_investigate=True,
        may_tell_employee=True,
    )
    world.perform(world.case_manager, case, agreed, at(DAY, 12))
    world.perform(world.investigating_officer, case, MEETING, at(DAY, 13))
    assert letters(world, case) == ["L-04"]


def test_nor_are_notes_shared_with_them_once_the_lado_says_no(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    called = world.perform(world.investigating_officer, case, MEETING)
    child_at_risk(world, case)
    lado(world, case, may_tell=False)
    asked = RecordMeeting(
        meeting_id=called.facts["meeting_id"], held_on=DAY + timedelta(7), notes="He spoke."
    )
    with breaches("G-LADO-2"):
        world.perform(world.investigating_officer, case, asked, at(DAY + timedelta(7), 15))


def test_that_there_is_no_case_is_not_written_to_them_before_the_lado_agrees(
    world: World,
) -> None:
    case = world.case(Stage.DECISION)
    alleged = world.allegation(case, to_hearing=None)
    child_at_risk(world, case)
    lado(world, case, may_tell=False)
    asked = DecideCaseToAnswer(
        to_hearing={alleged.id: False},
        reasons="Nothing shows that it was his account.",
        wellbeing="A meeting with his Principal.",
        removed_on=DAY + timedelta(180),
    )
    with breaches("G-LADO-2"):
        world.perform(world.case_manager, case, asked)
    assert letters(world, case) == []


def test_a_case_about_a_child_is_closed_only_with_its_safeguarding_outcome(world: World) -> None:
    case = ready_to_close(world)
    child_at_risk(world, case)
    lado(world, case)
    with breaches("G-CLOSE-2"):
        world.perform(world.case_manager, case, CLOSE)
    assert case.closed_at is None
    concluded = ConcludeSafeguarding(
        outcome="unsubstantiated",
        summary="A message to a pupil was reported.",
        followed_up="Two colleagues were heard; the employee would not take part.",
        action_taken="None.",
        copy_to_person="Not asked for",
        in_references=False,
    )
    world.perform(world.case_manager, case, concluded)
    world.perform(world.case_manager, case, CLOSE)
    assert case.stage is Stage.CLOSED


def test_where_no_child_is_concerned_nothing_is_asked(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = ready_to_close(world)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "Record the safeguarding outcome before the case is closed" not in page
    world.perform(world.case_manager, case, CLOSE)
    assert case.stage is Stage.CLOSED


def test_the_case_page_asks_for_it(world: World, signed_in_as: SignedInAs) -> None:
    case = ready_to_close(world)
    child_at_risk(world, case)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "Record the safeguarding outcome before the case is closed" in page
