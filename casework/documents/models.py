"""A paper that was issued: kept as it was, with its hash, and never printed again."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class IssuedDocument(SQLModel, table=True):
    """One issued letter or report: where its bytes are, and what they were made from."""

    __tablename__ = "issued_documents"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("length(sha256) = 64", name="an_issued_document_has_its_hash"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID = Field(foreign_key="cases.id", index=True)
    number: int
    code: str
    title: str
    key: str = Field(unique=True)
    sha256: str
    size: int
    pages: int
    template: str
    template_version: str
    issued_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    issued_by: str
    served_how: str
    wording_version: int = 0  # of the trust's own words; none where the standard ones stood

    @property
    def reference(self) -> str:
        """How the case file names it: L4."""
        return f"L{self.number}"
