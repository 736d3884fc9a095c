"""The retention schedule: every rule, and the two steps by which a period changes."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, may_in_trust, require_in_trust
from casework.errors import NotFound
from casework.retention.amending import DecidePeriod, ProposePeriod, effect_of, rule_with_period
from casework.retention.models import Amendment
from casework.retention.periods import lengths_on, proposed, schedule_on
from casework.retention.schedule import SCHEDULE, said_period
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/settings/retention")
CHANGES = TrustPermission.CHANGE_RETENTION


@router.get("", dependencies=serves(TrustPermission.WORK_CASES))
def page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.WORK_CASES)
    changes = may_in_trust(actor, CHANGES)
    return show(
        request,
        "settings/retention.html",
        here="settings",
        rules=schedule_on(reading, today),
        waiting=proposed(reading) if changes else [],
        changes=changes,
    )


@router.get("/decide/{amendment_id}", dependencies=serves(CHANGES))
def deciding(
    request: Request, amendment_id: str, reading: Reading, actor: SignedIn
) -> HTMLResponse:
    require_in_trust(actor, CHANGES)
    return _deciding(request, reading, id_in(amendment_id), Form())


@router.post("/decide/{amendment_id}", dependencies=serves(CHANGES))
def decide(
    request: Request, amendment_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, CHANGES)
    number = id_in(amendment_id)
    told = {**answers(DecidePeriod, posted), "amendment_id": number}
    try:
        DecidePeriod.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        form = refused(posted, error, DecidePeriod)
        return _deciding(request, transaction, number, form)
    return RedirectResponse("/settings/retention", 303)


@router.get("/{code}", dependencies=serves(CHANGES))
def rule(
    request: Request, code: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    require_in_trust(actor, CHANGES)
    rule_with_period(code)
    now = str(lengths_on(reading, today)[code])
    return _rule(request, code, Form(values={"length": now, "effective_from": today.isoformat()}))


@router.post("/{code}", dependencies=serves(CHANGES))
def propose(
    request: Request, code: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, CHANGES)
    rule_with_period(code)
    told = {**answers(ProposePeriod, posted), "code": code}
    try:
        ProposePeriod.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _rule(request, code, refused(posted, error, ProposePeriod))
    return RedirectResponse("/settings/retention", 303)


def _rule(request: Request, code: str, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/retention_rule.html",
        status=form.status,
        here="settings",
        form=form,
        rule=SCHEDULE[code],
    )


def _deciding(request: Request, session: Session, number: UUID, form: Form) -> HTMLResponse:
    row = session.get(Amendment, number)
    if row is None:
        raise NotFound
    return show(
        request,
        "settings/retention_decide.html",
        status=form.status,
        here="settings",
        form=form,
        row=row,
        period=said_period(row.length, SCHEDULE[row.code].unit),
        effect=effect_of(session, row.code, row.length, row.effective_from).says,
    )
