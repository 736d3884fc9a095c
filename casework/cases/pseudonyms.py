"""The register of pseudonyms of a case: Pupil A, Witness 1, and whose names they stand for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, col, select

from casework.access import Action, Role, Standing
from casework.cases.models import Appointment, PartOfCase
from casework.cases.names import Registered
from casework.database import stored, utc_timestamp
from casework.people.queries import known_by_id


class Kind(StrEnum):
    """Who somebody is to the case, which decides their pseudonym and who may read their name."""

    PUPIL = "pupil"
    PARENT = "parent"
    WITNESS = "witness"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            Kind.PUPIL: "Pupil",
            Kind.PARENT: "Parent",
            Kind.WITNESS: "Witness",
            Kind.OTHER: "Person",
        }[self]

    @property
    def governed_by(self) -> Action:
        """Who is a pupil, or whose parent somebody is, is seen by whoever may see pupils."""
        pupil = self in {Kind.PUPIL, Kind.PARENT}
        return Action.VIEW_RESTRICTED_EVIDENCE if pupil else Action.VIEW_REPORTER


class Pseudonym(PartOfCase, table=True):
    """One entry. Its label is never used again; who it stands for may be corrected."""

    __tablename__ = "pseudonyms"
    __table_args__ = (UniqueConstraint("case_id", "label"),)

    kind: Kind = Field(sa_column=Column(stored(Kind), nullable=False))
    label: str
    name: str
    also: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    added_by: UUID = Field(foreign_key="people.id")
    added_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))

    @property
    def registered(self) -> Registered:
        return Registered(self.label, self.name, tuple(self.also))


def pseudonyms_on(session: Session, case_id: UUID) -> list[Pseudonym]:
    """Every entry that this session may read, in the order in which they were added."""
    wanted = select(Pseudonym).where(Pseudonym.case_id == case_id)
    return list(session.exec(wanted.order_by(col(Pseudonym.added_at), col(Pseudonym.label))))


def pseudonyms_for(standing: Standing, entries: list[Pseudonym]) -> list[Pseudonym]:
    """Those whose real names this reader may see."""
    return [each for each in entries if standing.sees(each.kind.governed_by)]


def next_label(kind: Kind, taken: int) -> str:
    """Pupil A to Pupil Z, then Pupil AA; everybody else is counted."""
    if kind is not Kind.PUPIL:
        return f"{kind.label} {taken + 1}"
    letters, number = "", taken + 1
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("A") + at) + letters
    return f"{kind.label} {letters}"


def staff_on(session: Session, case_id: UUID, *roles: Role) -> list[str]:
    """The names of the people with a part in the case, or with one of these."""
    wanted = select(Appointment.person_id).where(Appointment.case_id == case_id)
    if roles:
        wanted = wanted.where(col(Appointment.role).in_(roles))
    return sorted(each.name for each in known_by_id(session, session.exec(wanted)).values())
