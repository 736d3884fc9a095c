"""What every API route is given."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header
from sqlmodel import Session

from casework import database
from casework.access import Actor
from casework.database import in_reading
from casework.people.sign_in import token_holder
from casework.working_days import local_day

# "function": commit before the response leaves, so a failed commit is never a 2xx.
Transaction = Annotated[Session, Depends(database.transaction, scope="function")]
Reading = Annotated[Session, Depends(database.reading, scope="function")]


class NoToken(Exception):
    """The request carries no personal token that is known and still valid."""


def caller(authorization: Annotated[str, Header()] = "") -> Actor:
    """Whose token the request carries.

    Raises:
        NoToken: none, an unknown one, one that has expired, or one that was revoked.
    """
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise NoToken
    with in_reading() as session:
        actor = token_holder(session, secret.strip(), datetime.now(UTC))
    if actor is None:
        raise NoToken
    return actor


def today() -> date:
    """The day it is in London."""
    return local_day(datetime.now(UTC))


Caller = Annotated[Actor, Depends(caller)]
KNOWN = [Depends(caller)]  # for a route that anybody with a token may read
Today = Annotated[date, Depends(today)]
Once = Annotated[UUID | None, Header(alias="Idempotency-Key")]
