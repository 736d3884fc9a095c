"""Earlier warnings where a case is decided: live on the day of the act, or hidden when spent."""

from datetime import date
from typing import Any

import pytest

from casework.access import Role
from casework.case_file.queries import open_case_file
from casework.cases.commands import Appoint
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.outcomes.extending import ExtendWarning, RecordAbsence
from casework.outcomes.spent import AskToUnlockSpent, DecideUnlock
from casework.people.models import Person
from casework.people.warnings import FormalWarning, WarningLevel, warning_from
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at

ASK = AskToUnlockSpent(reason="The conduct alone is so grave that the history matters.")
AGREE = DecideUnlock(agreed=True, advice="It may be a relevant circumstance, no more.")


def warned(world: World, spent_on: date, **told: Any) -> Case:
    """A closed case of the employee that ended in a warning."""
    case = world.case(Stage.CLOSED)
    whole: dict[str, Any] = {
        "level": WarningLevel.FIRST_WRITTEN,
        "about": "Staff social media policy, clause 2.6",
        "given_on": date(2025, 10, 6),
        "live_months": 12,
        "spent_on": spent_on,
        "dispose_on": date(2027, 12, 6),
        "person_id": world.employee.id,
    }
    world.session.add(FormalWarning(case_id=case.id, **(whole | told)))
    world.session.flush()
    return case


def on_trial(world: World) -> Case:
    """A new case, on conduct of 21 September 2026, at which the panel decides."""
    case = world.case(Stage.OUTCOME, legal_adviser=world.colleague)
    world.found(case)
    return case


def seen(world: World, case: Case, who: Any) -> list[bool]:
    file = open_case_file(world.session, who, case.reference, DAY)
    return [each.live for each in file.warnings]


def test_a_warning_that_was_live_on_the_day_of_the_act_is_shown_though_spent_since(
    world: World,
) -> None:
    warned(world, spent_on=date(2026, 10, 1))
    case = on_trial(world)
    assert seen(world, case, world.hearing_manager) == [True]
    assert seen(world, case, world.case_manager) == [True]


def test_a_warning_spent_before_the_act_is_hidden_from_the_panel(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    assert seen(world, case, world.hearing_manager) == []
    assert seen(world, case, world.case_manager) == [False], "HR knows the file"


def test_hr_and_legal_together_unlock_a_spent_warning(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    world.perform(world.case_manager, case, ASK)
    assert seen(world, case, world.hearing_manager) == []
    entry = world.perform(world.colleague, case, AGREE)
    assert entry.sentence == "agreed that the panel learns of a spent warning"
    assert seen(world, case, world.hearing_manager) == [False]


def test_a_refusal_of_the_legal_adviser_keeps_it_hidden(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    world.perform(world.case_manager, case, ASK)
    world.perform(world.colleague, case, DecideUnlock(agreed=False, advice="It does not count."))
    assert seen(world, case, world.hearing_manager) == []


def test_the_legal_adviser_decides_only_what_hr_asked_for(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    with breaches("G-EXP-1"):
        world.perform(world.colleague, on_trial(world), AGREE)


def test_a_legal_adviser_who_asked_as_case_manager_does_not_agree_with_themselves(
    world: World,
) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    world.perform(world.case_manager, case, ASK)
    adviser = {"role": Role.LEGAL_ADVISER, "person_id": world.case_manager.id}
    world.perform(world.hr_director, case, Appoint.model_validate(adviser))
    with breaches("G-EXP-9"):
        world.perform(world.case_manager, case, AGREE)


def test_there_is_nothing_to_unlock_while_every_warning_counts(world: World) -> None:
    warned(world, spent_on=date(2026, 10, 20))
    with breaches("G-EXP-2"):
        world.perform(world.case_manager, on_trial(world), ASK)


def test_nobody_who_decides_the_case_unlocks_a_warning(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = on_trial(world)
    for who in (world.hearing_manager, world.panel_member):
        with pytest.raises(NotPermitted):
            world.perform(who, case, ASK)
    with pytest.raises(NotPermitted):
        world.perform(world.case_manager, case, AGREE)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, ASK)


def test_what_an_appeal_took_away_is_never_shown_to_a_panel(world: World) -> None:
    warned(world, spent_on=date(2026, 10, 20), withdrawn_on=date(2026, 1, 5))
    case = on_trial(world)
    assert seen(world, case, world.hearing_manager) == []


def test_a_warning_goes_with_whoever_moves_academy_and_only_those_on_a_case_see_it(
    world: World,
) -> None:
    earlier = warned(world, spent_on=date(2026, 10, 20))
    person = world.session.get_one(Person, world.employee.id)
    person.academy_id = world.person(world.stranger).academy_id
    case = on_trial(world)
    assert seen(world, case, world.hearing_manager) == [True]
    for who in (world.stranger, world.principal):
        with pytest.raises(NotFound):
            open_case_file(world.session, who, case.reference, DAY)
        with pytest.raises(NotFound):
            open_case_file(world.session, who, earlier.reference, DAY)


def test_a_live_warning_is_extended_once_within_the_trusts_months(world: World) -> None:
    case = warned(world, spent_on=date(2026, 12, 6))
    with breaches("G-WARN-2"):
        world.perform(world.case_manager, case, ExtendWarning(months=7, reason="Too long."))
    entry = world.perform(
        world.case_manager, case, ExtendWarning(months=6, reason="Instead of a final warning.")
    )
    assert entry.sentence == "extended the warning, which is now spent on 6 June 2027"
    with breaches("G-WARN-2"):
        world.perform(world.case_manager, case, ExtendWarning(months=1, reason="Again."))


def test_a_spent_warning_is_not_extended(world: World) -> None:
    case = warned(world, spent_on=date(2026, 10, 1))
    with breaches("G-WARN-1"):
        world.perform(world.case_manager, case, ExtendWarning(months=1, reason="Late."))


def absence(first: date, last: date) -> RecordAbsence:
    return RecordAbsence(first_day=first, last_day=last, reason="Away from work.")


def test_a_long_absence_lengthens_a_warning_by_no_more_than_the_absence(world: World) -> None:
    case = warned(world, spent_on=date(2026, 12, 6))
    world.perform(world.case_manager, case, absence(date(2026, 8, 3), date(2026, 8, 30)))
    kept = warning_from(world.session, case.id)
    assert kept
    assert (kept.absent_days, kept.spent_on) == (28, date(2027, 1, 3))


def test_27_days_lengthen_nothing(world: World) -> None:
    case = warned(world, spent_on=date(2026, 12, 6))
    with breaches("G-WARN-3"):
        world.perform(world.case_manager, case, absence(date(2026, 8, 3), date(2026, 8, 29)))


def test_an_absence_is_recorded_when_it_is_over_and_ends_after_it_began(world: World) -> None:
    case = warned(world, spent_on=date(2026, 12, 6))
    for last in (date(2026, 8, 2), date(2026, 11, 2)):
        with wrong_answers("last_day"):
            world.perform(world.case_manager, case, absence(date(2026, 8, 3), last))


@pytest.mark.parametrize("who", ["hearing_manager", "panel_member"])
def test_only_hr_extends_a_warning(world: World, who: str) -> None:
    case = warned(world, spent_on=date(2026, 12, 6))
    with pytest.raises(NotPermitted):
        world.perform(getattr(world, who), case, ExtendWarning(months=1, reason="So."), at())


def test_the_legal_adviser_needs_a_part_on_the_case(world: World) -> None:
    warned(world, spent_on=date(2026, 9, 20))
    case = world.case(Stage.OUTCOME)
    world.found(case)
    world.perform(world.case_manager, case, ASK)
    with pytest.raises(NotFound):
        world.perform(world.colleague, case, AGREE)
    world.part(case, world.colleague, Role.LEGAL_ADVISER)
    world.perform(world.colleague, case, AGREE)
