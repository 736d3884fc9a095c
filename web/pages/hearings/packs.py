"""The hearing page of a case: the pack, its editions, and how far making one has come."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Actor, Permission, require_to_ask
from casework.case_file.pack_reading import bytes_of, open_pack
from casework.case_file.queries import CaseFile, open_case
from casework.case_file.sight import PACKS, packs_for, require_any
from casework.errors import NotFound
from casework.hearing_packs.arrangement import profile_now
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.differences import differences
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.naming import name_of
from casework.hearing_packs.queries import (
    making_facts,
    next_page,
    out_of_date,
    pack_facts,
    packs_of,
)
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.rules import MAKING_RULES, PACK_RULES
from casework.hearing_packs.sides import SIDES_RULES, sides_facts, sides_of
from casework.hearing_packs.stopping import StopPack
from casework.hearing_packs.supplements import lines_in
from casework.hearing_packs.watching import watched
from casework.investigation.queries import terms_of
from casework.procedure import unmet
from web.acting.forms import Form, submit
from web.acting.opening import open_case_file
from web.acting.said import said_by
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.deps import today as now
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.pages.cases.cases import case_page
from web.views.copyview import handed_out
from web.views.demands import address
from web.views.hearingview import arranged
from web.views.packview import advice, contents_now, kind_in, place_of, volumes
from web.views.to_do import TO_DO

router = APIRouter(prefix="/cases/{reference}/hearing")
PAGE = "packs/hearing.html"
SAY_WHY = "Say why the two sides read different packs"


def _context(session: Session, file: CaseFile, kind: PackKind) -> dict[str, Any]:
    can_make = file.may(Permission.MAKE_PACK) and file.case.closed_at is None
    alike = [each for each in file.packs if each.kind is kind]
    building = bool(file.packs) and file.packs[0].status is PackStatus.BUILDING
    latest = file.packs[0] if building else next(iter(alike), None)
    issued = next((each for each in alike if _is_the_issued_one(each)), None)
    stale = latest is not None and out_of_date(session, latest)
    shown = issued or next((each for each in alike if each.contents), None)
    sections = [] if issued or not can_make else contents_now(session, file, kind)
    return {
        "kind": kind,
        "kinds": _kinds(file, kind) if can_make else [],
        "sections": sections,
        "advice": advice(session, file, sections, shown),
        "volumes": volumes(shown),
        "latest": latest,
        "watched": watched(latest, datetime.now(UTC)) if latest else None,
        "issued": issued,
        "shown": shown,
        "building": building,
        "stale": stale,
        "issuable": latest is not None and not stale and _can_be_issued(latest),
        "adds_from": next_page(session, issued) if issued and can_make else 0,
        **_compared(alike if can_make else []),
        "blockers": _blockers(session, file, kind) if can_make else [],
        "sides": sides_of(session, file.case, kind) if can_make else None,
        "profile": profile_now(session, file.case.id, kind) if can_make else None,
        "can_make": can_make,
        "handed_out": handed_out(session, alike) if can_make else [],
        "draft_once": str(uuid4()),
        "again_once": str(uuid4()),
        "arranged": arranged(session, file, now()),
        "base": f"/cases/{file.case.reference}",
        "terms": terms_of(session, file.case.id) if file.sees(Action.VIEW_ALLEGATIONS) else None,
        **case_page(file, "hearing"),
    }


def _kinds(file: CaseFile, kind: PackKind) -> list[tuple[str, str, bool]]:
    return [(e.label, place_of(file.case.reference, e), e is kind) for e in PackKind]


def _is_the_issued_one(pack: HearingPack) -> bool:
    """What the panel and the employee have, but for what was added to it."""
    return pack.is_read and pack.supplements is None


def _can_be_issued(pack: HearingPack) -> bool:
    return pack.status is PackStatus.FINAL and pack.kind is not PackKind.REFERRAL


def _compared(packs: list[HearingPack]) -> dict[str, Any]:
    """What is different between the newest edition and the one of its kind before it."""
    made = [each for each in packs if each.contents]
    newest = made[0] if made else None
    nothing: dict[str, Any] = {"compared": None, "changes": []}
    if newest is None or newest.supplements is not None:
        return nothing
    alike = [each for each in made[1:] if each.kind is newest.kind and each.supplements is None]
    if not alike:
        return nothing
    changes = differences(lines_in(alike[0]), lines_in(newest))
    return {"compared": alike[0], "changes": changes}


def _blockers(session: Session, file: CaseFile, kind: PackKind) -> list[tuple[str, str]]:
    """What is to be done before the final pack, and where this reader does it."""
    facts = pack_facts(session, file.case, check_originals=False, kind=kind)
    asked = making_facts(session, file.case, kind, supplement=False)
    found = [
        (TO_DO[each.rule].says if each.rule in TO_DO else each.says, address(file, each.rule))
        for each in (*unmet(MAKING_RULES, asked), *unmet(PACK_RULES, facts))
    ]
    if unmet(SIDES_RULES, sides_facts(session, file.case, kind)):
        found.append((SAY_WHY, f"/cases/{file.case.reference}/pack-difference?kind={kind.value}"))
    return found


@router.get("", dependencies=serves(Action.VIEW_HEADER, Action.VIEW_PACK))
def hearing(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    kind: str = "",
    said: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_HEADER)
    told = _context(reading, file, kind_in(kind))
    return show(request, PAGE, form=Form(), said=said_by(reading, actor, file, said), **told)


@router.post("/packs", dependencies=serves(Permission.MAKE_PACK))
def make(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    form = submit(transaction, actor, reference, MakePack, posted)
    return _after(request, transaction, actor, reference, today, form)


@router.post("/packs/{edition}/issue", dependencies=serves(Permission.MAKE_PACK))
def issue(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    form = submit(transaction, actor, reference, IssuePack, posted)
    return _after(request, transaction, actor, reference, today, form)


@router.post("/packs/{edition}/stop", dependencies=serves(Permission.MAKE_PACK))
def stop(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    form = submit(transaction, actor, reference, StopPack, posted)
    return _after(request, transaction, actor, reference, today, form)


def _after(
    request: Request,
    session: Session,
    actor: Actor,
    reference: str,
    today: Today,
    form: Form,
) -> Response:
    kind = kind_in(request.query_params.get("kind", ""))
    if form.accepted:
        return RedirectResponse(place_of(reference, kind), 303)
    require_to_ask(open_case_file(session, actor, reference, today).standing, Permission.MAKE_PACK)
    return shown_again(request, session, actor, reference, form, kind)


def shown_again(
    request: Request, session: Session, actor: Actor, reference: str, form: Form, kind: PackKind
) -> HTMLResponse:
    """The page as it is now, with why something was not done."""
    file = open_case_file(session, actor, reference, now())
    told = _context(session, file, kind)
    return show(request, PAGE, status=form.status, form=form, **told)


@router.get("/job", dependencies=serves(*PACKS))
def job(request: Request, reference: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    """How far the latest edition is. The page asks every second; the last answer ends it."""
    case, standing = open_case(reading, actor, reference)
    require_any(standing, PACKS)
    packs = packs_for(standing, packs_of(reading, case.id))
    if not packs:
        raise NotFound
    how_far = watched(packs[0], datetime.now(UTC))
    answer = show(request, "packs/job.html", latest=packs[0], watched=how_far, reference=reference)
    if packs[0].status is not PackStatus.BUILDING:
        answer.headers["HX-Refresh"] = "true"  # the page around it now has more to show
    return answer


@router.get("/packs/{edition}.pdf", dependencies=serves(*PACKS))
def download(reference: str, edition: int, transaction: Transaction, actor: SignedIn) -> Response:
    """The bytes of an edition for whoever makes packs; for others, of their own copy.

    That a copy is opened is recorded first. One that may not be saved is read on its page.
    """
    read = open_pack(transaction, actor, reference, edition)
    if not read.may_save:
        return RedirectResponse(f"/cases/{reference}/hearing/packs/{edition}/read", 303)
    return pdf(bytes_of(read), name_of(transaction, read.case.reference, read.pack))
