"""The words of a case as they are searched: triggers keep them, row-level security shows them."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Computed, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel


class SearchWords(SQLModel, table=True):
    """What one record says, by the place on a page where it stands, and who may read that place.

    Triggers follow the records (migration 0048): a record that is changed, moved or deleted takes
    its words along, in the same transaction. Only the words of files come from the worker.
    """

    __tablename__ = "search_words"
    __table_args__ = (
        UniqueConstraint("place", "record_id", "page"),
        CheckConstraint(
            "(sight = 'evidence') = (capture_id IS NOT NULL)",
            name="words_of_evidence_name_their_original",
        ),
        Index("ix_search_words_case_id_sight", "case_id", "sight"),
    )

    id: UUID = Field(
        default_factory=uuid4,
        primary_key=True,
        sa_column_kwargs={"server_default": text("gen_random_uuid()")},
    )
    case_id: UUID = Field(foreign_key="cases.id")
    place: str = Field(sa_column=Column(String(40), nullable=False))
    sight: str = Field(sa_column=Column(String(20), nullable=False))
    record_id: UUID = Field(index=True)
    capture_id: UUID | None = Field(default=None, index=True)
    page: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    body: str
    words: Any = Field(
        default=None,
        sa_column=Column(
            TSVECTOR,
            Computed(
                "to_tsvector('english'::regconfig, \"left\"(body::text, 250000))", persisted=True
            ),
        ),
    )
