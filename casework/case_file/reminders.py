"""One message a working-day morning, or one a week, to whoever has something due. It says no more.

A day is taken for a person in the transaction that puts their message into the outbox, so that two
workers, or one that starts again, never write a second. What is counted is what that person would
see if they signed in: it is read as theirs, under row-level security, and never as Casework's.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Column, ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, or_, select

from casework.access import Actor, Role, TrustPermission, may_in_trust
from casework.case_file.desk import desk_of
from casework.case_file.tasks import due_by
from casework.case_file.waiting_exports import exports_to_decide
from casework.cases.break_glass import openings_to_review
from casework.cases.models import Appointment, Case, Deadline
from casework.cases.stages import Stage
from casework.cases.waivers import waivers_to_decide
from casework.database import as_casework, in_reading, reading_as_casework, utc_timestamp
from casework.database.whose import for_person
from casework.outbox.models import MailKind
from casework.outbox.posting import For, post
from casework.people.models import Account, DigestKind, Person, Place
from casework.people.notices import Notice, message_to
from casework.people.queries import closures
from casework.people.sign_in import actor_of
from casework.registers.queries import to_decide
from casework.settings import Settings
from casework.working_days import LONDON, is_working_day, local_day

FROM, UNTIL = time(7), time(12)  # by the clock in London: later in the day it is no morning's news
WEEK = timedelta(6)
SAYS = """\
You have {told}. Sign in to Casework to see {it}.

This message says nothing about {it} on purpose. You can stop these messages under Your account.
"""


class ReminderSent(SQLModel, table=True):
    """The day on which somebody was reminded: once, whoever tries again."""

    __tablename__ = "reminders_sent"

    person_id: UUID = Field(foreign_key="people.id", primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


@dataclass(frozen=True)
class Wish:
    """What one person wants to be told of, and until which day."""

    person_id: UUID
    until: date
    kinds: frozenset[DigestKind]


@dataclass(frozen=True)
class Counted:
    """How much waits for somebody: numbers, and nothing of what they are of."""

    until: date
    tasks: int = 0
    reports: int = 0
    decisions: int = 0

    def __bool__(self) -> bool:
        return bool(self.tasks or self.reports or self.decisions)

    @property
    def subject(self) -> str:
        return f"You have {self._parts[0][0]}"

    @property
    def words(self) -> str:
        told = [f"{short}{more}" for short, more in self._parts]
        listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
        return SAYS.format(told=listed, it="it" if self._one else "them")

    @property
    def _one(self) -> bool:
        return self.tasks + self.reports + self.decisions == 1

    @property
    def _parts(self) -> list[tuple[str, str]]:
        day = f"{self.until:%A} {self.until.day} {self.until:%B %Y}"
        told = [
            (self.tasks, _many(self.tasks, "task", " due"), f" on {day} or earlier"),
            (self.reports, _many(self.reports, "new report", ""), ""),
            (self.decisions, _many(self.decisions, "decision", " to make"), ""),
        ]
        return [(short, more) for count, short, more in told if count]


def _many(count: int, what: str, after: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}{after}"


def remind(settings: Settings, at: datetime) -> int:
    """Write to everybody who wants it today, has something due and was not written to today.

    Raises:
        StoreUnavailable: a message cannot be sealed.
    """
    clock = at.astimezone(LONDON).time()
    if not settings.smtp_url or not FROM <= clock < UNTIL:
        return 0
    today = local_day(at)
    with reading_as_casework() as session:
        wishes = _wishes(session, today)
    return sum(_remind(settings, each, at) for each in wishes)


def _wishes(session: Session, today: date) -> list[Wish]:
    """Of whoever may have something waiting, an address, an account that wants messages, and a
    working day at their academy."""
    told = select(ReminderSent.person_id).where(ReminderSent.day == today)
    wanted = (
        select(Person, Account)
        .join(Account, col(Account.person_id) == Person.id)
        .where(
            col(Account.reminders),
            col(Account.disabled_at).is_(None),
            col(Account.room_of).is_(None),
            _may_have_something(today),
            col(Person.id).not_in(told),
            col(Person.id).not_in(select(Account.person_id).where(~col(Account.reminders))),
            col(Person.email).is_not(None),
            col(Person.left_on).is_(None) | (col(Person.left_on) > today),
        )
    )
    found = session.exec(wanted.order_by(Person.staff_number, col(Account.created_at))).all()
    by_person = {each.id: (each, account) for each, account in found}
    wishes = [_wish(session, each, account, today) for each, account in by_person.values()]
    return [each for each in wishes if each]


def still_wanted(session: Session, person_id: UUID) -> bool:
    """Whether somebody still has an open account that wants messages: a mail may have waited."""
    wanted = select(Account.id).where(
        Account.person_id == person_id,
        col(Account.reminders),
        col(Account.disabled_at).is_(None),
        col(Account.room_of).is_(None),
    )
    return session.exec(wanted.limit(1)).first() is not None


def _may_have_something(today: date) -> ColumnElement[bool]:
    """Owns a task of these days, triages reports, or holds a place in which things are decided."""
    owners = (
        select(Deadline.owner_id)
        .join(Case, col(Case.id) == Deadline.case_id)
        .where(
            col(Deadline.met_at).is_(None),
            col(Deadline.due_on) <= today + WEEK,
            col(Case.stage) != Stage.CLOSED,
        )
    )
    triage = select(Appointment.person_id).where(
        Appointment.role == Role.TRIAGE, col(Appointment.ended_at).is_(None)
    )
    me = col(Person.id)
    return or_(me.in_(owners), me.in_(triage), me.in_(select(Place.person_id)))


def _wish(session: Session, person: Person, account: Account, today: date) -> Wish | None:
    closed = closures(session, person.academy_id)
    if not is_working_day(today, closed):
        return None
    kinds = frozenset(DigestKind(each) for each in account.digest_kinds)
    if account.digest_day is None:
        return Wish(person.id, today, kinds)
    chosen = today - timedelta(today.weekday() - account.digest_day)
    days = [chosen + timedelta(n) for n in range((today - chosen).days)]
    # On the day they chose, or on the first working day after it in that week.
    comes = chosen <= today and not any(is_working_day(each, closed) for each in days)
    return Wish(person.id, today + WEEK, kinds) if comes else None


def _counted(session: Session, wish: Wish) -> Counted:
    """How much they would see: whoever stepped off a case is told nothing of it."""
    for_person(session, wish.person_id)
    actor = actor_of(session, wish.person_id)
    return Counted(
        wish.until,
        due_by(session, actor, wish.until) if DigestKind.TASKS in wish.kinds else 0,
        desk_of(session, actor).reports if DigestKind.REPORTS in wish.kinds else 0,
        _decisions(session, actor) if DigestKind.DECISIONS in wish.kinds else 0,
    )


def _decisions(session: Session, actor: Actor) -> int:
    """What waits for them outside the cases they work on, as their navigation counts it."""
    counted = len(exports_to_decide(session, actor))
    if may_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS):
        counted += len(openings_to_review(session, actor))
    if may_in_trust(actor, TrustPermission.APPROVE_WAIVER):
        counted += len(waivers_to_decide(session, actor))
    if may_in_trust(actor, TrustPermission.DECIDE_ENTRIES):
        counted += len(to_decide(session, actor))
    return counted


def _remind(settings: Settings, wish: Wish, at: datetime) -> int:
    """Put one message into the outbox, if no other worker has; how many went."""
    with in_reading() as session:
        counted = _counted(session, wish)
    if not counted:
        return 0
    today = local_day(at)
    with as_casework() as session:
        if not _taken(session, wish.person_id, today, at):
            return 0
        notice = Notice(f"due.{today.isoformat()}", counted.subject, counted.words)
        message = message_to(session.get_one(Person, wish.person_id), settings, notice)
        post(session, message, For(MailKind.DIGEST, wish.person_id))
    return 1


def _taken(session: Session, person_id: UUID, day: date, at: datetime) -> bool:
    """Take the day for this person; false when it was taken before."""
    row = {"person_id": person_id, "day": day, "at": at}
    asked = insert(ReminderSent).values(row).on_conflict_do_nothing()
    return session.execute(asked.returning(col(ReminderSent.person_id))).first() is not None
