"""Who holds which role, at one academy or in the whole trust, and what nobody holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_, select

from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.people.models import Academy, Person, Place
from casework.people.queries import with_account
from casework.people.role_conflicts import conflicts_of

# The trust has one of each at least; each academy has its own of these where staff work for it.
OF_THE_TRUST = (
    TrustRole.HR_DIRECTOR,
    TrustRole.DPO,
    TrustRole.IT_ADMIN,
    TrustRole.SAFEGUARDING_LEAD,
)
OF_AN_ACADEMY = (TrustRole.PRINCIPAL, TrustRole.DSL)


@dataclass(frozen=True)
class Holding:
    """One role of one person: since when, until when, where it comes from, what speaks against.

    Work of the role that waits for somebody goes past whoever cannot sign in.
    """

    place: Place
    person: Person
    academy: str
    conflicts: tuple[str, ...]
    signs_in: bool = True

    @property
    def state(self) -> str:
        if self.place.waits:
            return "Waits for a second person"
        return "Given here" if self.place.given_by else "From the staff file"


def holdings_of(
    places: Iterable[tuple[Place, Person, str]], today: date, without: frozenset[UUID] = frozenset()
) -> dict[TrustRole, list[Holding]]:
    """Who holds or will hold each role, line managers last; what has ended is left out."""
    rows = [row for row in places if row[0].ends_on is None or row[0].ends_on >= today]
    held: dict[UUID, set[TrustRole]] = {}
    for place, person, _ in rows:
        if place.counts_on(today):
            held.setdefault(person.id, set()).add(TrustRole(place.role))
    ordered = sorted(TrustRole, key=lambda each: each is TrustRole.LINE_MANAGER)  # the most by far
    found: dict[TrustRole, list[Holding]] = {each: [] for each in ordered}
    for place, person, academy in rows:
        role = TrustRole(place.role)
        against = conflicts_of(held.get(person.id, set()), role)
        says = tuple(each.says for each in against)
        found[role].append(Holding(place, person, academy, says, person.id not in without))
    return found


@dataclass(frozen=True)
class RoleTable:
    """Every role with who holds it, and what is missing."""

    holdings: dict[TrustRole, list[Holding]]
    missing: list[str]

    @property
    def waiting(self) -> list[Holding]:
        return [each for rows in self.holdings.values() for each in rows if each.place.waits]


def role_table(
    session: Session, actor: Actor, today: date, academy_id: UUID | None = None
) -> RoleTable:
    """Who holds each role today or from a later day.

    Raises:
        NotPermitted: the actor does not decide on accounts.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    wanted = (
        select(Place, Person, Academy.name)
        .join(Person, col(Person.id) == Place.person_id)
        .join(Academy, col(Academy.id) == Person.academy_id)
        .where(or_(col(Person.left_on).is_(None), col(Person.left_on) >= today))
        .order_by(col(Academy.name), col(Person.family_name), col(Person.given_name))
    )
    rows = list(session.exec(wanted))
    shown = [row for row in rows if academy_id is None or row[1].academy_id == academy_id]
    held = {
        (TrustRole(place.role), person.academy_id)
        for place, person, _ in rows
        if place.counts_on(today)
    }
    places = {person.academy_id: name for _, person, name in rows}
    missing = [f"{each.label}: nobody" for each in OF_THE_TRUST if each not in {r for r, _ in held}]
    schools = [number for number in places if (TrustRole.PRINCIPAL, number) in held]
    missing += [
        f"{role.label}: nobody at {places[number]}"
        for number in schools
        for role in OF_AN_ACADEMY
        if (role, number) not in held and academy_id in (None, number)
    ]
    ids = {person.id for _, person, _ in shown}
    without = frozenset(ids - with_account(session, ids))
    return RoleTable(holdings_of(shown, today, without), sorted(missing))
