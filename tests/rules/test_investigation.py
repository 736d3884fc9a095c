"""What must be true before an investigation begins, is concluded, or leads to a hearing."""

from dataclasses import replace
from uuid import UUID

import pytest

from casework.allegations.rules import (
    ALLEGING_RULES,
    FINDING_RULES,
    AllegingFacts,
    FindingFacts,
)
from casework.cases.stages import TRANSITIONS, Stage
from casework.investigation.rules import (
    BEGINNING_RULES,
    CONCLUDING_RULES,
    DECIDING_RULES,
    BeginningFacts,
    ConcludingFacts,
    DecidingFacts,
)
from tests.rules.asking import broken

OFFICER, MANAGER = UUID(int=1), UUID(int=2)
DONE = ConcludingFacts(
    allegations=2,
    concluded=2,
    employee_heard_or_declined=True,
    looked_for_what_helps=True,
    exhibits=1,
)


def test_an_investigation_is_about_somebody_known() -> None:
    assert broken(BEGINNING_RULES, BeginningFacts(employee_known=True)) == []
    assert broken(BEGINNING_RULES, BeginningFacts(employee_known=False)) == ["G-INV-1"]


def test_a_whole_investigation_can_be_concluded() -> None:
    assert broken(CONCLUDING_RULES, DONE) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ({"allegations": 0, "concluded": 0}, "G-REP-1"),
        ({"concluded": 1}, "G-REP-1"),
        ({"exhibits": 0}, "G-REP-2"),
        ({"employee_heard_or_declined": False}, "G-REP-3"),
        ({"looked_for_what_helps": False}, "G-REP-4"),
    ],
)
def test_an_investigation_without_one_part_is_not_concluded(
    without: dict[str, int], rule: str
) -> None:
    assert broken(CONCLUDING_RULES, replace(DONE, **without)) == [rule]  # type: ignore[arg-type]


def test_an_investigation_lacking_everything_is_refused_for_everything() -> None:
    nothing = ConcludingFacts(0, 0, False, False, 0)
    assert broken(CONCLUDING_RULES, nothing) == ["G-REP-1", "G-REP-2", "G-REP-3", "G-REP-4"]


def test_whether_there_is_a_case_is_decided_by_somebody_else() -> None:
    assert broken(DECIDING_RULES, DecidingFacts(MANAGER, OFFICER)) == []
    assert broken(DECIDING_RULES, DecidingFacts(OFFICER, OFFICER)) == ["G-CASE-1"]


@pytest.mark.parametrize("stage", list(Stage))
def test_allegations_are_made_before_the_investigation_is_concluded(stage: Stage) -> None:
    possible = stage in {Stage.TRIAGE, Stage.INVESTIGATION}
    assert broken(ALLEGING_RULES, AllegingFacts(stage)) == ([] if possible else ["G-CHG-0"])


@pytest.mark.parametrize(
    ("stage", "notified", "refused"),
    [
        (Stage.OUTCOME, True, []),
        (Stage.OUTCOME, False, ["G-CHG-1"]),
        (Stage.HEARING, True, ["G-DEC-0"]),
        (Stage.HEARING, False, ["G-DEC-0", "G-CHG-1"]),
        (Stage.APPEAL, True, ["G-DEC-2"]),
        (Stage.CLOSED, True, ["G-DEC-2"]),
    ],
)
def test_a_finding_follows_the_hearing_and_was_in_its_notice(
    stage: Stage, notified: bool, refused: list[str]
) -> None:
    assert broken(FINDING_RULES, FindingFacts(stage, notified)) == refused


def test_every_stage_can_be_reached_and_only_closed_is_final() -> None:
    reached = {Stage.REPORTED}.union(*TRANSITIONS.values())
    assert reached == set(Stage)
    assert [stage for stage, following in TRANSITIONS.items() if not following] == [Stage.CLOSED]
