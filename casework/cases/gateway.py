"""The one door through which a case is opened or changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, func, select

from casework import journal
from casework.access import (
    Actor,
    Permission,
    Standing,
    TrustPermission,
    Verdict,
    outcome,
    require,
    require_in_trust,
)
from casework.cases.imported import require_changeable
from casework.cases.models import Case, DoneOnce, PartOfCase
from casework.cases.narratives import require_pseudonyms, speaking_for
from casework.cases.overdue import require_reviewed
from casework.cases.second_person import ask
from casework.cases.standing import standing_of
from casework.database.whose import every_case, working_on
from casework.documents.wordings import worded_by
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.timescales import Standing as Timescale
from casework.timescales import standing as timescales
from casework.webhooks.announcing import announce_act, announce_opening
from casework.working_days import local_day

USED = "This was already sent for something else. Start again"


@dataclass(frozen=True)
class Act:
    """One act on one case: who does it, and when. What a command is given to work with."""

    session: Session
    case: Case
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        """The day it is in London."""
        return local_day(self.at)

    def standing_now(self) -> Standing:
        """What the actor is to the case at this moment."""
        return standing_now(self.session, self.actor, self.case.reference, self.at)

    def timescale(self, key: str) -> Timescale:
        """One of the trust's numbers, as it stands today."""
        return timescales(self.session, self.today)[key]


class Command(BaseModel):
    """What somebody asks to be done to a case: a JSON body, a web form, or a job's arguments."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar[Permission]
    waits: ClassVar[bool] = True  # for an overdue review of a suspension; not what the worker does
    # Fields whose words others will read, in which nobody of the register is named.
    for_others: ClassVar[frozenset[str]] = frozenset()

    def perform(self, act: Act) -> Event:
        """Apply the rules, change the entities, return what happened."""
        raise NotImplementedError


class Opening(BaseModel):
    """What somebody asks that opens a case."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar[TrustPermission]

    def open(self, session: Session, actor: Actor, at: datetime) -> tuple[Case, Event]:
        """Create the case and return it with what happened."""
        raise NotImplementedError


def perform(
    session: Session,
    actor: Actor,
    reference: str,
    command: Command,
    at: datetime | None = None,
    *,
    once: UUID | None = None,
    names_checked: bool = False,
) -> journal.JournalEntry:
    """Lock, permit, perform, journal. A refused command leaves no trace.

    With `once`, asking again under the same id does nothing and returns what was recorded then.
    What the matrix gives to two people is kept as a request until another decides it.
    With `names_checked`, its writer has said that a name in it is not the one of the register.

    Raises:
        NotFound: there is no such case for this actor.
        StepUpNeeded: they must first prove again who they are.
        NotPermitted: the actor's role on the case does not allow it.
        NamesSomebody: words for others name somebody who has a pseudonym.
        ProcedureBreach, WrongAnswer, OutOfDate: the command itself refuses.
    """
    found = standing_now(session, actor, reference).of_case
    with session.begin_nested(), working_on(session, found, only=True):
        # Read again under the lock: a page may have shown the case in this same transaction. The
        # key is left free: whoever looks meanwhile writes that down, and would wait for the act.
        locked = select(Case).where(Case.id == found).with_for_update(key_share=True)
        case = session.exec(locked.execution_options(populate_existing=True)).one()
        if once and (done := _done_before(session, actor, case, once)):
            return done
        act = Act(session, case, actor, at or datetime.now(UTC))
        with speaking_for(session, case.id), worded_by(session):
            event = _performed(act, command, names_checked)
        session.flush()
        entry = journal.append(session, case.id, actor, event, act.at)
        announce_act(session, case.closed_at, act.at)
        if once:
            session.add(DoneOnce(id=once, person_id=actor.id, entry_id=entry.id or 0))
    return entry


def _performed(act: Act, command: Command, names_checked: bool) -> Event:
    """Do it, or keep it for a second person where the matrix gives the act to two."""
    standing = act.standing_now()
    if outcome(standing, command.permission) is Verdict.SECOND_PERSON:
        require_changeable(act.session, act.case, command.permission)
        told = command.model_dump(mode="json")
        return ask(act.session, act.case.id, act.actor.id, act.at, type(command).__name__, told)
    require(standing, command.permission)
    require_changeable(act.session, act.case, command.permission)
    if command.waits:
        require_reviewed(act.session, standing, command.permission, act.today)
    if not names_checked:
        require_pseudonyms(act.session, act.case.id, standing, command, command.for_others)
    return command.perform(act)


def done_already(
    session: Session, actor: Actor, reference: str, command: type[Command], once: UUID | None
) -> journal.JournalEntry | None:
    """For a door that takes in bytes before it performs: what was recorded under `once` earlier.

    Refuses here, before a byte is kept, whoever `perform` would refuse.

    Raises:
        NotFound, NotPermitted: as `perform` does.
    """
    standing = standing_now(session, actor, reference)
    require(standing, command.permission)
    if once is None:
        return None
    with session.begin_nested(), working_on(session, standing.of_case):
        return _done_before(session, actor, session.get_one(Case, standing.of_case), once)


def _done_before(
    session: Session, actor: Actor, case: Case, once: UUID
) -> journal.JournalEntry | None:
    """The entry made when this person asked for the same thing before, under the case's lock."""
    entry = _recorded_under(session, actor, once)
    if entry and entry.case_id != case.id:
        raise WrongAnswer({"once": USED})
    return entry


def _recorded_under(session: Session, actor: Actor, once: UUID) -> journal.JournalEntry | None:
    """What this person did under an id. The id of somebody else's act cannot be used again."""
    done = session.get(DoneOnce, once)
    if done is None:
        return None
    if done.person_id != actor.id:
        raise WrongAnswer({"once": USED})
    return session.get_one(journal.JournalEntry, done.entry_id)


def begin(
    session: Session,
    actor: Actor,
    opening: Opening,
    at: datetime | None = None,
    *,
    once: UUID | None = None,
) -> Case:
    """Open a case and journal what opened it. A refusal leaves no trace.

    With `once`, asking again under the same id opens nothing and returns the case opened then.

    Raises:
        NotPermitted: the actor's place in the trust does not allow it.
    """
    with session.begin_nested():
        require_in_trust(actor, opening.permission)
        if once and (case := _opened_before(session, actor, once)):
            return case
        moment = at or datetime.now(UTC)
        with every_case(session):
            case, event = opening.open(session, actor, moment)
            session.flush()
            entry = journal.append(session, case.id, actor, event, moment)
        announce_opening(session, case.closed_at, moment)
        if once:
            session.add(DoneOnce(id=once, person_id=actor.id, entry_id=entry.id or 0))
    return case


def _opened_before(session: Session, actor: Actor, once: UUID) -> Case | None:
    """The case opened under an id before; no case is there to lock yet, so the id is locked."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(once), 0))))
    with every_case(session):
        entry = _recorded_under(session, actor, once)
        return session.get(Case, entry.case_id) if entry else None


def standing_now(
    session: Session, actor: Actor, reference: str, at: datetime | None = None
) -> Standing:
    """What this person is to a case.

    Raises:
        NotFound: there is no such case.
    """
    session.flush()
    standing = standing_of(session, actor, reference, at)
    if standing is None:
        raise NotFound
    return standing


Entity = TypeVar("Entity", bound=PartOfCase)


def on_case(act: Act, entity: type[Entity], id: UUID) -> Entity:
    """Load something that must belong to this case, as it stands under the case's lock.

    Raises:
        NotFound: it does not exist, or belongs to another case.
    """
    act.session.flush()
    found = act.session.get(entity, id, populate_existing=True)
    if found is None or found.case_id != act.case.id:
        raise NotFound
    return found
