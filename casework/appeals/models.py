"""An appeal, as the employee lodged it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import utc_timestamp


class Appeal(PartOfCase, table=True):
    """What the employee asks to be looked at again, in their own words (Acas Code para 26)."""

    __tablename__ = "appeals"
    __table_args__ = (UniqueConstraint("case_id"),)

    grounds: str
    lodged_by: UUID = Field(foreign_key="people.id")
    lodged_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
