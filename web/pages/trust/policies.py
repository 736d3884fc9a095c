"""The trust's policies, for everybody who is signed in: the library, a version, a clause."""

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Open, TrustPermission, may_in_trust
from casework.errors import NotFound
from casework.policies.clause_kinds import ClauseKind
from casework.policies.queries import (
    VersionOf,
    clause_in,
    clauses_of,
    version_named,
    versions,
)
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in
from web.views.policyview import Wording, compared, one_clause, sections

router = APIRouter()


def _version(session: Session, written: str) -> VersionOf:
    """A version by its address; an address that is no id leads nowhere."""
    return version_named(session, id_in(written))


@router.get("/policy", dependencies=serves(Open.SIGNED_IN))
def library(request: Request, reading: Reading, _: SignedIn, today: Today) -> HTMLResponse:
    found = [(title, list(each)) for title, each in groupby(versions(reading), _title)]
    digests = [each for _, rows in found for each in rows if each.digest]
    return show(
        request,
        "policies/library.html",
        here="policy",
        policies=found,
        digest=any(each.in_force_on(today) for each in digests),
        today=today,
    )


def _title(version: VersionOf) -> str:
    return version.title


@router.get("/policy/{version_id}", dependencies=serves(Open.SIGNED_IN))
def version(
    request: Request,
    version_id: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    found = _version(reading, version_id)
    clauses = clauses_of(reading, found.id)
    return show(
        request,
        "policies/version.html",
        here="policy",
        version=found,
        sections=sections(found, clauses),
        none_alleged=not any(each.kind.can_be_alleged for each in clauses),
        says_kinds=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
        said="what the clauses are for" if said == "kinds" else "",
        kinds=list(ClauseKind),
        today=today,
    )


@router.get("/policy/{version_id}/{number}", dependencies=serves(Open.SIGNED_IN))
def clause(
    request: Request, version_id: str, number: str, reading: Reading, _: SignedIn, today: Today
) -> HTMLResponse:
    found = _version(reading, version_id)
    clauses = clauses_of(reading, found.id)
    shown = one_clause(found, clauses, number)
    if shown is None:
        raise NotFound
    numbers = [each.number for each in clauses]
    at = numbers.index(number)
    return show(
        request,
        "policies/clause.html",
        here="policy",
        version=found,
        clause=shown,
        others=_elsewhere(reading, found, number, shown.text),
        before=numbers[at - 1] if at else "",
        after=numbers[at + 1] if at + 1 < len(numbers) else "",
        today=today,
    )


def _elsewhere(session: Session, version: VersionOf, number: str, text: str) -> list[Wording]:
    """The same number in the policy's other versions, the newest first."""
    told = []
    for each in versions(session):
        if each.policy_id == version.policy_id and each.id != version.id:
            other = clause_in(session, each.id, number)
            told += [compared(each, other.text, text)] if other else []
    return told
