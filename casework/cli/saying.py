"""How the console command says things: one clear sentence for a refusal, JSON where asked."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from uuid import UUID

import typer
from sqlmodel import Session

# What a command writes names people and cases, whose tables must then be known.
import casework.cases.models
import casework.people.models  # noqa: F401
from casework import database, keys
from casework.access import Actor
from casework.database import as_casework, reading_as_casework
from casework.database.migrating import migrate
from casework.database.opening import visited
from casework.errors import (
    CaseworkError,
    DatabaseUnavailable,
    DeliveryFailed,
    StoreUnavailable,
    WrongAnswer,
)
from casework.settings import settings

REFUSED, UNAVAILABLE = 1, 2


def operator() -> Actor:
    """Whoever runs the command on the server; the journal names their account there."""
    who = os.environ.get("SUDO_USER") or os.environ.get("USER") or "operator"
    return Actor(UUID(int=1), f"{who} (console)")


def stop(sentence: str, code: int = REFUSED) -> NoReturn:
    """End with a sentence, not a traceback."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


@contextmanager
def refusals() -> Iterator[None]:
    """Every refusal becomes its own words and an exit code that means something."""
    try:
        yield
    except WrongAnswer as wrong:
        stop("\n".join(wrong.answers.values()))
    except (DatabaseUnavailable, StoreUnavailable, DeliveryFailed) as unavailable:
        stop(str(unavailable), UNAVAILABLE)
    except CaseworkError as refused:
        stop(str(refused) or "There is no such thing")
    except OSError as failed:
        stop(f"{failed.strerror}: {failed.filename or ''}".strip(": "), UNAVAILABLE)


@contextmanager
def connected() -> Iterator[str]:
    """The database of this deployment, brought to the tables of this version."""
    with refusals(), visited(settings()) as url:
        migrate(url)
        database.connect(url)
        keys.connect(settings(), url)
        try:
            yield url
        finally:
            database.disconnect()


@contextmanager
def changing() -> Iterator[Session]:
    with connected(), as_casework() as session:
        yield session


@contextmanager
def looking() -> Iterator[Session]:
    with connected(), reading_as_casework() as session:
        yield session


def tell(rows: list[dict[str, Any]], as_json: bool, line: str) -> None:
    """Print rows as JSON, or each as one line."""
    if as_json:
        json.dump(rows, sys.stdout, default=str, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    for row in rows:
        typer.echo(line.format(**row))
