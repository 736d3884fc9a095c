"""Saying what the clauses of the trust’s own policy are for, without which none can be alleged."""

from casework.access import CASEWORK
from casework.journal import entries
from casework.policies.clause_kinds import ClauseKind
from casework.policies.commands import import_policy
from casework.policies.models import PolicyVersion
from casework.policies.queries import clauses_of
from tests.conftest import SignedInAs
from tests.told import CONDUCT_ON
from tests.world import DAY, World, at

TITLE = "Dignity at work policy"
TEXT = """1. Dignity
1.1 This is for everybody who works here.
1.2 Staff must not bully anybody.
"""


def imported(
    world: World, text: str = TEXT, version: str = "2026", on: object = CONDUCT_ON
) -> PolicyVersion:
    told = {"title": TITLE, "version": version, "file_name": "own.txt", "effective_from": on}
    return import_policy(world.session, CASEWORK, text, at=at(), **told)  # type: ignore[arg-type]


def kinds(world: World, version: PolicyVersion) -> dict[str, ClauseKind]:
    return {each.number: each.kind for each in clauses_of(world.session, version.id)}


def test_the_director_says_which_clauses_are_rules_and_a_later_version_keeps_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    version = imported(world)
    director = signed_in_as(world.hr_director)
    page = f"/policy/{version.id}"
    assert "No clause of this version can be alleged" in director.get(page).text
    assert "Staff must not bully anybody" in director.get(f"{page}/kinds").text
    told = {"kinds.1.1": "information", "kinds.1.2": "rule"}
    answer = director.post(f"{page}/kinds", data=told)
    assert answer.headers["location"] == f"{page}?said=kinds"
    assert kinds(world, version) == {"1.1": ClauseKind.INFORMATION, "1.2": ClauseKind.RULE}
    assert entries(world.session, None, 1)[0].kind == "KindsSaid"
    assert "can be alleged." not in director.get(page).text.split("What the marks mean")[0]
    director.post(f"{page}/kinds", data=told)
    assert [each.kind for each in entries(world.session, None, 2)].count("KindsSaid") == 1
    later = imported(world, TEXT.replace("This is for", "It is for"), "2027", DAY)
    assert kinds(world, later) == {"1.1": ClauseKind.STANDARD, "1.2": ClauseKind.RULE}


def test_what_is_no_kind_or_no_clause_is_refused_with_what_was_chosen(
    world: World, signed_in_as: SignedInAs
) -> None:
    version = imported(world)
    director, page = signed_in_as(world.hr_director), f"/policy/{version.id}/kinds"
    answer = director.post(page, data={"kinds.1.1": "rule", "kinds.1.2": "crime"})
    assert (answer.status_code, "Choose 1.2" in answer.text) == (422, True)
    assert 'value="rule" selected' in answer.text
    assert director.post(page, data={"kinds.9.9": "rule"}).status_code == 422
    assert set(kinds(world, version).values()) == {ClauseKind.STANDARD}


def test_nobody_else_says_it(world: World, signed_in_as: SignedInAs) -> None:
    page = f"/policy/{imported(world).id}/kinds"
    for who in (world.case_manager, world.reporter, world.it_admin):
        browser = signed_in_as(who)
        assert browser.get(page).status_code == 403
        assert browser.post(page, data={"kinds.1.2": "rule"}).status_code == 403
