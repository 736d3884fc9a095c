"""An appeal: as it was lodged, ground by ground, how it was heard, and what was decided."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.hearings.models import CompanionCategory
from casework.outcomes.ladder import Sanction

LADDER = ", ".join(f"'{each.value}'" for each in Sanction)


class GroundKind(StrEnum):
    """What an appeal can rest on. Nobody has to choose: their own words are a ground too."""

    PROCEDURE = "procedure"
    FINDING = "finding"
    SEVERITY = "severity"
    NEW_EVIDENCE = "new_evidence"
    OWN_WORDS = "own_words"

    @property
    def label(self) -> str:
        return {
            GroundKind.PROCEDURE: "The procedure was not fair",
            GroundKind.FINDING: "The finding does not follow from the evidence",
            GroundKind.SEVERITY: "The outcome is too severe",
            GroundKind.NEW_EVIDENCE: "There is new evidence",
            GroundKind.OWN_WORDS: "In the employee’s own words",
        }[self]


class HeardAs(StrEnum):
    """How an appeal is heard. A full rehearing can put right what was wrong before (Taylor)."""

    REVIEW = "review"
    REHEARING = "rehearing"

    @property
    def label(self) -> str:
        return "A review of the decision" if self is HeardAs.REVIEW else "A full rehearing"

    @property
    def hint(self) -> str:
        if self is HeardAs.REVIEW:
            return "Whether the decision was fair and open to whoever made it"
        return "Everything is heard again. It can put right an unfair procedure"


class AppealResult(StrEnum):
    """What becomes of the outcome. Nothing here makes it more severe (McMillan v Airedale)."""

    UPHELD = "upheld"
    VARIED = "varied"
    OVERTURNED = "overturned"

    @property
    def label(self) -> str:
        return {
            AppealResult.UPHELD: "The outcome stands",
            AppealResult.VARIED: "A less severe outcome takes its place",
            AppealResult.OVERTURNED: "The outcome is overturned",
        }[self]


class Appeal(PartOfCase, table=True):
    """That the employee asked for the outcome to be looked at again (Acas Code para 26).

    `received_on` decides whether it came in time: the window ends with its last day in London.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "(accepted_late IS NULL) = (late_reason IS NULL)",
            name="a_late_appeal_is_decided_with_a_reason",
        ),
        CheckConstraint("accepted_late IS NULL OR NOT in_time", name="only_a_late_appeal_is_late"),
    )

    lodged_by: UUID = Field(foreign_key="people.id")
    lodged_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    received_on: date
    in_time: bool
    why_late: str | None = None
    how_received: str | None = None
    recorded_by: UUID | None = Field(default=None, foreign_key="people.id")
    accepted_late: bool | None = None
    late_reason: str | None = None
    late_decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    late_decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class AppealGround(PartOfCase, table=True):
    """One ground as the employee put it, and what was decided on it."""

    __tablename__ = "appeal_grounds"
    __table_args__ = (
        UniqueConstraint("case_id", "kind"),
        CheckConstraint("(upheld IS NULL) = (reasons IS NULL)", name="a_ground_has_its_reasons"),
    )

    kind: GroundKind = Field(sa_column=Column(stored(GroundKind), nullable=False))
    words: str
    upheld: bool | None = None
    reasons: str | None = None


class AppealHearing(PartOfCase, table=True):
    """The hearing of an appeal, from its notice to its record."""

    __tablename__ = "appeal_hearings"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "(held_at IS NULL) = (attended IS NULL)", name="a_held_appeal_says_who_came"
        ),
    )

    heard_as: HeardAs = Field(sa_column=Column(stored(HeardAs), nullable=False))
    why_heard_so: str
    starts_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    place: str
    notice_document_id: UUID = Field(foreign_key="issued_documents.id")
    served_on: date
    shorter_notice_agreed: str | None = None
    held_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    attended: bool | None = None
    why_absent: str | None = None
    companion: str | None = None
    companion_category: CompanionCategory | None = Field(
        default=None, sa_column=Column(stored(CompanionCategory))
    )
    notes: str | None = None


class AppealDecision(PartOfCase, table=True):
    """What the appeal decided, and every change that followed from it, as it was shown."""

    __tablename__ = "appeal_decisions"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(f"was IN ({LADDER})", name="what_it_was_is_on_the_ladder"),
        CheckConstraint(
            f"array_position(ARRAY[{LADDER}]::text[], sanction::text) "
            f"<= array_position(ARRAY[{LADDER}]::text[], was::text)",
            name="an_appeal_never_makes_it_worse",
        ),
    )

    result: AppealResult = Field(sa_column=Column(stored(AppealResult), nullable=False))
    was: str
    sanction: Sanction = Field(sa_column=Column(stored(Sanction), nullable=False))
    reasons: str
    changes: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    reinstated_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")

    @property
    def ends_a_dismissal(self) -> bool:
        """Whether a dismissal no longer stands, so that the employment never ended (Patel)."""
        return Sanction(self.was).is_dismissal and not self.sanction.is_dismissal
