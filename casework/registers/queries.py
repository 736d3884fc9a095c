"""Looking things up: for a person on a day, one's own entries, and what waits for a decision."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.access import Actor
from casework.database.ahead import table_of
from casework.database.whose import every_case
from casework.database.words import Words
from casework.people.duplicates import same_person
from casework.people.models import Person
from casework.people.queries import Known, known_by_id
from casework.policies.queries import VersionOf, in_force
from casework.registers.deciding import may_decide
from casework.registers.kinds import Register
from casework.registers.models import PolicyAcknowledgement, RegisterCoverage, RegisterEntry

MOST = 200


@dataclass(frozen=True)
class Found:
    """What one register says of a person on a day. Nothing found is never proof of nothing."""

    register: Register
    entries: tuple[RegisterEntry, ...]
    others: tuple[RegisterEntry, ...]
    covers_from: date | None

    @property
    def says(self) -> str:
        """In words, when no entry was in force that day."""
        if self.entries:
            return "Entry found"
        if self.covers_from is None:
            return "No entry found; nobody has said from when the register is complete"
        return f"No entry found; the register covers from {self.covers_from:%-d %B %Y}"


@dataclass(frozen=True)
class Acknowledged:
    """Whether the version in force on a day had been acknowledged by then."""

    version: VersionOf
    on: date | None


@dataclass(frozen=True)
class LookUp:
    """Every register for one person on one day."""

    day: date
    found: tuple[Found, ...]
    acknowledged: tuple[Acknowledged, ...]
    staff_file: date | None = None  # a day by then on which it says that a policy was acknowledged


_ENTRY = table_of(RegisterEntry)
_TOLD = Words(
    text(
        f"""
        SELECT (SELECT json_agg({_ENTRY.row}) FROM register_entries AS t
                WHERE t.person_id = ANY (same.ids)),
               (SELECT json_object_agg(c.kind, c.covers_from) FROM register_coverage AS c),
               (SELECT json_object_agg(a.version_id, a.acknowledged_on)
                FROM policy_acknowledgements AS a WHERE a.person_id = ANY (same.ids))
        FROM (SELECT same_person(:person) AS ids) AS same
        """
    )
)


def look_up(session: Session, person_id: UUID, day: date) -> LookUp:
    """What the registers say of a person on a day. Its caller has decided who may read it."""
    with every_case(session):
        told = _TOLD.ask_one(session, {"person": person_id})
    entries = [_ENTRY.made(session, each) for each in told[0] or ()]
    covers = {Register(kind): date.fromisoformat(since) for kind, since in (told[1] or {}).items()}
    read = {UUID(id): date.fromisoformat(on) for id, on in (told[2] or {}).items()}
    versions = in_force(session, day)
    return LookUp(
        day=day,
        found=tuple(_found(each, entries, day, covers.get(each)) for each in Register),
        acknowledged=tuple(Acknowledged(each, _by(read.get(each.id), day)) for each in versions),
        staff_file=_by(staff_file_says(session, person_id), day),
    )


def _by(on: date | None, day: date) -> date | None:
    return on if on and on <= day else None


def _found(
    register: Register, entries: list[RegisterEntry], day: date, covers_from: date | None
) -> Found:
    here = [each for each in entries if each.kind == register]
    return Found(
        register=register,
        entries=tuple(each for each in here if each.counts_on(day)),
        others=tuple(each for each in here if not each.counts_on(day)),
        covers_from=covers_from,
    )


def coverage(session: Session) -> list[RegisterCoverage]:
    """From when each register is complete, where somebody said so."""
    return list(session.exec(select(RegisterCoverage)))


def entries_of(session: Session, person_id: UUID) -> list[RegisterEntry]:
    """One person's entries, the latest first."""
    wanted = select(RegisterEntry).where(
        col(RegisterEntry.person_id).in_(same_person(session, person_id))
    )
    return list(session.exec(wanted.order_by(col(RegisterEntry.recorded_at).desc())))


@dataclass(frozen=True)
class Listed:
    """An entry with whom it is about."""

    entry: RegisterEntry
    person: Known


def entries_in(session: Session, register: Register | None) -> list[Listed]:
    """The latest entries, of one register or of all."""
    wanted = select(RegisterEntry).order_by(col(RegisterEntry.recorded_at).desc()).limit(MOST)
    if register:
        wanted = wanted.where(RegisterEntry.kind == register)
    return _listed(session, list(session.exec(wanted)))


def to_decide(session: Session, actor: Actor) -> list[Listed]:
    """What waits for this person's decision, the oldest first."""
    wanted = select(RegisterEntry).where(col(RegisterEntry.granted).is_(None))
    waiting = [
        each
        for each in session.exec(wanted.order_by(col(RegisterEntry.asked_on)))
        if may_decide(session, actor, each.person_id, Register(each.kind))
    ]
    return _listed(session, waiting)


def _listed(session: Session, entries: list[RegisterEntry]) -> list[Listed]:
    people = known_by_id(session, {each.person_id for each in entries})
    return [Listed(each, people[each.person_id]) for each in entries]


def acknowledgements_of(session: Session, person_id: UUID) -> dict[UUID, date]:
    """The versions somebody has acknowledged, and on which day."""
    wanted = select(PolicyAcknowledgement).where(
        col(PolicyAcknowledgement.person_id).in_(same_person(session, person_id))
    )
    return {each.version_id: each.acknowledged_on for each in session.exec(wanted)}


def staff_file_says(session: Session, person_id: UUID) -> date | None:
    """The day of an acknowledgement that the staff file names without saying of which version."""
    return session.get_one(Person, person_id).acknowledged_policy_on
