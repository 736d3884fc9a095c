"""How an issued letter reached whom it is for. A link to collect it is one of `task_links`."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.people.credentials import CodeBy


class SentHow(StrEnum):
    """The way in which a letter reaches somebody."""

    LINK = "link"
    POST = "post"
    HAND = "hand"

    @property
    def label(self) -> str:
        return {
            SentHow.LINK: "By a link to collect it",
            SentHow.POST: "Posted",
            SentHow.HAND: "Handed over",
        }[self]


class LetterDelivery(PartOfCase, table=True):
    """One way of sending one letter to one person. When a link was used, the link says."""

    __tablename__ = "letter_deliveries"
    __table_args__ = (
        CheckConstraint(
            "(how = 'link') = (link_id IS NOT NULL) AND (how = 'link') = (code_by IS NOT NULL)"
            " AND (how = 'link') = (known_by IS NOT NULL)",
            name="a_link_says_how_it_reaches_them",
        ),
        CheckConstraint("how = 'link' OR address IS NULL", name="only_a_link_goes_by_email"),
        CheckConstraint(
            "address IS NOT NULL OR mailed_at IS NULL", name="what_was_mailed_had_an_address"
        ),
    )

    document_id: UUID = Field(foreign_key="issued_documents.id", index=True)
    how: SentHow = Field(sa_column=Column(stored(SentHow), nullable=False))
    to_name: str
    address: str | None = None
    known_by: str | None = None
    code_by: CodeBy | None = Field(default=None, sa_column=Column(stored(CodeBy)))
    link_id: UUID | None = Field(default=None, foreign_key="task_links.id", unique=True)
    sent_on: date
    done_by: str
    recorded_by: UUID = Field(foreign_key="people.id")
    recorded_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    mailed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))


class DataAsk(StrEnum):
    """What somebody asks about personal data."""

    REQUEST = "request"
    COMPLAINT = "complaint"

    @property
    def label(self) -> str:
        return {
            DataAsk.REQUEST: "They ask for their own data",
            DataAsk.COMPLAINT: "They complain of how data are used",
        }[self]


class DataQuestion(PartOfCase, table=True):
    """A request for somebody's own data, or a complaint of how data are used, and its answer."""

    __tablename__ = "data_questions"
    __table_args__ = (
        CheckConstraint(
            "answered_at IS NULL OR acknowledged_at IS NULL OR answered_at >= acknowledged_at",
            name="an_answer_comes_after_its_acknowledgement",
        ),
    )

    what: DataAsk = Field(sa_column=Column(stored(DataAsk), nullable=False))
    from_name: str
    received_on: date
    about: str
    recorded_by: UUID = Field(foreign_key="people.id")
    acknowledged_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    answered_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
