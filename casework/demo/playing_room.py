"""An employee's room in two stories: one sends a statement from it, the other writes on paper."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlmodel import col, select

from casework.cases.received import Received
from casework.demo.playing import Company, Play, Playing
from casework.demo.playing_apart import after_report
from casework.demo.playing_trust import DemoAccount
from casework.documents.employee_statement import EmployeeStatement, print_statement
from casework.evidence.intake import Received as Arrived
from casework.evidence.intake import receive
from casework.evidence.opening import OpenEvidence
from casework.people.entrance import Visit
from casework.people.models import Account
from casework.room.entering import Arriving, enter_room
from casework.room.models import EmployeePaper, PaperKind
from casework.room.papers import (
    Described,
    RecordEmployeePaper,
    SendMyPaper,
    paper_of,
    supplied,
)
from casework.settings import settings
from casework.storage import new_key, store
from casework.working_days import local_day

ROLE = "Employee in their room"
PASSWORD = "demo-employee-in-their-room"
TITLE = "Statement of the employee"
TO_READ = timedelta(minutes=40)
WORDS = (
    "I copied an accent in a group that I took for a group of friends. I did not see that she was "
    "hurt, and I should have when she asked me to stop. I have written to say so, and have not "
    "sent it, because I was asked to write to nobody.\n\n"
    "I never said that she should leave. Another voice is heard before those words. Ask who else "
    "was in the preparation room that evening."
)
ON_PAPER = (
    "I gave them my number because two of them had told me that they could not sleep before an "
    "examination. I know now that it was for the school to help them, and not for me at night."
)


class _OnPaper(Described, Received):
    """What HR says of what came by post."""


def in_the_room(play: Playing) -> Play:
    """The employee takes the invitation and sends a signed statement."""
    if play.story.suspension is None:
        return
    yield (at := play.story.suspension.since + timedelta(hours=30))
    assert play.way_in, "whoever is suspended is invited an hour later"
    told = Arriving(play.way_in.code, PASSWORD)
    enter_room(play.session, play.way_in.token, told, Visit(at))
    yield (sent := after_report(play, 17, "18:50"))
    described = Described(
        what=PaperKind.STATEMENT, title=TITLE, words=WORDS, signed_as=play.name_of(_subject(play))
    )
    arrived = _printed(play, WORDS, sent)
    collected = supplied(suspected_image=False, confirmed=True)
    play.acts(_subject(play), paper_of(SendMyPaper, arrived, collected, described), sent)
    yield (read := sent + TO_READ)
    _read(play, read)


def on_paper(play: Playing) -> Play:
    """Another one sends a letter, and HR records it: it counts the same."""
    yield (at := after_report(play, 18, "10:15"))
    described = _OnPaper(
        what=PaperKind.STATEMENT,
        title=TITLE,
        received_on=local_day(at),
        received_how="by post, two pages in handwriting",
    )
    arrived = _printed(play, ON_PAPER, at)
    collected = supplied(suspected_image=False, confirmed=True)
    play.manages(paper_of(RecordEmployeePaper, arrived, collected, described), at)
    yield (read := at + TO_READ)
    _read(play, read)


def _read(play: Playing, at: datetime) -> None:
    """Whoever manages the case opens what was sent: a final pack waits for that."""
    wanted = select(EmployeePaper).where(EmployeePaper.case_id == play.case.id)
    sent = play.session.exec(wanted.order_by(col(EmployeePaper.recorded_at).desc())).first()
    assert sent, "it was sent a moment ago"
    play.manages(OpenEvidence(capture_id=sent.capture_id), at)


def _subject(play: Playing) -> str:
    return play.story.subject


def _printed(play: Playing, words: str, at: datetime) -> Arrived:
    name = play.name_of(_subject(play))
    statement = EmployeeStatement(
        trust=settings().trust_name,
        reference=play.case.reference,
        employee=name,
        title=TITLE,
        words=words,
        signed_as=name,
        written_at=at,
    )
    bytes_of = [print_statement(statement).pdf]
    return receive(store(), new_key("evidence", play.case.id), "statement.pdf", bytes_of)


def room_account(company: Company) -> list[DemoAccount]:
    """The account that opens the room. Everybody knows its password, so it asks for no second."""
    opens_a_room = select(Account).where(col(Account.room_of).is_not(None))
    numbers = {person: number for number, person in company.ids.items()}
    made = []
    for each in company.session.exec(opens_a_room):
        each.needs_second_factor = False
        name = company.trust.by_number[numbers[each.person_id]].name
        made.append(DemoAccount(ROLE, each.username, PASSWORD, name))
    return made


IN_A_ROOM: Mapping[str, Callable[[Playing], Play]] = {
    "lab-group-voice-notes": in_the_room,
    "mentor-messages": on_paper,
}
