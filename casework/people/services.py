"""Tokens with which another system of the trust calls: each of one kind, for a year at most."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Asked
from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, Session, SQLModel, col, select

from casework import journal
from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.database import in_transaction, stored, utc_timestamp
from casework.errors import NotFound
from casework.journal import Event
from casework.people.sign_in import NOTED_EVERY, hashed
from casework.text import Line

LONGEST_DAYS = 365


class ServiceKind(StrEnum):
    """What a token of a system is for. It opens nothing else."""

    SCIM = "scim"


class ServiceToken(SQLModel, table=True):
    """The token of one system. Shown once; only its SHA-256 is stored."""

    __tablename__ = "service_tokens"
    __table_args__ = (
        CheckConstraint(
            "expires_at <= made_at + interval '366 days'", name="no_token_outlives_a_year"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: ServiceKind = Field(sa_column=Column(stored(ServiceKind), nullable=False))
    name: str
    token_hash: str = Field(unique=True)
    made_by: UUID
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    expires_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    last_used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class ServiceTokenMade(Event):
    token_id: UUID
    kind: ServiceKind
    name: str

    def sentence(self) -> str:
        return f"made a {self.kind.upper()} token for “{self.name}”"


class ServiceTokenRevoked(Event):
    token_id: UUID
    name: str

    def sentence(self) -> str:
        return f"revoked the token of “{self.name}”"


class MakeServiceToken(BaseModel):
    """A token for one system of the trust, by whoever looks after accounts."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Line = Asked(title="which system uses it")
    days: int = Asked(ge=1, le=LONGEST_DAYS, title="for how many days it works")

    def perform(self, session: Session, actor: Actor, kind: ServiceKind, at: datetime) -> str:
        """Make it and return its secret, which is never shown again.

        Raises:
            NotPermitted: the actor does not look after accounts.
        """
        require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
        secret = f"cs_{secrets.token_urlsafe(32)}"
        token = ServiceToken(
            kind=kind,
            name=self.name,
            token_hash=hashed(secret),
            made_by=actor.id,
            made_at=at,
            expires_at=at + timedelta(days=self.days),
        )
        session.add(token)
        session.flush()
        event = ServiceTokenMade(token_id=token.id, kind=kind, name=token.name)
        journal.append(session, None, actor, event, at)
        return secret


def service_tokens(session: Session, kind: ServiceKind, at: datetime) -> list[ServiceToken]:
    """The tokens of a kind that work now, the newest first."""
    wanted = select(ServiceToken).where(
        ServiceToken.kind == kind,
        col(ServiceToken.revoked_at).is_(None),
        col(ServiceToken.expires_at) > at,
    )
    return list(session.exec(wanted.order_by(col(ServiceToken.made_at).desc())))


def revoke_service_token(session: Session, actor: Actor, token_id: UUID, at: datetime) -> None:
    """Make it worthless from the next request on.

    Raises:
        NotPermitted, NotFound: the actor does not look after accounts, or it works no more.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    token = session.get(ServiceToken, token_id)
    if token is None or token.revoked_at:
        raise NotFound
    token.revoked_at = at
    event = ServiceTokenRevoked(token_id=token.id, name=token.name)
    journal.append(session, None, actor, event, at)


def service_holder(secret: str, kind: ServiceKind, at: datetime) -> Actor | None:
    """The system whose token this is, or None when it is unknown, has ended, or is of another kind.

    It acts in its own name, as somebody who looks after accounts and has no part in any case.
    """
    with in_transaction() as session:
        wanted = select(ServiceToken).where(
            ServiceToken.token_hash == hashed(secret),
            ServiceToken.kind == kind,
            col(ServiceToken.revoked_at).is_(None),
            col(ServiceToken.expires_at) > at,
        )
        token = session.exec(wanted).first()
        if token is None:
            return None
        if token.last_used_at is None or at - token.last_used_at > NOTED_EVERY:
            token.last_used_at = at
        name = f"{token.name} ({kind.upper()})"
        return Actor(token.id, name, frozenset({TrustRole.IT_ADMIN}))
