"""What every API route is given."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from sqlmodel import Session

from api.scopes import require_open
from casework.access import Actor
from casework.case_file.recording import record_looks
from casework.database import in_reading, in_transaction
from casework.database.whose import for_person
from casework.people.sign_in import bearer_of, note_use
from casework.working_days import local_day


class NoToken(Exception):
    """The request carries no personal token that is known and still valid."""


def caller(request: Request, authorization: Annotated[str, Header()] = "") -> Actor:
    """Whose token the request carries.

    Raises:
        NoToken: none, an unknown one, one that has expired, or one that was revoked.
        TokenTooNarrow: its scope does not open this address.
    """
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise NoToken
    now = datetime.now(UTC)
    with in_reading() as session:
        found = bearer_of(session, secret.strip(), now)
    if found is None:
        raise NoToken
    if found.is_fresh:
        with in_transaction() as session:
            note_use(session, found.token_id, now)
    request.state.actor = found.actor
    require_open(found.scope, request.method, request.scope["route"])
    return found.actor


async def today() -> date:
    """The day it is in London."""
    return local_day(datetime.now(UTC))


def transaction(request: Request, caller: Annotated[Actor, Depends(caller)]) -> Iterator[Session]:
    """The transaction of this request, for whoever calls: committed at its end, or rolled back."""
    with in_transaction() as session:
        for_person(session, caller.id)
        yield session
    record_looks(session, caller, request.scope["route"].path)


def reading(request: Request, caller: Annotated[Actor, Depends(caller)]) -> Iterator[Session]:
    """The same, in which PostgreSQL itself refuses writes."""
    with in_reading() as session:
        for_person(session, caller.id)
        yield session
    record_looks(session, caller, request.scope["route"].path)


# "function": commit before the response leaves, so a failed commit is never a 2xx.
Transaction = Annotated[Session, Depends(transaction, scope="function")]
Reading = Annotated[Session, Depends(reading, scope="function")]
Caller = Annotated[Actor, Depends(caller)]
KNOWN = [Depends(caller)]  # for a route that anybody with a token may read
Today = Annotated[date, Depends(today)]
Once = Annotated[UUID | None, Header(alias="Idempotency-Key")]
# The writer says that a name in their words is not the one of the register of pseudonyms.
NamesChecked = Annotated[bool, Header(alias="Names-Checked")]
