"""How far a round of acknowledgement is: by academy, and who has not read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.database.whose import every_case
from casework.people.models import Academy, Person
from casework.people.queries import Known, known_by_id
from casework.policies.queries import VersionOf, version_named
from casework.registers.models import PolicyAcknowledgement
from casework.registers.rounds import AcknowledgementRound, RoundReminder


@dataclass(frozen=True)
class AtAcademy:
    """How many are asked at one academy, and how many have read it."""

    academy: str
    asked: int
    read: int

    @property
    def percent(self) -> int:
        return self.read * 100 // self.asked


@dataclass(frozen=True)
class Progress:
    """A round as it stands: by academy, and the people who have not read it."""

    asked: AcknowledgementRound
    version: VersionOf
    by_academy: list[AtAcademy]
    missing: list[Known]
    waiting: int
    sent: int

    @property
    def people(self) -> int:
        return sum(each.asked for each in self.by_academy)

    @property
    def read(self) -> int:
        return sum(each.read for each in self.by_academy)


def rounds(session: Session) -> list[tuple[AcknowledgementRound, VersionOf]]:
    """Every round, those that are open first, the newest first."""
    wanted = select(AcknowledgementRound).order_by(
        col(AcknowledgementRound.closed_at).is_not(None),
        col(AcknowledgementRound.started_at).desc(),
    )
    return [(each, version_named(session, each.version_id)) for each in session.exec(wanted)]


def progress_of(
    session: Session, actor: Actor, asked: AcknowledgementRound, today: date
) -> Progress:
    """How far a round is, with names: for whoever keeps the registers.

    Raises:
        NotPermitted: the actor does not keep the registers.
    """
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    missing = missing_from(session, asked, today)
    named = known_by_id(session, [each.id for each in missing])
    written = list(session.exec(select(RoundReminder).where(RoundReminder.round_id == asked.id)))
    return Progress(
        asked=asked,
        version=version_named(session, asked.version_id),
        by_academy=by_academy(session, asked, today),
        missing=[named[each.id] for each in missing],
        waiting=sum(each.sent_at is None for each in written),
        sent=sum(each.sent_at is not None for each in written),
    )


def by_academy(session: Session, asked: AcknowledgementRound, today: date) -> list[AtAcademy]:
    """How many are asked and how many have read it, at each academy: counts and no names."""
    names = {each.id: each.name for each in session.exec(select(Academy))}
    people, read = _asked(session, asked, today), _read(session, asked.version_id)
    counts: dict[UUID, list[bool]] = {}
    for each in people:
        counts.setdefault(each.academy_id, []).append(each.id in read)
    told = [AtAcademy(names[at], len(each), sum(each)) for at, each in counts.items()]
    return sorted(told, key=lambda each: each.academy)


def missing_from(session: Session, asked: AcknowledgementRound, today: date) -> list[Person]:
    """Whoever is asked and has not said that they read it, by name."""
    read = _read(session, asked.version_id)
    return [each for each in _asked(session, asked, today) if each.id not in read]


def asked_of(session: Session, person_id: UUID, today: date) -> dict[UUID, date]:
    """The versions that a person is asked to read, and by when."""
    running = select(AcknowledgementRound).where(col(AcknowledgementRound.closed_at).is_(None))
    return {
        each.version_id: each.due_on
        for each in session.exec(running)
        if any(person.id == person_id for person in _asked(session, each, today, person_id))
    }


def _asked(
    session: Session, asked: AcknowledgementRound, today: date, only: UUID | None = None
) -> list[Person]:
    """Staff at work on a day, at the academies of the round; trustees are no staff."""
    wanted = select(Person).where(
        Person.worker_type != "trustee",
        col(Person.merged_into_id).is_(None),
        col(Person.employed_from) <= today,
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= today),
    )
    if asked.academies:
        where = [UUID(each) for each in asked.academies]
        wanted = wanted.where(col(Person.academy_id).in_(where))
    if only:
        wanted = wanted.where(Person.id == only)
    return list(session.exec(wanted.order_by(col(Person.family_name), col(Person.given_name))))


def _read(session: Session, version_id: UUID) -> set[UUID]:
    """Whoever has said that they read a version, under whichever of their entries."""
    wanted = (
        select(PolicyAcknowledgement.person_id, Person.merged_into_id)
        .join(Person, col(Person.id) == PolicyAcknowledgement.person_id)
        .where(PolicyAcknowledgement.version_id == version_id)
    )
    with every_case(session):  # its callers tell names only to whoever keeps the registers
        return {merged or person for person, merged in session.exec(wanted)}
