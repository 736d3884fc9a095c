"""What must be true before a report is sent, settled informally, or investigated."""

from uuid import UUID, uuid4

import pytest

from casework.reports.answers import ChildInvolved, HarmAnswer
from casework.reports.rules import (
    INFORMAL_RULES,
    SAFEGUARDING_RULES,
    SENDING_RULES,
    InformalFacts,
    SafeguardingFacts,
    SendingFacts,
)
from tests.rules.asking import broken

REPORTER = UUID(int=1)
NO, YES, UNSURE = HarmAnswer.NO, HarmAnswer.YES, HarmAnswer.UNSURE


def test_a_report_about_somebody_else_can_be_sent() -> None:
    assert broken(SENDING_RULES, SendingFacts(REPORTER, uuid4(), True)) == []


def test_a_report_about_nobody_known_can_be_sent() -> None:
    assert broken(SENDING_RULES, SendingFacts(REPORTER, None, True)) == []


def test_nobody_reports_themselves() -> None:
    assert broken(SENDING_RULES, SendingFacts(REPORTER, REPORTER, True)) == ["G-TRI-1"]


def test_somebody_must_be_left_to_triage_it() -> None:
    assert broken(SENDING_RULES, SendingFacts(REPORTER, None, False)) == ["G-TRI-3"]


def test_without_any_harm_it_may_be_settled_informally() -> None:
    assert broken(INFORMAL_RULES, InformalFacts((NO, NO, NO, NO))) == []


@pytest.mark.parametrize("answer", [YES, UNSURE])
@pytest.mark.parametrize("place", range(4))
def test_one_harm_answer_other_than_no_rules_an_informal_end_out(
    answer: HarmAnswer, place: int
) -> None:
    answers = [NO, NO, NO, NO]
    answers[place] = answer
    assert broken(INFORMAL_RULES, InformalFacts(tuple(answers))) == ["G-TRI-2"]


@pytest.mark.parametrize(
    ("at_risk", "contacted", "agrees", "refused"),
    [
        (False, False, False, []),
        (True, False, False, ["G-LADO-1"]),
        (True, True, False, ["G-LADO-1"]),
        (True, True, True, []),
    ],
)
def test_where_a_child_may_be_at_risk_the_lado_comes_first(
    at_risk: bool, contacted: bool, agrees: bool, refused: list[str]
) -> None:
    assert broken(SAFEGUARDING_RULES, SafeguardingFacts(at_risk, contacted, agrees)) == refused


def test_the_stop_panel_is_shown_for_a_risk_and_for_doubt() -> None:
    stopped = {each for each in ChildInvolved if each.stops}
    assert stopped == {ChildInvolved.RISK, ChildInvolved.UNSURE}
