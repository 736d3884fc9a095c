"""What became of earlier cases of the same kind: facts, small numbers unsaid, nobody named."""

from datetime import date
from typing import Any

import pytest

from casework.access import Actor
from casework.allegations.models import Finding
from casework.cases.models import Case
from casework.cases.stages import Severity, Stage
from casework.database import in_reading
from casework.database.whose import for_person
from casework.outcomes.comparators import Comparators, Ended, comparators
from casework.outcomes.ladder import Sanction
from casework.policies.commands import import_policy
from tests.staging import held, outcome
from tests.trust import BEGAN, DIGEST, TITLE
from tests.world import World

FIRST, FINAL, NONE = (
    Sanction.FIRST_WRITTEN_WARNING,
    Sanction.FINAL_WRITTEN_WARNING,
    Sanction.NO_ACTION,
)


def earlier(world: World, sanction: Sanction = FIRST, **told: Any) -> Case:
    """Somebody else's case, closed with an outcome."""
    parts = {name: told.pop(name) for name in ("employee", "hearing_manager") if name in told}
    case = world.case(Stage.CLOSED, **{"employee": world.stranger} | parts)
    case.severity = told.pop("severity", Severity.SERIOUS)
    held(world, case)
    world.found(case, told.pop("finding", Finding.UPHELD), **told)
    outcome(world, case, sanction)
    return case


def now(world: World, **told: Any) -> Case:
    case = world.case(Stage.OUTCOME)
    held(world, case)
    world.found(case, **told)
    world.session.flush()
    return case


def shown(found: Comparators) -> dict[Sanction, str]:
    return {each.sanction: each.shown for each in found.ended if each.cases}


@pytest.mark.parametrize(
    ("cases", "said"), [(0, "None"), (1, "Fewer than five"), (4, "Fewer than five"), (5, "5")]
)
def test_a_number_below_five_is_not_said(cases: int, said: str) -> None:
    assert Ended(FIRST, cases).shown == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0), "None"),
        ((3, 0), "Not shown: an outcome has fewer than five cases"),
        ((12, 2), "Not shown: an outcome has fewer than five cases"),
        ((12, 0), "12"),
        ((12, 7), "19"),
    ],
)
def test_the_sum_gives_no_small_number_away(counts: tuple[int, int], said: str) -> None:
    ended = tuple(Ended(each, n) for each, n in zip((FIRST, FINAL), counts, strict=True))
    assert Comparators(("3.3",), ended, ()).in_all == said


def test_earlier_cases_are_counted_by_how_they_ended(world: World) -> None:
    for _ in range(5):
        earlier(world, FIRST)
    earlier(world, FINAL)
    found = comparators(world.session, now(world))
    assert found.clauses == ("3.3",)
    assert shown(found) == {FIRST: "5", FINAL: "Fewer than five"}
    assert found.as_shown()["final_written_warning"] == "Fewer than five"


@pytest.mark.parametrize(
    "told",
    [
        {"clause": "2.6"},
        {"severity": Severity.MINOR},
        {"finding": Finding.NOT_UPHELD},
    ],
)
def test_another_clause_severity_or_finding_is_another_kind(
    world: World, told: dict[str, Any]
) -> None:
    earlier(world, **told)
    assert comparators(world.session, now(world)).cases == 0


def test_a_case_that_is_not_closed_compares_with_nothing(world: World) -> None:
    open_still = earlier(world)
    open_still.stage, open_still.ending, open_still.closed_at = Stage.APPEAL, None, None
    assert comparators(world.session, now(world)).cases == 0


def test_the_employees_own_earlier_case_is_no_comparator(world: World) -> None:
    earlier(world, employee=world.employee)
    assert comparators(world.session, now(world)).cases == 0


def test_a_clause_is_the_same_in_the_next_version_of_its_policy(world: World) -> None:
    earlier(world)
    import_policy(
        world.session,
        world.hr_director,
        DIGEST.read_text(),
        title=TITLE,
        version="October 2026",
        effective_from=date(2026, 10, 1),
        file_name="later.txt",
        at=BEGAN,
    )
    later = world.clause("3.3", date(2026, 10, 2))
    assert later.id != world.clause("3.3").id
    case = now(world, clause_id=later.id, conduct_on=date(2026, 10, 2))
    assert comparators(world.session, case).cases == 1


def test_nothing_upheld_has_nothing_to_compare(world: World) -> None:
    earlier(world)
    case = world.case(Stage.OUTCOME)
    world.found(case, Finding.NOT_UPHELD)
    assert comparators(world.session, case).clauses == ()


def seen_by(world: World, who: Actor, case: Case) -> Comparators:
    """As PostgreSQL shows it to one person."""
    world.session.flush()
    with in_reading() as session:
        for_person(session, who.id)
        return comparators(session, session.merge(case, load=False))


def test_a_case_is_named_only_to_whoever_may_see_it_anyway(world: World) -> None:
    heard_before = earlier(world)
    earlier(world, FINAL, hearing_manager=world.chief_executive)
    found = seen_by(world, world.hearing_manager, now(world))
    assert found.cases == 2
    assert [each.reference for each in found.named] == [heard_before.reference]
