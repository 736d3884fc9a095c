"""One's own entries in the clearing registers, and the policy versions one has read."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Open
from casework.policies.queries import versions
from casework.registers.commands import AcknowledgePolicy, AskEntry
from casework.registers.queries import acknowledgements_of, entries_of, staff_file_says
from casework.registers.round_progress import asked_of
from casework.working_days import local_day
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.investigation.registers import REGISTERS, tried

router = APIRouter(prefix="/account/registers")

SAID = {"asked": "your request is entered", "read": "that you have read it"}


@router.get("", dependencies=serves(Open.OWN_ACCOUNT))
def page(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    fresh = Form(values={"asked_on": today.isoformat()})
    return _page(request, reading, actor, fresh, SAID.get(said, ""))


@router.post("", dependencies=serves(Open.OWN_ACCOUNT))
def ask(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    """Ask for oneself: whoever else is named in the form is not listened to."""
    told = FormData([(key, value) for key, value in posted.multi_items() if key != "person_id"])
    form = tried(told, AskEntry, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/account/registers?said=asked", 303)
    return _page(request, transaction, actor, form)


@router.post("/read", dependencies=serves(Open.OWN_ACCOUNT))
def read(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    told = FormData([("version_id", str(posted.get("version_id", "")))])
    form = tried(told, AcknowledgePolicy, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/account/registers?said=read", 303)
    return _page(request, transaction, actor, form)


def _page(
    request: Request, session: Session, actor: Actor, form: Form, said: str = ""
) -> HTMLResponse:
    return show(
        request,
        "registers/own.html",
        status=form.status,
        here="account",
        said=said,
        form=form,
        entries=entries_of(session, actor.id),
        versions=versions(session),
        read=acknowledgements_of(session, actor.id),
        asked=asked_of(session, actor.id, local_day(_now())),
        staff_file=staff_file_says(session, actor.id),
        registers=REGISTERS,
    )


def _now() -> datetime:
    return datetime.now(UTC)
