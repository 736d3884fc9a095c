"""What is arranged for a hearing: companion, adjustments, witnesses, its order and its notes."""

from datetime import date

import pytest
from pydantic import ValidationError

from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.hearings.adjusting import (
    AskAdjustment,
    AskMyAdjustment,
    DecideAdjustment,
    adjustments_on,
)
from casework.hearings.calling import CallMyWitness, CallWitness, called_to
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.companions import (
    NameCompanion,
    NameMyCompanion,
    RecordCompanionWithdrawn,
    companion_of,
    companions_of,
)
from casework.hearings.new_allegations import PutNewAllegation
from casework.hearings.proceeding import RecordMitigation, TickProceedings
from casework.hearings.steps import Proceeding
from casework.investigation.answering import AnswerMyNotes, AnswerNotes
from casework.investigation.notes import NotesAnswer, notes_on
from tests.commands.arranging import (
    BY_LETTER,
    HEARING_ON,
    booked,
    by_chair,
    by_employee,
    by_hr,
    notified,
)
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at

ON_THE_DAY = at(HEARING_ON, 10)


@pytest.mark.parametrize(
    "category", ["fellow_worker", "union_employed_official", "union_certified_representative"]
)
def test_anybody_in_a_category_is_accepted_as_companion(world: World, category: str) -> None:
    case = notified(world)
    entry = by_employee(world, case, NameMyCompanion, name="Bea Holt", category=category)
    assert entry.sentence.startswith("recorded the employee’s companion: ")
    companion = companion_of(world.session, case.id)
    assert companion
    assert (companion.name, companion.given_how) == ("Bea Holt", "by the employee, in Casework")


def test_nobody_is_no_companion(world: World) -> None:
    with breaches("G-COMP-1"):
        by_employee(world, notified(world), NameMyCompanion, name="Nobody", category="nobody")


def test_a_companion_named_on_paper_counts_as_much(world: World) -> None:
    case = notified(world)
    by_hr(world, case, NameCompanion, name="Bea Holt", category="fellow_worker", **BY_LETTER)
    companion = companion_of(world.session, case.id)
    assert companion
    assert (companion.given_on, companion.given_how) == (DAY, "by letter")


def test_what_was_received_was_not_received_tomorrow(world: World) -> None:
    told = {"name": "Bea Holt", "category": "fellow_worker", "received_how": "by letter"}
    with wrong_answers("received_on"):
        by_hr(world, notified(world), NameCompanion, **told, received_on=date(2026, 10, 6))


def test_the_companion_can_be_changed_on_the_day_of_the_hearing(world: World) -> None:
    case = notified(world)
    by_employee(world, case, NameMyCompanion, name="Bea Holt", category="fellow_worker")
    entry = by_employee(
        world, case, NameMyCompanion, ON_THE_DAY, name="Al Reed", category="fellow_worker"
    )
    assert entry.facts["changed"] is True
    assert [each.name for each in companions_of(world.session, case.id)] == ["Al Reed", "Bea Holt"]


def test_a_companion_who_withdraws_on_the_day_leaves_room_for_another(world: World) -> None:
    case = notified(world)
    by_employee(world, case, NameMyCompanion, name="Bea Holt", category="fellow_worker")
    by_chair(world, case, RecordCompanionWithdrawn, ON_THE_DAY, why="Her child is ill.")
    assert companion_of(world.session, case.id) is None
    later = at(HEARING_ON, 11)
    by_employee(world, case, NameMyCompanion, later, name="Al Reed", category="fellow_worker")
    companion = companion_of(world.session, case.id)
    assert companion
    assert companion.name == "Al Reed"


def test_a_withdrawal_needs_somebody_to_withdraw(world: World) -> None:
    with wrong_answers("why"):
        by_chair(world, notified(world), RecordCompanionWithdrawn, why="She is ill.")


def test_no_companion_is_named_for_a_hearing_that_was_held(world: World) -> None:
    case = notified(world, held_at=at(), attended=True)
    with breaches("G-COMP-2"):
        by_employee(world, case, NameMyCompanion, name="Bea Holt", category="fellow_worker")


def test_an_adjustment_is_asked_for_and_decided_once_with_reasons(world: World) -> None:
    case = notified(world)
    entry = by_employee(world, case, AskMyAdjustment, needed="A break each hour")
    told = {"adjustment_id": entry.facts["adjustment_id"], "decision": "agreed"}
    by_chair(world, case, DecideAdjustment, **told, reasons="We stop each hour.")
    asked = adjustments_on(world.session, case.id)[0]
    assert (asked.decision, asked.reasons) == ("agreed", "We stop each hour.")
    with wrong_answers("adjustment_id"):
        by_chair(world, case, DecideAdjustment, **told, reasons="Again.")


def test_an_adjustment_that_came_by_phone_is_written_down(world: World) -> None:
    case = notified(world)
    by_hr(world, case, AskAdjustment, needed="Large print", **BY_LETTER)
    assert adjustments_on(world.session, case.id)[0].needed == "Large print"


@pytest.mark.parametrize(
    ("day", "in_time"), [(date(2026, 10, 14), True), (date(2026, 10, 15), False)]
)
def test_a_witness_named_late_is_recorded_as_late(world: World, day: date, in_time: bool) -> None:
    case = notified(world)
    by_employee(world, case, CallMyWitness, at(day), name="Al Reed", about="The evening")
    called = called_to(world.session, case.id)[0]
    assert (called.due_on, called.in_time) == (date(2026, 10, 14), in_time)


def test_management_says_beforehand_whom_it_calls(world: World) -> None:
    case = notified(world)
    told = {"side": "management", "name": "Al Reed", "about": "The screenshot"}
    entry = by_hr(world, case, CallWitness, **told, **BY_LETTER)
    assert entry.sentence == "recorded that management calls a witness"


def test_the_order_of_the_hearing_is_ticked_and_what_was_left_out_is_kept(world: World) -> None:
    case = notified(world)
    with wrong_answers("done"):
        by_chair(world, case, TickProceedings, done=["opened"])  # before the hearing
    by_chair(world, case, TickProceedings, ON_THE_DAY, done=["opened", "answer"])
    with wrong_answers("done"):
        by_chair(world, case, TickProceedings, ON_THE_DAY, done=["opened"])
    told = {"attended": True, "companion_category": "nobody", "notes": "He answered."}
    entry = by_chair(world, case, RecordHearingHeld, at(HEARING_ON, 12), **told)
    assert len(entry.facts["not_ticked"]) == len(Proceeding) - 2
    assert "answer" not in entry.facts["not_ticked"]


def test_a_step_that_is_no_step_is_refused() -> None:
    with pytest.raises(ValidationError):
        TickProceedings.model_validate({"done": ["verdict"]})


def test_mitigation_is_added_to_and_never_after_the_outcome(world: World) -> None:
    case = notified(world)
    for words in ("He is sorry.", "He has a clean record."):
        by_chair(world, case, RecordMitigation, ON_THE_DAY, mitigation=words)
    assert booked(world, case).mitigation == "He is sorry.\nHe has a clean record."
    case.stage = Stage.APPEAL
    with breaches("G-MIT-1"):
        by_chair(world, case, RecordMitigation, ON_THE_DAY, mitigation="Later.")


def test_the_notes_of_the_hearing_are_shared_and_disputed_in_the_employees_words(
    world: World,
) -> None:
    case = notified(world)
    told = {"attended": True, "companion_category": "nobody", "notes": "He said he wrote it."}
    by_chair(world, case, RecordHearingHeld, ON_THE_DAY, **told)
    notes = notes_on(world.session, case.id)[0]
    answer = {"notes_id": notes.id, "answer": "disputed"}
    with wrong_answers("answer_words"):
        by_employee(world, case, AnswerMyNotes, ON_THE_DAY, **answer)
    by_employee(world, case, AnswerMyNotes, ON_THE_DAY, **answer, answer_words="I said I did not.")
    assert (notes.words, notes.answer) == ("He said he wrote it.", NotesAnswer.DISPUTED)
    assert notes.answer_words == "I said I did not."
    with wrong_answers("notes_id"):
        by_hr(world, case, AnswerNotes, notes_id=notes.id, answer="agreed", **BY_LETTER)


def test_something_new_is_heard_only_after_a_new_notice(world: World) -> None:
    case = notified(world)
    new = {
        "clause": "3.3",
        "conduct_on": date(2026, 9, 22),
        "place": "The same account",
        "particulars": "He wrote another post the next day.",
        "severity": "serious",
        "looked_into": "The account was looked at again.",
    }
    entry = by_hr(world, case, PutNewAllegation, **new)
    assert "needs a new notice" in entry.sentence
    told = {"attended": True, "companion_category": "nobody", "notes": "He answered."}
    with breaches("G-CHG-2"):
        by_chair(world, case, RecordHearingHeld, ON_THE_DAY, **told)


def test_nothing_new_is_put_after_the_hearing(world: World) -> None:
    case = notified(world)
    case.stage = Stage.OUTCOME
    with breaches("G-CHG-3"):
        by_hr(
            world,
            case,
            PutNewAllegation,
            clause="3.3",
            conduct_on=date(2026, 9, 22),
            place="There",
            particulars="More.",
            severity="serious",
            looked_into="A look.",
        )


def test_a_colleague_cannot_choose_the_companion_and_a_stranger_finds_no_case(
    world: World,
) -> None:
    case = notified(world)
    told = NameCompanion.model_validate(
        {"name": "Bea Holt", "category": "fellow_worker", **BY_LETTER}
    )
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, told)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, told)
    own = NameMyCompanion.model_validate({"name": "Bea Holt", "category": "fellow_worker"})
    with pytest.raises(NotPermitted):
        world.perform(world.case_manager, case, own)
