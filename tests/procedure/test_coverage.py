"""Every rule rests on a source and stands in the way of an act; every paragraph is kept."""

import importlib
import pkgutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

import casework
from casework.case_file.coverage import Stands, _where, coverage, coverage_of
from casework.case_file.paragraphs import KEPT, OTHERWISE
from casework.case_file.rulebook import OVERRIDES, RULEBOOK, every_rule
from casework.cases.stages import Stage
from casework.investigation.rules import BEGINNING_RULES
from casework.procedure import Rule
from casework.sources import SOURCES
from tests.conftest import SignedInAs
from tests.world import DAY, World

# What needs more than is installed here, or runs by itself when it is read.
WITHOUT_RULES = ("casework.demo", "casework.cli", "casework.evidence.c", "casework.case_file")


def every_list() -> dict[str, Sequence[Rule[Any]]]:
    """The lists of rules wherever a module of casework holds one."""
    found: dict[str, Sequence[Rule[Any]]] = {}
    for each in pkgutil.walk_packages(casework.__path__, "casework."):
        if each.name.startswith(WITHOUT_RULES):
            continue
        for name, value in vars(importlib.import_module(each.name)).items():
            if isinstance(value, list | tuple) and value and isinstance(value[0], Rule):
                found[f"{each.name}.{name}"] = value
    return found


def test_every_list_of_rules_is_in_the_rulebook() -> None:
    listed = {id(rule) for _, rule in every_rule()}
    lists = every_list()
    assert len(lists) >= 20
    for name, rules in lists.items():
        assert {id(rule) for rule in rules} <= listed, name


def test_every_rule_cites_a_source_that_is_listed() -> None:
    for _, rule in every_rule():
        assert rule.source in SOURCES, rule.id


def test_a_rule_says_the_same_wherever_it_has_the_same_id() -> None:
    ids = [f"{guarded.act} {rule.id}" for guarded, rule in every_rule()]
    assert len(ids) == len(set(ids))


def test_every_act_of_the_rulebook_has_an_event_that_tells_of_it() -> None:
    from casework.journal import Event

    kinds, waiting = set(), [Event]
    while waiting:
        each = waiting.pop()
        kinds.add(each.__name__)
        waiting += each.__subclasses__()
    assert {kind for guarded in RULEBOOK for kind in guarded.events} <= kinds


def test_what_may_be_overridden_is_a_rule() -> None:
    assert set(OVERRIDES) <= {rule.id for _, rule in every_rule()}


def test_a_paragraph_has_a_rule_or_says_how_it_is_kept() -> None:
    cited = {rule.source for _, rule in every_rule()}
    assert set(SOURCES) == cited | set(OTHERWISE)
    assert not cited & set(OTHERWISE)
    assert set(KEPT) <= cited


@pytest.mark.parametrize("paragraph", [*range(2, 8), *range(9, 32), 46])
def test_the_acas_code_is_covered_paragraph_by_paragraph(paragraph: int) -> None:
    places = {each.source.place for each in coverage() if each.source.id.startswith("ACAS")}
    assert f"para {paragraph}" in places


def test_a_case_says_which_rules_held_which_are_open_and_which_are_ahead(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    told = {
        (rule.act, rule.rule): rule.stands
        for each in coverage_of(world.session, case, DAY)
        for rule in each.rules
    }
    assert told["Conclude with a report", "G-REP-1"] is Stands.OPEN
    assert told["Send the hearing notice", "G-NOT-2"] is Stands.AHEAD
    assert told["Send a report", "G-TRI-1"] is Stands.KEPT


def test_what_was_done_is_told_to_whoever_may_not_read_the_journal(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    page = signed_in_as(world.hearing_manager).get(f"/cases/{case.reference}/procedure").text
    assert page.count("Held when it was done") >= 1


def test_the_day_is_the_day_in_london(world: World) -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    rule = BEGINNING_RULES[0]
    assert _where(world.case(Stage.HEARING), rule, late, {}) == (Stands.KEPT, date(2026, 7, 2))


def test_what_a_closed_case_never_came_to_was_not_needed(world: World) -> None:
    told = coverage_of(world.session, world.case(Stage.CLOSED), DAY)
    (notice,) = [r for each in told for r in each.rules if r.rule == "G-NOT-2"]
    assert notice.stands in (Stands.NOT_NEEDED, Stands.KEPT)


def test_the_pages_show_every_paragraph(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    browser = signed_in_as(world.case_manager)
    for place in ("/settings/procedure", f"/cases/{case.reference}/procedure"):
        page = browser.get(place).text
        for each in SOURCES.values():
            assert each.id in page
        for told in {each.treatment for each in coverage()}:
            assert told.label in page
    assert signed_in_as(world.it_admin).get("/settings/procedure").status_code == 403


def test_over_json_a_case_says_the_same(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.INVESTIGATION)
    told = api_as(world.case_manager).get(f"/api/v1/cases/{case.reference}/procedure").json()
    assert {each["source"] for each in told} == set(SOURCES)
    assert any(rule["stands"] == "open" for each in told for rule in each["rules"])
    stranger = api_as(world.stranger).get(f"/api/v1/cases/{case.reference}/procedure")
    assert stranger.status_code == 404
