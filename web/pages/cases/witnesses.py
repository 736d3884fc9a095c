"""Witnesses of a case: who was asked, with what link, and what they wrote."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Permission, require, require_sight
from casework.case_file.queries import CaseFile, open_case_file
from casework.cases.gateway import perform
from casework.investigation.statements import anonymity_on
from casework.investigation.witnesses import (
    AskWitness,
    RevokeWitnessLink,
    accounts_on,
    witnesses_of,
)
from casework.people.task_links import Secrets, new_secrets
from web.acting.forms import REFUSALS, Form, answers, once_of, refused
from web.acting.opening import open_to_act
from web.entering.entering import here
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.appointments import everybody
from web.views.addresses import id_in
from web.views.casenav import case_links
from web.views.hearingview import links

router = APIRouter()
ASKS = serves(Permission.ADD_EVIDENCE)


@router.get("/cases/{reference}/witnesses", dependencies=serves(Action.VIEW_STATEMENT))
def page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_case_file(reading, actor, reference, today)
    require(file.standing, Permission.VIEW_EVIDENCE)
    require_sight(file.standing, Action.VIEW_STATEMENT)
    return show(
        request,
        "witnesses/list.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        witnesses=witnesses_of(reading, file.case.id, datetime.now(UTC)),
        on_paper=[each for each in accounts_on(reading, file.case.id) if each.link_id is None],
        anonymity=anonymity_on(reading, file.case.id),
        acts=links(file, "signed-statement", "anonymity", "invite-witness"),
        may_ask=file.may(Permission.ADD_EVIDENCE) and file.case.closed_at is None,
    )


@router.get("/cases/{reference}/witnesses/ask", dependencies=ASKS)
def ask_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.ADD_EVIDENCE)
    return _ask(request, reading, file, Form())


def _ask(request: Request, session: Session, file: CaseFile, form: Form) -> Response:
    return show(
        request,
        "witnesses/ask.html",
        status=form.status,
        here="cases",
        file=file,
        case_links=case_links(file),
        form=form,
        people=everybody(session, file),
    )


@router.post("/cases/{reference}/witnesses/ask", dependencies=ASKS)
def ask(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Make a link, and show it with its code this once: neither is kept where it could be read."""
    made = new_secrets()
    try:
        told = answers(AskWitness, posted) | {"opened_by": made}
        command = AskWitness.model_validate(told)
        entry = perform(transaction, actor, reference, command, once=once_of(posted))
    except REFUSALS as error:
        file = open_to_act(transaction, actor, reference, today, Permission.ADD_EVIDENCE)
        return _ask(request, transaction, file, refused(posted, error, AskWitness))
    if entry.facts["link_id"] != str(made.link_id):  # the form was sent twice
        return RedirectResponse(f"/cases/{reference}/witnesses", 303)
    file = open_to_act(transaction, actor, reference, today, Permission.ADD_EVIDENCE)
    return _made(request, file, made)


def _made(request: Request, file: CaseFile, made: Secrets) -> Response:
    return show(
        request,
        "witnesses/made.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        link=f"{here(request).origin}/task/{made.token}",
        code=made.spaced,
    )


@router.post("/cases/{reference}/witnesses/{link_id}/revoke", dependencies=ASKS)
def revoke(reference: str, link_id: str, transaction: Transaction, actor: SignedIn) -> Response:
    perform(transaction, actor, reference, RevokeWitnessLink(link_id=id_in(link_id)))
    return RedirectResponse(f"/cases/{reference}/witnesses", 303)
