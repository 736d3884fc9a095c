"""What is written down about how Casework runs, and nothing of what is in it.

Only what is on a list is written: our own events, which are constant words, and a few fields of
theirs. Of what others log there is the place in their source; of an error its kind, where it
arose, and, from the database, the SQLSTATE and the constraint. Messages hold rows, names and
addresses; they are never written.
"""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb
from types import TracebackType
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

OURS = "casework"
FIELDS = ("route", "method", "status", "ms", "task", "count", "settings")
DEEPEST = 40  # frames of one error
MOST_CAUSES = 5


class QuietFormatter(logging.Formatter):
    """One line of JSON for each record, made from the list above."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": at, "level": record.levelname, "logger": record.name}
        line |= _ours(record) if record.name.split(".")[0] == OURS else _theirs(record)
        if request := request_id.get():
            line["request"] = request
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [_described(each) for each in _chain(record.exc_info[1])]
        return json.dumps(line)


def _ours(record: logging.LogRecord) -> dict[str, Any]:
    """The event, a constant of our source (a test sees to it), and its fields."""
    known = {each: getattr(record, each) for each in FIELDS if hasattr(record, each)}
    return {"event": str(record.msg), **known}


def _theirs(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = {"at": _place(record.pathname, record.lineno)}
    job = getattr(record, "job", None)
    if record.name.split(".")[0] == "procrastinate" and isinstance(job, dict):
        told["task"] = job.get("task_name")
    return told


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, what caused that."""
    following: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if following is None:
            return
        yield following
        hidden = None if following.__suppress_context__ else following.__context__
        following = following.__cause__ or hidden


def _described(error: BaseException) -> dict[str, Any]:
    frames = [
        _place(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)
    ]
    told: dict[str, Any] = {"kind": f"{type(error).__module__}.{type(error).__qualname__}"}
    if state := getattr(error, "sqlstate", None):
        constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
        told |= {"sqlstate": state, "constraint": constraint}
    return told | {"stack": frames[-DEEPEST:]}


def _place(path: str, line: int | None) -> str:
    return f"{'/'.join(PurePath(path).parts[-3:])}:{line}"


def configure() -> None:
    """From now on this process writes quiet lines to standard error, and nothing else does."""
    logging.raiseExceptions = False  # a record that cannot be written is not printed whole
    logging.captureWarnings(True)
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    for name in list(root.manager.loggerDict):
        logging.getLogger(name).handlers.clear()
    logging.getLogger("uvicorn.error").addFilter(_not_told_already)
    sys.excepthook = _uncaught
    threading.excepthook = _ended_a_thread
    sys.unraisablehook = _unraisable


def _not_told_already(record: logging.LogRecord) -> bool:
    """A failed request was written down with its route, before the server hears of it."""
    return not (record.exc_info and request_id.get())


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(OURS).critical("ended by an error", exc_info=(kind, error, trace))


def _ended_a_thread(told: threading.ExceptHookArgs) -> None:
    logging.getLogger(OURS).error("an error ended a thread", exc_info=told.exc_value)


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    logging.getLogger(OURS).error("an error nobody could handle", exc_info=told.exc_value)
