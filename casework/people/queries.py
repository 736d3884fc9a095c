"""Finding people: by name, by their place in the trust, by who manages them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, func, or_, select

from casework.access import TrustRole
from casework.database.ahead import table_of
from casework.database.whose import answers_kept
from casework.errors import NotFound
from casework.people.models import COUNTS, TODAY, Academy, AcademyClosure, Account, Person, Place


@dataclass(frozen=True)
class Known:
    """A person as other pages name them."""

    id: UUID
    name: str
    job_title: str
    academy: str
    academy_id: UUID
    phone: str | None = None
    listed: str = ""  # family name first, for lists that are searched by it


_KNOWN = select(Person, Academy.name).join(Academy, col(Academy.id) == Person.academy_id)

_KNOWN_BY_ID: Any = _KNOWN.where(col(Person.id).in_(bindparam("ids", expanding=True)))

# Whoever has an account of the trust that is open, under any of their entries in the staff file.
IN_USE = (
    select(func.coalesce(Person.merged_into_id, Person.id))
    .join(Account, col(Account.person_id) == Person.id)
    .where(col(Account.disabled_at).is_(None), col(Account.room_of).is_(None))
)

_ONCE = col(Person.merged_into_id).is_(None)  # a human with two entries is listed once


def _known(person: Person, academy: str) -> Known:
    return Known(
        person.id,
        person.name,
        person.job_title,
        academy,
        person.academy_id,
        person.phone,
        f"{person.family_name}, {person.given_name}",
    )


def known(session: Session, person_id: UUID) -> Known:
    """One person.

    Raises:
        NotFound: there is no such person.
    """
    found = known_by_id(session, [person_id]).get(person_id)
    if found is None:
        raise NotFound
    return found


def known_by_id(session: Session, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """The people who have these ids; while a page is read, each is asked for once."""
    wanted = set(ids)
    kept = answers_kept(session)
    read: dict[UUID, Person] = kept.setdefault(known_by_id, {}) if kept is not None else {}
    told = kept.setdefault(known, {}) if kept is not None else {}
    if missing := wanted - told.keys():
        for person, academy in session.execute(_KNOWN_BY_ID, {"ids": list(missing)}):
            read[person.id], told[person.id] = person, _known(person, academy)
    return {each: told[each] for each in wanted if each in told}


# The people of a case, for a page that asks it among other questions.
_PERSON = table_of(Person)
OF_CASE = (
    f"(SELECT json_agg(json_build_array({_PERSON.row}, a.name)) FROM people t "
    "JOIN academies a ON a.id = t.academy_id WHERE t.id IN ("
    "SELECT person_id FROM appointments WHERE case_id = :case_id "
    "UNION SELECT employee_id FROM cases WHERE id = :case_id))"
)


def note_known(session: Session, told: list[Any] | None) -> None:
    """Keep what OF_CASE answered: people are no secret of any case."""
    if (kept := answers_kept(session)) is not None:
        read, known_now = kept.setdefault(known_by_id, {}), kept.setdefault(known, {})
        for values, academy in told or ():
            person = _PERSON.made(session, values)
            read[person.id], known_now[person.id] = person, _known(person, academy)


def search_staff(session: Session, words: str, on: date, most: int = 20) -> list[Known]:
    """Staff employed on a day whose name contains every word, by name."""
    full = func.lower(Person.given_name + " " + Person.family_name)
    wanted = _KNOWN.where(Person.worker_type != "trustee", _ONCE).where(
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= on)
    )
    for word in words.lower().split()[:5]:
        wanted = wanted.where(full.contains(word, autoescape=True))
    ordered = wanted.order_by(col(Person.family_name), col(Person.given_name)).limit(most)
    return [_known(*row) for row in session.exec(ordered)]


def serving(session: Session, on: date) -> list[Known]:
    """Everybody who works for the trust or serves it on a day, trustees among them, by name."""
    wanted = _KNOWN.where(
        _ONCE,
        col(Person.employed_from) <= on,
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= on),
    )
    ordered = wanted.order_by(col(Person.family_name), col(Person.given_name))
    return [_known(*row) for row in session.exec(ordered)]


_IN_LINE = text("SELECT in_line_with(same_person(:person), :employee)")


def in_line(session: Session, person_id: UUID, employee_id: UUID | None) -> bool:
    """Whether one manages the other, or sits above them in their academy's line of management."""
    if employee_id is None:
        return False
    return bool(session.scalar(_IN_LINE, {"person": person_id, "employee": employee_id}))


def holding(session: Session, *roles: TrustRole, academy_id: UUID | None = None) -> list[Known]:
    """Everybody at work with one of these places in the trust, at one academy when it is named.

    Some may have no account: they can be named and called, and are given no work that waits here.
    """
    return _with(session, roles, academy_id)


def with_role(session: Session, *roles: TrustRole, academy_id: UUID | None = None) -> list[Known]:
    """Those of them who can sign in: whoever is given work that waits for them here."""
    return _with(session, roles, academy_id, col(Person.id).in_(IN_USE))


def _with(
    session: Session, roles: tuple[TrustRole, ...], academy_id: UUID | None, *more: Any
) -> list[Known]:
    wanted = _KNOWN.where(
        col(Person.id).in_(select(Place.person_id).where(col(Place.role).in_(roles), COUNTS)),
        or_(col(Person.left_on).is_(None), col(Person.left_on) >= TODAY),
        _ONCE,
        *more,
    )
    if academy_id:
        wanted = wanted.where(Person.academy_id == academy_id)
    ordered = wanted.order_by(col(Person.family_name), col(Person.given_name))
    return [_known(*row) for row in session.exec(ordered)]


def with_account(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these people can sign in."""
    wanted = select(Person.id).where(col(Person.id).in_(list(ids)), col(Person.id).in_(IN_USE))
    return set(session.exec(wanted))


def known_manager(session: Session, person_id: UUID) -> UUID | None:
    """Whom a person reports to."""
    return session.exec(select(Person.manager_id).where(Person.id == person_id)).first()


def roles_in_trust(session: Session, person_id: UUID) -> frozenset[TrustRole]:
    held = session.exec(select(Place.role).where(Place.person_id == person_id, COUNTS))
    return frozenset(TrustRole(role) for role in held)


def roles_of_each(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[TrustRole]]:
    """The places of each of these people, sorted; nobody without one."""
    held: dict[UUID, list[TrustRole]] = {}
    wanted = select(Place.person_id, Place.role).where(col(Place.person_id).in_(list(ids)))
    for person_id, role in session.exec(wanted):
        held.setdefault(person_id, []).append(TrustRole(role))
    return {person_id: sorted(set(roles)) for person_id, roles in held.items()}


def closures(session: Session, academy_id: UUID) -> frozenset[date]:
    """The days an academy is closed beyond weekends and bank holidays."""
    days = select(col(AcademyClosure.day)).where(AcademyClosure.academy_id == academy_id)
    return frozenset(session.exec(days))


def academies(session: Session) -> list[Academy]:
    return list(session.exec(select(Academy).order_by(col(Academy.name))))
