"""The register of personal data breaches: 72 hours to tell the Commissioner, or why not.

Every breach is written down, told or not (UK GDPR art 33(5)).
"""

from datetime import datetime, time
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Asked
from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.clocks import CLOCKS, ends
from casework.data_rights.breach_models import DataBreach
from casework.data_rights.rules import BREACH_RULES, CLOSING_RULES, BreachFacts
from casework.database.whose import every_case
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, OptionalDay, OptionalLine, OptionalProse, Prose, read_time
from casework.working_days import local_moment

FUTURE = "Enter a moment that is not in the future"
Time = Annotated[time, BeforeValidator(read_time)]
OptionalTime = Annotated[time | None, BeforeValidator(lambda told: read_time(told) or None)]


class BreachRecorded(Event):
    reference: str
    due_at: datetime

    def sentence(self) -> str:
        return f"recorded a personal data breach, {self.reference}"


class BreachDecided(Event):
    reference: str
    tell_ico: bool
    tell_people: bool

    def sentence(self) -> str:
        ico = "to tell" if self.tell_ico else "not to tell"
        people = "to tell" if self.tell_people else "not to tell"
        return (
            f"decided on {self.reference}: {ico} the Information Commissioner, {people} the people"
        )


class BreachClosed(Event):
    reference: str

    def sentence(self) -> str:
        return f"closed {self.reference}, with what was learned from it"


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.ANSWER_DATA_REQUESTS

    def perform(self, session: Session, actor: Actor, at: datetime) -> Event:
        """Do it, and write one entry of the trust's own chain.

        Raises:
            NotPermitted: the actor does not look after data protection.
            NotFound, WrongAnswer, ProcedureBreach: the act itself refuses.
        """
        require_in_trust(actor, self.permission)
        with session.begin_nested(), every_case(session):
            event = self.act(session, actor, at)
            session.flush()
            journal.append(session, None, actor, event, at)
        return event

    def act(self, session: Session, actor: Actor, at: datetime) -> Event:
        """Change what is kept and say what happened."""
        raise NotImplementedError


class RecordDataBreach(_Act):
    """Record a personal data breach; 72 hours run from when somebody knew (UK GDPR art 33(1))."""

    known_on: Day = Asked(title="the day somebody knew of it")
    known_time: Time = Asked(title="the time")
    happened: Prose = Asked(title="what happened")
    categories: Prose = Asked(title="which data, and of whom")
    people: int = Asked(ge=0, le=10_000_000, title="of about how many people")
    consequences: Prose = Asked(title="what may follow from it")
    measures: Prose = Asked(title="what was done and is being done")
    case_reference: OptionalLine = Asked(default=None, title="the case it belongs to")

    def act(self, session: Session, actor: Actor, at: datetime) -> BreachRecorded:
        known_at = local_moment(self.known_on, self.known_time)
        if known_at > at:
            raise WrongAnswer({"known_time": FUTURE})
        clock = CLOCKS["T16"]
        due_at = ends(clock, known_at, clock.law).at
        assert due_at
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("data_breaches"))))
        last = session.exec(select(func.max(DataBreach.number))).one()
        row = DataBreach(
            **self.model_dump(exclude={"known_on", "known_time"}),
            number=(last or 0) + 1,
            known_at=known_at,
            due_at=due_at,
            recorded_by=actor.id,
            recorded_at=at,
        )
        session.add(row)
        return BreachRecorded(reference=row.reference, due_at=due_at)


class DecideBreach(_Act):
    """Decide whether the Commissioner and the people are told, or considered and not, because."""

    number: int
    tell_ico: bool = Asked(title="whether the Commissioner is told")
    why_ico: Prose = Asked(title="the reason")
    ico_told_on: OptionalDay = Asked(default=None, title="the day the Commissioner was told")
    ico_told_time: OptionalTime = Asked(default=None, title="the time")
    why_late: OptionalProse = Asked(default=None, title="why it was later than 72 hours")
    tell_people: bool = Asked(title="whether the people are told")
    why_people: Prose = Asked(title="the reason for the people")
    people_told_on: OptionalDay = Asked(default=None, title="the day the people were told")

    def act(self, session: Session, actor: Actor, at: datetime) -> BreachDecided:
        row = _row(session, self.number)
        told_at = self._told_at(at)
        late = told_at is not None and told_at > row.due_at
        facts = BreachFacts(
            over=row.closed_at is not None,
            told=told_at is not None,
            tells=self.tell_ico,
            late=late,
            explained=self.why_late is not None,
        )
        require(BREACH_RULES, facts)
        if told_at and told_at < row.known_at:
            raise WrongAnswer({"ico_told_on": "Give a moment after it was known"})
        told = self.model_dump(exclude={"number", "ico_told_on", "ico_told_time"})
        row.sqlmodel_update({**told, "ico_told_at": told_at})
        row.decided_by, row.decided_at = actor.id, at
        return BreachDecided(
            reference=row.reference, tell_ico=self.tell_ico, tell_people=self.tell_people
        )

    def _told_at(self, at: datetime) -> datetime | None:
        if self.ico_told_on is None:
            return None
        if self.ico_told_time is None:
            raise WrongAnswer({"ico_told_time": "Say at which time: 72 hours are counted"})
        told_at = local_moment(self.ico_told_on, self.ico_told_time)
        if told_at > at:
            raise WrongAnswer({"ico_told_on": FUTURE})
        return told_at


class CloseBreach(_Act):
    """Close a breach that was decided about, with what was learned from it."""

    number: int
    learned: Prose = Asked(title="what was learned, and what changes")

    def act(self, session: Session, actor: Actor, at: datetime) -> BreachClosed:  # noqa: ARG002
        row = _row(session, self.number)
        facts = BreachFacts(
            over=row.closed_at is not None,
            decided=row.decided_at is not None,
            waits=bool(row.tell_ico) and row.ico_told_at is None,
            people_wait=bool(row.tell_people) and row.people_told_on is None,
        )
        require(CLOSING_RULES, facts)
        row.closed_at, row.learned = at, self.learned
        return BreachClosed(reference=row.reference)


def _row(session: Session, number: int) -> DataBreach:
    wanted = select(DataBreach).where(DataBreach.number == number).with_for_update()
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def breach_register(session: Session, actor: Actor) -> list[DataBreach]:
    """Every breach, those not closed first, by their 72 hours.

    Raises:
        NotPermitted: they do not look after data protection.
    """
    require_in_trust(actor, TrustPermission.ANSWER_DATA_REQUESTS)
    order = (col(DataBreach.closed_at).is_not(None), col(DataBreach.due_at).desc())
    with every_case(session):
        return list(session.exec(select(DataBreach).order_by(*order)))


def open_breach(session: Session, actor: Actor, number: int) -> DataBreach:
    """One breach.

    Raises:
        NotPermitted: they do not look after data protection. NotFound: there is none.
    """
    for each in breach_register(session, actor):
        if each.number == number:
            return each
    raise NotFound
