"""What every page is given: a transaction, the person signed in, and what they posted."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor
from casework.case_file.recording import record_looks
from casework.database import as_casework, in_reading, in_transaction
from casework.database.whose import for_person
from casework.errors import NotFound
from casework.journal.asking import NOBODY_SAID, Asked, note_asker
from casework.people.entrance import Visit
from casework.people.models import Account
from casework.people.sign_in import (
    NOTED_EVERY,
    hashed,
    recently_confirmed,
    session_holder,
    touch,
)
from casework.room.lasting import own_room
from casework.settings import settings
from casework.working_days import local_day
from web.frame.apart import ended_apart
from web.frame.rooms import is_within
from web.frame.viewer import viewer_of


def cookie_called(origin: str | None) -> str:
    """What the session's cookie is called: bound to this very host where pages are encrypted."""
    return "__Host-casework" if (origin or "").startswith("https://") else "casework_session"


COOKIE = cookie_called(settings().origin)


def transaction(request: Request) -> Iterator[Session]:
    """The transaction of this request: committed at its end, or rolled back whole."""
    with in_transaction() as session:
        _of(request, session)
        yield session
    _record(request, session)


async def reading(request: Request) -> AsyncIterator[Session]:
    """The transaction of a request in which PostgreSQL itself refuses writes.

    It begins with the first question, so only its end has to wait for the database.
    """
    async with ended_apart(in_reading(), partial(_record, request)) as session:
        _of(request, session)
        yield session


def _record(request: Request, session: Session) -> None:
    """Whoever looked at a case is written down before the answer leaves."""
    actor = getattr(request.state, "actor", None)
    record_looks(session, actor, request.scope["route"].path, asked_in(request))


def asked_in(request: Request) -> Asked:
    """By what this request asks, once somebody is known."""
    found: Asked = getattr(request.state, "asked", NOBODY_SAID)
    return found


def _of(request: Request, session: Session) -> None:
    """The session of this request, for whoever is signed in if that is known already."""
    request.state.session = session
    if person_id := getattr(request.state, "person_id", None):
        for_person(session, person_id)
        note_asker(session, asked_in(request))


# "function": commit before the response leaves, so a failed commit is never a 2xx.
Transaction = Annotated[Session, Depends(transaction, scope="function")]
Reading = Annotated[Session, Depends(reading, scope="function")]


def by_link(request: Request) -> Iterator[Session]:
    """For somebody without an account: their link says which case, and what they may do there."""
    with as_casework() as session:
        request.state.session = session
        yield session


ByLink = Annotated[Session, Depends(by_link, scope="function")]


class NotSignedIn(Exception):
    """Nobody is signed in, or the session has ended."""


class ConfirmationNeeded(Exception):
    """Somebody is signed in, and must show again who they are before this."""


@dataclass(frozen=True)
class Visitor:
    """The account somebody signed in with, and the person they act as."""

    account: Account
    actor: Actor


def visitor(request: Request) -> Visitor:
    """Who is signed in.

    Raises:
        NotSignedIn: there is no session, or it has ended, or the room it opens is over.
        NotFound: they came through their room, and ask for something outside it.
    """
    secret = request.cookies.get(COOKIE, "")
    now = datetime.now(UTC)
    with _of_this_request(request) as session:
        found = session_holder(session, secret, now) if secret else None
        if found is None:
            raise NotSignedIn
        request.state.person_id, request.state.actor = found.actor.id, found.actor
        request.state.asked = Asked(
            account=found.account.id,
            session=hashed(hashed(secret))[:16],
            request=getattr(request.state, "request_id", None),
        )
        note_asker(session, request.state.asked)
        for_person(session, found.actor.id)
        room = own_room(session, found.account, now)
        if room and room.over:
            raise NotSignedIn
        request.state.viewer = viewer_of(session, found.account, found.actor, room)
        request.state.confirmed_at = found.confirmed_at
        session.expunge_all()
    if room and not is_within(request, room):
        raise NotFound
    if now - found.seen_at > NOTED_EVERY and not asks_by_itself(request):
        with in_transaction() as session:
            touch(session, secret, now)
    return Visitor(found.account, found.actor)


def asks_by_itself(request: Request) -> bool:
    """Whether a page that waits asks again, as all GETs by htmx do: nobody is using it thereby."""
    return request.method == "GET" and request.headers.get("HX-Request") == "true"


@contextmanager
def _of_this_request(request: Request) -> Iterator[Session]:
    """The page's own session where it has opened one already: a page needs one connection."""
    opened: Session | None = getattr(request.state, "session", None)
    if opened is not None:
        yield opened
        return
    with in_reading() as session:
        yield session


def require_confirmed(request: Request) -> None:
    """Refuse whoever last showed more than five minutes ago who they are. Ask for a visitor first.

    Raises:
        ConfirmationNeeded: they are asked to, and come back here with all they typed.
    """
    if not recently_confirmed(request.state.confirmed_at, datetime.now(UTC)):
        raise ConfirmationNeeded


def visit_of(request: Request) -> Visit:
    """When, from where and with what somebody comes.

    Behind proxies of the trust's own, each adds the address it was asked from; whatever stands
    before those was written by the browser and is not believed.
    """
    address = request.client.host if request.client else ""
    proxies = settings().trusted_proxies
    told = [each.strip() for each in request.headers.get("x-forwarded-for", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        address = told[-proxies]
    return Visit(datetime.now(UTC), address[:64], request.headers.get("user-agent", ""))


# async: it waits for nothing, and a thread of its own would cost more than it does.
async def signed_in(visitor: Annotated[Visitor, Depends(visitor)]) -> Actor:
    """The person on whose behalf this request acts."""
    return visitor.actor


async def posted_by_anybody(request: Request) -> FormData:
    """A form from somebody who need not have signed in. Small: it has no files."""
    return await request.form(max_files=0, max_fields=20, max_part_size=64 * 1024)


async def told_by_anybody(request: Request) -> FormData:
    """The same, with room for what somebody writes at length."""
    return await request.form(max_files=0, max_fields=20, max_part_size=1024 * 1024)


async def posted(request: Request, _: Annotated[Visitor, Depends(visitor)]) -> FormData:
    """What somebody posted; nothing is read from a stranger."""
    return await request.form(max_part_size=1024 * 1024)


def today() -> date:
    """The day it is in London."""
    return local_day(datetime.now(UTC))


def confirmed(request: Request, visitor: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """Who is signed in and has just shown who they are.

    Raises:
        ConfirmationNeeded: as `require_confirmed` does.
    """
    require_confirmed(request)
    return visitor


SignedIn = Annotated[Actor, Depends(signed_in)]
Confirmed = Annotated[Visitor, Depends(confirmed)]
Coming = Annotated[Visit, Depends(visit_of)]
Visiting = Annotated[Visitor, Depends(visitor)]
Posted = Annotated[FormData, Depends(posted)]
PostedByAnybody = Annotated[FormData, Depends(posted_by_anybody)]
ToldByAnybody = Annotated[FormData, Depends(told_by_anybody)]


# async: a thread of its own would cost more than it does.
async def _today() -> date:
    return today()


Today = Annotated[date, Depends(_today)]
