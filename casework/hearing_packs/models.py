"""One edition of a hearing pack, and how far making it has come."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.documents.progress import Making
from casework.errors import Breach, ProcedureBreach
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.recipes import PackKind


class PackStatus(StrEnum):
    """Where an edition is. Only a final one can be issued, and an issued one never changes."""

    BUILDING = "building"
    FAILED = "failed"
    DRAFT = "draft"
    FINAL = "final"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        return {PackStatus.BUILDING: "Being made", PackStatus.FAILED: "Not made"}.get(
            self, self.capitalize()
        )


class HearingPack(PartOfCase, table=True):
    """An edition: draft or final, with its bytes, hash and index once it has been made."""

    __tablename__ = "hearing_packs"
    __table_args__ = (
        UniqueConstraint("case_id", "edition"),
        CheckConstraint(
            "status NOT IN ('draft', 'final', 'issued') OR sha256 IS NOT NULL",
            name="a_made_pack_has_its_hash",
        ),
        CheckConstraint(
            "kind <> 'referral' OR status <> 'issued'", name="a_referral_is_not_issued_to_the_panel"
        ),
        CheckConstraint(
            "recalled_at IS NULL OR (status = 'issued' AND why_recalled IS NOT NULL)",
            name="only_an_issued_pack_is_recalled_with_a_reason",
        ),
        CheckConstraint(
            "first_page = 1 OR supplements IS NOT NULL", name="only_a_supplement_numbers_on"
        ),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_of_a_hundred"),
    )

    edition: int
    final: bool
    status: PackStatus = Field(sa_column=Column(stored(PackStatus), nullable=False))
    step: str = "Waiting to start"
    done: int = 0
    total: int = 0
    stage: Making = Field(
        default=Making.WAITING,
        sa_column=Column(stored(Making), nullable=False, server_default="waiting"),
    )
    percent: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    pages_done: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    tries: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    begun_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    failure: str | None = None
    key: str | None = None
    sha256: str | None = None
    size: int | None = None
    pages: int | None = None
    contents: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False)
    )
    kind: PackKind = Field(
        default=PackKind.MANAGEMENT,
        sa_column=Column(stored(PackKind), nullable=False, server_default="management"),
    )
    recipe: str = Field(default="", sa_column_kwargs={"server_default": ""})
    recipe_number: int | None = None  # the trust's own version of it; none while as supplied
    profile: Profile = Field(
        default=Profile.REGISTER,
        sa_column=Column(stored(Profile), nullable=False, server_default="register"),
    )
    supplements: int | None = None
    first_page: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    requested_by: UUID = Field(foreign_key="people.id")
    requested_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    made_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    issued_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    issued_by: str | None = None
    signed_by: str | None = None  # as the trust's certificate names it
    stamped_by: str | None = None  # the time-stamp service
    unsigned_size: int | None = None  # of what was signed: copies are made of that
    conformance: dict[str, Any] = Field(
        default_factory=dict,
        sa_column=Column(JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    )
    recalled_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    why_recalled: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether it was issued, and not called back since."""
        return self.status is PackStatus.ISSUED and self.recalled_at is None

    @property
    def name(self) -> str:
        stands = "Final" if self.final else "Draft"
        return f"{stands} {'supplement ' if self.supplements else ''}{self.edition}"

    @property
    def last_page(self) -> int:
        return self.first_page + (self.pages or 0) - 1

    def issue(self, by: str, at: datetime) -> None:
        """Freeze a final edition.

        Raises:
            ProcedureBreach: it is a draft, is still being made, or was issued before.
        """
        if self.status is not PackStatus.FINAL:
            says = "Only a finished final pack can be issued, and only once"
            raise ProcedureBreach(Breach("G-PACK-2", "ACAS-09b", says))
        self.status, self.issued_by, self.issued_at = PackStatus.ISSUED, by, at


class PackPart(PartOfCase, table=True):
    """A part of packs that was made once: under what it was made of, and where its bytes are.

    Only Casework itself reads it. What is lost of it is made again.
    """

    __tablename__ = "pack_parts"
    __table_args__ = (
        UniqueConstraint("case_id", "fingerprint"),
        CheckConstraint("length(sha256) = 64", name="a_part_has_its_hash"),
    )

    fingerprint: str
    store_key: str = Field(unique=True)
    sha256: str
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    used_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
