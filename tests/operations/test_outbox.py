"""A mail leaves once: whoever asks twice, however many workers, whenever one is killed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from casework import worker
from casework.access import TrustRole
from casework.case_file import mail_work
from casework.case_file.mail_work import GIVEN_UP, SENT
from casework.database import as_casework, reading_as_casework
from casework.errors import DeliveryFailed
from casework.outbox.delivering import MOST_TRIES, deliver, take_up_again, weed
from casework.outbox.models import Mail, MailKind
from casework.outbox.posting import For, post
from casework.people.models import Place
from casework.settings import Settings
from tests.database import same_keys
from tests.mail import Inbox, deliver_all, mail_server
from tests.world import World

WORDS = "Something waits for you. Grüße."


@pytest.fixture
def mail() -> Iterator[tuple[Inbox, str]]:
    with mail_server() as served:
        yield served


def written(session: Session, called: str = "a.1") -> UUID | None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Something waits", "casework@trust.example"
    message["To"], message["Message-ID"] = "nadia@trust.example", f"<{called}@trust.example>"
    message.set_content(WORDS)
    return post(session, message, For(MailKind.TEST))


def one(called: str = "a.1") -> UUID:
    with as_casework() as session:
        number = written(session, called)
    assert number
    return number


def undone() -> None:
    with as_casework() as session:
        written(session)
        raise ZeroDivisionError


def kept(number: UUID) -> Mail:
    with reading_as_casework() as session:
        found = session.get_one(Mail, number)
        session.expunge(found)
    return found


@pytest.mark.usefixtures("live")
def test_it_exists_only_if_the_act_does_and_once_whoever_asks_again(
    mail: tuple[Inbox, str],
) -> None:
    inbox, url = mail
    with pytest.raises(ZeroDivisionError):
        undone()
    assert deliver_all(url) == 0
    number = one()
    assert WORDS not in kept(number).model_dump_json()
    assert "nadia" not in kept(number).model_dump_json()
    with as_casework() as session:
        assert written(session) is None
    deliver_all(url)
    ((to, message),) = inbox.arrived
    assert to == ["nadia@trust.example"]
    assert message.get_content().strip() == WORDS
    assert message["Message-ID"] == "<a.1@trust.example>"
    assert (kept(number).state, kept(number).sealed, kept(number).tries) == ("Sent", None, 1)
    with as_casework() as session:
        assert written(session) is None  # also after it went
    deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
    assert len(inbox.arrived) == 1


@pytest.mark.usefixtures("live")
def test_two_workers_at_once_send_it_once(mail: tuple[Inbox, str]) -> None:
    inbox, url = mail
    number = one()

    def work(_: int) -> bool:
        try:
            deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
        except DeliveryFailed:
            return False  # another was at it, and it would be tried again
        return True

    with ThreadPoolExecutor(6) as workers:
        assert any(workers.map(work, range(6)))
    assert len(inbox.arrived) == 1
    assert kept(number).tries == 1


def test_a_worker_that_is_killed_before_the_server_took_it_has_sent_nothing(
    live: str, mail: tuple[Inbox, str]
) -> None:
    """It is killed while the server keeps it waiting, and another worker sends it at once."""
    inbox, url = mail
    number = one()
    with closing(socket.create_server(("127.0.0.1", 0))) as slow:
        told = [live, f"smtp://127.0.0.1:{slow.getsockname()[1]}", str(number)]
        environment = os.environ | same_keys() | {"PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "tests.operations.mailing", *told]
        process = subprocess.Popen(command, env=environment)
        slow.settimeout(60)
        talking, _ = slow.accept()  # it holds the mail now, and waits for a word of the server's
        with pytest.raises(DeliveryFailed):
            deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
        talking.close()
    _until_unlocked(number)
    assert (kept(number).state, kept(number).tries) == ("Waits", 0)
    deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
    assert len(inbox.arrived) == 1


def _until_unlocked(number: UUID) -> None:
    """PostgreSQL notices by itself that whoever held the row is gone."""
    with as_casework() as session:
        session.execute(text("SET LOCAL lock_timeout = '20s'"))
        session.exec(select(Mail).where(Mail.id == number).with_for_update()).one()


@pytest.mark.usefixtures("live")
def test_what_is_not_taken_is_tried_for_a_day_then_given_up_and_told_to_it(
    mail: tuple[Inbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, url = mail
    number = one()
    inbox.refuses = True
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(DeliveryFailed):
            deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
    deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
    gone = kept(number)
    assert (gone.state, gone.tries) == ("Given up", MOST_TRIES)
    assert gone.failed == "The mail server did not take it: SMTPDataError 451"
    queued = "SELECT args ->> 'day' FROM procrastinate_jobs WHERE task_name LIKE '%tell_of_mail'"
    with as_casework() as session:
        (day,) = session.execute(text(queued)).scalars().all()
        colleague = World(session).person(World(session).colleague)
        session.add(Place(person_id=colleague.id, role=TrustRole.IT_ADMIN))
        whom = colleague.email
    inbox.refuses = False
    monkeypatch.setattr(mail_work, "settings", lambda: Settings(smtp_url=url))
    mail_work._tell(day)
    mail_work._tell(day)
    deliver_all(url)
    told = [to[0] for to, _ in inbox.arrived]
    assert whom in told
    assert len(set(told)) == len(told)
    for _, message in inbox.arrived:
        assert "nadia@" not in message.as_string().replace(str(message["To"]), "")


@pytest.mark.usefixtures("live")
def test_a_recipient_that_is_not_there_is_not_tried_for_a_day(mail: tuple[Inbox, str]) -> None:
    inbox, url = mail
    number = one()
    inbox.knows_nobody = True
    deliver(number, Settings(smtp_url=url), SENT, GIVEN_UP)
    assert (kept(number).state, kept(number).tries) == ("Given up", 1)
    assert "550" in str(kept(number).failed)


@pytest.mark.usefixtures("live")
def test_old_mails_are_forgotten_and_what_waits_stays(mail: tuple[Inbox, str]) -> None:
    _, url = mail
    one()
    deliver_all(url)
    waits = one("a.2")
    with as_casework() as session:
        weed(session, datetime.now(UTC) + timedelta(days=31))
        assert [each.id for each in session.exec(select(Mail))] == [waits]


@pytest.mark.usefixtures("live")
def test_a_mail_whose_task_is_gone_is_queued_again() -> None:
    one()
    later = datetime.now(UTC) + timedelta(minutes=11)
    with as_casework() as session:
        assert take_up_again(session, later) == 0
        session.execute(text("UPDATE procrastinate_jobs SET status = 'failed'"))
        assert take_up_again(session, later) == 1
        assert take_up_again(session, later) == 0


def test_a_running_worker_sends_what_was_posted(
    live: str, mail: tuple[Inbox, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, url = mail
    monkeypatch.setattr(mail_work, "settings", lambda: Settings(smtp_url=url))
    numbers = [one(f"w.{uuid4().hex}") for _ in range(5)]

    async def work() -> None:
        app = worker.application(live)
        async with app.open_async():
            await app.run_worker_async(wait=False, install_signal_handlers=False, concurrency=2)

    asyncio.run(work())
    assert len(inbox.arrived) == len({message["Message-ID"] for _, message in inbox.arrived}) == 5
    assert {kept(each).state for each in numbers} == {"Sent"}
