"""Refusals as pages, in one voice."""

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from casework.case_file.recording import record_refusal
from casework.database import came_second
from casework.errors import (
    CaseworkError,
    DatabaseUnavailable,
    FileRefused,
    JournalUnavailable,
    NotFound,
    NotPermitted,
    OutOfDate,
    ProcedureBreach,
    Refused,
    SignInRefused,
    StepUpNeeded,
    StoreUnavailable,
    Unsound,
    WrongAnswer,
)
from web.acting.opening import TheirOwnPage
from web.entering.confirming import confirmation_needed
from web.frame.deps import ConfirmationNeeded, NotSignedIn, asked_in
from web.frame.rendering import show

log = logging.getLogger("casework.web")

STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    NotPermitted: 403,
    ProcedureBreach: 409,
    OutOfDate: 409,
    WrongAnswer: 422,
    FileRefused: 422,
    SignInRefused: 401,
    StepUpNeeded: 403,
    DatabaseUnavailable: 503,
    StoreUnavailable: 503,
    Unsound: 503,
    JournalUnavailable: 503,
}
PAGES = {400, 401, 403, 404, 409, 413, 422, 500, 503}


def page(request: Request, status: int, name: str | None = None) -> Response:
    found = name or (status if status in PAGES else 500)
    return show(request, f"errors/{found}.html", status=status, sent=request.method == "POST")


def refused(request: Request, error: Exception) -> Response:
    if isinstance(error, Refused):
        _record(request, error)
    kinds = [kind for kind in STATUS if isinstance(error, kind)]
    status = STATUS[kinds[0]] if kinds else 500
    if status >= 500:
        log.error("what a request needs is not there", exc_info=error)
    return page(request, status)


def _record(request: Request, error: Refused) -> None:
    """Every refusal of a case is written down, of one that is not there too: neither is quicker."""
    actor = getattr(request.state, "actor", None)
    path = getattr(request.scope.get("route"), "path", "")
    reference = str(request.path_params.get("reference", ""))
    record_refusal(actor, path, reference, error, asked_in(request))


async def step_up_needed(request: Request, error: Exception) -> Response:
    """Allowed once they have shown again who they are: asked for, and written down as asked."""
    assert isinstance(error, StepUpNeeded)
    await run_in_threadpool(_record, request, error)
    return await confirmation_needed(request, error)


def not_signed_in(request: Request, _: Exception) -> Response:
    """To the sign-in page and back; a part of a page asks the browser to go there whole."""
    back = request.url.path if request.method == "GET" else "/"
    place = f"/sign-in?to={quote(back)}"
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": place})
    return RedirectResponse(place, 303)


def answered(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return page(request, 404 if status == 405 else status)


def to_their_own(_: Request, error: Exception) -> Response:
    """To the one page that the employee and their companion have of a case."""
    assert isinstance(error, TheirOwnPage)
    return RedirectResponse(f"/cases/{error.reference}", 303)


def unstorable(request: Request, _: Exception) -> Response:
    """PostgreSQL cannot keep what was sent, for example a NUL in an address or a field."""
    return page(request, 404 if request.method == "GET" else 422)


def taken(request: Request, error: Exception) -> Response:
    """Two at once wanted what only one can have, and the database let one have it."""
    assert isinstance(error, IntegrityError)
    if not came_second(error):
        raise error
    return page(request, 409)


def unreachable(request: Request, error: Exception) -> Response:
    log.error("the database did not answer", exc_info=error)
    return page(request, 503)


def failed(request: Request, _: Exception) -> Response:
    return page(request, 500)


def install(app: FastAPI) -> None:
    app.add_exception_handler(NotSignedIn, not_signed_in)
    app.add_exception_handler(TheirOwnPage, to_their_own)
    app.add_exception_handler(ConfirmationNeeded, confirmation_needed)
    app.add_exception_handler(StepUpNeeded, step_up_needed)
    app.add_exception_handler(CaseworkError, refused)
    app.add_exception_handler(RequestValidationError, answered)
    app.add_exception_handler(HTTPException, answered)
    app.add_exception_handler(DataError, unstorable)
    app.add_exception_handler(IntegrityError, taken)
    app.add_exception_handler(OperationalError, unreachable)
    app.add_exception_handler(Exception, failed)
