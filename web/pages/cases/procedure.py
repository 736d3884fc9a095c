"""What the codes ask for, the rules that enforce it, and where a case stands; the law by date."""

from datetime import UTC, date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.access import Action, TrustPermission, may_in_trust, require_in_trust
from casework.case_file.coverage import by_instrument, coverage, coverage_of
from casework.case_file.every_clock import every_clock
from casework.case_file.time_limits import time_limits
from casework.database.whose import working_on
from casework.law import PROVISIONS, ConfirmLaw, confirmations, in_force
from casework.law.confirming import version_of
from web.acting.forms import REFUSALS, Form, answers, refused
from web.acting.opening import open_case_file
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links

router = APIRouter()


@router.get("/settings/procedure", dependencies=serves(TrustPermission.WORK_CASES))
def every_paragraph(
    request: Request, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    """Each paragraph of the codes and how it is kept, and every clock, whichever case it is."""
    require_in_trust(actor, TrustPermission.WORK_CASES)
    return show(
        request,
        "settings/procedure.html",
        here="settings",
        covered=by_instrument(coverage()),
        clocks=every_clock(reading, today),
    )


@router.get("/cases/{reference}/procedure", dependencies=serves(Action.VIEW_ALLEGATIONS))
def of_a_case(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    """Each paragraph, and where this case stands with it."""
    file = open_case_file(reading, actor, reference, today, Action.VIEW_ALLEGATIONS)
    with working_on(reading, file.case.id):
        covered = by_instrument(coverage_of(reading, file.case, today))
        limits = time_limits(reading, file.case)
    return show(
        request,
        "cases/procedure.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        covered=covered,
        limits=limits,
    )


@router.get("/settings/law", dependencies=serves(TrustPermission.WORK_CASES))
def law(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    """Every provision, the versions it has had and will have, and who checked them."""
    require_in_trust(actor, TrustPermission.WORK_CASES)
    return show(
        request,
        "settings/law.html",
        here="settings",
        provisions=PROVISIONS.values(),
        in_force={key: in_force(key, today) for key in PROVISIONS},
        confirmed=confirmations(reading),
        changes=may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES),
    )


@router.get("/settings/law/{key}/{since}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def checking(
    request: Request, key: str, since: date, _reading: Reading, actor: SignedIn
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    return _checking(request, key, since, Form())


@router.post("/settings/law/{key}/{since}", dependencies=serves(TrustPermission.MANAGE_TIMESCALES))
def checked(
    request: Request,
    key: str,
    since: date,
    transaction: Transaction,
    actor: SignedIn,
    posted: Posted,
) -> Response:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    version_of(key, since)
    try:
        told = {**answers(ConfirmLaw, posted), "key": key, "since": since}
        ConfirmLaw.model_validate(told).perform(transaction, actor, datetime.now(UTC))
    except REFUSALS as error:
        return _checking(request, key, since, refused(posted, error, ConfirmLaw))
    return RedirectResponse("/settings/law", 303)


def _checking(request: Request, key: str, since: date, form: Form) -> HTMLResponse:
    return show(
        request,
        "settings/law_check.html",
        status=form.status,
        here="settings",
        form=form,
        version=version_of(key, since),
        provision=PROVISIONS[key],
    )
