"""Connecting a system that is told of events: asked for, agreed by another person, looked after."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.people.queries import known_by_id
from casework.webhooks.keeping import (
    AskWebhook,
    decide_webhook,
    enable_webhook,
    end_webhook,
    messages_to,
    rotate_secret,
    send_test,
    webhook_looked_after,
    webhooks,
)
from casework.webhooks.models import EventKind
from web.acting.forms import REFUSALS, Form, answers, once_of, refused
from web.frame.deps import Coming, Confirmed, PostedByAnybody, Reading, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter()
MANAGES = serves(TrustPermission.MANAGE_ACCOUNTS)
APPROVES = serves(TrustPermission.APPROVE_ACCOUNTS)
UNDER = "/connections/webhooks"
KINDS = [(each.value, each.label) for each in EventKind if each is not EventKind.TEST]
SAID = {
    "ended": "the connection is ended",
    "enabled": "messages are sent again",
    "tested": "a test is on its way",
}


@router.get(f"{UNDER}/new", dependencies=MANAGES)
def new(request: Request, visitor: Confirmed) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    return _new(request, Form())


def _new(request: Request, form: Form) -> Response:
    return show(
        request,
        "accounts/webhook_new.html",
        status=form.status,
        here="accounts",
        form=form,
        kinds=KINDS,
    )


@router.post(f"{UNDER}/new", dependencies=MANAGES)
def ask(
    request: Request,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    require_in_trust(visitor.actor, TrustPermission.MANAGE_ACCOUNTS)
    try:
        asked = AskWebhook.model_validate(answers(AskWebhook, posted))
        webhook, secret = asked.perform(transaction, visitor.actor, visit.at, once_of(posted))
    except REFUSALS as error:
        return _new(request, refused(posted, error, AskWebhook))
    return _secret_shown(request, webhook.name, secret, webhook.id)


def _secret_shown(request: Request, name: str, secret: str, webhook_id: UUID) -> Response:
    """Shown in the answer itself: it is kept nowhere from which a second page could read it."""
    return show(
        request,
        "accounts/webhook_secret.html",
        here="accounts",
        name=name,
        secret=secret,
        back=f"{UNDER}/{webhook_id}",
    )


@router.get(f"{UNDER}/{{webhook_id}}", dependencies=MANAGES)
def one(
    request: Request, webhook_id: str, reading: Reading, visitor: Confirmed, said: str = ""
) -> Response:
    return _one(request, reading, visitor.actor, id_in(webhook_id), Form(), SAID.get(said, ""))


def _one(
    request: Request,
    session: Session,
    actor: Actor,
    webhook_id: UUID,
    form: Form,
    said: str = "",
) -> Response:
    webhook = webhook_looked_after(session, actor, webhook_id)
    people = known_by_id(session, {each for each in (webhook.asked_by, webhook.agreed_by) if each})
    return show(
        request,
        "accounts/webhook.html",
        status=form.status,
        here="accounts",
        form=form,
        webhook=webhook,
        kinds=[EventKind(each).label for each in webhook.kinds],
        people=people,
        messages=messages_to(session, webhook.id),
        said=said,
    )


@router.post(f"{UNDER}/{{webhook_id}}/secret", dependencies=MANAGES)
def rotate(
    request: Request, webhook_id: str, transaction: Transaction, visitor: Confirmed, visit: Coming
) -> Response:
    number = id_in(webhook_id)
    secret = rotate_secret(transaction, visitor.actor, number, visit.at)
    name = webhook_looked_after(transaction, visitor.actor, number).name
    return _secret_shown(request, name, secret, number)


def _act(name: str, said: str, does: Callable[[Session, Actor, UUID, datetime], None]) -> None:
    """The route of an act that needs no answers."""

    def route(
        request: Request,
        webhook_id: str,
        transaction: Transaction,
        visitor: Confirmed,
        visit: Coming,
    ) -> Response:
        number = id_in(webhook_id)
        try:
            does(transaction, visitor.actor, number, visit.at)
        except WrongAnswer as wrong:
            form = Form(errors=wrong.answers, status=422)
            return _one(request, transaction, visitor.actor, number, form)
        back = "/connections" if said == "ended" else f"{UNDER}/{number}?said={said}"
        return RedirectResponse(back, 303)

    path = f"{UNDER}/{{webhook_id}}/{name}"
    router.add_api_route(path, route, methods=["POST"], name=name, dependencies=MANAGES)


_act("end", "ended", end_webhook)
_act("enable", "enabled", enable_webhook)
_act("test", "tested", send_test)


@router.get("/approvals/webhooks", dependencies=APPROVES)
def waiting(request: Request, reading: Reading, visitor: Confirmed) -> Response:
    return _waiting(request, reading, visitor.actor, Form())


def _waiting(request: Request, session: Session, actor: Actor, form: Form) -> Response:
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    rows = [each for each in webhooks(session) if each.agreed_at is None]
    return show(
        request,
        "accounts/webhooks_waiting.html",
        status=form.status,
        here="approvals",
        form=form,
        rows=rows,
        people=known_by_id(session, {each.asked_by for each in rows}),
        told={each.id: ", ".join(EventKind(one).label for one in each.kinds) for each in rows},
        actor=actor,
    )


@router.post("/approvals/webhooks/{webhook_id}/{decision}", dependencies=APPROVES)
def decide(
    request: Request,
    webhook_id: str,
    decision: str,
    transaction: Transaction,
    visitor: Confirmed,
    visit: Coming,
) -> Response:
    if decision not in ("approve", "decline"):
        raise NotFound
    agreed = decision == "approve"
    try:
        decide_webhook(transaction, visitor.actor, id_in(webhook_id), agreed, visit.at)
    except WrongAnswer as wrong:
        form = Form(errors=wrong.answers, status=422)
        return _waiting(request, transaction, visitor.actor, form)
    return RedirectResponse("/approvals/webhooks", 303)
