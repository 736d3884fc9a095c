"""`casework check`: whether everything this deployment depends on is there."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from casework.cli.saying import REFUSED, connected, tell
from casework.database import reading_as_casework
from casework.operations.checking import Around, Check, State, every_check, worst
from casework.operations.trying import probed, scanner_tried
from casework.settings import settings
from casework.storage import store


def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    probe: Annotated[
        bool, typer.Option("--probe", help="Also write to the store and try the scanner.")
    ] = False,
) -> None:
    """Check the database, keys, store, workers, mail and scanner.

    Ends with 0 when everything works or only wants a look, 1 when something does not work, and 2
    when the database cannot be reached.
    """
    with connected():
        with reading_as_casework() as session:
            found = every_check(Around(session, settings(), store(), datetime.now(UTC)))
        found += _probed() if probe else []
    tell([asdict(each) for each in found], as_json, "{state:<6} {what}: {says}")
    if worst(found) is State.FAILS:
        raise typer.Exit(REFUSED)


def _probed() -> list[Check]:
    tests = [("store-probe", "Probe in the store", probed(store()))]
    if settings().clamd_url:
        tests.append(("scanner-probe", "Test virus", scanner_tried(settings())))
    return [
        Check(id, what, State.WELL if tried.well else State.FAILS, tried.says)
        for id, what, tried in tests
    ]


def add_to(app: typer.Typer) -> None:
    app.command("check")(check)
