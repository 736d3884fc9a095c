"""What a decision must have weighed before any sanction, and the three findings of a dismissal."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select, update

from casework.allegations.models import Finding
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.journal import JournalEntry
from casework.outcomes.commands import DecideOutcome
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.models import DecisionRecord
from casework.outcomes.proportionality import ALTERNATIVES, PROPORTION, WORDING, alternatives_to
from casework.outcomes.queries import decision_record_of, outcome_of
from casework.reports.answers import AccountType
from casework.reports.models import Report
from casework.sources import SOURCES
from casework.storage import store
from tests.documents.reading import bare, words_in
from tests.refusing import breaches, wrong_answers
from tests.staging import decided, held, weighed
from tests.world import World

FIRST, FINAL = Sanction.FIRST_WRITTEN_WARNING, Sanction.FINAL_WRITTEN_WARNING
NOTICE, SUMMARY = Sanction.DISMISSAL_WITH_NOTICE, Sanction.SUMMARY_DISMISSAL
FOUND = {
    "gross_misconduct_found",
    "gross_misconduct",
    "repudiatory_breach",
    "repudiatory_reasons",
    "fair_dismissal",
    "fair_dismissal_reasons",
}


@pytest.fixture
def case(world: World) -> Case:
    found = world.case(Stage.OUTCOME)
    held(world, found)
    world.found(found)
    weighed(world, found)
    return found


def decide(world: World, case: Case, sanction: Sanction, **told: Any) -> JournalEntry:
    asked = DecideOutcome.model_validate(decided(sanction, **told))
    return world.perform(world.hearing_manager, case, asked)


def each(field: str, points: Any) -> set[str]:
    return {f"{field}.{point.id}" for point in points}


def test_every_point_has_a_known_source_and_a_name_of_its_own() -> None:
    for points in (PROPORTION, ALTERNATIVES, WORDING):
        assert all(point.source in SOURCES for point in points)
        assert len({point.id for point in points}) == len(points)
    assert [point.id for point in PROPORTION] == ["aim", "link", "least", "balance"]


@pytest.mark.parametrize("sanction", [FIRST, FINAL])
def test_a_sanction_answers_every_question_each_at_its_field(
    world: World, case: Case, sanction: Sanction
) -> None:
    lacking = each("proportion", PROPORTION) | each("wording", WORDING) | {"comparable"}
    with wrong_answers(*lacking):
        decide(world, case, sanction, proportion={}, wording={}, comparable=None, departing=None)
    assert outcome_of(world.session, case.id) is None
    assert decide(world, case, sanction)


@pytest.mark.parametrize("point", [point.id for point in PROPORTION])
def test_one_question_left_out_is_the_one_that_is_named(
    world: World, case: Case, point: str
) -> None:
    told = {id: each for id, each in decided(FIRST)["proportion"].items() if id != point}
    with wrong_answers(f"proportion.{point}"):
        decide(world, case, FIRST, proportion=told)


def test_no_action_needs_no_proportion(world: World, case: Case) -> None:
    assert decide(world, case, Sanction.NO_ACTION)


def test_a_warning_says_which_lesser_steps_were_considered(world: World, case: Case) -> None:
    with wrong_answers("lesser_steps"):
        decide(world, case, FIRST, lesser_steps=None)


@pytest.mark.parametrize("sanction", [NOTICE, SUMMARY])
def test_a_dismissal_rules_out_each_lesser_step(
    world: World, case: Case, sanction: Sanction
) -> None:
    lacking = each("alternatives", alternatives_to(sanction)) | FOUND
    with wrong_answers(*lacking):
        decide(world, case, sanction, alternatives={}, **dict.fromkeys(FOUND))
    told = decided(sanction)["alternatives"]
    del told["demotion"]
    with wrong_answers("alternatives.demotion"):
        decide(world, case, sanction, alternatives=told)
    assert decide(world, case, sanction)
    kept = outcome_of(world.session, case.id)
    assert kept
    assert "Transfer or other work: Weighed: transfer or other work." in kept.lesser_steps


def test_dismissal_with_notice_is_itself_a_lesser_step(world: World, case: Case) -> None:
    told = decided(SUMMARY)["alternatives"]
    del told["dismissal_with_notice"]
    with wrong_answers("alternatives.dismissal_with_notice"):
        decide(world, case, SUMMARY, alternatives=told)


@pytest.mark.parametrize("field", ["proportion", "alternatives", "wording"])
def test_an_answer_to_a_question_nobody_asks_is_refused(
    world: World, case: Case, field: str
) -> None:
    told = decided(NOTICE)[field] | {"surprise": "Yes."}
    with wrong_answers(f"{field}.surprise"):
        decide(world, case, NOTICE, **{field: told})


@pytest.mark.parametrize(
    ("account", "asked"),
    [(AccountType.PERSONAL, True), (AccountType.UNSURE, True), (AccountType.ACADEMY, False)],
)
def test_the_wording_is_asked_unless_the_account_was_of_an_academy(
    world: World, case: Case, account: AccountType, asked: bool
) -> None:
    report = world.session.exec(select(Report).where(Report.case_id == case.id)).one()
    report.account_type = account
    if asked:
        with wrong_answers(*each("wording", WORDING)):
            decide(world, case, FIRST, wording={})
    else:
        assert decide(world, case, FIRST, wording={})


def test_the_three_findings_stand_apart(world: World, case: Case) -> None:
    """Fair, and no gross misconduct: it may be with notice, never without (Atherton)."""
    decide(world, case, NOTICE)
    kept = decision_record_of(world.session, case.id)
    assert kept
    assert (kept.gross_misconduct_found, kept.repudiatory_breach_found) == (False, False)
    assert kept.fair_dismissal_found is True
    assert kept.gross_misconduct_reasons == "It was not so grave."
    outcome = outcome_of(world.session, case.id)
    assert outcome
    assert (outcome.gross_misconduct, outcome.repudiatory_breach) == (None, False)


@pytest.mark.parametrize("sanction", [NOTICE, SUMMARY])
def test_nobody_is_dismissed_where_that_is_not_found_fair(
    world: World, case: Case, sanction: Sanction
) -> None:
    with breaches("G-DEC-6"):
        decide(world, case, sanction, fair_dismissal=False)


def test_a_finding_of_gross_misconduct_without_a_dismissal_has_its_reasons_too(
    world: World, case: Case
) -> None:
    with wrong_answers("gross_misconduct"):
        decide(world, case, FINAL, gross_misconduct_found=True)
    with wrong_answers("repudiatory_breach"):
        decide(world, case, FINAL, repudiatory_reasons="It is broken.")


def test_without_a_rule_in_the_notice_nobody_is_dismissed_without_notice(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    held(world, case, gross_misconduct_rule=None)
    world.found(case)
    weighed(world, case)
    with breaches("G-SUM-1"):
        decide(world, case, SUMMARY)
    assert decide(world, case, NOTICE)


def test_the_record_says_what_was_weighed_and_shown(world: World, case: Case) -> None:
    decide(world, case, FIRST)
    kept = decision_record_of(world.session, case.id)
    assert kept
    assert set(kept.proportion) == {"aim", "link", "least", "balance"}
    assert kept.comparators_shown["clauses"] == "3.3"
    assert kept.comparators_shown["summary_dismissal"] == "None"
    assert kept.recorded_by == world.hearing_manager.id


def test_a_refused_decision_leaves_no_record(world: World, case: Case) -> None:
    with breaches("G-DEC-6"):
        decide(world, case, NOTICE, fair_dismissal=False)
    assert decision_record_of(world.session, case.id) is None


def test_the_database_keeps_no_finding_without_its_reasons(world: World, case: Case) -> None:
    decide(world, case, NOTICE)
    with (
        pytest.raises(IntegrityError, match="a_fair_dismissal_is_reasoned"),
        world.session.begin_nested(),
    ):
        world.session.exec(update(DecisionRecord).values(fair_dismissal_reasons=None))


def test_the_letter_says_the_manner_the_harm_and_who_could_take_it_for_the_trust(
    world: World, case: Case
) -> None:
    decide(world, case, FIRST, wording=decided(FIRST)["wording"] | {"manner": "It was crude."})
    asked = IssueOutcomeLetter(
        served_how="By post",
        misconduct="Words that offend.",
        change_required="No such posts.",
        change_by="From today",
        further_misconduct="A final written warning",
        training="An hour on the policy.",
    )
    world.perform(world.case_manager, case, asked)
    letter = issued_on(world.session, case.id)[-1]
    said = words_in(store().read(letter.key))
    for words in ("Why this is in proportion", "It was crude.", "Weighed: evidence of harm."):
        assert bare(words) in said


def test_nothing_upheld_needs_none_of_it(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    held(world, case)
    world.found(case, Finding.NOT_UPHELD)
    weighed(world, case)
    assert decide(world, case, Sanction.NO_ACTION)
