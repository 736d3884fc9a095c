"""The trust's scheme of delegation: who may decide which outcome for whom."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, TrustRole, may_in_trust, require_in_trust
from casework.errors import NotFound
from casework.outcomes.authority import Delegated, StaffGroup
from casework.outcomes.delegation import SetDelegation, StandingCell, scheme
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/settings/delegation")
# Who looks after the record or the machines decides no outcome.
DECIDES = (
    TrustRole.LINE_MANAGER,
    TrustRole.PRINCIPAL,
    TrustRole.HR_DIRECTOR,
    TrustRole.CHIEF_EXECUTIVE,
    TrustRole.CHAIR_OF_TRUSTEES,
    TrustRole.PANEL_MEMBER,
)


@router.get("", dependencies=serves(TrustPermission.WORK_CASES))
def page(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.WORK_CASES)
    cells = scheme(reading, today)
    return show(
        request,
        "settings/delegation.html",
        here="settings",
        groups=[(each, [one for one in cells if one.group is each]) for each in StaffGroup],
        changes=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
    )


@router.get("/{group}/{what}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def cell(
    request: Request, group: str, what: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    now = _cell(reading, group, what, today)
    fresh = {
        "held_by": sorted(now.held_by),
        "effective_from": today.isoformat(),
        "source": now.source if now.confirmed_by else "",
    }
    return _draw(request, now, Form(values=fresh))


@router.post("/{group}/{what}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def set_cell(
    request: Request,
    group: str,
    what: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    now = _cell(transaction, group, what, today)
    told = {**answers(SetDelegation, posted), "group": now.group, "what": now.what}
    try:
        SetDelegation.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _draw(request, now, refused(posted, error, SetDelegation))
    return RedirectResponse("/settings/delegation", 303)


def _cell(session: Session, group: str, what: str, today: Today) -> StandingCell:
    if group not in set(StaffGroup) or what not in set(Delegated):
        raise NotFound
    asked = (StaffGroup(group), Delegated(what))
    return next(each for each in scheme(session, today) if (each.group, each.what) == asked)


def _draw(request: Request, now: StandingCell, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/delegated.html",
        status=form.status,
        here="settings",
        form=form,
        now_is=now,
        places=[(each.value, each.label) for each in DECIDES],
    )
