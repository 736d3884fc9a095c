"""Being signed in: the session that follows a proof of who one is, and personal tokens."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, func, select, update

from casework.access import Actor, TrustRole
from casework.database.ahead import table_of
from casework.database.words import Words
from casework.people.models import COUNTS, Account, Means, Person, Place, SignedIn
from casework.people.passwords import password_hash as password_hash
from casework.people.tokens import ApiToken, TokenScope
from casework.settings import settings

NOTED_EVERY = timedelta(minutes=1)
CONFIRMED_FOR = timedelta(minutes=5)
LONGEST_DEVICE = 300


def hashed(secret: str) -> str:
    """How a session id or a token is stored: it is random, so a plain SHA-256 is enough."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def open_session(
    session: Session, account: Account, means: Means, at: datetime, device: str = ""
) -> str:
    """Open a session for somebody who has shown who they are, and return its secret id.

    The id is new each time, whatever the browser sent before (ASVS 7.2.4).
    """
    secret = secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            id_hash=hashed(secret),
            account_id=account.id,
            started_at=at,
            seen_at=at,
            ends_at=at + timedelta(hours=settings().session_hours),
            confirmed_at=at,
            means=means,
            device=device[:LONGEST_DEVICE],
        )
    )
    return secret


def confirm(session: Session, secret: str, at: datetime) -> str:
    """Note that its owner has just shown again who they are, under a new secret id."""
    renewed = secrets.token_urlsafe(32)
    told = {"id_hash": hashed(renewed), "confirmed_at": at, "seen_at": at}
    this = col(SignedIn.id_hash) == hashed(secret)
    session.execute(update(SignedIn).where(this).values(**told))
    return renewed


def recently_confirmed(confirmed_at: datetime | None, at: datetime) -> bool:
    """Whether somebody showed who they are within the last five minutes (F22)."""
    return confirmed_at is not None and at - confirmed_at <= CONFIRMED_FOR


class Holder(NamedTuple):
    """Whose session it is, and when it was last noted to be in use."""

    account: Account
    actor: Actor
    seen_at: datetime
    confirmed_at: datetime | None


# One statement, built once: every page asks it.
_ACCOUNT = table_of(Account)
_HOLDER = Words(
    select_columns(
        *(col(getattr(Account, each)) for each in _ACCOUNT.names),
        (col(Person.given_name) + " " + col(Person.family_name)).label("name"),
        func.array(
            select(Place.role).where(Place.person_id == Account.person_id, COUNTS).scalar_subquery()
        ).label("roles"),
        col(SignedIn.seen_at),
        col(SignedIn.confirmed_at),
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
    session.flush()
    rows = _HOLDER.ask(session, asked)
    if not rows:
        return None
    *told, name, held, seen_at, confirmed_at = rows[0]
    account = _ACCOUNT.loaded(session, told)
    # Whoever comes through their room comes as the employee, whatever else they are in the trust.
    roles = frozenset(TrustRole(role) for role in (() if account.room_of else held))
    actor = Actor(account.person_id, name, roles, recently_confirmed(confirmed_at, at))
    return Holder(account, actor, seen_at, confirmed_at)


def touch(session: Session, secret: str, at: datetime) -> None:
    """Note that the session is in use, at most once a minute, so that it does not end idle."""
    opened = session.get(SignedIn, hashed(secret))
    if opened and at - opened.seen_at > NOTED_EVERY:
        opened.seen_at = at


def seconds_left(session: Session, secret: str, at: datetime) -> int:
    """How long until the session ends for being idle, or at its end; 0 when it has ended."""
    opened = session.get(SignedIn, hashed(secret)) if secret else None
    if opened is None:
        return 0
    idle = opened.seen_at + timedelta(minutes=settings().idle_minutes)
    return max(0, int((min(idle, opened.ends_at) - at).total_seconds()))


def extend(session: Session, secret: str, at: datetime) -> int:
    """Use a session that has not ended, and return how long is left of it, in seconds."""
    if not seconds_left(session, secret, at):
        return 0
    session.get_one(SignedIn, hashed(secret)).seen_at = at
    return seconds_left(session, secret, at)


def sign_out(session: Session, secret: str) -> None:
    session.execute(delete(SignedIn).where(col(SignedIn.id_hash) == hashed(secret)))


def close_sessions(session: Session, account_id: UUID, keep: str = "") -> None:
    """End every session of an account but the one whose secret is `keep`."""
    ended = col(SignedIn.account_id) == account_id
    session.execute(delete(SignedIn).where(ended, col(SignedIn.id_hash) != hashed(keep)))


def actor_of(session: Session, person_id: UUID) -> Actor:
    """The person as they act: their name and their places in the trust."""
    person = session.get_one(Person, person_id)
    roles = session.exec(select(Place.role).where(Place.person_id == person_id, COUNTS))
    return Actor(person.id, person.name, frozenset(TrustRole(role) for role in roles))


def make_token(
    session: Session,
    account_id: UUID,
    name: str,
    at: datetime,
    days: int = 90,
    scope: TokenScope = TokenScope.ACT,
) -> str:
    """Make a personal token and return it. It is never shown again."""
    secret = f"cw_{secrets.token_urlsafe(32)}"
    session.add(
        ApiToken(
            account_id=account_id,
            name=name,
            token_hash=hashed(secret),
            created_at=at,
            expires_at=at + timedelta(days=days),
            scope=scope,
        )
    )
    return secret


class Bearer(NamedTuple):
    """Whose token it is, how much it opens, and whether its use is to be noted again."""

    actor: Actor
    scope: TokenScope
    token_id: UUID
    is_fresh: bool


def bearer_of(session: Session, secret: str, at: datetime) -> Bearer | None:
    """Who a token belongs to, or None when it is unknown, has expired, or was revoked."""
    wanted = (
        select(Account, ApiToken)
        .join(ApiToken, col(ApiToken.account_id) == Account.id)
        .where(
            ApiToken.token_hash == hashed(secret),
            col(ApiToken.expires_at) > at,
            col(ApiToken.revoked_at).is_(None),
            col(Account.disabled_at).is_(None),
            col(Account.room_of).is_(None),
        )
    )
    found = session.exec(wanted).first()
    if found is None:
        return None
    account, token = found
    used = token.last_used_at
    fresh = used is None or at - used > NOTED_EVERY
    return Bearer(actor_of(session, account.person_id), token.scope, token.id, fresh)


def token_holder(session: Session, secret: str, at: datetime) -> Actor | None:
    """Who a token belongs to, or None when it opens nothing."""
    found = bearer_of(session, secret, at)
    return found.actor if found else None


def note_use(session: Session, token_id: UUID, at: datetime) -> None:
    """Write down that a token is in use, at most once a minute."""
    this = col(ApiToken.id) == token_id
    session.execute(update(ApiToken).where(this).values(last_used_at=at))


def revoke_tokens(session: Session, account_id: UUID, at: datetime) -> None:
    """Make every token of an account worthless at once."""
    still = col(ApiToken.account_id) == account_id, col(ApiToken.revoked_at).is_(None)
    session.execute(update(ApiToken).where(*still).values(revoked_at=at))
