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


def by_name(world: World, who: Actor, action: Action) -> set[str]:
    """Of every case there is, as a search asks."""
    found = (
        "SELECT c.reference FROM cases AS c JOIN shown_among("
        ":me, ARRAY[:action], ARRAY(SELECT id FROM cases)) AS s ON s.case_id = c.id "
        "WHERE s.shown = :action"
    )
    told = {"me": who.id, "action": action.value}
    return set(world.session.execute(text(found), told).scalars())


def still_open(world: World, who: Actor) -> set[str]:
    found = "SELECT reference FROM cases WHERE id IN (SELECT cases_of(:me, 'a02', 'A', true))"
    return set(world.session.execute(text(found), {"me": who.id}).scalars())


def everybody(world: World) -> tuple[Actor, ...]:
    """People with parts in cases of every kind: with a seal, a part that ended, a report of one’s
    own, an appeal, and the employee’s side.
    """
    stages = (Stage.REPORTED, Stage.INVESTIGATION, Stage.HEARING, Stage.APPEAL, Stage.CLOSED)
    cases = [world.case(each) for each in stages]
    world.case(Stage.HEARING, case_manager=world.colleague, appeal_manager=world.stranger)
    world.case(Stage.APPEAL, appeal_manager=world.colleague)
    world.case(Stage.HEARING, employee=world.hearing_manager, hearing_manager=world.colleague)
    cases[1].sealed_at = at()
    world.session.add(cases[1])
    world.session.flush()
    return (
        world.case_manager, world.colleague, world.hearing_manager, world.employee, world.reporter,
        world.note_taker, world.investigating_officer, world.stranger, world.hr_director,
    )  # fmt: skip


def test_asking_each_case_finds_what_asking_for_all_finds(world: World) -> None:
    people, some = everybody(world), 0
    with every_case(world.session):
        for who in people:
            for action in ASKED:
                told = by_all(world, who, action)
                assert by_each(world, who, action) == told, (who.name, action)
                some += len(told)
    assert some > 20


def test_a_search_asks_for_what_the_policies_show(world: World) -> None:
    people, some = everybody(world), 0
    with every_case(world.session):
        for who in people:
            for action in Action:
                told = by_all(world, who, action)
                assert by_name(world, who, action) == told, (who.name, action)
                some += len(told)
    assert some > 150


def test_parts_in_thousands_show_the_open_cases_that_a_few_would(world: World) -> None:
    people = everybody(world)
    few = [still_open(world, who) for who in people]
    says = "SELECT pg_get_functiondef('cases_of(uuid, text, text, boolean)'::regprocedure)"
    now = str(world.session.scalar(text(says)))
    assert "> 2000" in now
    world.session.connection().exec_driver_sql(now.replace("> 2000", "> -1").replace("%", "%%"))
    assert [still_open(world, who) for who in people] == few
    assert sum(map(len, few)) > 10
