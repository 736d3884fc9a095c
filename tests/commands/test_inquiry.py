"""An investigation in full: telling the employee, the plan, meetings, drafts, statements."""

from datetime import date

import pytest

from casework.cases.stages import Stage
from casework.cases.standing import standing_of
from casework.documents.issuing import issued_on
from casework.errors import NotFound, NotPermitted
from casework.investigation.answering import AnswerMyNotes
from casework.investigation.drafting import CommentOnDraft, ShareDraft, drafts_of
from casework.investigation.meetings import (
    InviteEmployee,
    InviteWitness,
    RecordMeeting,
    meetings_of,
)
from casework.investigation.notes import notes_on
from casework.investigation.planning import FinishStep, PlanStep, plan_of
from casework.investigation.queries import terms_of
from casework.investigation.telling import TellEmployee
from casework.storage import store
from tests.commands.inquiring import begun, by, officer
from tests.documents.reading import bare, words_in
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World, at

LETTER = {
    "concern": "A post of 21 September was reported.",
    "clauses": "Staff social media policy, 3.3",
    "decides": "Somebody who does not investigate decides.",
    "served_how": "by hand",
}
MEETING = {
    "day": date(2026, 10, 12),
    "starts": "2pm",
    "place": "Room 1",
    "topics": "The evening of 21 September",
    "served_how": "by hand",
}


def test_terms_of_reference_say_more_than_the_points(world: World) -> None:
    terms = terms_of(world.session, begun(world).id)
    assert terms
    assert (terms.scope, terms.produce) == ("One post", None)


def test_the_employee_is_told_and_from_then_on_knows_of_the_case(world: World) -> None:
    case = begun(world)
    before = standing_of(world.session, world.employee, case.reference)
    assert before
    assert not before.knows
    entry = by(world, world.case_manager, case, TellEmployee, **LETTER)
    assert entry.sentence == "told the employee about the investigation, L1"
    after = standing_of(world.session, world.employee, case.reference)
    assert after
    assert after.knows
    assert issued_on(world.session, case.id)[0].code == "L-03"


def test_nobody_is_told_of_an_investigation_that_has_not_begun(world: World) -> None:
    case = world.case(Stage.TRIAGE, investigating_officer=None)
    with breaches("G-INV-2"):
        by(world, world.case_manager, case, TellEmployee, **LETTER)


def test_a_witness_is_invited_without_being_told_whom_it_is_about(world: World) -> None:
    case = begun(world)
    entry = officer(world, case, InviteWitness, **MEETING, person_id=world.dsl.id)
    assert entry.sentence == "invited a witness to an investigation meeting, L1"
    letter = issued_on(world.session, case.id)[0]
    words = words_in(store().read(letter.key))
    assert bare(world.dsl.name) in words
    assert bare(world.employee.name) not in words
    standing = standing_of(world.session, world.employee, case.reference)
    assert standing
    assert not standing.knows  # a letter to a witness tells the employee nothing


def test_whoever_reported_it_can_become_a_witness(world: World) -> None:
    case = begun(world)
    officer(world, case, InviteWitness, **MEETING, person_id=world.reporter.id)
    assert meetings_of(world.session, case.id)[0].name == world.reporter.name


@pytest.mark.parametrize("who", [{}, {"name": "Al Reed", "person_id": "the employee"}])
def test_a_witness_is_one_person(world: World, who: dict[str, str]) -> None:
    told = who | ({"person_id": str(world.dsl.id)} if "person_id" in who else {})
    with wrong_answers("person_id"):
        officer(world, begun(world), InviteWitness, **MEETING, **told)


def test_the_employee_is_no_witness(world: World) -> None:
    with wrong_answers("person_id"):
        officer(world, begun(world), InviteWitness, **MEETING, person_id=world.employee.id)


def test_nobody_is_invited_to_a_day_that_has_passed(world: World) -> None:
    with wrong_answers("day"):
        officer(world, begun(world), InviteEmployee, **(MEETING | {"day": DAY}))


def test_people_are_invited_while_it_is_under_way(world: World) -> None:
    with breaches("G-INV-3"):
        case = world.case(Stage.DECISION)
        by(world, world.case_manager, case, InviteEmployee, **MEETING)


def test_what_the_employee_said_is_shared_and_answered(world: World) -> None:
    case = begun(world)
    meeting = officer(world, case, InviteEmployee, **MEETING).facts["meeting_id"]
    told = {"meeting_id": meeting, "held_on": DAY, "notes": "He wrote it in anger."}
    with wrong_answers("held_on"):
        officer(world, case, RecordMeeting, **(told | {"held_on": date(2026, 10, 6)}))
    officer(world, case, RecordMeeting, **told)
    with wrong_answers("meeting_id"):
        officer(world, case, RecordMeeting, **told)
    notes = notes_on(world.session, case.id)[0]
    by(world, world.employee, case, AnswerMyNotes, notes_id=notes.id, answer="agreed")
    assert (notes.answer, notes.answered_on) == ("agreed", DAY)


def test_the_employee_does_not_answer_the_notes_of_a_witness(world: World) -> None:
    case = begun(world)
    by(world, world.case_manager, case, TellEmployee, **LETTER)
    meeting = officer(world, case, InviteWitness, **MEETING, name="Al Reed").facts["meeting_id"]
    officer(world, case, RecordMeeting, meeting_id=meeting, held_on=DAY, notes="I saw it.")
    notes = notes_on(world.session, case.id)[0]
    with pytest.raises(NotFound):
        by(world, world.employee, case, AnswerMyNotes, notes_id=notes.id, answer="agreed")


def test_a_step_is_planned_and_comes_to_something_once(world: World) -> None:
    case = begun(world)
    step = {"says": "Look at his phone with him", "looks_for": "for_the_employee"}
    with wrong_answers("due_on"):
        officer(world, case, PlanStep, **step, due_on=date(2026, 10, 2))
    officer(world, case, PlanStep, **step, due_on=date(2026, 10, 9))
    planned = plan_of(world.session, case.id)[0]
    officer(world, case, FinishStep, step_id=planned.id, came_to="The account is his.")
    with wrong_answers("step_id"):
        officer(world, case, FinishStep, step_id=planned.id, came_to="Again.")
    assert planned.came_to == "The account is his."


def test_hr_comments_on_a_version_and_changes_nothing(world: World) -> None:
    case = begun(world)
    officer(world, case, ShareDraft, words="A first draft.")
    draft = drafts_of(world.session, case.id)[0]
    told = {"draft_id": draft.id, "concerns": "procedure", "words": "Say when he was heard."}
    entry = by(world, world.case_manager, case, CommentOnDraft, **told)
    assert entry.sentence == "commented on version 1 of the draft report: procedure"
    with pytest.raises(ValueError, match="concerns"):
        CommentOnDraft.model_validate(told | {"concerns": "findings"})
    with pytest.raises(NotPermitted):
        by(world, world.case_manager, case, ShareDraft, words="HR’s own version.")
    with pytest.raises(NotPermitted):
        officer(world, case, CommentOnDraft, **told)
    officer(world, case, ShareDraft, words="A second draft.")
    assert [each.words for each in drafts_of(world.session, case.id)] == [
        "A second draft.",
        "A first draft.",
    ]


def test_a_comment_comes_before_the_report(world: World) -> None:
    case = begun(world)
    officer(world, case, ShareDraft, words="A draft.")
    draft = drafts_of(world.session, case.id)[0]
    case.stage = Stage.DECISION
    told = {"draft_id": draft.id, "concerns": "law", "words": "Too late."}
    with breaches("G-HR-1"):
        by(world, world.case_manager, case, CommentOnDraft, **told)


def test_a_stranger_finds_no_investigation(world: World) -> None:
    case = begun(world)
    with pytest.raises(NotFound):
        by(world, world.stranger, case, PlanStep, says="A", looks_for="either", due_on=at().date())
