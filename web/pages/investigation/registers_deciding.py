"""Deciding what somebody asked in the clearing registers: the Principal, or the line manager."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, Open
from casework.errors import NotFound
from casework.registers.commands import DecideEntry
from casework.registers.queries import Listed, to_decide
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.investigation.registers import SAID, tried
from web.views.addresses import id_in

router = APIRouter(prefix="/registers")


@router.get("/decide", dependencies=serves(Open.SIGNED_IN))
def waiting(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    said: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """What waits for this person's decision, which is nothing for most."""
    return show(
        request,
        "registers/waiting.html",
        here="registers-decide",
        said=SAID.get(said, ""),
        waiting=to_decide(reading, actor),
    )


@router.get("/decide/{entry_id}", dependencies=serves(Open.SIGNED_IN))
def look(
    request: Request, entry_id: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    fresh = Form(values={"valid_from": today.isoformat()})
    return _decide(request, _waiting_for(reading, actor, entry_id), fresh)


@router.post("/decide/{entry_id}", dependencies=serves(Open.SIGNED_IN))
def decide(
    request: Request, entry_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    found = _waiting_for(transaction, actor, entry_id)

    def act(asked: DecideEntry) -> object:
        return asked.perform(transaction, actor, found.entry.id, datetime.now(UTC))

    form = tried(posted, DecideEntry, act)
    if form is None:
        return RedirectResponse("/registers/decide?said=decided", 303)
    return _decide(request, found, form)


def _waiting_for(session: Session, actor: Actor, entry_id: str) -> Listed:
    """An entry this person decides on; any other does not exist for them.

    Raises:
        NotFound: it is not theirs to decide, or it is decided.
    """
    wanted = id_in(entry_id)
    for each in to_decide(session, actor):
        if each.entry.id == wanted:
            return each
    raise NotFound


def _decide(request: Request, found: Listed, form: Form) -> HTMLResponse:
    return show(
        request,
        "registers/decide.html",
        status=form.status,
        here="registers-decide",
        form=form,
        found=found,
    )
