"""Serving pages, working in the background, migrating, and filling the demo trust."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlmodel import select

from casework import database, keys, logs, worker
from casework.case_file.moving import encrypt_earlier
from casework.cli.saying import UNAVAILABLE, connected, refusals, stop
from casework.database import reading_as_casework
from casework.database.migrating import migrate
from casework.database.opening import served
from casework.database.quiet import too_loud
from casework.database.row_security import require_row_security
from casework.documents.libraries import missing_libraries
from casework.operations.measuring import begin_to_measure
from casework.people.models import Person
from casework.retention.restoring import destroy_what_came_back
from casework.settings import settings
from casework.storage import store
from casework.telemetry.metrics import meters
from casework.telemetry.settings import telemetry

log = logging.getLogger("casework.cli")
HOST = "127.0.0.1"


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = HOST,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty trust first.")] = False,
) -> None:
    """Start Casework: database, pages, API and worker. Ctrl-C or SIGTERM stops all of it."""
    from casework.cli.answering import answer

    logs.configure()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _require_printing()
    with refusals(), closing(_bound(host, port)) as entrance, served(settings()) as url:
        migrate(url)
        database.connect(url)
        keys.connect(settings(), url)
        with reading_as_casework() as session:
            require_row_security(session)
        destroy_what_came_back(store(), settings(), datetime.now(UTC))  # before anything is served
        _say_if_the_database_tells()
        if _is_empty():
            _offer_demo(wanted=demo)
        elif demo:
            typer.echo("This trust is not empty, so it was not filled with the demo.")
        entrance.listen()  # from now on a browser waits instead of being refused
        _announce(host, entrance.getsockname()[1])
        answer(entrance, settings().leaving_seconds)


def _require_printing() -> None:
    if missing := missing_libraries():
        stop(
            f"Letters cannot be printed, because this machine lacks {', '.join(missing)}: "
            "./dev run installs what is missing",
            UNAVAILABLE,
        )


def _bound(host: str, port: int) -> socket.socket:
    """The port, taken before a database is started, so that a refusal comes at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    entrance = socket.socket(family, socket.SOCK_STREAM)
    entrance.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        entrance.bind((host, port))
    except OSError as refused:
        entrance.close()
        why = "it is in use" if refused.errno == errno.EADDRINUSE else refused.strerror
        stop(
            f"Port {port} on {host} cannot be had: {why}. Choose another with --port.", UNAVAILABLE
        )
    except OverflowError:
        stop("A port is a number from 1 to 65535.", UNAVAILABLE)
    return entrance


def _say_if_the_database_tells() -> None:
    with database.engine().connect() as connection:
        wanted = too_loud(connection)
    if wanted:
        says = "this PostgreSQL may write parts of cases into its own log: change its settings"
        log.warning(says, extra={"settings": wanted})


def _is_empty() -> bool:
    with reading_as_casework() as session:
        return session.exec(select(Person.id).limit(1)).first() is None


def _offer_demo(*, wanted: bool) -> None:
    asked = not wanted and sys.stdin.isatty()
    if asked:
        wanted = typer.confirm("This trust is empty. Fill it with an invented one to look around?")
    if wanted:
        fill_demo()
    else:
        typer.echo("This trust is empty. Start with --demo to fill it with an invented one, or")
        typer.echo("import your own: casework staff import FILE.csv, then casework user add.")


def fill_demo() -> None:
    """Fill the connected trust with the demo, and say who can sign in."""
    from casework.demo.fill import fill

    typer.echo("Filling the demo trust. This takes about a minute.")
    for account in fill(typer.echo):
        typer.echo(f"  {account.role:<28} {account.username:<18} {account.password}")


def _announce(host: str, port: int) -> None:
    typer.echo(f"Casework is at http://{f'[{host}]' if ':' in host else host}:{port}")
    if settings().embedded:
        typer.echo("It runs its own PostgreSQL, for trying out or a single office.")


def work() -> None:
    """Run a worker of its own beside the web processes (set CASEWORK_WORKER=false there)."""
    logs.configure()
    _require_printing()
    with connected() as url:
        _say_if_the_database_tells()
        _measure()
        asyncio.run(worker.run(worker.application(url), signals=True))


def _measure() -> None:
    """A worker serves no pages, so its numbers have a port of their own, where one is set."""
    told, counted = telemetry(), meters()
    if counted and told.metrics_port:
        begin_to_measure()
        counted.serve(told.metrics_port, told.metrics_host)


def migrate_database() -> None:
    """Bring the database to the tables of this version."""
    with connected():
        typer.echo("The database has every table of this version.")
        moved, refused = encrypt_earlier(store())
        if moved:
            typer.echo(f"{moved} files were moved under encryption.")
        if refused:
            stop("\n".join(refused))


def demo() -> None:
    """Fill an empty trust with an invented one: people, cases, evidence, packs."""
    with connected():
        if not _is_empty():
            stop("This trust is not empty. The demo is only for an empty one.")
        fill_demo()


def add_to(app: typer.Typer) -> None:
    app.command("serve")(serve)
    app.command("worker")(work)
    app.command("migrate")(migrate_database)
    app.command("demo")(demo)
