"""The trust's own words for its letters: the list, one letter, a specimen, what was said before."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import TrustPermission, may_in_trust, require_in_trust
from casework.errors import WrongAnswer
from casework.letters.wording import (
    FIELD,
    RewordLetter,
    every_letter,
    kind_of,
    specimen_letter,
    worded,
)
from web.acting.forms import REFUSALS, SEE_FIRST, Form, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves

router = APIRouter(prefix="/settings/letters")
CHANGES = TrustPermission.MANAGE_TIMESCALES


@router.get("", dependencies=serves(TrustPermission.WORK_CASES))
def page(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.WORK_CASES)
    return show(
        request,
        "settings/letters.html",
        here="settings",
        letters=every_letter(reading),
        changes=may_in_trust(actor, CHANGES),
    )


@router.get("/{code}", dependencies=serves(CHANGES))
def letter(request: Request, code: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, CHANGES)
    now = worded(reading, code)
    fresh = {f"{FIELD}.{each.key}": now.now(each) for each in now.passages}
    return _letter(request, reading, code, Form(values=fresh | {"seen": str(now.version)}))


@router.post("/{code}", dependencies=serves(CHANGES))
def reword(
    request: Request, code: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, CHANGES)
    kind_of(code)
    if SEE_FIRST in posted:
        return _specimen(request, transaction, code, posted)
    told = {
        "code": code,
        "passages": _told(posted),
        "why": str(posted.get("why", "")),
        "seen": str(posted.get("seen", "0")),
    }
    try:
        RewordLetter.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _letter(request, transaction, code, refused(posted, error, RewordLetter))
    return RedirectResponse("/settings/letters", 303)


def _specimen(request: Request, session: Session, code: str, posted: FormData) -> Response:
    """The letter to an invented person with the words as they were typed; nothing is kept."""
    try:
        made = specimen_letter(code, _told(posted))
    except WrongAnswer as error:
        return _letter(request, session, code, refused(posted, error, RewordLetter))
    return pdf(made.pdf, f"{code}-specimen.pdf")


def _told(posted: FormData) -> dict[str, str]:
    """The paragraphs as they were typed; one that was emptied stays, and is judged."""
    start = f"{FIELD}."
    told = {name: str(posted[name]) for name in posted if name.startswith(start)}
    return {name.removeprefix(start): text for name, text in told.items()}


def _letter(request: Request, session: Session, code: str, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/letter.html",
        status=form.status,
        here="settings",
        form=form,
        letter=worded(session, code),
    )
