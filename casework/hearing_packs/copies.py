"""Copies of an issued pack: each numbered, with its reader's name on every page, and followed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, Session, col, func, select

from casework.access import Role
from casework.cases.models import Appointment, Case, PartOfCase
from casework.database import stored, utc_timestamp
from casework.documents.watermarks import Mark
from casework.errors import NotFound
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.recipes import PackKind
from casework.people.duplicates import same_person
from casework.people.queries import known_by_id


class Happened(StrEnum):
    """What happens to a copy after it was made."""

    OPENED = "opened"
    COLLECTED = "collected"
    POSTED = "posted"
    RECALLED = "recalled"
    RETURNED = "returned"
    DESTROYED = "destroyed"

    @property
    def label(self) -> str:
        return {Happened.COLLECTED: "Signed for"}.get(self, self.capitalize())

    @property
    def ends_reading(self) -> bool:
        """Whether a copy that is on paper or on a screen is no longer with its reader."""
        return self in (Happened.RECALLED, Happened.RETURNED, Happened.DESTROYED)


class RecallMail(StrEnum):
    """Whether the reader of a copy that was recalled was told by e-mail."""

    WAITING = "waiting"
    SENT = "sent"
    NO_ADDRESS = "no_address"
    NO_SERVER = "no_server"
    NOT_TAKEN = "not_taken"

    @property
    def label(self) -> str:
        return {
            RecallMail.WAITING: "The e-mail that tells them waits to be sent",
            RecallMail.SENT: "Told by e-mail",
            RecallMail.NO_ADDRESS: "Not told: they have no e-mail address. Tell them yourself",
            RecallMail.NO_SERVER: "Not told: no mail server is set. Tell them yourself",
            RecallMail.NOT_TAKEN: "Not told: the mail server did not take it. Tell them yourself",
        }[self]


class PackCopy(PartOfCase, table=True):
    """One copy: whose it is, what is printed on its pages, and a hash of its bytes.

    The bytes are made again whenever it is opened, and are the same each time.
    """

    __tablename__ = "pack_copies"
    __table_args__ = (
        UniqueConstraint("pack_id", "number"),
        CheckConstraint("sha256 IS NULL OR length(sha256) = 64", name="a_copy_has_its_hash"),
        Index(
            "one_copy_for_each_reader",
            "pack_id",
            "person_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    pack_id: UUID = Field(foreign_key="hearing_packs.id", index=True)
    number: int
    person_id: UUID = Field(foreign_key="people.id")
    name: str
    part: str
    may_download: bool
    sha256: str | None = None  # once its bytes were made for the first time
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    recall_mail: RecallMail | None = Field(default=None, sa_column=Column(stored(RecallMail)))
    recall_mailed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))

    @property
    def mark(self) -> Mark:
        return Mark(self.number, self.name, self.part)


class CopyStep(PartOfCase, table=True):
    """One thing that happened to a copy, on a day, and who recorded it. Never changed."""

    __tablename__ = "pack_copy_steps"

    copy_id: UUID = Field(foreign_key="pack_copies.id", index=True)
    what: Happened = Field(sa_column=Column(stored(Happened), nullable=False))
    happened_on: date
    told: str | None = None
    by: UUID = Field(foreign_key="people.id")
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))


# Who is given a copy when a pack is issued, besides the employee and their companion.
PANEL = {
    PackKind.MANAGEMENT: (Role.HEARING_MANAGER, Role.PANEL_MEMBER, Role.NOTE_TAKER),
    PackKind.APPEAL: (Role.APPEAL_MANAGER, Role.APPEAL_PANEL_MEMBER, Role.NOTE_TAKER),
}
# Whoever else reads a pack that was issued.
OTHERS = (
    Role.HEARING_MANAGER,
    Role.PANEL_MEMBER,
    Role.NOTE_TAKER,
    Role.APPEAL_MANAGER,
    Role.APPEAL_PANEL_MEMBER,
    Role.INVESTIGATING_OFFICER,
    Role.DECISION_MAKER,
    Role.LEGAL_ADVISER,
)
THEIRS = (Role.EMPLOYEE, Role.COMPANION)


def copies_of_pack(session: Session, pack_id: UUID) -> list[PackCopy]:
    """Every copy of an edition that this session may read, by number."""
    wanted = select(PackCopy).where(PackCopy.pack_id == pack_id)
    return list(session.exec(wanted.order_by(col(PackCopy.number))))


def copies_on(session: Session, case_id: UUID) -> list[PackCopy]:
    wanted = select(PackCopy).where(PackCopy.case_id == case_id)
    return list(session.exec(wanted.order_by(col(PackCopy.made_at), col(PackCopy.number))))


def steps_of(session: Session, copies: Iterable[PackCopy]) -> dict[UUID, list[CopyStep]]:
    """What happened to each copy, in the order in which it was recorded."""
    found: dict[UUID, list[CopyStep]] = {each.id: [] for each in copies}
    wanted = select(CopyStep).where(col(CopyStep.copy_id).in_(found)).order_by(col(CopyStep.at))
    for each in session.exec(wanted):
        found[each.copy_id].append(each)
    return found


def own_copies(session: Session, pack: HearingPack, person_id: UUID) -> list[PackCopy]:
    """The copies of one reader, the newest first: of an edition, whether open or closed."""
    wanted = select(PackCopy).where(
        PackCopy.pack_id == pack.id, col(PackCopy.person_id).in_(same_person(session, person_id))
    )
    return list(session.exec(wanted.order_by(col(PackCopy.number).desc())))


def next_number(session: Session, pack: HearingPack) -> int:
    last = select(func.max(PackCopy.number)).where(PackCopy.pack_id == pack.id)
    return (session.exec(last).one() or 0) + 1


Reader = tuple[UUID, str, str, bool]  # who, their name, their part, and whether it is their own


def readers_of(session: Session, case: Case, kind: PackKind | None = None) -> list[Reader]:
    """Who may be given a copy, the employee first; with a kind, who is given one at its issue."""
    roles = OTHERS if kind is None else PANEL.get(kind, ())
    held = session.exec(
        select(Appointment)
        .where(
            Appointment.case_id == case.id,
            col(Appointment.role).in_((*roles, *THEIRS)),
            col(Appointment.ended_at).is_(None),
        )
        .order_by(col(Appointment.started_at))
    ).all()
    parts = [(case.employee_id, Role.EMPLOYEE)] if case.employee_id else []
    parts += [(each.person_id, each.role) for each in held]
    names = known_by_id(session, [person for person, _ in parts])
    return [
        (person, names[person].name, role.label, role in THEIRS)
        for person, role in _each_once(parts)
    ]


def _each_once(parts: list[tuple[UUID, Role]]) -> Iterator[tuple[UUID, Role]]:
    seen: set[UUID] = set()
    for person, role in parts:
        if person not in seen:
            seen.add(person)
            yield person, role


def copy_of_case(session: Session, case_id: UUID, copy_id: UUID) -> PackCopy:
    """One copy of a case. Raises NotFound."""
    found = session.get(PackCopy, copy_id)
    if found is None or found.case_id != case_id:
        raise NotFound
    return found
