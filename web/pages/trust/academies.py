"""Academies and the days they are closed: for the IT administrator and the Director of HR."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission, may_in_trust, require_in_trust
from casework.case_file.closing_days import closed_days, open_day
from casework.people.academies import (
    AddAcademy,
    CloseAcademy,
    RenameAcademy,
    academies_kept,
    academy_with,
)
from web.acting.forms import REFUSALS, Form, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.investigation.registers import tried
from web.views.addresses import id_in

router = APIRouter(prefix="/academies")
KEEPS = serves(TrustPermission.KEEP_ACADEMIES)
SAID = {
    "added": "the academy is added",
    "renamed": "the academy has its new name",
    "closing": "the day it closes",
    "closed-days": "the days are closed. Clocks that run keep their days",
    "opened": "it is open that day",
}


@router.get("", dependencies=KEEPS)
def page(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    return _page(request, reading, actor, today, Form(), SAID.get(said, ""))


@router.post("", dependencies=KEEPS)
def add(
    request: Request, transaction: Transaction, actor: SignedIn, today: Today, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_ACADEMIES)
    form = tried(posted, AddAcademy, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/academies?said=added", 303)
    return _page(request, transaction, actor, today, form)


def _page(
    request: Request, session: Session, actor: Actor, today: date, form: Form, said: str = ""
) -> HTMLResponse:
    return show(
        request,
        "academies/list.html",
        status=form.status,
        here="academies",
        form=form,
        rows=academies_kept(session, actor, today),
        closes=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
        today=today,
        said=said,
    )


@router.get("/{academy_id}", dependencies=KEEPS)
def one(
    request: Request,
    academy_id: str,
    reading: Reading,
    actor: SignedIn,
    said: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    return _one(request, reading, actor, id_in(academy_id), Form(), SAID.get(said, ""))


@router.post("/{academy_id}/name", dependencies=KEEPS)
def rename(
    request: Request, academy_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_ACADEMIES)
    number = id_in(academy_id)
    form = tried(
        posted, RenameAcademy, lambda asked: asked.perform(transaction, actor, number, _now())
    )
    if form is None:
        return RedirectResponse(f"/academies/{number}?said=renamed", 303)
    return _one(request, transaction, actor, number, form)


@router.post("/{academy_id}/closing", dependencies=KEEPS)
def close(
    request: Request, academy_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_ACADEMIES)
    number = id_in(academy_id)
    form = tried(
        posted, CloseAcademy, lambda asked: asked.perform(transaction, actor, number, _now())
    )
    if form is None:
        return RedirectResponse(f"/academies/{number}?said=closing", 303)
    return _one(request, transaction, actor, number, form)


@router.post("/{academy_id}/open/{day}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def opened(
    request: Request,
    academy_id: str,
    day: date,
    transaction: Transaction,
    actor: SignedIn,
    posted: Posted,
) -> Response:
    """A closed day was a mistake."""
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    number = id_in(academy_id)
    try:
        open_day(transaction, actor, number, day, _now())
    except REFUSALS as error:
        return _one(request, transaction, actor, number, refused(posted, error, CloseAcademy))
    return RedirectResponse(f"/academies/{number}?said=opened", 303)


def _one(
    request: Request, session: Session, actor: Actor, academy_id: UUID, form: Form, said: str = ""
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.KEEP_ACADEMIES)
    academy = academy_with(session, academy_id)
    given = {"name": academy.name, "closed_on": _written(academy.closed_on)}
    return show(
        request,
        "academies/one.html",
        status=form.status,
        here="academies",
        form=Form(values=given | dict(form.values), errors=form.errors),
        academy=academy,
        days=closed_days(session, academy.id),
        closes=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
        said=said,
    )


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _now() -> datetime:
    return datetime.now(UTC)
