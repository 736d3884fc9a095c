"""Tokens by which a program acts for somebody, and how much each lets it do."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp


class TokenScope(StrEnum):
    """How much of what its owner may do a token lets a program do."""

    READ = "read"
    REPORT = "report"
    ACT = "act"

    @property
    def label(self) -> str:
        return {
            TokenScope.READ: "Read what I can see, and change nothing",
            TokenScope.REPORT: "Send reports in my name, and read nothing of any case",
            TokenScope.ACT: "Do all that I can do",
        }[self]


class ApiToken(SQLModel, table=True):
    """A personal token for the JSON API. Shown once; only its SHA-256 is stored."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        CheckConstraint(
            "expires_at <= created_at + interval '366 days'", name="no_token_outlives_its_year"
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    name: str
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    expires_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    last_used_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    scope: TokenScope = Field(
        default=TokenScope.ACT,
        sa_column=Column(stored(TokenScope), nullable=False, server_default="act"),
    )
