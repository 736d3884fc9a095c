"""The matrix decides: every row, every column, every step of the procedure."""

from dataclasses import replace

import pytest

from casework.access import (
    ACTION_OF,
    GRANTS,
    Action,
    Permission,
    Role,
    Standing,
    TrustRole,
    Verdict,
    may,
    outcome,
    require,
    require_sight,
)
from casework.errors import NotFound, NotPermitted, StepUpNeeded
from tests.access.cells import ACTIONS, PERSONAS, When, cell
from tests.access.standings import FACTS, moment

MEANS = {
    "A": Verdict.ALLOWED,
    "S": Verdict.STEP_UP,
    "2": Verdict.SECOND_PERSON,
    "O": Verdict.OWN,
    "R": Verdict.REDACTED,
    "D": Verdict.DENIED,
    "N": Verdict.HIDDEN,
    "L": Verdict.SIGN_IN,
}
# Nobody has signed in as P01, and a job is no person: neither has a standing.
WITHOUT_A_STANDING = {"P01", "P30"}


def standing(persona: str, when: When = When.NOTICED, **more: object) -> Standing:
    return replace(FACTS[persona], moment=moment(when), **more)  # type: ignore[arg-type]


def test_every_row_of_the_matrix_is_somebody() -> None:
    assert set(FACTS) | WITHOUT_A_STANDING == set(PERSONAS)
    assert len(PERSONAS) == 31
    assert len(ACTIONS) == len(Action) == 38


@pytest.mark.parametrize("when", list(When))
@pytest.mark.parametrize("persona", sorted(FACTS))
def test_a_verdict_is_what_the_matrix_says(persona: str, when: When) -> None:
    told = standing(persona, when)
    wrong = {
        action: (cell(persona, action, when), told.verdict(Action(action)).name)
        for action in ACTIONS
        if told.verdict(Action(action)) is not MEANS[cell(persona, action, when)]
    }
    assert wrong == {}


@pytest.mark.parametrize("persona", sorted(FACTS))
def test_proving_who_one_is_opens_what_asks_for_it_and_nothing_else(persona: str) -> None:
    for action in ACTIONS:
        before = standing(persona).verdict(Action(action))
        after = standing(persona, confirmed=True).verdict(Action(action))
        assert after is (Verdict.ALLOWED if before is Verdict.STEP_UP else before)


@pytest.mark.parametrize("also", [each for each in Role if each is not Role.EMPLOYEE])
@pytest.mark.parametrize("when", [When.INVESTIGATION, When.SENT])
def test_no_other_part_gives_the_employee_anything(also: Role, when: When) -> None:
    alone = standing("P03", when)
    both = replace(alone, parts=alone.parts | {also}, trust=frozenset(TrustRole), confirmed=True)
    for action in Action:
        assert both.verdict(action) is alone.verdict(action)
    for permission in Permission:
        assert outcome(both, permission) is outcome(alone, permission)


@pytest.mark.parametrize("part", [each for each in Role if each is not Role.EMPLOYEE])
def test_a_conflict_takes_every_part_away(part: Role) -> None:
    held = replace(FACTS["P16"], parts=frozenset({part}), conflicted=True, confirmed=True)
    assert not held.knows
    for permission in set(Permission) - {Permission.DECLARE_CONFLICT, Permission.ADD_TO_REPORT}:
        with pytest.raises(NotFound):
            require(held, permission)


def test_whoever_reported_holds_no_other_part_and_adds_to_their_report() -> None:
    manager = replace(
        FACTS["P13"], parts=frozenset({Role.CASE_MANAGER}), has_reported=True, confirmed=True
    )
    assert [each for each in Permission if may(manager, each)] == [Permission.ADD_TO_REPORT]
    with pytest.raises(NotFound):
        require(manager, Permission.VIEW_CASE)


def test_a_sealed_case_does_not_exist_for_whoever_is_not_named() -> None:
    for persona in ("P13", "P15", "P18", "P29"):
        shut_out = standing(persona, shut_out=True, confirmed=True)
        assert not shut_out.knows
        assert shut_out.verdict(Action.VIEW_HEADER) is Verdict.HIDDEN


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("persona", ["P02", "P09", "P10", "P11", "P14", "P17", "P27"])
def test_somebody_without_a_part_finds_no_case(persona: str, permission: Permission) -> None:
    with pytest.raises(NotFound) as hidden:
        require(standing(persona, confirmed=True), permission)
    assert str(hidden.value) == ""


def test_a_part_without_this_act_is_refused_by_the_name_of_the_action() -> None:
    with pytest.raises(NotPermitted, match="a17"):
        require(standing("P13"), Permission.RECORD_FINDING)


def test_appointing_asks_who_one_is_again() -> None:
    with pytest.raises(StepUpNeeded):
        require(standing("P13"), Permission.APPOINT)
    require(standing("P13", confirmed=True), Permission.APPOINT)


def test_only_whoever_hears_the_case_decides_it() -> None:
    for permission in (
        Permission.RECORD_FINDING,
        Permission.ASSESS_SEVERITY,
        Permission.DECIDE_OUTCOME,
    ):
        able = [each for each in FACTS if may(standing(each, When.FOUND), permission)]
        assert able == ["P18"], permission


def test_too_early_a_finding_is_refused_by_the_procedure_and_not_by_access() -> None:
    """The hearing manager may record findings: that the hearing comes first, a rule says."""
    require(standing("P18", When.NOTICED), Permission.RECORD_FINDING)
    with pytest.raises(NotPermitted):
        require_sight(standing("P18", When.NOTICED), Action.VIEW_PACK)


@pytest.mark.parametrize("permission", list(Permission))
def test_somebody_can_do_everything_that_can_be_done(permission: Permission) -> None:
    able = [
        (persona, when)
        for persona in FACTS
        for when in When
        if may(standing(persona, when, confirmed=True), permission)
    ]
    reports = replace(FACTS["P13"], parts=frozenset({Role.TRIAGE}))
    assert able or may(reports, permission)
    assert permission in ACTION_OF or permission in GRANTS
