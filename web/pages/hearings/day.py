"""The hearing itself: its order, what is said in mitigation, its notes, and something new."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Severity, Stage
from casework.hearings.new_allegations import PutNewAllegation
from casework.hearings.proceeding import RecordMitigation, TickProceedings, steps_heard
from casework.hearings.steps import Proceeding
from casework.investigation.answering import AnswerMyNotes, AnswerNotes
from casework.investigation.notes import NotesAnswer, notes_on
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, day, line, many, members, prose, select
from web.frame.deps import today
from web.frame.wording import day as drawn_day
from web.pages.hearings.arrangements import RECEIVED

router = APIRouter()
ANY_STAGE = frozenset(Stage) - {Stage.CLOSED}


def _ticked(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    done = steps_heard(session, file.hearing) if file.hearing else []
    return {"done": [each.value for each in done]}


def _unanswered(session: Session, file: CaseFile) -> list[Option]:
    """Notes nobody has answered; the employee answers those of what they said themselves."""
    return [
        (str(each.id), f"{each.of.label}, {each.with_whom}, {drawn_day(each.held_on)}")
        for each in notes_on(session, file.case.id)
        if each.answer is None and (each.is_the_employees or not file.is_theirs)
    ]


def _asked_for(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    told = {"received_on": today().isoformat()}
    asked = request.query_params.get("notes", "")
    return told | {"notes_id": asked} if asked else told


def _named(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    return {"notes_id": request.query_params.get("notes", "")}


ANSWER = (
    select("notes_id", "Notes", _unanswered),
    choice("answer", "What is said of them", members(NotesAnswer)),
    prose("answer_words", "What is disputed, and what was said instead", optional=True),
)

add_acts(
    router,
    ActPage(
        slug="order-of-proceedings",
        command=TickProceedings,
        title="The order of the hearing",
        button="Tick what was done",
        lead="Tick each step as the hearing goes. The note-taker’s page can be the same sheet on "
        "paper.",
        what="What is ticked stays ticked. The record of the hearing says what was not.",
        asks=(many("done", "What has been done", members(Proceeding)),),
        stages=frozenset({Stage.HEARING}),
        start=_ticked,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="mitigation",
        command=RecordMitigation,
        title="Record what speaks for the employee",
        button="Record the mitigation",
        what="It is added to what was recorded before. The outcome has to weigh it.",
        asks=(prose("mitigation", "What was said in mitigation", "Theirs and their companion’s."),),
        stages=frozenset({Stage.HEARING, Stage.OUTCOME}),
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="notes-answer",
        command=AnswerNotes,
        title="Record what is said of notes",
        button="Record the answer",
        lead="Whoever spoke agrees with the notes, or says what they dispute.",
        what="The notes are not changed. What is disputed stands beside them.",
        asks=(*ANSWER, *RECEIVED),
        stages=ANY_STAGE,
        start=_asked_for,
        listed=False,
    ),
    ActPage(
        slug="my-notes-answer",
        command=AnswerMyNotes,
        title="Answer the notes of what you said",
        button="Send my answer",
        what="The notes are not changed. What you dispute is kept beside them, in your words.",
        asks=ANSWER,
        stages=ANY_STAGE,
        start=_named,
        listed=False,
    ),
    ActPage(
        slug="new-allegation",
        command=PutNewAllegation,
        title="Put a new allegation",
        button="Put the allegation",
        lead="Something came up after the notice of the hearing. Only what was put to the "
        "employee beforehand can be decided.",
        what="The hearing cannot be held until a new notice says it, with its whole time to "
        "prepare.",
        asks=(
            line("clause", "Clause", "For example 3.3"),
            day("conduct_on", "Day it happened"),
            line("occurred", "When it happened, as closely as known", optional=True),
            line("place", "Where it happened", "For example the account"),
            prose("particulars", "What is alleged", "Who, what, when and where."),
            choice("severity", "How serious it is, if proved", members(Severity)),
            prose("looked_into", "What was looked into before it is put"),
        ),
        stages=frozenset({Stage.HEARING}),
        back="/hearing",
        listed=False,
    ),
)
