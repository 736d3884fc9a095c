"""What must be true before an outcome is decided and its letter sent, and who may decide."""

from dataclasses import replace
from typing import Any

import pytest

from casework.access import TrustRole
from casework.allegations.severity import FACTORS
from casework.cases.stages import Stage
from casework.outcomes.authority import NEEDS, SCHEME, Delegated, StaffGroup, suggested
from casework.outcomes.ladder import Sanction
from casework.outcomes.rules import LETTER_RULES, OUTCOME_RULES, LetterFacts, OutcomeFacts
from tests.rules.asking import broken

DISMISSED = OutcomeFacts(
    stage=Stage.OUTCOME,
    undecided=0,
    upheld=1,
    severity_assessed=True,
    sanction=Sanction.SUMMARY_DISMISSAL,
    has_authority=True,
    dismissal_notified=True,
    gross_rule_notified=True,
    gross_misconduct_found=True,
    repudiatory_breach_found=True,
    fair_dismissal_found=True,
)


def test_a_case_with_everything_in_place_can_have_any_outcome() -> None:
    for sanction in Sanction:
        assert broken(OUTCOME_RULES, replace(DISMISSED, sanction=sanction)) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ({"stage": Stage.HEARING}, "G-DEC-0"),
        ({"stage": Stage.APPEAL}, "G-DEC-0"),
        ({"undecided": 1}, "G-DEC-3"),
        ({"severity_assessed": False}, "G-DEC-1"),
        ({"upheld": 0}, "G-DEC-4"),
        ({"has_authority": False}, "G-AUTH-1"),
        ({"dismissal_notified": False}, "G-DEC-5"),
        ({"fair_dismissal_found": False}, "G-DEC-6"),
        ({"gross_rule_notified": False}, "G-SUM-1"),
        ({"gross_misconduct_found": False}, "G-SUM-1"),
        ({"repudiatory_breach_found": False}, "G-SUM-1"),
    ],
)
def test_an_outcome_without_one_part_is_refused(without: dict[str, Any], rule: str) -> None:
    assert broken(OUTCOME_RULES, replace(DISMISSED, **without)) == [rule]


def test_nothing_upheld_leaves_no_action() -> None:
    nothing = replace(DISMISSED, upheld=0, sanction=Sanction.NO_ACTION)
    assert broken(OUTCOME_RULES, nothing) == []


@pytest.mark.parametrize("sanction", [each for each in Sanction if not each.is_dismissal])
def test_a_warning_needs_neither_a_dismissal_notice_nor_gross_misconduct(
    sanction: Sanction,
) -> None:
    warned = replace(
        DISMISSED,
        sanction=sanction,
        dismissal_notified=False,
        gross_rule_notified=False,
        gross_misconduct_found=False,
        repudiatory_breach_found=False,
        fair_dismissal_found=False,
    )
    assert broken(OUTCOME_RULES, warned) == []


def test_dismissal_with_notice_does_not_need_gross_misconduct() -> None:
    dismissed = replace(
        DISMISSED, sanction=Sanction.DISMISSAL_WITH_NOTICE, gross_misconduct_found=False
    )
    assert broken(OUTCOME_RULES, dismissed) == []


SENDABLE = LetterFacts(decided=True, already_sent=False, needs_review=True, reviewed=True)


@pytest.mark.parametrize(
    ("without", "refused"),
    [
        ({}, []),
        ({"decided": False}, ["G-OUT-0"]),
        ({"already_sent": True}, ["G-OUT-2"]),
        ({"reviewed": False}, ["G-SUM-2"]),
        ({"needs_review": False, "reviewed": False}, []),
    ],
)
def test_the_letter_goes_once_after_decision_and_review(
    without: dict[str, bool], refused: list[str]
) -> None:
    assert broken(LETTER_RULES, replace(SENDABLE, **without)) == refused


def test_every_outcome_for_everybody_can_be_decided_by_somebody() -> None:
    assert {(each.group, each.what) for each in SCHEME} == {
        (group, what) for group in StaffGroup for what in Delegated
    }
    assert all(each.held_by for each in SCHEME)
    assert set(NEEDS) == set(Sanction)


def test_a_line_manager_may_end_a_case_and_sanction_nobody() -> None:
    able = [
        what for what in Delegated if TrustRole.LINE_MANAGER in suggested(StaffGroup.STAFF, what)
    ]
    assert able == [Delegated.NO_ACTION]


@pytest.mark.parametrize("role", [TrustRole.HR_CASE_MANAGER, TrustRole.IT_ADMIN, TrustRole.DSL])
def test_nobody_else_decides_an_outcome(role: TrustRole) -> None:
    assert not any(role in each.held_by for each in SCHEME)


def test_no_principal_decides_about_a_principal_and_no_executive_about_the_executive() -> None:
    for what in Delegated:
        assert TrustRole.PRINCIPAL not in suggested(StaffGroup.PRINCIPAL, what)
        assert TrustRole.CHIEF_EXECUTIVE not in suggested(StaffGroup.CHIEF_EXECUTIVE, what)


def test_there_are_24_factors_in_order() -> None:
    assert [each.id for each in FACTORS] == [f"F-{n:02}" for n in range(1, 25)]
