"""Policies over JSON: every version, and its clauses word for word."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import KNOWN, Reading, Today
from api.serving import serves
from casework.access import Open
from casework.policies.clause_kinds import ClauseKind
from casework.policies.queries import VersionOf, clauses_of, version_named, versions

router = APIRouter(tags=["policies"])


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


@router.get("/policies/{version_id}", dependencies=[*KNOWN, *serves(Open.SIGNED_IN)])
def policy(version_id: UUID, reading: Reading, today: Today) -> PolicyOut:
    """One version with its statements, in the order of the policy."""
    version = _told(version_named(reading, version_id), today)
    clauses = [ClauseOut.model_validate(each) for each in clauses_of(reading, version_id)]
    return PolicyOut(**version.model_dump(), clauses=clauses)
