"""What was made from an original: pictures of its pages, their words, a still, linkable pages."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp


class CopyKind(StrEnum):
    """What was made from an original."""

    PAGE_PICTURE = "page_picture"
    TEXT_LAYER = "text_layer"
    POSTER = "poster"
    LINKABLE = "linkable"

    @property
    def label(self) -> str:
        return {
            CopyKind.PAGE_PICTURE: "Picture of a page",
            CopyKind.TEXT_LAYER: "Words of a page",
            CopyKind.POSTER: "Still from a video",
            CopyKind.LINKABLE: "Pages ready for a pack",
        }[self]


class DerivedCopy(PartOfCase, table=True):
    """A new file made from an original, which stays as it is: how it was made, and its hash.

    It moves with its capture when a report is added to another case.
    """

    __tablename__ = "derived_copies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["capture_id", "case_id"],
            ["captures.id", "captures.case_id"],
            name="a_copy_is_where_its_original_is",
            onupdate="CASCADE",
        ),
        CheckConstraint("size > 0", name="a_copy_has_bytes"),
        CheckConstraint("length(sha256) = 64", name="a_copy_has_its_hash"),
        CheckConstraint("page >= 1", name="pages_are_numbered_from_one"),
        Index(
            "one_copy_of_a_kind_for_a_page",
            "capture_id",
            "kind",
            text("coalesce(page, 0)"),
            unique=True,
        ),
    )

    capture_id: UUID = Field(index=True)
    kind: CopyKind = Field(sa_column=Column(stored(CopyKind), nullable=False))
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    made_by: str
    store_key: str = Field(unique=True)
    sha256: str
    size: int
    media_type: str
    page: int | None = None
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
