"""Refusals as application/problem+json (RFC 9457)."""

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from api.deps import NoToken
from api.scopes import TokenTooNarrow
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
    StepUpNeeded,
    StoreUnavailable,
    Unsound,
    WrongAnswer,
)
from casework.sources import cited
from casework.text import plain_words

log = logging.getLogger("casework.api")
WRONG = "Some answers cannot be right"
STATUS: dict[type[Exception], tuple[int, str]] = {
    NotFound: (404, "Not found"),
    NotPermitted: (403, "Your part in this case or in the trust does not allow this"),
    StepUpNeeded: (403, "This needs a browser in which you have just confirmed who you are"),
    ProcedureBreach: (409, "The procedure does not allow this yet"),
    OutOfDate: (409, "Somebody else changed this first"),
    WrongAnswer: (422, WRONG),
    FileRefused: (422, "The file cannot be taken"),
    StoreUnavailable: (503, "The evidence store cannot be used"),
    Unsound: (503, "What is kept is not what was taken in"),
    DatabaseUnavailable: (503, "The database cannot be reached"),
    JournalUnavailable: (503, "The journal cannot be written"),
}
TOLD = (FileRefused, StoreUnavailable, Unsound, JournalUnavailable)  # whose words help whoever asks
TITLES = {404: "Not found", 405: "This address does not take that method"}


class Problem(JSONResponse):
    """A problem as JSON. An answer may quote a lone surrogate, which UTF-8 cannot carry."""

    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False).encode("utf-8", errors="replace")


def problem(status: int, title: str, **more: Any) -> Problem:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return Problem(body, status)


def refused(request: Request, error: Exception) -> Problem:
    if isinstance(error, Refused):
        actor = getattr(request.state, "actor", None)
        path = getattr(request.scope.get("route"), "path", "")
        record_refusal(actor, path, str(request.path_params.get("reference", "")), error)
    kinds = [kind for kind in STATUS if isinstance(error, kind)]
    if not kinds:
        return failed(request, error)
    status, title = STATUS[kinds[0]]
    return problem(status, title, **_told(error))


def _told(error: Exception) -> dict[str, Any]:
    if isinstance(error, ProcedureBreach):
        cites = [{**vars(each), "cites": cited(each.source)} for each in error.breaches]
        return {"breaches": cites}
    if isinstance(error, WrongAnswer):
        return {"answers": error.answers}
    if isinstance(error, OutOfDate):
        return {"detail": str(error), "theirs": error.theirs}
    return {"detail": str(error)} if isinstance(error, TOLD) else {}


def invalid(request: Request, error: Exception) -> Problem:
    """What could not be read, in the words of the command that was asked for."""
    assert isinstance(error, RequestValidationError)
    found = [{**each, "loc": each["loc"][1:]} for each in error.errors()]
    if any(not each["loc"] or each["type"] == "json_invalid" for each in found):
        return problem(422, WRONG, answers={"body": "Send the body as a JSON object"})
    return problem(422, WRONG, answers=plain_words(_asked_for(request), found))


def _asked_for(request: Request) -> type[BaseModel]:
    """What a route takes as its body: every route calls it `asked`."""
    endpoint = request.scope.get("endpoint")
    asked = getattr(endpoint, "__annotations__", {}).get("asked")
    return asked if isinstance(asked, type) and issubclass(asked, BaseModel) else BaseModel


def unstorable(_: Request, __: Exception) -> Problem:
    """PostgreSQL cannot keep it: a NUL in an address, or a number beyond all numbers."""
    return problem(422, "Some characters or numbers cannot be stored")


def taken(_: Request, error: Exception) -> Problem:
    """Two at once wanted what only one can have, and the database let one have it."""
    assert isinstance(error, IntegrityError)
    if not came_second(error):
        raise error
    return problem(409, STATUS[OutOfDate][1])


def unreachable(_: Request, error: Exception) -> Problem:
    log.error("the database did not answer", exc_info=error)
    return problem(503, "The database cannot be reached")


def no_token(_: Request, __: Exception) -> Problem:
    answer = problem(401, "Send a personal token: Authorization: Bearer cw_…")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def too_narrow(_: Request, error: Exception) -> Problem:
    return problem(403, "The scope of this token does not allow this", detail=str(error))


def answered(_: Request, error: Exception) -> Problem:
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, TITLES.get(error.status_code, str(error.detail)))
    answer.headers.update(error.headers or {})
    return answer


def failed(_: Request, __: Exception) -> Problem:
    return problem(500, "Something went wrong. Nothing was saved")


def install(app: FastAPI) -> None:
    app.add_exception_handler(CaseworkError, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(NoToken, no_token)
    app.add_exception_handler(TokenTooNarrow, too_narrow)
    app.add_exception_handler(HTTPException, answered)
    app.add_exception_handler(DataError, unstorable)
    app.add_exception_handler(IntegrityError, taken)
    app.add_exception_handler(OperationalError, unreachable)
    app.add_exception_handler(Exception, failed)
