"""The outcome of a case, as decided and as reviewed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.outcomes.ladder import Sanction


class Outcome(PartOfCase, table=True):
    """One decision for the case as a whole, with what was weighed."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint(
            "sanction <> 'summary_dismissal' OR gross_misconduct IS NOT NULL",
            name="summary_dismissal_rests_on_gross_misconduct",
        ),
        CheckConstraint(
            f"stands_as IN ({', '.join(repr(each.value) for each in Sanction)})",
            name="what_stands_is_on_the_ladder",
        ),
        CheckConstraint("reviewed_by <> decided_by", name="the_reviewer_is_another_person"),
    )

    sanction: Sanction = Field(sa_column=Column(stored(Sanction), nullable=False))
    reasons: str
    mitigation: str
    lesser_steps: str
    gross_misconduct: str | None = None
    repudiatory_breach: bool = False
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    reviewed_by: UUID | None = Field(default=None, foreign_key="people.id")
    reviewed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    review_words: str | None = None
    letter_document_id: UUID | None = Field(default=None, foreign_key="issued_documents.id")
    letter_received_on: date | None = None
    employment_ends_on: date | None = None
    stands_as: str | None = None

    @property
    def stands(self) -> Sanction:
        """The rung that counts now: as decided, or as an appeal left it."""
        return Sanction(self.stands_as) if self.stands_as else self.sanction
