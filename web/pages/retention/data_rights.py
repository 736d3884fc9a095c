"""What somebody asks about their own data: recorded, acknowledged, answered."""

from collections.abc import Callable, Iterable

from fastapi import APIRouter
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.documents.spelling import plain_day
from casework.letters.data_rights import (
    AcknowledgeDataQuestion,
    AnswerDataQuestion,
    RecordDataQuestion,
    questions_on,
)
from casework.letters.models import DataAsk, DataQuestion
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, day, line, members, prose, select

router = APIRouter()
AFTER_TRIAGE = frozenset(Stage) - {Stage.REPORTED}
SENT = line("served_how", "How the letter is sent", "For example by post, first class")


def _to_acknowledge(session: Session, file: CaseFile) -> Iterable[Option]:
    return _those(session, file, lambda each: each.acknowledged_at or each.answered_at)


def _to_answer(session: Session, file: CaseFile) -> Iterable[Option]:
    return _those(session, file, lambda each: each.answered_at)


def _those(
    session: Session, file: CaseFile, done: Callable[[DataQuestion], object]
) -> list[Option]:
    """Those that still wait for a letter."""
    with working_on(session, file.case.id):
        every = questions_on(session, file.case.id)
    return [_option(each) for each in every if not done(each)]


def _option(each: DataQuestion) -> Option:
    return str(each.id), f"{each.from_name}, {plain_day(each.received_on)}: {each.what.label}"


add_acts(
    router,
    ActPage(
        slug="data-question",
        command=RecordDataQuestion,
        title="Record what somebody asks about their data",
        button="Record it",
        lead="A request for their own data, or a complaint of how data are used.",
        what="The clock of the law runs from the day it arrived: one month to answer a request, "
        "30 days to acknowledge a complaint.",
        asks=(
            select("what", "What do they ask?", members(DataAsk)),
            line("from_name", "Who asks?"),
            day("received_on", "Day it arrived"),
            prose("about", "What it is about", "They will read this in your letter"),
        ),
        stages=AFTER_TRIAGE,
    ),
    ActPage(
        slug="data-question-acknowledged",
        command=AcknowledgeDataQuestion,
        title="Acknowledge what somebody asks about their data",
        button="Send the letter",
        lead="It says what arrived, what happens next, and how to complain.",
        what="The letter is kept. It meets the clock of a complaint; a request waits for its "
        "answer.",
        asks=(select("question_id", "Which one?", _to_acknowledge), SENT),
        stages=AFTER_TRIAGE,
    ),
    ActPage(
        slug="data-question-answered",
        command=AnswerDataQuestion,
        title="Answer what somebody asks about their data",
        button="Send the answer",
        lead="For a request, what they get and what is withheld. For a complaint, what you found.",
        what="The letter is kept, with how to complain to the Information Commissioner. It meets "
        "the clock of a request.",
        asks=(
            select("question_id", "Which one?", _to_answer),
            prose("answer", "What they get, or what you found and do"),
            prose(
                "withheld",
                "What is withheld, and under which exemption",
                "For a request. Say so if it is nothing",
                optional=True,
            ),
            prose("kept", "How long the data are kept", "For a request", optional=True),
            SENT,
        ),
        stages=AFTER_TRIAGE,
    ),
)
