"""What is known here of all that a file of old cases names: people, clauses, earlier imports."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from casework.access import Actor, TrustRole
from casework.cases.imported import ImportedCase, ImportedKey
from casework.past.keeping import key_of
from casework.past.reading import Numbered
from casework.past.rows import PastRow
from casework.people.duplicates import same_person
from casework.people.models import COUNTS, Academy, Person, Place
from casework.policies.models import Clause
from casework.policies.queries import clauses_of, versions

HR = (TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR)
GONE = "It was imported before and has been deleted since. It does not come back"
CHANGED = "It was imported before with other facts. An imported case is not changed"
Version = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """Everything that the rows of a file are checked against, read once."""

    people: dict[str, Person]
    managers: dict[str, UUID]
    academies: dict[str, UUID]
    clauses: dict[Version, dict[str, Clause]]
    before: dict[str, str]  # the digest of each row that was imported, by its old reference
    deleted: frozenset[str]
    themselves: set[UUID]

    def changed(self, row: PastRow) -> Iterator[tuple[str, str]]:
        """Why a row that was imported before cannot be imported again."""
        if row.old_reference in self.deleted:
            yield "old_reference", GONE
        if self.before.get(row.old_reference, row.digest) != row.digest:
            yield "old_reference", CHANGED

    def clause_problems(self, row: PastRow) -> Iterator[tuple[str, str]]:
        """What is wrong with the clauses a row names."""
        if not row.clauses or not row.policy or not row.policy_version:
            return
        found = self.clauses.get((row.policy, row.policy_version))
        if found is None:
            yield "policy_version", f"There is no version {row.policy_version} of “{row.policy}”"
            return
        for number in row.clause_numbers:
            if number not in found:
                yield "clauses", f"That version has no clause {number}"
            elif not found[number].kind.can_be_alleged:
                yield "clauses", f"Clause {number} cannot be alleged"

    def clauses_of(self, row: PastRow) -> list[UUID]:
        if not row.clauses:
            return []
        found = self.clauses[row.policy or "", row.policy_version or ""]
        return [found[number].id for number in row.clause_numbers]


def facts_known(session: Session, actor: Actor, origin: str, rows: list[Numbered]) -> Known:
    """Read what the rows name, as Casework itself: which cases there are is not said here."""
    people = _people(session, rows)
    before = _before(session, origin, rows)
    keys = {key_of(origin, each.row.old_reference): each.row.old_reference for each in rows}
    known = session.exec(select(ImportedKey.key).where(col(ImportedKey.key).in_(keys)))
    return Known(
        people=people,
        managers=_managers(session, people),
        academies={each.code: each.id for each in session.exec(select(Academy))},
        clauses=_clauses(session, rows),
        before=before,
        deleted=frozenset(keys[each] for each in known) - set(before),
        themselves=same_person(session, actor.id),
    )


def _people(session: Session, rows: list[Numbered]) -> dict[str, Person]:
    numbers = {each.row.staff_number for each in rows}
    numbers |= {each.row.case_manager for each in rows if each.row.case_manager}
    bare = func.ltrim(Person.staff_number, "0")  # as a spreadsheet leaves it
    wanted = select(Person).where(or_(col(Person.staff_number).in_(numbers), bare.in_(numbers)))
    return {each.staff_number: each for each in session.exec(wanted)}


def _managers(session: Session, people: dict[str, Person]) -> dict[str, UUID]:
    wanted = select(Place.person_id).where(col(Place.role).in_(HR), COUNTS)
    hr = set(session.exec(wanted))
    return {number: each.id for number, each in people.items() if each.id in hr}


def _before(session: Session, origin: str, rows: list[Numbered]) -> dict[str, str]:
    wanted = select(ImportedCase.old_reference, ImportedCase.digest).where(
        ImportedCase.origin == origin,
        col(ImportedCase.old_reference).in_({each.row.old_reference for each in rows}),
    )
    return dict(session.exec(wanted).all())


def _clauses(session: Session, rows: list[Numbered]) -> dict[Version, dict[str, Clause]]:
    asked = {(each.row.policy, each.row.policy_version) for each in rows if each.row.clauses}
    return {
        (each.title, each.version): {one.number: one for one in clauses_of(session, each.id)}
        for each in versions(session)
        if (each.title, each.version) in asked
    }
