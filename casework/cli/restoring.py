"""`casework restore`: a backup put where nothing is, or what came back destroyed again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

import casework.duties.models  # noqa: F401 (a referral that ended names its duty)
from casework import database
from casework.backups import layout
from casework.backups.checking import source_of
from casework.backups.manifest import chosen
from casework.cli.saying import connected, operator, refusals, stop, tell
from casework.database.opening import served
from casework.errors import WrongAnswer
from casework.recovery.outcome import told
from casework.recovery.restoring import Restoring
from casework.recovery.restoring import restore as put_back
from casework.retention.restoring import destroy_what_came_back
from casework.settings import settings
from casework.storage import store

LINE = "{cases} cases, {entries} entries and {files} files came back in {seconds}."


def restore(
    source: Annotated[
        str, typer.Argument(help="Where the backup lies. Without it see below.")
    ] = "",
    keys: Annotated[str, typer.Option(help="Where the keys of the backup lie.")] = "",
    backup: Annotated[str, typer.Option(help="Its number; the newest there if none.")] = "",
    checkpoints: Annotated[
        Path | None,
        typer.Option(help="Checkpoints kept elsewhere: what they know of came after the backup."),
    ] = None,
    reason: Annotated[str, typer.Option(help="What happened. It is kept in the journal.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Put a backup into an empty state (CASEWORK_STATE, DATABASE_URL), and prove it.

    Put the root key there first. It refuses over anything that lives. What was disposed of since
    the backup is destroyed again, what was signed since is acknowledged as lost, with your reason,
    and everything is checked as casework verify does, before it serves.

    Without a SOURCE: after you put back copies by your own means, destroy again what was disposed
    of. Serving does the same.

    Exit 0: sound. 1: refused, or something was altered. 2: something cannot be read. 3: sound, but
    for what was signed after the backup.
    """
    if not source:
        _only_destroy_again()
        return
    if not keys:
        stop("Say where the keys of the backup lie: --keys.")
    with refusals():
        code = _restore(source, keys, backup, checkpoints, reason, as_json)
    raise typer.Exit(code)


def _restore(
    source: str, keys: str, backup: str, outside: Path | None, reason: str, as_json: bool
) -> int:
    place = layout.existing(source)
    manifest = chosen(place, source, _number(backup))
    found = source_of(settings(), place, layout.existing(keys), manifest)
    with served(settings()) as url:
        try:
            work = Restoring(
                settings=settings(),
                store=store(),
                url=url,
                source=found,
                actor=operator(),
                reason=reason,
                clock=lambda: datetime.now(UTC),
                outside=outside.absolute() if outside else None,
            )
            done = put_back(work)
        finally:
            database.disconnect()
    said = told(done)
    if as_json:
        tell([said], as_json, "")
        return int(done.proof.verdict)
    seconds = f"{sum(done.seconds.values()):.0f} seconds"
    tell([said | {"seconds": seconds}], as_json, LINE)
    for each in [*done.proof.altered, *done.proof.unknown, *done.proof.gaps]:
        typer.echo(each)
    return int(done.proof.verdict)


def _number(backup: str) -> UUID | None:
    try:
        return UUID(backup) if backup else None
    except ValueError as wrong:
        raise WrongAnswer({"backup": f"{backup} is not the number of a backup"}) from wrong


def _only_destroy_again() -> None:
    with connected():
        keys, cases = destroy_what_came_back(store(), settings(), datetime.now(UTC))
        typer.echo(f"{keys} keys were destroyed again, and {cases} cases deleted again.")


def add_to(every: typer.Typer) -> None:
    every.command("restore")(restore)
