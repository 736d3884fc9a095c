"""Deciding the outcome, reviewing a dismissal, and sending the letter that says so."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from casework.allegations.models import Finding
from casework.cases.models import Case, Deadline
from casework.cases.stages import Ending, Stage
from casework.documents.completeness import PaperIncomplete
from casework.documents.issuing import issued_on
from casework.errors import NotPermitted, OutOfDate
from casework.journal import JournalEntry
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.queries import outcome_of
from casework.people.warnings import live_warnings
from casework.storage import store
from casework.timescales import SetTimescale
from tests.refusing import breaches, wrong_answers
from tests.staging import decided, held, outcome, weighed
from tests.world import DAY, World, at

FIRST, SUMMARY = Sanction.FIRST_WRITTEN_WARNING, Sanction.SUMMARY_DISMISSAL


def heard(world: World, finding: Finding = Finding.UPHELD, **told: Any) -> Case:
    """A case whose hearing was held, with one finding and its severity weighed."""
    case = world.case(Stage.OUTCOME)
    held(world, case, **told)
    world.found(case, finding)
    weighed(world, case)
    return case


def decide(world: World, case: Case, sanction: Sanction = FIRST, **told: Any) -> JournalEntry:
    asked = DecideOutcome.model_validate(decided(sanction, **told))
    return world.perform(world.hearing_manager, case, asked)


def test_an_outcome_is_decided_with_reasons(world: World) -> None:
    case = heard(world)
    entry = decide(world, case)
    assert entry.sentence == "decided the outcome: first written warning"
    kept = outcome_of(world.session, case.id)
    assert kept
    assert kept.decided_by == world.hearing_manager.id


def test_an_outcome_follows_a_finding_on_every_allegation(world: World) -> None:
    case = heard(world)
    world.allegation(case, clause="2.7")
    with breaches("G-DEC-3"):
        decide(world, case)


def test_an_outcome_follows_the_severity(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    held(world, case)
    world.found(case)
    with breaches("G-DEC-1"):
        decide(world, case)


def test_nothing_upheld_no_sanction(world: World) -> None:
    case = heard(world, Finding.NOT_UPHELD)
    with breaches("G-DEC-4"):
        decide(world, case)
    assert decide(world, case, Sanction.NO_ACTION)


def test_somebody_without_authority_does_not_decide(world: World) -> None:
    case = world.case(Stage.OUTCOME, hearing_manager=world.note_taker, note_taker=None)
    held(world, case)
    world.found(case)
    weighed(world, case)
    asked = DecideOutcome.model_validate(decided(FIRST))
    with breaches("G-AUTH-1"):
        world.perform(world.note_taker, case, asked)


def test_a_dismissal_that_was_not_in_the_notice_is_refused(world: World) -> None:
    case = heard(world, dismissal_possible=False)
    with breaches("G-DEC-5"):
        decide(world, case, Sanction.DISMISSAL_WITH_NOTICE)


def test_dismissal_without_notice_rests_on_two_findings(world: World) -> None:
    case = heard(world)
    with wrong_answers("gross_misconduct_found", "gross_misconduct"):
        decide(world, case, SUMMARY, gross_misconduct_found=None, gross_misconduct=None)
    for missing in ("gross_misconduct_found", "repudiatory_breach"):
        with breaches("G-SUM-1"):
            decide(world, case, SUMMARY, **{missing: False})
    assert decide(world, case, SUMMARY)


def test_an_outcome_waits_for_the_hearing(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.found(case, notified_on=DAY)
    weighed(world, case)
    with breaches("G-DEC-0"):
        decide(world, case)


def test_an_outcome_is_decided_once(world: World) -> None:
    case = heard(world)
    decide(world, case)
    with pytest.raises(OutOfDate) as lost:
        decide(world, case, Sanction.NO_ACTION)
    assert lost.value.theirs["sanction"] == "First written warning"


def review(world: World, case: Case) -> JournalEntry:
    asked = ReviewSummaryDismissal(words="I read everything and agree.")
    return world.perform(world.panel_member, case, asked)


def test_a_dismissal_without_notice_is_reviewed_by_a_second_person(world: World) -> None:
    case = heard(world)
    outcome(world, case, SUMMARY)
    asked = ReviewSummaryDismissal(words="I agree with myself.")
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, asked)
    entry = review(world, case)
    assert entry.sentence == "reviewed and agreed the decision to dismiss without notice"
    with breaches("G-SUM-2"):
        review(world, case)


def test_whoever_decided_does_not_review_it_as_a_panel_member_either(world: World) -> None:
    case = heard(world)
    outcome(world, case, SUMMARY, decided_by=world.panel_member.id)
    with breaches("G-SUM-2"):
        review(world, case)


def test_there_is_nothing_to_review_about_a_warning(world: World) -> None:
    case = heard(world)
    outcome(world, case, FIRST)
    with breaches("G-SUM-2"):
        review(world, case)


WARNED = {
    "misconduct": "Words that offend.",
    "change_required": "No such posts.",
    "change_by": "From today",
    "further_misconduct": "A final written warning",
    "training": "An hour on the policy.",
}
DISMISSED = {
    "misconduct": "Words that offend.",
    "why_no_lesser_sanction": "Trust cannot be restored.",
    "contract_ends": DAY,
    "final_pay": "On 31 October 2026.",
    "holiday": "Four days are paid.",
    "property": "Return the laptop.",
}
NO_ACTION = {
    "statement": "The allegation is not upheld.",
    "return_to_work": "You return on 6 October 2026.",
    "removed_on": date(2027, 4, 5),
}


def write(world: World, case: Case, **told: Any) -> JournalEntry:
    asked = IssueOutcomeLetter.model_validate({"served_how": "By post", **told})
    return world.perform(world.case_manager, case, asked)


def test_a_warning_is_sent_and_counts_for_its_time(world: World) -> None:
    case = heard(world)
    outcome(world, case, FIRST)
    entry = write(world, case, **WARNED)
    assert entry.facts["spent_on"] == "2027-10-05"
    letter = issued_on(world.session, case.id)[-1]
    assert entry.sentence == f"sent the outcome letter, {letter.reference}"
    assert store().read(letter.key).startswith(b"%PDF-")
    live = {
        day: len(live_warnings(world.session, world.employee.id, day))
        for day in (date(2026, 10, 4), DAY, date(2027, 10, 4), date(2027, 10, 5))
    }
    assert list(live.values()) == [0, 1, 1, 0]


@pytest.mark.parametrize("missing", ["misconduct", "change_required", "further_misconduct"])
def test_a_letter_that_lacks_something_names_it_and_is_not_sent(world: World, missing: str) -> None:
    case = heard(world)
    outcome(world, case, FIRST)
    papers = len(issued_on(world.session, case.id))
    with pytest.raises(PaperIncomplete) as refused:
        write(world, case, **{name: text for name, text in WARNED.items() if name != missing})
    assert len(refused.value.missing) == 1
    assert len(issued_on(world.session, case.id)) == papers
    assert live_warnings(world.session, world.employee.id, DAY) == []


def test_dismissal_without_notice_waits_for_its_review(world: World) -> None:
    case = heard(world)
    outcome(world, case, SUMMARY)
    with breaches("G-SUM-2"):
        write(world, case, **DISMISSED)
    review(world, case)
    assert write(world, case, **DISMISSED)


def test_no_action_closes_the_case(world: World) -> None:
    case = heard(world, Finding.NOT_UPHELD)
    outcome(world, case, Sanction.NO_ACTION)
    write(world, case, **NO_ACTION)
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.NOT_UPHELD)
    found = world.session.exec(select(Deadline).where(Deadline.case_id == case.id))
    assert [each for each in found if each.met_at is None] == []


def test_a_letter_is_sent_once_and_after_the_decision(world: World) -> None:
    case = heard(world)
    with breaches("G-OUT-0"):
        write(world, case, **WARNED)
    outcome(world, case, FIRST)
    write(world, case, **WARNED)
    with breaches("G-OUT-2"):
        write(world, case, **WARNED)


def test_a_warning_of_another_length_follows_the_trusts_own_number(world: World) -> None:
    asked = SetTimescale(key="first_warning", value=6, effective_from=DAY, source="Our policy")
    asked.perform(world.session, world.hr_director, at())
    case = heard(world)
    outcome(world, case, FIRST)
    assert write(world, case, **WARNED).facts["spent_on"] == "2027-04-05"
