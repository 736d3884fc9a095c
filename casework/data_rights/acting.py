"""The door to requests about data: who may act on one, under its lock, with its journal entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor, Permission, Standing, TrustPermission, require_in_trust
from casework.access.permissions import outcome
from casework.access.standing import Verdict
from casework.cases.models import Case
from casework.cases.standing import standings_of
from casework.data_rights.models import DataRequest, DataRequestCase
from casework.database.whose import every_case
from casework.documents.wordings import worded_by
from casework.errors import NotFound, StepUpNeeded, WrongAnswer
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.working_days import local_day

OVER = "This request is closed"


@dataclass(frozen=True)
class Work:
    """One act on one request: who does it, and when."""

    session: Session
    request: DataRequest
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        return local_day(self.at)


class OnRequest(BaseModel):
    """What somebody asks to be done about a request: a JSON body or a form."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    permission: ClassVar = TrustPermission.ANSWER_DATA_REQUESTS
    confirmed: ClassVar[bool] = False  # whether they must have proved minutes ago who they are
    after_the_end: ClassVar[bool] = False

    number: int

    def perform(self, session: Session, actor: Actor, at: datetime) -> Event:
        """Lock the request, do it, and write one entry of the trust's own chain.

        Raises:
            NotPermitted: the actor does not answer requests about data.
            NotFound: there is no such request for them.
            StepUpNeeded: they must first prove again who they are.
            WrongAnswer, ProcedureBreach: the act itself refuses.
        """
        require_in_trust(actor, self.permission)
        with session.begin_nested(), every_case(session), worded_by(session):
            request = request_for(session, actor, self.number, lock=True)
            if self.confirmed:
                require_confirmed(actor)
            if not request.is_open and not self.after_the_end:
                raise WrongAnswer({"number": OVER})
            event = self.act(Work(session, request, actor, at))
            session.flush()
            journal.append(session, None, actor, event, at)
        return event

    def act(self, work: Work) -> Event:
        """Apply the rules, change what is kept, return what happened."""
        raise NotImplementedError


def require_confirmed(actor: Actor) -> None:
    """What shows records of cases, or lets a copy of them out, asks for a proof minutes old.

    Raises:
        StepUpNeeded: theirs is older.
    """
    if not actor.confirmed:
        raise StepUpNeeded(TrustPermission.ANSWER_DATA_REQUESTS)


def request_for(session: Session, actor: Actor, number: int, *, lock: bool = False) -> DataRequest:
    """One request. Whoever made it never handles it: for them it is not there.

    Raises:
        NotFound: there is none for this actor.
    """
    wanted = select(DataRequest).where(DataRequest.number == number)
    if lock:
        wanted = wanted.with_for_update()
    found = session.exec(wanted.execution_options(populate_existing=lock)).first()
    if found is None or found.person_id in same_person(session, actor.id):
        raise NotFound
    return found


@dataclass(frozen=True)
class Seen:
    """A case that was found, and what the handler is to it."""

    row: DataRequestCase
    case: Case
    standing: Standing


def cases_of(session: Session, request: DataRequest) -> list[tuple[DataRequestCase, Case]]:
    """Every case in which they were found, by its reference. Asked as Casework itself."""
    wanted = (
        select(DataRequestCase, Case)
        .join(Case, col(Case.id) == DataRequestCase.case_id)
        .where(DataRequestCase.request_id == request.id)
        .order_by(col(Case.reference))
    )
    return [(row, case) for row, case in session.exec(wanted)]


def seen_by(session: Session, actor: Actor, request: DataRequest) -> list[Seen]:
    """The cases of a request that this handler may know of: the matrix decides on each.

    One that concerns them, or from which they are kept apart, is not among them.
    """
    rows = cases_of(session, request)
    standings = standings_of(session, actor, [case.reference for _, case in rows])
    return [
        Seen(row, case, standing)
        for row, case in rows
        if (standing := standings.get(case.reference)) and may_handle(standing)
    ]


def may_handle(standing: Standing) -> bool:
    """Whether the matrix lets them take a copy out, alone or with another (action a28)."""
    least = Verdict.SECOND_PERSON
    return standing.knows and outcome(standing, Permission.EXPORT) >= least


def lock_cases(session: Session, ids: Iterable[UUID]) -> list[Case]:
    """Cases under their locks, in one order for everybody; those being deleted are left out."""
    wanted = (
        select(Case)
        .where(col(Case.id).in_(list(ids)))
        .order_by(col(Case.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [each for each in session.exec(wanted) if each.disposing_since is None]
