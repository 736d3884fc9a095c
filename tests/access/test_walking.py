"""Both ways in which a list finds what somebody may see give the same cases."""

from sqlalchemy import text
from sqlmodel import col, select

from casework.access import Action, Actor
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.walking import met, sight_of
from casework.database.whose import every_case
from tests.world import World, at

ASKED = (Action.VIEW_HEADER, Action.VIEW_OUTCOME_LETTER, Action.VIEW_LIVE_WARNINGS)


def by_all(world: World, who: Actor, action: Action) -> set[str]:
    found = "SELECT reference FROM cases WHERE id IN (SELECT cases_of(:me, :action))"
    told = {"me": who.id, "action": action.value}
    return set(world.session.execute(text(found), told).scalars())


def by_each(world: World, who: Actor, action: Action) -> set[str]:
    found = sight_of(world.session, who, action)
    return set(world.session.exec(select(col(Case.reference)).where(met(found, action))))


def test_asking_each_case_finds_what_asking_for_all_finds(world: World) -> None:
    """With a seal, a part that ended, a report of one’s own, an appeal, and the employee’s side."""
    stages = (Stage.REPORTED, Stage.INVESTIGATION, Stage.HEARING, Stage.APPEAL, Stage.CLOSED)
    cases = [world.case(each) for each in stages]
    world.case(Stage.HEARING, case_manager=world.colleague, appeal_manager=world.stranger)
    world.case(Stage.APPEAL, appeal_manager=world.colleague)
    world.case(Stage.HEARING, employee=world.hearing_manager, hearing_manager=world.colleague)
    cases[1].sealed_at = at()
    world.session.add(cases[1])
    world.session.flush()
    people = (
        world.case_manager, world.colleague, world.hearing_manager, world.employee, world.reporter,
        world.note_taker, world.investigating_officer, world.stranger, world.hr_director,
    )  # fmt: skip
    some = 0
    with every_case(world.session):
        for who in people:
            for action in ASKED:
                told = by_all(world, who, action)
                assert by_each(world, who, action) == told, (who.name, action)
                some += len(told)
    assert some > 20
