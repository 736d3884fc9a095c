"""A filter set that a person keeps for themselves."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class SavedView(SQLModel, table=True):
    """What a person calls a filter set of one list. It holds ids, codes and days, no names."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("person_id", "listed", "name"),
        Index(
            "one_view_opens_first",
            "person_id",
            "listed",
            unique=True,
            postgresql_where="opens_first",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    listed: str
    name: str
    query: str
    opens_first: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
