"""Refusals as SCIM tells them (RFC 7644, section 3.12)."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from casework.errors import (
    CaseworkError,
    DatabaseUnavailable,
    JournalUnavailable,
    NotFound,
    NotPermitted,
    OutOfDate,
    WrongAnswer,
)

log = logging.getLogger("casework.api")
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
KINDS: tuple[tuple[type[Exception], int, str], ...] = (
    (NotFound, 404, ""),
    (NotPermitted, 403, ""),
    (OutOfDate, 409, "uniqueness"),
    (WrongAnswer, 400, "invalidValue"),
    (DatabaseUnavailable, 503, ""),
    (JournalUnavailable, 503, ""),
)


class Scim(JSONResponse):
    """A body of SCIM."""

    media_type = "application/scim+json"


class ScimError(Exception):
    """A request that cannot be answered, with the detail error type of RFC 7644."""

    def __init__(self, status: int, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind = status, detail, kind


class NoServiceToken(Exception):
    """The request carries no token of a directory that is known and still works."""


def error(status: int, detail: str, kind: str = "") -> Scim:
    body: dict[str, Any] = {"schemas": [ERROR], "status": str(status), "detail": detail}
    return Scim(body | ({"scimType": kind} if kind else {}), status)


def refused(_: Request, wrong: Exception) -> Scim:
    for kind, status, scim in KINDS:
        if isinstance(wrong, kind):
            return error(status, str(wrong) or "There is no such user", scim)
    log.error("a directory was not answered", exc_info=wrong)
    return error(500, "Something went wrong. Nothing was saved")


def told(_: Request, wrong: Exception) -> Scim:
    assert isinstance(wrong, ScimError)
    return error(wrong.status, wrong.detail, wrong.kind)


def no_token(_: Request, __: Exception) -> Scim:
    answer = error(401, "Send the token of the directory: Authorization: Bearer cs_…")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def unread(_: Request, __: Exception) -> Scim:
    return error(400, "The request cannot be read", "invalidSyntax")


def taken(_: Request, __: Exception) -> Scim:
    """Two requests at once wanted the same name; the database let one have it."""
    return error(409, "Another account has this name", "uniqueness")


def unreachable(_: Request, wrong: Exception) -> Scim:
    log.error("the database did not answer", exc_info=wrong)
    return error(503, "The database cannot be reached")


def answered(_: Request, wrong: Exception) -> Scim:
    assert isinstance(wrong, HTTPException)
    answer = error(wrong.status_code, "There is nothing here that takes this request")
    answer.headers.update(wrong.headers or {})
    return answer


def install(app: FastAPI) -> None:
    app.add_exception_handler(CaseworkError, refused)
    app.add_exception_handler(ScimError, told)
    app.add_exception_handler(NoServiceToken, no_token)
    app.add_exception_handler(RequestValidationError, unread)
    app.add_exception_handler(IntegrityError, taken)
    app.add_exception_handler(DataError, unread)
    app.add_exception_handler(OperationalError, unreachable)
    app.add_exception_handler(HTTPException, answered)
    app.add_exception_handler(Exception, refused)
