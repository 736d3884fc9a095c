"""Reading policies: what is in force on a day, and what a clause says in a version."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from casework.database.ahead import table_of
from casework.database.whose import keep_whoever_reads, once_whoever_reads
from casework.errors import NotFound
from casework.policies.models import Clause, Policy, PolicyVersion


@dataclass(frozen=True)
class VersionOf:
    """A version with its policy's title, and the day it stopped being in force, if it has."""

    id: UUID
    policy_id: UUID
    title: str
    version: str
    effective_from: date
    effective_until: date | None
    imported_by: str
    digest: bool

    def in_force_on(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_until is None or day < self.effective_until
        )

    @property
    def named(self) -> str:
        return f"{self.title}, {self.version}"


@once_whoever_reads
def versions(session: Session) -> list[VersionOf]:
    """Every version of every policy, the newest first within each policy."""
    rows = session.exec(
        select(PolicyVersion, Policy.title)
        .join(Policy, col(Policy.id) == PolicyVersion.policy_id)
        .order_by(col(Policy.title), col(PolicyVersion.effective_from).desc())
    )
    told: list[VersionOf] = []
    for version, title in rows:
        later = told[-1] if told and told[-1].policy_id == version.policy_id else None
        told.append(_version_of(version, title, later.effective_from if later else None))
    return told


def _version_of(version: PolicyVersion, title: str, until: date | None) -> VersionOf:
    return VersionOf(
        version.id,
        version.policy_id,
        title,
        version.version,
        version.effective_from,
        until,
        version.imported_by,
        version.digest,
    )


# The same for a page that asks it among other questions, and the clauses its case alleges.
_CLAUSE = table_of(Clause)
VERSIONS = (
    "(SELECT json_agg(json_build_array(v.id, v.policy_id, p.title, v.version, v.effective_from, "
    "v.imported_by, v.digest) ORDER BY p.title, v.effective_from DESC) "
    "FROM policy_versions v JOIN policies p ON p.id = v.policy_id)"
)
CLAUSES = (
    f"(SELECT json_agg({_CLAUSE.row}) FROM clauses t WHERE t.id IN "
    "(SELECT clause_id FROM allegations WHERE case_id = :case_id))"
)


def note_policies(session: Session, told: list[Any] | None, alleged: list[Any] | None) -> None:
    """Keep what VERSIONS and CLAUSES answered: policies are there for everybody."""
    found: list[VersionOf] = []
    for id, policy, title, version, since, by, digest in told or ():
        later = found[-1] if found and found[-1].policy_id == UUID(policy) else None
        until, begins = (later.effective_from if later else None), date.fromisoformat(since)
        found.append(VersionOf(UUID(id), UUID(policy), title, version, begins, until, by, digest))
    keep_whoever_reads(session, versions, found)
    clauses = [_CLAUSE.made(session, each) for each in alleged or ()]
    by_id = {each.id: each for each in clauses}
    keep_whoever_reads(session, clauses_by_id, by_id, frozenset(by_id))


def in_force(session: Session, day: date) -> list[VersionOf]:
    """The version of each policy that was in force on a day."""
    return [each for each in versions(session) if each.in_force_on(day)]


def version_named(session: Session, version_id: UUID) -> VersionOf:
    """One version.

    Raises:
        NotFound: there is no such version.
    """
    for each in versions(session):
        if each.id == version_id:
            return each
    raise NotFound


def clauses_of(session: Session, version_id: UUID) -> list[Clause]:
    """Every statement of a version, in the order of the policy."""
    ordered = select(Clause).where(Clause.version_id == version_id).order_by(col(Clause.position))
    return list(session.exec(ordered))


def clause_in(session: Session, version_id: UUID, number: str) -> Clause | None:
    wanted = select(Clause).where(Clause.version_id == version_id, Clause.number == number)
    return session.exec(wanted).first()


@once_whoever_reads
def clauses_by_id(session: Session, ids: frozenset[UUID]) -> dict[UUID, Clause]:
    return {each.id: each for each in session.exec(select(Clause).where(col(Clause.id).in_(ids)))}
