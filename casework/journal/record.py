"""An entry of the journal, and the event it records."""

import json
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp

Result = Literal["allow", "deny", "error"]
DISPOSED_OF = "Removed when the record was disposed of"


class Event(BaseModel):
    """Something that happened. Subclasses say it in one sentence, naming roles and references."""

    model_config = ConfigDict(frozen=True)
    result: ClassVar[Result] = "allow"

    def sentence(self) -> str:
        raise NotImplementedError

    def concerns(self) -> tuple[str, str] | None:
        """The kind and id of the one thing it is about, when it is not the case itself."""
        return None


class JournalEntry(SQLModel, table=True):
    """One act: who, when, what kind, and what people read of it.

    The database numbers, links and hashes it. `leaf` is the text that was hashed; it commits to
    `payload` by `secret`, so that disposal can remove both and leave the chain whole. Entries of
    version 1 were hashed over everything they said and have neither leaf nor secret.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("case_id", "number", postgresql_nulls_not_distinct=True),
        CheckConstraint("version IN (1, 2)", name="a_version_that_is_known"),
        CheckConstraint("(version = 1) = (leaf IS NULL)", name="what_was_hashed_is_kept"),
        CheckConstraint("result IN ('allow', 'deny', 'error')", name="a_result_that_is_known"),
        CheckConstraint(
            "version = 1 OR (payload IS NULL) = (secret IS NULL)", name="disposed_of_together"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: UUID | None = Field(default=None, foreign_key="cases.id")
    number: int
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    actor_id: UUID
    kind: str
    result: str
    version: int
    previous: str
    hash: str
    leaf: str | None = Field(default=None, sa_column=Column(Text))
    payload: str | None = Field(default=None, sa_column=Column(Text))
    secret: bytes | None = None

    @property
    def actor_name(self) -> str:
        """The name they had at the time."""
        return str(self._read.get("actor", ""))

    @property
    def sentence(self) -> str:
        return str(self._read.get("sentence", DISPOSED_OF))

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self._read.get("facts", {}))

    @property
    def _read(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.payload) if self.payload else {}
        return read
