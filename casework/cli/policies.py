"""`casework policy`: the trust's policies."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from casework.cli.saying import changing, looking, operator, stop, tell
from casework.policies.commands import import_policy
from casework.policies.queries import clauses_of, versions
from casework.policies.reading import read_policy
from casework.text import read_day

app = typer.Typer(help="Import and show policies.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="The policy: .txt, .docx or .pdf.")],
    title: Annotated[str, typer.Option(help="The title of the policy.")],
    version: Annotated[str, typer.Option(help="What this version is called.")],
    effective_from: Annotated[str, typer.Option(help="The day it is in force from.")],
) -> None:
    """Keep a new version of a policy, word for word, with a stable id for every statement."""
    day = _day(effective_from)
    with changing() as session:
        kept = import_policy(
            session,
            operator(),
            read_policy(file),
            title=title,
            version=version,
            effective_from=day,
            file_name=file.name,
            at=datetime.now(UTC),
        )
        clauses = clauses_of(session, kept.id)
        numbered = sum(each.part_of is None for each in clauses)
        sections = len({each.section for each in clauses})
    typer.echo(
        f"Imported {title}, {version}: {sections} sections, {numbered} numbered clauses, "
        f"{len(clauses)} statements with an id, in force from {day:%-d %B %Y}."
    )
    rules = sum(each.kind.can_be_alleged for each in clauses)
    typer.echo(
        f"{rules} of them can be alleged. The Director of HR says which under Policy, "
        "“Say what the clauses are for”."
    )


def _day(written: str) -> date:
    try:
        day = read_day(written)
    except ValueError:
        day = None
    if not isinstance(day, date):
        stop("Give --effective-from as a date, like 2025-09-01 or 1 Sep 2025.")
    return day


@app.command("list")
def list_versions(as_json: Json = False) -> None:
    """Every policy and version, and since when it is in force."""
    with looking() as session:
        rows = [
            {
                "title": each.title,
                "version": each.version,
                "effective_from": each.effective_from,
                "effective_until": each.effective_until or "",
                "digest": each.digest,
            }
            for each in versions(session)
        ]
    tell(rows, as_json, "{effective_from}  {title}, {version}")


@app.command("show")
def show_version(
    title: Annotated[str, typer.Argument(help="The title of the policy.")],
    version: Annotated[str | None, typer.Option(help="Which version; else the latest.")] = None,
    as_json: Json = False,
) -> None:
    """The statements of one version, with their kinds."""
    with looking() as session:
        found = [
            each
            for each in versions(session)
            if each.title == title and version in (None, each.version)
        ]
        if not found:
            stop("There is no such policy. `casework policy list` shows them all.")
        rows = [
            {"number": each.number, "kind": each.kind.label, "text": each.text}
            for each in clauses_of(session, found[0].id)
        ]
    tell(rows, as_json, "{number:<6} {kind:<22} {text}")


def add_to(console: typer.Typer) -> None:
    console.add_typer(app, name="policy")
