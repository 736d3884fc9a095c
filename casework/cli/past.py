"""`casework past`: old cases and warnings from another system."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import casework.documents.models
import casework.duties.models  # noqa: F401 (a referral that ended names its duty)
from casework.access import Actor, TrustRole
from casework.cli.saying import changing, operator
from casework.cli.tables import table_from
from casework.past.importing import DryRun, dry_run, import_past
from casework.spreadsheets import table_of
from casework.working_days import local_day

app = typer.Typer(help="Old cases from another system.", no_args_is_help=True)


@app.callback()
def _past() -> None:
    """Old cases from another system."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="The file of old cases: CSV in UTF-8, or .xlsx.")],
    origin: Annotated[str, typer.Option("--from", help="The system it comes from, by its name.")],
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be, and keep nothing.")
    ] = False,
) -> None:
    """Keep every closed case of a file, or none. Importing again adds nothing twice."""
    table, at = table_from(file, "Nothing was kept."), datetime.now(UTC)
    with changing() as session:
        if dry:
            would = dry_run(session, _importer(), origin, table, at)
            _show(would, table_of(table).word, at)
            return
        done = import_past(session, _importer(), origin, table, at)
    typer.echo(f"{done.cases} imported, {done.warnings} with a warning.")
    typer.echo(f"{done.known_before} were known before and stay as they are.")


def _importer() -> Actor:
    """Whoever works at the server's console stands for the Director of HR; the journal says so."""
    at_console = operator()
    return Actor(at_console.id, at_console.name, frozenset({TrustRole.HR_DIRECTOR}))


def _show(would: DryRun, word: str, at: datetime) -> None:
    for each in would.would_be:
        counts = f", warning counts until {each.counts_until}" if each.counts_until else ""
        overdue = each.is_overdue(local_day(at))
        due = f", due to go since {each.due_on} by {each.rule}" if overdue else ""
        typer.echo(f"{word} {each.line}: {each.row.old_reference} would be kept{counts}{due}")
    typer.echo(f"{len(would.would_be)} would be imported, {would.known_before} are known already.")
    typer.echo(f"{would.warnings} have a warning, of which {would.live} count today.")
    typer.echo("Nothing was kept.")


def add_to(console: typer.Typer) -> None:
    console.add_typer(app, name="past")
