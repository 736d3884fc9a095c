"""Refusals as pages, in one voice."""

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

from casework.errors import (
    CaseworkError,
    DatabaseUnavailable,
    FileRefused,
    JournalUnavailable,
    NotFound,
    NotPermitted,
    OutOfDate,
    ProcedureBreach,
    SignInRefused,
    StoreUnavailable,
    WrongAnswer,
)
from web.deps import NotSignedIn
from web.rendering import show

log = logging.getLogger("casework.web")

STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    NotPermitted: 403,
    ProcedureBreach: 409,
    OutOfDate: 409,
    WrongAnswer: 422,
    FileRefused: 422,
    SignInRefused: 401,
    DatabaseUnavailable: 503,
    StoreUnavailable: 503,
    JournalUnavailable: 503,
}
PAGES = {400, 401, 403, 404, 409, 413, 422, 500, 503}


def page(request: Request, status: int) -> Response:
    return show(request, f"errors/{status if status in PAGES else 500}.html", status=status)


def refused(request: Request, error: Exception) -> Response:
    kinds = [kind for kind in STATUS if isinstance(error, kind)]
    return page(request, STATUS[kinds[0]] if kinds else 500)


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


def unstorable(request: Request, _: Exception) -> Response:
    """PostgreSQL cannot keep what was sent, for example a NUL in an address or a field."""
    return page(request, 404 if request.method == "GET" else 422)


def unreachable(request: Request, error: Exception) -> Response:
    log.error("the database did not answer: %s", error)
    return page(request, 503)


def failed(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return page(request, 500)


def install(app: FastAPI) -> None:
    app.add_exception_handler(NotSignedIn, not_signed_in)
    app.add_exception_handler(CaseworkError, refused)
    app.add_exception_handler(RequestValidationError, answered)
    app.add_exception_handler(HTTPException, answered)
    app.add_exception_handler(DataError, unstorable)
    app.add_exception_handler(OperationalError, unreachable)
    app.add_exception_handler(Exception, failed)
