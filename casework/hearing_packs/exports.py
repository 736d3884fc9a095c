"""What leaves Casework beside packs: the report of a case, and its exhibits. It takes two people.

Whoever manages the case asks and says why; whom the matrix lets export alone decides. For a week
whoever manages it takes it, and each taking is in the journal, and in the custody of each exhibit.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import Field as Asked
from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.models import PartOfCase
from casework.database import stored, utc_timestamp
from casework.errors import NotFound, WrongAnswer
from casework.evidence.custody import link
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import Seal, SealedEach
from casework.jobs import TELL_OF_EXPORT, enqueue
from casework.journal import Event
from casework.people.duplicates import same_person
from casework.text import Prose

OPEN_FOR = timedelta(days=7)


class ExportKind(StrEnum):
    """What leaves."""

    REPORT = "report"
    EXHIBITS = "exhibits"

    @property
    def label(self) -> str:
        return {
            ExportKind.REPORT: "Report of the case",
            ExportKind.EXHIBITS: "Exhibits with a list of their hashes",
        }[self]


class CaseExport(PartOfCase, table=True):
    """Something of a case that was asked for, and what another person decided about it."""

    __tablename__ = "case_exports"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("decided_by <> asked_by", name="two_people_let_a_case_out"),
        CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = "
            "(approved IS NULL) AND (decided_by IS NULL) = (why_decided IS NULL)",
            name="an_export_is_decided_whole",
        ),
    )

    number: int
    what: ExportKind = Field(sa_column=Column(stored(ExportKind), nullable=False))
    reason: str
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    approved: bool | None = None
    why_decided: str | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether it can be taken: it was approved, not long ago."""
        approved = bool(self.approved) and self.decided_at is not None
        return approved and at < (self.decided_at or at) + OPEN_FOR

    @property
    def ends_at(self) -> datetime | None:
        return self.decided_at + OPEN_FOR if self.approved and self.decided_at else None


class ExportAsked(Event):
    number: int
    what: ExportKind
    reason: str

    def sentence(self) -> str:
        return f"asked to take out: {self.what.label.lower()}"


class ExportDecided(Event):
    number: int
    what: ExportKind
    approved: bool
    reason: str

    def sentence(self) -> str:
        told = "agreed" if self.approved else "did not agree"
        return f"{told} that this is taken out: {self.what.label.lower()}"


class ExportTaken(Event, SealedEach):
    number: int
    what: ExportKind

    def sentence(self) -> str:
        return f"took out: {self.what.label.lower()}"


class AskExport(Command):
    """Ask to take something of the case out of Casework, with the reason."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    what: ExportKind = Asked(title="what is taken out")
    reason: Prose = Asked(title="why it is needed")

    def perform(self, act: Act) -> ExportAsked:
        last = select(func.max(CaseExport.number)).where(CaseExport.case_id == act.case.id)
        row = CaseExport(
            case_id=act.case.id,
            number=(act.session.exec(last).one() or 0) + 1,
            what=self.what,
            reason=self.reason,
            asked_by=act.actor.id,
            asked_at=act.at,
        )
        act.session.add(row)
        act.session.flush()
        enqueue(act.session, TELL_OF_EXPORT, lock=f"export-{row.id}", export_id=str(row.id))
        return ExportAsked(number=row.number, what=row.what, reason=row.reason)


class DecideExport(Command):
    """Agree or not that something of the case is taken out, as whoever may decide on it alone."""

    permission: ClassVar[Permission] = Permission.EXPORT

    number: int = Asked(title="which one")
    approved: bool = Asked(title="whether you agree")
    reason: Prose = Asked(title="the reason")

    def perform(self, act: Act) -> ExportDecided:
        row = export_on(act.session, act.case.id, self.number)
        if row.decided_at is not None:
            raise WrongAnswer({"approved": "This was decided before"})
        if row.asked_by in same_person(act.session, act.actor.id):
            raise WrongAnswer({"approved": "Somebody other than whoever asked must decide"})
        row.decided_by, row.decided_at = act.actor.id, act.at
        row.approved, row.why_decided = self.approved, self.reason
        told = {"number": row.number, "what": row.what}
        return ExportDecided(**told, approved=self.approved, reason=self.reason)


class TakeExport(Command):
    """Take out what two people agreed on. Each exhibit in it has a link in its custody."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    number: int
    captures: tuple[UUID, ...] = ()

    def perform(self, act: Act) -> ExportTaken:
        row = export_on(act.session, act.case.id, self.number)
        if not row.is_open(act.at):
            raise NotFound
        seals = {}
        for capture_id in self.captures:
            capture = on_case(act, Capture, capture_id)
            seals[str(capture_id)] = Seal.of(link(act, capture, Handling.EXPORTED, row.reason))
        return ExportTaken(number=row.number, what=row.what, seals=seals)


def export_on(session: Session, case_id: UUID, number: int) -> CaseExport:
    """One export of a case.

    Raises:
        NotFound: nobody asked for one of that number.
    """
    wanted = select(CaseExport).where(CaseExport.case_id == case_id, CaseExport.number == number)
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def exports_of(session: Session, case_id: UUID) -> list[CaseExport]:
    """Everything that was asked for on a case, the latest first."""
    wanted = select(CaseExport).where(CaseExport.case_id == case_id)
    return list(session.exec(wanted.order_by(col(CaseExport.number).desc())))
