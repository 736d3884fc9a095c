"""Beside the discipline of a case: safeguarding, concerns handed on, advice, a union's official."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.documents.issuing import issued_on
from casework.errors import NotFound, NotPermitted
from casework.journal import JournalEntry
from casework.reports.answers import Decision, HarmAnswer
from casework.reports.representatives import RecordUnionRepresentative, union_facts
from casework.reports.side_tracks import (
    ConcludeSafeguarding,
    HandOnLowLevelConcern,
    concerns_on,
    safeguarding_outcome,
)
from casework.reports.tracks import ManagementAdvice, SafeguardingOutcome
from casework.reports.triage import TriageReport
from tests.documents.reading import bare
from tests.refusing import breaches, wrong_answers
from tests.suspending import child_at_risk, due, lado, letters, printed
from tests.world import DAY, World, at

NO_HARM = dict.fromkeys(("harmed", "offence", "risk", "unsuitable"), HarmAnswer.NO)
ADVICE: dict[str, Any] = {
    "expectations": "Say on your profile that views are your own.",
    "review_on": DAY + timedelta(60),
    "served_how": "by hand",
}


def conclude(world: World, case: Case, **told: Any) -> JournalEntry:
    whole = {
        "outcome": SafeguardingOutcome.UNSUBSTANTIATED,
        "summary": "A private message to a pupil was reported.",
        "followed_up": "The pupil and two colleagues were heard.",
        "action_taken": "Training was given.",
        "copy_to_person": "Yes, the LADO agreed",
        "in_references": False,
    }
    asked = ConcludeSafeguarding.model_validate(whole | told)
    return world.perform(world.case_manager, case, asked)


def informally(world: World, case: Case, **told: Any) -> JournalEntry:
    whole = {"decision": Decision.INFORMAL, "reasons": "Advice will do.", "harm": NO_HARM}
    whole |= {"gross": "no"}
    return world.perform(world.case_manager, case, TriageReport.model_validate(whole | told))


def union(world: World, case: Case, **told: Any) -> JournalEntry:
    asked = RecordUnionRepresentative.model_validate({"is_representative": True} | told)
    return world.perform(world.case_manager, case, asked)


def test_the_safeguarding_outcome_is_kept_apart_with_its_five_parts(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    lado(world, case)
    entry = conclude(world, case)
    assert entry.sentence == "recorded the safeguarding outcome, and kept its summary, L1"
    kept = safeguarding_outcome(world.session, case.id)
    assert kept
    assert kept.outcome is SafeguardingOutcome.UNSUBSTANTIATED
    words = printed(world, case)
    for said in ("What was alleged", "followed up", "Action taken", "A copy to the person"):
        assert bare(said) in words
    assert bare("It will not appear in references.") in words


@pytest.mark.parametrize(
    "outcome", sorted(set(SafeguardingOutcome) - {SafeguardingOutcome.SUBSTANTIATED})
)
def test_what_was_not_substantiated_is_in_no_reference(
    world: World, outcome: SafeguardingOutcome
) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    lado(world, case)
    with breaches("G-SG-2"):
        conclude(world, case, outcome=outcome, in_references=True)


def test_there_is_one_outcome_and_it_needs_the_lado(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    with breaches("G-SG-1"):
        conclude(world, case)  # no child is at risk
    child_at_risk(world, case)
    with breaches("G-SG-1"):
        conclude(world, case)
    lado(world, case)
    conclude(world, case, outcome=SafeguardingOutcome.SUBSTANTIATED, in_references=True)
    with breaches("G-SG-1"):
        conclude(world, case)


def test_a_low_level_concern_is_kept_by_reference_only(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    asked = HandOnLowLevelConcern(
        record_reference="LLC-12", handed_on=DAY, handed_to="Ruth Calder, Principal"
    )
    entry = world.perform(world.case_manager, case, asked)
    assert entry.sentence == "handed a low-level concern on: it is kept elsewhere as LLC-12"
    assert [each.record_reference for each in concerns_on(world.session, case.id)] == ["LLC-12"]
    with wrong_answers("handed_on"):
        late = asked.model_copy(update={"handed_on": DAY + timedelta(1)})
        world.perform(world.case_manager, case, late)


def test_an_informal_resolution_may_be_put_in_a_letter_of_advice(world: World) -> None:
    case = world.case(Stage.REPORTED)
    entry = informally(world, case, **ADVICE)
    assert entry.sentence.endswith("and sent the employee a letter of advice (L1)")
    assert (case.stage, case.ending) == (Stage.CLOSED, Ending.INFORMAL)
    assert letters(world, case) == ["L-11"]
    words = printed(world, case)
    assert bare("It is not a disciplinary sanction, and it is not a warning.") in words
    assert bare(ADVICE["expectations"]) in words
    kept = world.session.exec(select(ManagementAdvice)).one()
    assert kept.review_on == ADVICE["review_on"]
    assert due(world, case) == {"T12-A": ADVICE["review_on"]}, "it outlasts the case"
    assert case.next_due_on is None


def test_without_advice_no_letter_goes(world: World) -> None:
    case = world.case(Stage.REPORTED)
    entry = informally(world, case)
    assert "letter" not in entry.sentence
    assert letters(world, case) == []


def test_half_an_advice_is_none_and_nothing_is_kept(world: World) -> None:
    case = world.case(Stage.REPORTED)
    with wrong_answers("review_on", "served_how"):
        informally(world, case, expectations="Think first.")
    assert case.stage is Stage.REPORTED


def test_informally_for_the_third_time_needs_a_reason(world: World) -> None:
    for _ in range(2):
        informally(world, world.case(Stage.REPORTED))
    again = world.case(Stage.REPORTED)
    with breaches("G-TRI-4"):
        informally(world, again)
    informally(world, again, informal_again="Each was of another kind.")
    assert again.ending is Ending.INFORMAL


def test_a_union_official_is_told_only_with_the_employees_agreement(world: World) -> None:
    case = world.case(Stage.HEARING)
    told = {"union_name": "A union", "official": "Rhea Stott", "contacted_on": DAY}
    with wrong_answers("agreed"):
        union(world, case, **told)
    entry = union(world, case, **told, agreed=True)
    assert "with the employee’s agreement" in entry.sentence
    assert [each.code for each in issued_on(world.session, case.id)] == ["DUTY-L34"]
    assert union_facts(world.session, case.id).official_told


def test_the_last_that_was_recorded_of_a_representative_counts(world: World) -> None:
    case = world.case(Stage.HEARING)
    union(world, case, union_name="A union")
    assert not union_facts(world.session, case.id).refused
    later = RecordUnionRepresentative(is_representative=True, union_name="A union", agreed=False)
    world.perform(world.case_manager, case, later, at(DAY, 11))
    assert union_facts(world.session, case.id).refused


def test_a_papers_for_somebody_outside_does_not_tell_the_employee(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    union(world, case, union_name="A union", official="Rhea Stott", contacted_on=DAY, agreed=True)
    asked = HandOnLowLevelConcern(record_reference="1", handed_on=DAY, handed_to="HR")
    with pytest.raises(NotFound):
        world.perform(world.employee, case, asked)


def test_whoever_hears_the_case_concludes_nothing_on_safeguarding(world: World) -> None:
    asked = HandOnLowLevelConcern(record_reference="1", handed_on=DAY, handed_to="Ruth Calder")
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, world.case(Stage.HEARING), asked)
    with pytest.raises(NotFound):
        world.perform(world.stranger, world.case(Stage.HEARING), asked)


def test_only_open_cases_of_the_same_person_count_as_settled_before(world: World) -> None:
    for _ in range(2):
        informally(world, world.case(Stage.REPORTED, employee=world.stranger))
    informally(world, world.case(Stage.REPORTED))
    ended = select(Case.id).where(col(Case.ending) == Ending.INFORMAL)
    assert len(world.session.exec(ended).all()) == 3
