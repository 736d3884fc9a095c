"""Reminders by e-mail: once a working-day morning, and no more than that something is due."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from casework.case_file.reminders import ReminderSent, remind
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.errors import DeliveryFailed
from casework.people.models import AcademyClosure, Account, Person
from casework.settings import Settings
from casework.working_days import local_moment
from tests.clocking import clock_due
from tests.mail import Inbox, deliver_all, mail_server
from tests.world import DAY, World, at

MORNING = local_moment(DAY, time(8))


@pytest.fixture
def post(live: str) -> Iterator[tuple[Inbox, Settings]]:
    """A mail server, and settings that name it, over a database where commits are real."""
    assert live
    with mail_server() as (inbox, url):
        yield inbox, Settings(smtp_url=url, origin="https://casework.example")


def owing(due: date = DAY, kind: str = "T4") -> str:
    """A case with something due for its manager, who can sign in; its reference."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        act = Act(session, case, world.case_manager, at())
        clock_due(act, kind, due, world.case_manager.id)
        return case.reference


def test_a_message_says_that_something_is_due_and_nothing_else(
    post: tuple[Inbox, Settings],
) -> None:
    inbox, settings = post
    reference = owing()
    assert remind(settings, MORNING) == 1
    deliver_all(settings.smtp_url)
    ((to, message),) = inbox.arrived
    assert to == ["nadia.farrow@trust.example"]
    assert message["Subject"] == "You have 1 task due"
    words = message.get_content()
    assert "1 task due on Monday 5 October 2026 or earlier" in words
    whole = f"{message['Subject']} {message['Message-ID']} {words}"
    for told in (reference, "Pryce", "Nadia", "Farrow", "Birchfield", "Investigation", "http"):
        assert told not in whole, told


def test_several_tasks_are_one_message(post: tuple[Inbox, Settings]) -> None:
    inbox, settings = post
    owing()
    owing(DAY - timedelta(5))
    owing(DAY + timedelta(1))
    assert remind(settings, MORNING) == 1
    deliver_all(settings.smtp_url)
    assert [message["Subject"] for _, message in inbox.arrived] == ["You have 2 tasks due"]


def test_nobody_is_told_twice_a_day_and_everybody_again_the_next(
    post: tuple[Inbox, Settings],
) -> None:
    inbox, settings = post
    owing()
    assert [remind(settings, MORNING + timedelta(minutes=10 * n)) for n in range(3)] == [1, 0, 0]
    assert remind(settings, MORNING + timedelta(1)) == 1
    deliver_all(settings.smtp_url)
    assert len(inbox.arrived) == 2


def test_two_workers_at_once_send_one_message(post: tuple[Inbox, Settings]) -> None:
    inbox, settings = post
    owing()
    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(lambda _: remind(settings, MORNING), range(4)))
    assert sum(sent) == 1
    deliver_all(settings.smtp_url)
    assert len(inbox.arrived) == 1


def test_what_the_mail_server_did_not_take_is_tried_again(post: tuple[Inbox, Settings]) -> None:
    inbox, settings = post
    owing()
    inbox.refuses = True
    assert remind(settings, MORNING) == 1
    with pytest.raises(DeliveryFailed):
        deliver_all(settings.smtp_url)
    assert remind(settings, MORNING + timedelta(minutes=10)) == 0
    inbox.refuses = False
    deliver_all(settings.smtp_url)
    assert len(inbox.arrived) == 1


@pytest.mark.parametrize(
    "moment",
    [
        local_moment(date(2026, 10, 10), time(8)),  # a Saturday
        local_moment(date(2026, 12, 25), time(8)),
        local_moment(DAY, time(6, 50)),
        local_moment(DAY, time(13)),
    ],
)
def test_only_on_the_morning_of_a_working_day(
    post: tuple[Inbox, Settings], moment: datetime
) -> None:
    inbox, settings = post
    owing()
    assert remind(settings, moment) == 0
    assert inbox.arrived == []


def test_the_morning_is_by_the_clock_in_london_also_when_the_clocks_changed(
    post: tuple[Inbox, Settings],
) -> None:
    _, settings = post
    owing()
    monday = date(2026, 10, 26)  # the day after they went back
    assert remind(settings, local_moment(monday, time(6, 59))) == 0
    assert remind(settings, local_moment(monday, time(7, 0))) == 1


def change(**told: object) -> None:
    """Something about the case manager that keeps a message away."""
    with as_casework() as session:
        world = World(session)
        person = session.get_one(Person, world.case_manager.id)
        account = session.exec(select(Account).where(Account.person_id == person.id)).one()
        for name, value in told.items():
            kept = account if hasattr(account, name) else person
            setattr(kept, name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("reminders", False), ("disabled_at", MORNING), ("left_on", DAY), ("email", None)],
)
def test_who_opted_out_left_or_cannot_sign_in_is_not_written_to(
    post: tuple[Inbox, Settings], name: str, value: object
) -> None:
    inbox, settings = post
    owing()
    change(**{name: value})
    assert remind(settings, MORNING) == 0
    assert inbox.arrived == []


@pytest.mark.parametrize(("name", "value"), [("reminders", False), ("disabled_at", MORNING)])
def test_a_message_that_waited_is_forgotten_when_its_reader_is_to_have_none(
    post: tuple[Inbox, Settings], name: str, value: object
) -> None:
    inbox, settings = post
    owing()
    inbox.refuses = True
    assert remind(settings, MORNING) == 1
    with pytest.raises(DeliveryFailed):
        deliver_all(settings.smtp_url)
    change(**{name: value})
    inbox.refuses = False
    assert deliver_all(settings.smtp_url) == 1
    assert deliver_all(settings.smtp_url) == 0
    assert inbox.arrived == []


def test_a_day_on_which_their_academy_is_closed_is_no_working_day(
    post: tuple[Inbox, Settings],
) -> None:
    inbox, settings = post
    owing()
    with as_casework() as session:
        world = World(session)
        place = world.person(world.case_manager).academy_id
        session.add(AcademyClosure(academy_id=place, day=DAY))
    assert remind(settings, MORNING) == 0
    assert inbox.arrived == []


def test_what_somebody_may_no_longer_see_does_not_remind_them(
    post: tuple[Inbox, Settings],
) -> None:
    inbox, settings = post
    reference = owing()
    with as_casework() as session:
        case = session.exec(select(Case).where(Case.reference == reference)).one()
        case.sealed_at = at()
    assert remind(settings, MORNING) == 0
    assert inbox.arrived == []
    with reading_as_casework() as session:
        assert session.exec(select(ReminderSent)).all() == []


def test_whoever_wants_it_once_a_week_is_told_on_that_day_of_the_week_to_come(
    post: tuple[Inbox, Settings],
) -> None:
    inbox, settings = post
    owing(DAY + timedelta(3))  # a Thursday
    change(digest_day=0)
    assert remind(settings, MORNING) == 1
    owing(DAY + timedelta(1))
    assert [remind(settings, MORNING + timedelta(n)) for n in range(1, 5)] == [0] * 4
    deliver_all(settings.smtp_url)
    assert "1 task due on Sunday 11 October 2026 or earlier" in inbox.arrived[0][1].get_content()
    assert remind(settings, MORNING + timedelta(7)) == 1


def test_a_weekly_message_moves_to_the_next_working_day(post: tuple[Inbox, Settings]) -> None:
    _, settings = post
    owing()
    change(digest_day=0)
    with as_casework() as session:
        place = World(session).person(World(session).case_manager).academy_id
        session.add(AcademyClosure(academy_id=place, day=DAY))
    assert [remind(settings, MORNING + timedelta(n)) for n in range(3)] == [0, 1, 0]


def test_only_what_somebody_chose_is_counted(post: tuple[Inbox, Settings]) -> None:
    inbox, settings = post
    owing()
    change(digest_kinds=["reports", "decisions"])
    assert remind(settings, MORNING) == 0
    with as_casework() as session:
        world = World(session)
        world.case(Stage.REPORTED)
        world.case(Stage.REPORTED)
    assert remind(settings, MORNING) == 1
    change(digest_kinds=["tasks", "reports", "decisions"])
    assert remind(settings, MORNING + timedelta(1)) == 1
    deliver_all(settings.smtp_url)
    (_, first), (_, second) = inbox.arrived
    assert first["Subject"] == "You have 2 new reports"
    assert "or earlier and 2 new reports. Sign in to Casework to see them" in second.get_content()


def test_without_a_mail_server_nothing_is_sent(live: str) -> None:
    assert live
    owing()
    assert remind(Settings(smtp_url=None), MORNING) == 0
