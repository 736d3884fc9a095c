"""Papers that go before their case: what two people agreed to, what is kept, and for how long."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.retention.agreement import AgreedDestruction


class Weed(StrEnum):
    """Which papers of a case go before it."""

    EVIDENCE = "evidence"
    DRAFTS = "drafts"
    PSEUDONYMS = "pseudonyms"
    NOTES = "notes"

    @property
    def label(self) -> str:
        return {
            Weed.EVIDENCE: "Evidence that nobody relied on",
            Weed.DRAFTS: "Drafts of reports and packs",
            Weed.PSEUDONYMS: "The register of pseudonyms",
            Weed.NOTES: "Readers’ own notes beside packs",
        }[self]

    @property
    def stays(self) -> str:
        """What is left when they are gone."""
        return {
            Weed.EVIDENCE: "The number, size, SHA-256 and chain of custody of each item stay, and "
            "say that it was weeded. The journal keeps its words until the case goes.",
            Weed.DRAFTS: "The report as issued stays, and every pack that was issued.",
            Weed.PSEUDONYMS: "The pseudonyms stay where they were printed. Nobody can look up "
            "whose they were.",
            Weed.NOTES: "The packs stay, and so do the notes of the hearing, agreed or disputed.",
        }[self]


class Weeding(AgreedDestruction, table=True):
    """One weeding: who agreed to what, and how far it has come. Names nobody.

    It outlives its case, as a deletion does: its row is the register, and holds the certificate.
    """

    __tablename__ = "weedings"
    __table_args__ = (
        CheckConstraint("approved_by <> proposed_by", name="two_people_agree_to_weeding"),
        CheckConstraint(
            "(approved_by IS NULL) = (approved_at IS NULL) AND "
            "(approved_by IS NULL) = (waits_until IS NULL)",
            name="an_approved_weeding_waits",
        ),
        CheckConstraint(
            "(stopped_at IS NULL) = (why_stopped IS NULL) AND "
            "(stopped_by IS NULL OR stopped_at IS NOT NULL)",
            name="a_stopped_weeding_says_why",
        ),
        CheckConstraint(
            "begun_at IS NULL OR (approved_by IS NOT NULL AND stopped_at IS NULL)",
            name="only_an_agreed_weeding_begins",
        ),
        CheckConstraint(
            "buried_at IS NULL OR begun_at IS NOT NULL", name="weeding_is_told_of_before_it_is_done"
        ),
        CheckConstraint(
            "rows_gone_at IS NULL OR buried_at IS NOT NULL", name="nothing_is_weeded_untold"
        ),
        CheckConstraint(
            "(certified_at IS NULL) = (certificate IS NULL) AND "
            "(certified_at IS NULL OR verified_at IS NOT NULL)",
            name="no_weeding_is_certified_unverified",
        ),
        Index(
            "one_weeding_of_a_kind",
            "case_id",
            "kind",
            unique=True,
            postgresql_where="stopped_at IS NULL AND certified_at IS NULL",
        ),
    )

    kind: Weed = Field(sa_column=Column(stored(Weed), nullable=False))
    buried_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    files: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))


class PaperKept(PartOfCase, table=True):
    """That somebody decided to keep a paper that nobody relied on, and why."""

    __tablename__ = "papers_kept"
    __table_args__ = (UniqueConstraint("item_id"),)

    item_id: UUID
    reason: str
    kept_by: UUID = Field(foreign_key="people.id")
    kept_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


class PersonnelRemoval(PartOfCase, table=True):
    """That a malicious or false allegation left the personnel file, or stays by their consent."""

    __tablename__ = "personnel_removals"
    __table_args__ = (UniqueConstraint("case_id"),)

    consents: bool
    done_on: date
    how: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
