"""Signing in with a password, the session that follows, and personal tokens for the JSON API."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, func, select

from casework.access import Actor, TrustRole
from casework.errors import SignInRefused, TooManyTries
from casework.people.models import Account, ApiToken, FailedSignIn, Person, Place, SignedIn
from casework.settings import settings

HASHER = PasswordHasher()  # argon2id, at the library's current recommendation
SLOW_AFTER, WITHIN = 10, timedelta(minutes=15)
CONFIRMED_FOR = timedelta(minutes=5)
NOTED_EVERY = timedelta(minutes=1)


def hashed(secret: str) -> str:
    """How a session id or a token is stored: it is random, so a plain SHA-256 is enough."""
    return sha256(secret.encode()).hexdigest()


def password_hash(password: str) -> str:
    return HASHER.hash(password)


def sign_in(session: Session, username: str, password: str, at: datetime) -> str:
    """Open a session and return its secret id.

    Raises:
        SignInRefused: unknown name, wrong password, disabled account, or too many tries.
    """
    return _open(session, account_opened_by(session, username, password, at), at)


def account_opened_by(session: Session, username: str, password: str, at: datetime) -> Account:
    """The account that a name and a password open. A wrong try is counted.

    Raises:
        SignInRefused: unknown name, wrong password, disabled account, or too many tries.
    """
    name = username.strip().lower()
    account = session.exec(select(Account).where(Account.username == name)).first()
    tries = select(func.count()).where(
        FailedSignIn.username == name, col(FailedSignIn.at) > at - WITHIN
    )
    if session.exec(tries).one() >= SLOW_AFTER:
        raise TooManyTries("Too many tries. Wait 15 minutes, then try again")
    right = _matches(account.password_hash if account else _of_nobody(), password)
    if account is None or account.disabled_at or not right:
        session.add(FailedSignIn(username=name[:200], at=at))
        raise SignInRefused("Check your user name and password")
    session.execute(delete(FailedSignIn).where(col(FailedSignIn.username) == name))
    return account


@cache
def _of_nobody() -> str:
    """A hash that no password matches, so that an unknown name takes as long."""
    return HASHER.hash(secrets.token_urlsafe(16))


def _matches(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _open(session: Session, account: Account, at: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            id_hash=hashed(secret),
            account_id=account.id,
            started_at=at,
            seen_at=at,
            ends_at=at + timedelta(hours=settings().session_hours),
        )
    )
    return secret


class Holder(NamedTuple):
    """Whose session it is, and when it was last noted to be in use."""

    account: Account
    actor: Actor
    seen_at: datetime


# One statement, built once: every page asks it.
_HOLDER: Any = (
    select_columns(
        Account,
        (col(Person.given_name) + " " + col(Person.family_name)).label("name"),
        func.array(
            select(Place.role).where(Place.person_id == Account.person_id).scalar_subquery()
        ).label("roles"),
        col(SignedIn.seen_at),
        col(SignedIn.started_at),
    )
    .join(SignedIn, col(SignedIn.account_id) == Account.id)
    .join(Person, col(Person.id) == Account.person_id)
    .where(
        col(SignedIn.id_hash) == bindparam("id_hash"),
        col(SignedIn.ends_at) > bindparam("at"),
        col(SignedIn.seen_at) > bindparam("idle_since"),
        col(Account.disabled_at).is_(None),
    )
)


def session_holder(session: Session, secret: str, at: datetime) -> Holder | None:
    """Who a session belongs to, or None when it has ended or was never opened."""
    idle_since = at - timedelta(minutes=settings().idle_minutes)
    asked = {"id_hash": hashed(secret), "at": at, "idle_since": idle_since}
    found = session.execute(_HOLDER, asked).first()
    if found is None:
        return None
    roles = frozenset(TrustRole(role) for role in found.roles)
    confirmed = at - found.started_at <= CONFIRMED_FOR
    actor = Actor(found[0].person_id, found.name, roles, confirmed)
    return Holder(found[0], actor, found.seen_at)


def touch(session: Session, secret: str, at: datetime) -> None:
    """Note that the session is in use, at most once a minute, so that it does not end idle."""
    opened = session.get(SignedIn, hashed(secret))
    if opened and at - opened.seen_at > NOTED_EVERY:
        opened.seen_at = at


def sign_out(session: Session, secret: str) -> None:
    session.execute(delete(SignedIn).where(col(SignedIn.id_hash) == hashed(secret)))


def close_sessions(session: Session, account_id: UUID, keep: str = "") -> None:
    """End every session of an account but the one whose secret is `keep`."""
    ended = col(SignedIn.account_id) == account_id
    session.execute(delete(SignedIn).where(ended, col(SignedIn.id_hash) != hashed(keep)))


def actor_of(session: Session, person_id: UUID) -> Actor:
    """The person as they act: their name and their places in the trust."""
    person = session.get_one(Person, person_id)
    roles = session.exec(select(Place.role).where(Place.person_id == person_id))
    return Actor(person.id, person.name, frozenset(TrustRole(role) for role in roles))


def make_token(session: Session, account_id: UUID, name: str, at: datetime, days: int = 90) -> str:
    """Make a personal token and return it. It is never shown again."""
    secret = f"cw_{secrets.token_urlsafe(32)}"
    session.add(
        ApiToken(
            account_id=account_id,
            name=name,
            token_hash=hashed(secret),
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
    )
    return secret


def token_holder(session: Session, secret: str, at: datetime) -> Actor | None:
    """Who a token belongs to, or None when it is unknown, has expired, or was revoked."""
    wanted = (
        select(Account)
        .join(ApiToken, col(ApiToken.account_id) == Account.id)
        .where(
            ApiToken.token_hash == hashed(secret),
            col(ApiToken.expires_at) > at,
            col(ApiToken.revoked_at).is_(None),
            col(Account.disabled_at).is_(None),
        )
    )
    account = session.exec(wanted).first()
    return actor_of(session, account.person_id) if account else None
