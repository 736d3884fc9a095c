"""Letters to people beside the procedure: each from the facts, and none says what it may not."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from casework.cases.gateway import Command
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.documents.letters import LetterIncomplete
from casework.duties.commands import StartClock
from casework.duties.kinds import Duty
from casework.errors import NotFound, NotPermitted
from casework.letters.acknowledging import (
    AcknowledgeComplaint,
    AcknowledgeReport,
    PrintStatementForm,
)
from casework.letters.answering import AnswerReference, NotifyDataBreach, TellComplainant
from casework.letters.leaving import SendSettlementRider
from casework.outcomes.ladder import Sanction
from casework.reports.side_tracks import ConcludeSafeguarding
from casework.reports.tracks import SafeguardingOutcome
from casework.storage import store
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.refusing import breaches, wrong_answers
from tests.staging import outcome, paper
from tests.suspending import child_at_risk, lado
from tests.world import DAY, World

ACKNOWLEDGED = AcknowledgeReport(next_by=DAY + timedelta(2), served_how="by e-mail")
COMPLAINED: dict[str, Any] = {
    "to": "Petra Lindqvist",
    "received_on": DAY,
    "concern": "A photograph of your child.",
    "served_how": "by post",
}
TOLD: dict[str, Any] = {
    "to": "Petra Lindqvist",
    "received_on": DAY,
    "result": "We looked into it fully. The photograph is gone.",
    "served_how": "by post",
}
FORM: dict[str, Any] = {
    "name": "Hana Osei",
    "topics": "What you saw at the gate.",
    "return_by": DAY + timedelta(7),
    "unnamed": True,
    "served_how": "by hand",
}
SETTLED: dict[str, Any] = {
    "agreed_on": DAY,
    "ends_on": DAY + timedelta(30),
    "adviser": "Imran Sethi",
    "agreed_reference": "Teacher from 2019 to 2026.",
    "refers": True,
    "references": True,
    "considers_tra": True,
    "served_how": "by hand",
}
BREACH: dict[str, Any] = {
    "to": "Information Commissioner",
    "nature": "A message went to the wrong address.",
    "categories": "Names of three pupils.",
    "consequences": "They could be recognised.",
    "measures": "It was deleted there.",
    "served_how": "by e-mail",
}
REFERENCE: dict[str, Any] = {
    "to": "Dana Holt",
    "organisation": "Northmoor College",
    "asked_on": DAY,
    "served_how": "by post",
}


def manages(world: World, case: Case, command: Command) -> str:
    """What the letter that was just sent says, without its spaces."""
    world.perform(world.case_manager, case, command)
    return words_in(store().read(issued_on(world.session, case.id)[-1].key))


def concluded(world: World, case: Case, found: SafeguardingOutcome, in_references: bool) -> None:
    asked = ConcludeSafeguarding(
        outcome=found,
        summary="He was said to have followed a pupil home.",
        followed_up="It was looked into with the LADO.",
        action_taken="None was needed.",
        copy_to_person="Given to him",
        in_references=in_references,
    )
    world.perform(world.case_manager, case, asked)


def test_whoever_reported_hears_once_that_it_arrived_and_nothing_of_anybody(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    says = manages(world, case, ACKNOWLEDGED)
    assert bare(world.reporter.name) in says
    assert bare("Do not look into it yourself") in says
    assert bare(world.employee.name) not in says
    with breaches("G-ACK-1"):
        manages(world, case, ACKNOWLEDGED)


def test_a_parent_hears_that_a_complaint_arrived_and_no_name(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    says = manages(world, case, AcknowledgeComplaint(**COMPLAINED))
    assert bare("Dear Petra Lindqvist") in says
    assert bare(world.employee.name) not in says
    with wrong_answers("received_on"):
        tomorrow = AcknowledgeComplaint(**COMPLAINED | {"received_on": DAY + timedelta(1)})
        manages(world, case, tomorrow)


def test_a_statement_form_asks_a_witness_and_names_nobody_else(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    says = manages(world, case, PrintStatementForm(**FORM))
    assert bare("If you ask not to be named") in says
    assert bare(world.employee.name) not in says
    with wrong_answers("return_by"):
        manages(world, case, PrintStatementForm(**FORM | {"return_by": DAY}))


def test_whoever_complained_hears_the_result_once_there_is_one(world: World) -> None:
    case = world.case(Stage.OUTCOME)
    with breaches("G-PAR-1"):
        manages(world, case, TellComplainant(**TOLD))
    letter = paper(world, case, "L-16")
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING, letter_document_id=letter.id)
    says = manages(world, case, TellComplainant(**TOLD))
    assert bare("The photograph is gone") in says
    assert bare(world.employee.name) not in says


@pytest.mark.parametrize("words", ["She was dismissed.", "He has a final Warning.", "Suspended."])
def test_whoever_complained_is_never_told_of_a_sanction(world: World, words: str) -> None:
    case = world.case(Stage.CLOSED)
    with breaches("G-PAR-2"):
        manages(world, case, TellComplainant(**TOLD | {"result": words}))


def test_an_agreement_stops_nothing_that_protects_a_child(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    for each in ("refers", "references", "considers_tra"):
        with breaches("G-SETT-2"):
            manages(world, case, SendSettlementRider(**SETTLED | {each: False}))
    assert bare("Imran Sethi") in manages(world, case, SendSettlementRider(**SETTLED))


def test_no_agreement_is_made_before_what_concerns_a_child_is_concluded(world: World) -> None:
    case = world.case(Stage.INVESTIGATION)
    child_at_risk(world, case)
    with breaches("G-SETT-1"):
        manages(world, case, SendSettlementRider(**SETTLED))


@pytest.mark.parametrize(
    ("found", "named"),
    [(SafeguardingOutcome.SUBSTANTIATED, True), (SafeguardingOutcome.UNSUBSTANTIATED, False)],
)
def test_only_what_was_substantiated_is_in_a_reference(
    world: World, found: SafeguardingOutcome, named: bool
) -> None:
    case = world.case(Stage.APPEAL)
    child_at_risk(world, case)
    lado(world, case)
    concluded(world, case, found, in_references=named)
    says = manages(world, case, AnswerReference(**REFERENCE))
    assert bare(world.employee.name) in says
    assert (bare("followed a pupil home") in says) is named


def test_notice_of_a_breach_says_since_when_it_is_known(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    with breaches("G-DB-1"):
        manages(world, case, NotifyDataBreach(**BREACH))
    knew = StartClock(duty=Duty.ICO, aware_on=DAY - timedelta(1), aware_at=time(16, 30))
    world.perform(world.case_manager, case, knew)
    assert bare("4 October 2026, 16:30") in manages(world, case, NotifyDataBreach(**BREACH))


def test_a_letter_without_what_it_must_say_is_refused_by_name(world: World) -> None:
    case = world.case(Stage.TRIAGE)
    world.person(world.case_manager).phone = None
    with pytest.raises(LetterIncomplete) as refused:
        manages(world, case, AcknowledgeComplaint(**COMPLAINED))
    assert "contact for questions" in refused.value.breaches[0].says
    assert issued_on(world.session, case.id) == []


def test_only_the_case_manager_writes_them_and_a_stranger_finds_nothing(world: World) -> None:
    case = world.case(Stage.HEARING)
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, AcknowledgeComplaint(**COMPLAINED))
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, AcknowledgeComplaint(**COMPLAINED))


def test_on_the_page_words_of_a_sanction_come_back_with_what_is_wrong(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.CLOSED)
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/tell-complainant"
    assert "What happens to a member of staff is not said" in browser.get(place).text
    typed = TOLD | {"received_on": date(2026, 10, 5).isoformat(), "result": "He was dismissed."}
    answer = browser.post(place, data=typed)
    assert answer.status_code == 409
    assert "told nothing of a step about a member of staff" in answer.text
    assert "He was dismissed." in answer.text
    assert browser.post(place, data=typed | {"result": "It is over."}).status_code == 303
