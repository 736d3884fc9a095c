"""How letters reach people in the stories, what they ask of their data, and the trust's words."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from sqlmodel import Session

from casework.access import Actor
from casework.demo.playing import Play, Playing
from casework.demo.stories import dismissed
from casework.documents.issuing import issued_on
from casework.letters.collecting import collect
from casework.letters.data_rights import (
    AcknowledgeDataQuestion,
    AnswerDataQuestion,
    RecordDataQuestion,
    questions_on,
)
from casework.letters.models import DataAsk, SentHow
from casework.letters.sending import RecordLetterSent, SendLetterLink
from casework.letters.wording import RewordLetter
from casework.people.credentials import CodeBy
from casework.people.task_links import new_secrets
from casework.working_days import add_working_days, local_day, local_moment

SUSPENSION, FIRST = "L-05", timedelta(minutes=70)
OFFICE = "Sheila at the Trust’s office"
POSTED = "by first class post"
HEARING_NOTICES = ("L-12", "L-13")
CLOSING = (
    "Reception at the Trust’s office knows only that you have a meeting. Ask for the contact who "
    "is named in this letter."
)


def own_words(session: Session, director: Actor, at: datetime) -> None:
    """The trust adds a sentence to its notices of a hearing."""
    for code in HEARING_NOTICES:
        told = RewordLetter(
            code=code,
            passages={"closing": CLOSING},
            why="People asked what to say when they arrive.",
        )
        told.perform(session, director, at)


def collected(play: Playing) -> Play:
    """The suspension letter, too, by a link that they take the same evening."""
    story = play.story
    if story.suspension is None:
        return
    yield (made := story.suspension.since + FIRST)
    if (number := _last(play, SUSPENSION)) is None:
        return
    secrets = new_secrets()
    link = SendLetterLink(
        document=number,
        to=play.name_of(story.subject),
        known_by="They read the number back when the letter was handed over",
        code_by=CodeBy.PHONE,
        opened_by=secrets,
    )
    play.manages(link, made)
    yield (evening := local_moment(local_day(made), time(19, 42)))
    collect(play.session, secrets.token, secrets.code, max(evening, made + timedelta(minutes=5)))


def posted(play: Playing) -> Play:
    """The letter of the outcome goes in the post, and the office says when."""
    outcome = play.story.outcome
    if outcome is None:
        return
    yield (at := outcome.letter_at + timedelta(minutes=30))
    if number := _last(play):
        sent = RecordLetterSent(
            document=number,
            how=SentHow.POST,
            to=play.name_of(play.story.subject),
            sent_on=local_day(outcome.letter_at),
            done_by=OFFICE,
        )
        play.manages(sent, at)


def data_asked(play: Playing) -> Play:
    """Whoever was dismissed asks for what is written about them, and gets it within the month."""
    outcome = play.story.outcome
    if outcome is None or not dismissed(play.story):
        return
    arrived = add_working_days(local_day(outcome.letter_at), 6)
    yield (at := local_moment(arrived, time(11, 25)))
    asked = RecordDataQuestion(
        what=DataAsk.REQUEST,
        from_name=play.name_of(play.story.subject),
        received_on=arrived,
        about="Everything that is written about me in this matter, and the e-mails about it.",
    )
    play.manages(asked, at)
    yield (at := local_moment(add_working_days(arrived, 1), time(9, 50)))
    number = questions_on(play.session, play.case.id)[0].id
    play.manages(AcknowledgeDataQuestion(question_id=number, served_how=POSTED), at)
    yield (at := local_moment(add_working_days(arrived, 15), time(15, 5)))
    answer = AnswerDataQuestion(
        question_id=number,
        answer="A copy of each record and message that is about you, on paper, with this letter.",
        withheld="What two colleagues said in confidence about themselves, and what our lawyers "
        "advised (Data Protection Act 2018, Schedule 2, paragraphs 16 and 19).",
        kept="Six years from the end of your employment, unless a law asks for longer.",
        served_how=POSTED,
    )
    play.manages(answer, at)


def _last(play: Playing, code: str = "") -> int | None:
    """The number of the letter that was issued last."""
    issued = [each for each in issued_on(play.session, play.case.id) if each.code.startswith(code)]
    return issued[-1].number if issued else None


def letters_of(playing: Mapping[str, Playing]) -> Iterator[Play]:
    """Each of these, on every story it belongs to."""
    for play in playing.values():
        yield collected(play)
        yield posted(play)
        yield data_asked(play)
