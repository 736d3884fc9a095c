"""The log says what happened and where, and nothing of what is in a case."""

import ast
import json
import logging
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import IntegrityError

from casework.database.quiet import SETTINGS, too_loud
from casework.logs import FIELDS, QuietFormatter, request_id
from tests.test_architecture import named, sources

SECRET = "Marmaduke"
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def line(record: logging.LogRecord) -> dict[str, object]:
    written = QuietFormatter().format(record)
    assert SECRET not in written
    told: dict[str, object] = json.loads(written)
    return told


def record(name: str, words: str, *values: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, "/x/site-packages/y/z.py", 7, words, values, None)
    vars(made).update(more)
    return made


def test_our_lines_hold_the_event_and_the_fields_on_the_list() -> None:
    request_id.set("00ff")
    told = line(
        record("casework.web", "answered", route="/cases/{reference}", status=200, who=SECRET)
    )
    assert told["event"] == "answered"
    assert told["route"] == "/cases/{reference}"
    assert told["request"] == "00ff"
    assert set(told) == {"time", "level", "logger", "event", "route", "status", "request"}


def test_of_what_others_log_only_its_place_is_kept() -> None:
    told = line(record("httpx", f"GET https://example.test/?q={SECRET}"))
    assert told["at"] == "site-packages/y/z.py:7"
    assert "event" not in told
    job = {"task_name": "casework.build_pack", "task_kwargs": {"name": SECRET}}
    assert line(record("procrastinate.worker", SECRET, job=job))["task"] == "casework.build_pack"


def test_an_error_is_told_by_kind_place_and_constraint(live: str) -> None:
    engine = create_engine(live, poolclass=NullPool, hide_parameters=True)
    broken = record("casework.web", "a request failed")
    insert = "INSERT INTO failed_sign_ins (username, at) VALUES (:name, NULL)"
    with pytest.raises(IntegrityError, match=SECRET) as caught, engine.begin() as connection:
        connection.execute(text(insert), {"name": SECRET})  # psycopg's own message holds the row
    broken.exc_info = (caught.type, caught.value, caught.tb)
    told = line(broken)
    kinds = [each["kind"] for each in told["errors"]]  # type: ignore[attr-defined]
    assert kinds == ["sqlalchemy.exc.IntegrityError", "psycopg.errors.NotNullViolation"]
    assert told["errors"][1]["sqlstate"] == "23502"  # type: ignore[index]
    assert any("test_quiet_logs.py" in each for each in told["errors"][0]["stack"])  # type: ignore[index]


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in sources("casework", "api", "web"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
                and "log" in ast.unparse(node.func.value)
            ):
                yield named(path), node


def test_every_event_is_a_constant_without_values() -> None:
    calls = list(log_calls())
    assert len(calls) > 5
    for place, call in calls:
        words = call.args
        assert len(words) == 1, place
        assert isinstance(words[0], ast.Constant | ast.Name), place
        assert {each.arg for each in call.keywords} <= {"exc_info", "extra"}, place


# Commands, a drawing process that answers over a pipe, and a script for another machine.
SPEAKS_TO_A_PERSON = (
    "casework/cli/",
    "casework/redaction/page_source",
    "casework/journal/verify_casework_export",
)


def test_nothing_is_printed_past_the_log() -> None:
    for path, tree in sources("casework", "api", "web"):
        if named(path).startswith(SPEAKS_TO_A_PERSON):
            continue
        printed = [
            ast.unparse(node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stderr", "sys.stdout"}
        ]
        assert printed == [], named(path)


def test_the_fields_are_not_names_the_library_uses() -> None:
    plain = record("x", "y")
    assert not [each for each in FIELDS if hasattr(plain, each)]


def test_our_own_server_is_quiet_and_a_loud_one_is_named(live: str) -> None:
    engine = create_engine(live, poolclass=NullPool)
    with engine.connect() as connection:
        assert too_loud(connection) == []
        connection.execute(text("SET log_error_verbosity = verbose"))
        connection.execute(text("SET log_min_messages = error"))
        assert too_loud(connection) == ["log_min_messages=log", "log_error_verbosity=terse"]
        connection.execute(text("SET log_min_messages = panic"))
        assert too_loud(connection) == ["log_error_verbosity=terse"]
    assert len(SETTINGS) == 7


def test_a_broken_row_is_not_in_the_servers_log(live: str) -> None:
    with psycopg.connect(live.replace("+psycopg", "", 1), autocommit=True) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()
        for statement in (
            f"INSERT INTO failed_sign_ins (username, at) VALUES ('{SECRET}', NULL)",
            f"SELECT '{SECRET}'::uuid",
            f"SELECT '{SECRET}' FROM nowhere",
        ):
            with pytest.raises(psycopg.Error, match=SECRET + "|nowhere|at"):
                connection.execute(statement)
    assert folder
    log = (folder[0].rsplit("/", 1)[0]) + "/pg.log"
    with open(log) as written:
        assert SECRET not in written.read()
