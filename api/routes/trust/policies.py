"""Policies over JSON: every version, and its clauses word for word."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import KNOWN, Caller, Reading, Today, Transaction
from api.serving import serves
from casework.access import Open, TrustPermission
from casework.errors import WrongAnswer
from casework.policies.clause_kinds import ClauseKind
from casework.policies.comparing import Change, Compared, compare
from casework.policies.parsing import PolicyUnreadable
from casework.policies.proposing import NewVersion, keep_version, would_import
from casework.policies.queries import VersionOf, clauses_of, version_named, versions

router = APIRouter(tags=["policies"])
CHANGES = serves(TrustPermission.MANAGE_TIMESCALES)


class VersionOut(BaseModel):
    """A version of a policy, and whether it is in force today."""

    id: UUID
    title: str
    version: str
    effective_from: date
    effective_until: date | None
    in_force: bool
    digest: bool


class ClauseOut(BaseModel, from_attributes=True):
    id: UUID
    number: str
    printed_number: str
    section: str
    section_heading: str
    text: str
    kind: ClauseKind
    part_of: str | None


class PolicyOut(VersionOut):
    clauses: list[ClauseOut]


def _told(version: VersionOf, today: date) -> VersionOut:
    return VersionOut(**vars(version), in_force=version.in_force_on(today))


@router.get("/policies", dependencies=[*KNOWN, *serves(Open.SIGNED_IN)])
def policies(reading: Reading, today: Today) -> list[VersionOut]:
    """Every version of every policy, the newest first within each."""
    return [_told(each, today) for each in versions(reading)]


class WordsOut(BaseModel, from_attributes=True):
    """A run of words; `change` is empty where both versions have it."""

    text: str
    change: str


class ComparedOut(BaseModel):
    """One clause in two versions, by its number in each, and word by word."""

    change: Change
    was: str | None
    now: str | None
    words: list[WordsOut]


@router.get(
    "/policies/{version_id}/compared/{other_id}", dependencies=[*KNOWN, *serves(Open.SIGNED_IN)]
)
def compared(version_id: UUID, other_id: UUID, reading: Reading) -> list[ComparedOut]:
    """What changed from one version to another, clause by clause."""
    before, after = version_named(reading, version_id), version_named(reading, other_id)
    rows = compare(clauses_of(reading, before.id), clauses_of(reading, after.id))
    return [_compared(each) for each in rows]


def _compared(each: Compared) -> ComparedOut:
    return ComparedOut(
        change=each.change,
        was=each.was.number if each.was else None,
        now=each.now.number if each.now else None,
        words=[WordsOut.model_validate(run) for run in each.words],
    )


class WouldBeOut(BaseModel):
    """What keeping a version would change; send `seen` with it to keep it."""

    follows: UUID | None
    clauses: int
    changed: list[ComparedOut]
    seen: str


class SeenVersion(NewVersion):
    """The same version again, with what was shown of it."""

    seen: Annotated[str, Field(title="what was shown")]


@router.post("/policies/acts/dry-run", dependencies=CHANGES)
def look(asked: NewVersion, transaction: Transaction, caller: Caller) -> WouldBeOut:
    """What a new version would change of the one it would follow. Nothing is kept."""
    try:
        would = would_import(transaction, caller, asked)
    except PolicyUnreadable as wrong:
        raise WrongAnswer({"text": "; ".join(map(str, wrong.problems))}) from wrong
    return WouldBeOut(
        follows=would.follows.id if would.follows else None,
        clauses=would.clauses,
        changed=[_compared(each) for each in would.changed],
        seen=would.seen,
    )


@router.post("/policies", status_code=201, dependencies=CHANGES)
def keep(asked: SeenVersion, transaction: Transaction, caller: Caller, today: Today) -> VersionOut:
    """Keep the version that was shown, word for word."""
    version = NewVersion(**asked.model_dump(exclude={"seen"}))
    try:
        kept = keep_version(transaction, caller, version, asked.seen, "JSON", datetime.now(UTC))
    except PolicyUnreadable as wrong:
        raise WrongAnswer({"text": "; ".join(map(str, wrong.problems))}) from wrong
    return _told(version_named(transaction, kept.id), today)


@router.get("/policies/{version_id}", dependencies=[*KNOWN, *serves(Open.SIGNED_IN)])
def policy(version_id: UUID, reading: Reading, today: Today) -> PolicyOut:
    """One version with its statements, in the order of the policy."""
    version = _told(version_named(reading, version_id), today)
    clauses = [ClauseOut.model_validate(each) for each in clauses_of(reading, version_id)]
    return PolicyOut(**version.model_dump(), clauses=clauses)
