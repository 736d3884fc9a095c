"""The trust's own numbers and wording, and what this deployment is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel
from sqlalchemy import text
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, TrustPermission, may_in_trust, require_in_trust
from casework.case_file.beginning import beginning
from casework.errors import NotFound
from casework.evidence.quarantine import held_now
from casework.particulars import PARTICULARS, ParticularSet, SetParticular, particulars
from casework.settings import settings
from casework.timescales import SetTimescale, Timescale, TimescaleSet, history, standing
from casework.working_days import calendar_version
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.scanner import CAPTURES, scanning_said

router = APIRouter(prefix="/settings")


@dataclass(frozen=True)
class Deployment:
    """What runs here, for whoever looks after it."""

    version: str
    postgresql: str
    embedded: bool
    calendar: str
    upload_megabytes: int
    idle_minutes: int
    files: str
    captures: str


@router.get("", dependencies=serves(TrustPermission.WORK_CASES))
def page(
    request: Request, reading: Reading, actor: SignedIn, today: Today, said: str = ""
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.WORK_CASES)
    written = particulars(reading)
    return show(
        request,
        "settings/settings.html",
        here="settings",
        numbers=list(standing(reading, today).values()),
        particulars=[(each, written[key]) for key, each in PARTICULARS.items()],
        changes=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
        first=beginning(reading, actor, today),
        deployment=_deployment(reading),
        oversees=may_in_trust(actor, TrustPermission.SEE_JOURNAL),
        imports=may_in_trust(actor, TrustPermission.IMPORT_PAST),
        said=_said(reading, said),
    )


def _deployment(session: Session) -> Deployment:
    return Deployment(
        version=version("casework"),
        postgresql=str(session.execute(text("SHOW server_version")).scalar_one()).split()[0],
        embedded=settings().embedded,
        calendar=calendar_version(),
        upload_megabytes=settings().upload_megabytes,
        idle_minutes=settings().idle_minutes,
        files=scanning_said(settings().clamd_url, held_now()),
        captures=CAPTURES[settings().capture],
    )


def _said(session: Session, key: str) -> str:
    """What was set last under a key, as the journal says it."""
    if key in PARTICULARS and particulars(session)[key]:
        return ParticularSet(key=key, text="").sentence()
    try:
        rows = [each for each in history(session, key) if each.confirmed_at]
    except NotFound:
        return ""
    if not rows:
        return ""
    last = max(rows, key=lambda row: row.confirmed_at or datetime.min.replace(tzinfo=UTC))
    return TimescaleSet(key=key, value=last.value, effective_from=last.effective_from).sentence()


@router.get("/timescales/{key}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def timescale(
    request: Request, key: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    rows = history(reading, key)
    now = standing(reading, today)[key]
    source = now.source if now.confirmed_by else ""
    fresh = {"value": str(now.value), "effective_from": today.isoformat(), "source": source}
    return _timescale(request, reading, rows, today, Form(values=fresh), key)


@router.post("/timescales/{key}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def set_timescale(
    request: Request,
    key: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    rows = history(transaction, key)
    form = _set(transaction, actor, SetTimescale, key, posted)
    if form is None:
        return RedirectResponse(f"/settings?said={key}", 303)
    return _timescale(request, transaction, rows, today, form, key)


def _timescale(
    request: Request, session: Session, rows: list[Timescale], today: date, form: Form, key: str
) -> HTMLResponse:
    return show(
        request,
        "settings/timescale.html",
        status=form.status,
        here="settings",
        form=form,
        rows=rows,
        now_is=standing(session, today)[key],
        today=today,
    )


@router.get("/particulars/{key}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def particular(request: Request, key: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    if key not in PARTICULARS:
        raise NotFound
    return _particular(request, key, Form(values={"text": particulars(reading)[key]}))


@router.post("/particulars/{key}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def set_particular(
    request: Request, key: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    if key not in PARTICULARS:
        raise NotFound
    form = _set(transaction, actor, SetParticular, key, posted)
    if form is None:
        return RedirectResponse(f"/settings?said={key}", 303)
    return _particular(request, key, form)


def _particular(request: Request, key: str, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/particular.html",
        status=form.status,
        here="settings",
        form=form,
        asked=PARTICULARS[key],
    )


def _set(
    session: Session,
    actor: Actor,
    command: type[SetTimescale] | type[SetParticular],
    key: str,
    posted: FormData,
) -> Form | None:
    """Change one setting; a refusal comes back as the form.

    Raises:
        NotPermitted: the actor does not look after the trust's settings.
    """
    require_in_trust(actor, command.permission)
    model: type[BaseModel] = command
    try:
        asked = command.model_validate({**answers(model, posted), "key": key})
        asked.perform(session, actor, datetime.now(UTC))
    except REFUSALS as error:
        return refused(posted, error, model)
    return None
