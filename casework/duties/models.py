"""What was answered about each duty outside HR."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.duties.kinds import Duty, Moment


class DutyConsidered(PartOfCase, table=True):
    """One answer: referred, on which day and under which reference; or not, and why."""

    __tablename__ = "duties_considered"
    __table_args__ = (
        CheckConstraint(
            "referred = (referred_on IS NOT NULL)", name="what_was_referred_says_on_which_day"
        ),
        CheckConstraint("referred OR because IS NOT NULL", name="what_was_not_referred_says_why"),
    )

    duty: Duty = Field(sa_column=Column(stored(Duty), nullable=False))
    moment: Moment = Field(sa_column=Column(stored(Moment), nullable=False))
    referred: bool
    referred_on: date | None = None
    reference: str | None = None
    because: str | None = None
    considered_by: UUID = Field(foreign_key="people.id")
    considered_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
