"""Refusals as application/problem+json (RFC 9457)."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.deps import NoToken
from casework.errors import (
    CaseworkError,
    DatabaseUnavailable,
    FileRefused,
    NotFound,
    NotPermitted,
    OutOfDate,
    ProcedureBreach,
    StoreUnavailable,
    WrongAnswer,
)

log = logging.getLogger("casework.api")
PROBLEM = "application/problem+json"
STATUS: dict[type[Exception], tuple[int, str]] = {
    NotFound: (404, "Not found"),
    NotPermitted: (403, "Your part in this case does not allow this"),
    ProcedureBreach: (409, "The procedure does not allow this yet"),
    OutOfDate: (409, "Somebody else changed this first"),
    WrongAnswer: (422, "Some answers cannot be right"),
    FileRefused: (422, "The file cannot be taken"),
    StoreUnavailable: (503, "The evidence store cannot be used"),
    DatabaseUnavailable: (503, "The database cannot be reached"),
}


def problem(status: int, title: str, **more: Any) -> JSONResponse:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JSONResponse(body, status, media_type=PROBLEM)


def refused(_: Request, error: Exception) -> JSONResponse:
    kinds = [kind for kind in STATUS if isinstance(error, kind)]
    if not kinds:
        return failed(_, error)
    status, title = STATUS[kinds[0]]
    if isinstance(error, ProcedureBreach):
        return problem(status, title, breaches=[vars(each) for each in error.breaches])
    if isinstance(error, WrongAnswer):
        return problem(status, title, answers=error.answers)
    if isinstance(error, OutOfDate):
        return problem(status, title, detail=str(error), theirs=error.theirs)
    told = {"detail": str(error)} if isinstance(error, (FileRefused, StoreUnavailable)) else {}
    return problem(status, title, **told)


def invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    answers = {
        ".".join(str(part) for part in each["loc"][1:]) or "body": each["msg"]
        for each in error.errors()
    }
    # What was sent may hold lone surrogates; only our own words are sent back.
    return problem(422, "Some answers cannot be right", answers=answers)


def no_token(_: Request, __: Exception) -> JSONResponse:
    answer = problem(401, "Send a personal token: Authorization: Bearer cw_…")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def answered(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail))


def failed(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "Something went wrong. Nothing was saved")


def install(app: FastAPI) -> None:
    app.add_exception_handler(CaseworkError, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(NoToken, no_token)
    app.add_exception_handler(HTTPException, answered)
    app.add_exception_handler(Exception, failed)
