"""An appeal is decided ground by ground, and what it decides is done."""

from datetime import date

import pytest
from sqlmodel import select

from casework.access import Role
from casework.appeals.commands import CloseCase
from casework.appeals.deciding import DecideAppeal
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.letters import IssueAppealLetter
from casework.appeals.queries import appeal_decision_of, appeal_of
from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.errors import NotFound, NotPermitted
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import outcome_of
from casework.people.warnings import WarningLevel, live_warnings, warning_from
from tests.appealing import HEARD_ON, NOTICE, REINSTATED, UPHOLD_NONE, decide, heard, under_appeal
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at


def test_an_appeal_is_decided_only_after_it_was_heard(world: World) -> None:
    with breaches("G-APP-11"):
        decide(world, under_appeal(world), "upheld")


def test_every_ground_is_decided(world: World) -> None:
    case = heard(world)
    asked = DecideAppeal(grounds={}, result="upheld", reasons="It was fair.")
    with breaches("G-APP-12"):
        world.perform(world.appeal_manager, case, asked, at(HEARD_ON))


@pytest.mark.parametrize("higher", ["dismissal_with_notice", "summary_dismissal"])
def test_an_appeal_never_makes_the_outcome_more_severe(world: World, higher: str) -> None:
    case = heard(world)
    with breaches("G-APP-2"):
        decide(world, case, "varied", higher)
    assert appeal_decision_of(world.session, case.id) is None


def test_what_takes_the_outcomes_place_is_less_severe(world: World) -> None:
    case = heard(world)
    for same in ("final_written_warning", "no_action", None):
        with wrong_answers("sanction"):
            decide(world, case, "varied", same)


def test_an_outcome_that_stands_changes_nothing(world: World) -> None:
    case = heard(world)
    decide(world, case, "upheld")
    kept = outcome_of(world.session, case.id)
    assert kept
    assert kept.stands is Sanction.FINAL_WRITTEN_WARNING
    warning = warning_from(world.session, case.id)
    assert warning
    assert warning.spent_on == date(2027, 10, 5)


def test_a_lesser_warning_takes_the_place_of_the_final_one_from_the_same_day(world: World) -> None:
    case = heard(world)
    decide(world, case, "varied", "first_written_warning")
    warning, kept = warning_from(world.session, case.id), outcome_of(world.session, case.id)
    assert warning
    assert kept
    assert (warning.level, warning.given_on) == (WarningLevel.FIRST_WRITTEN, DAY)
    assert (kept.sanction, kept.stands) == (
        Sanction.FINAL_WRITTEN_WARNING,
        Sanction.FIRST_WRITTEN_WARNING,
    )


def test_a_warning_that_is_overturned_counts_on_no_day(world: World) -> None:
    case = heard(world)
    assert live_warnings(world.session, world.employee.id, HEARD_ON)
    decide(world, case, "overturned")
    assert live_warnings(world.session, world.employee.id, DAY) == []
    warning = warning_from(world.session, case.id)
    assert warning
    assert "Taken away on appeal on 26 October 2026" in warning.live_on(DAY).says


def test_a_warning_takes_the_place_of_a_dismissal_from_the_decision(world: World) -> None:
    case = heard(world, Sanction.DISMISSAL_WITH_NOTICE)
    decide(world, case, "varied", "final_written_warning")
    warning = warning_from(world.session, case.id)
    assert warning
    assert (warning.given_on, warning.spent_on) == (HEARD_ON, date(2027, 10, 26))
    due = {each.kind for each in world.session.exec(select(Deadline))}
    assert "T13" in due, "referrals are looked at again"


def test_what_was_decided_says_all_that_it_changed(world: World) -> None:
    case = heard(world, Sanction.SUMMARY_DISMISSAL)
    decide(world, case, "overturned")
    kept = appeal_decision_of(world.session, case.id)
    assert kept
    about = {each["about"] for each in kept.changes}
    assert about == {
        "Outcome",
        "Warning",
        "Letters",
        "Pay and service",
        "Registers and referrals",
        "Keeping the record",
        "Comparison",
    }


def test_the_result_goes_out_and_the_case_can_be_closed(world: World) -> None:
    case = heard(world)
    close = CloseCase(reasons="The appeal was decided.", no_appeal=True)
    decide(world, case, "upheld")
    with breaches("G-APP-0", "G-APP-3"):
        world.perform(world.case_manager, case, close)
    asked = IssueAppealLetter(served_how="by hand")
    entry = world.perform(world.case_manager, case, asked, at(HEARD_ON))
    assert entry.sentence == "sent the result of the appeal, L4"
    world.perform(world.case_manager, case, close, at(HEARD_ON))
    assert case.stage is Stage.CLOSED


def test_a_letter_that_warns_says_what_a_warning_says(world: World) -> None:
    case = heard(world)
    decide(world, case, "varied", "first_written_warning")
    with breaches("G-APP-13", "G-APP-13"):
        bare = IssueAppealLetter(served_how="by hand")
        world.perform(world.case_manager, case, bare, at(HEARD_ON))
    whole = IssueAppealLetter(
        served_how="by hand",
        change_required="Keep to the policy.",
        further_misconduct="A final warning may follow.",
    )
    world.perform(world.case_manager, case, whole, at(HEARD_ON))


def test_whoever_was_dismissed_and_won_is_told_that_the_employment_goes_on(world: World) -> None:
    case = heard(world, Sanction.SUMMARY_DISMISSAL)
    decide(world, case, "overturned")
    with breaches("G-APP-15"):
        world.perform(world.case_manager, case, REINSTATED, at(HEARD_ON))
    result = IssueAppealLetter(served_how="by hand")
    world.perform(world.case_manager, case, result, at(HEARD_ON))
    close = CloseCase(reasons="The appeal was decided.", no_appeal=True)
    with breaches("G-APP-16"):
        world.perform(world.case_manager, case, close, at(HEARD_ON))
    world.perform(world.case_manager, case, REINSTATED, at(HEARD_ON))
    assert [each.code for each in issued_on(world.session, case.id)][-2:] == ["L-22", "L-23"]
    world.perform(world.case_manager, case, close, at(HEARD_ON))


@pytest.mark.parametrize("who", ["case_manager", "hearing_manager", "employee"])
def test_only_whoever_hears_the_appeal_decides_it(world: World, who: str) -> None:
    case = heard(world)
    asked = DecideAppeal(grounds=UPHOLD_NONE, result="upheld", reasons="It was fair.")
    with pytest.raises(NotPermitted):
        world.perform(getattr(world, who), case, asked, at(HEARD_ON))


def test_a_panel_member_of_the_appeal_does_not_decide_alone(world: World) -> None:
    case = heard(world)
    world.part(case, world.stranger, Role.APPEAL_PANEL_MEMBER)
    asked = DecideAppeal(grounds=UPHOLD_NONE, result="upheld", reasons="It was fair.")
    with pytest.raises(NotPermitted):
        world.perform(world.stranger, case, asked, at(HEARD_ON))


def test_a_stranger_finds_no_appeal(world: World) -> None:
    case = under_appeal(world)
    assert appeal_of(world.session, case.id)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, ScheduleAppealHearing(**NOTICE))
