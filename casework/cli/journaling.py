"""`casework journal` and `casework checkpoint`: exporting, answering for a gap, signing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import col, select

from casework.case_file.exporting import case_export, trust_export
from casework.cli.saying import changing, connected, looking, operator, refusals, stop, tell
from casework.database import reading_as_casework
from casework.durable import write_durably
from casework.journal.acknowledging import acknowledge
from casework.journal.gaps import gap_in
from casework.journal.keys import signer_of
from casework.journal.models import Checkpoint, Delivery
from casework.journal.places import Shelf, places_of
from casework.journal.signing import last_checkpoint
from casework.journal.watching import watch
from casework.settings import settings

app = typer.Typer(help="The record of every act.", no_args_is_help=True)
checkpoints = typer.Typer(help="What is signed outside the database.", no_args_is_help=True)


@app.command("export")
def export(
    out: Annotated[Path, typer.Option(help="The file to write; it must not be there yet.")],
    case: Annotated[str, typer.Option(help="The reference of a case.")] = "",
    trust: Annotated[bool, typer.Option("--trust", help="What belongs to no case.")] = False,
) -> None:
    """Write a chain, its proof and a script that checks them anywhere, as one ZIP file."""
    if bool(case) == trust:
        stop("Say which: --case REFERENCE, or --trust.")
    with looking() as session:
        signer, now = signer_of(settings()), datetime.now(UTC)
        content = (
            trust_export(session, signer, now) if trust else case_export(session, signer, case, now)
        )
        try:
            write_durably(out.absolute(), content, 0o600)
        except FileExistsError:
            stop(f"{out} is there already. Nothing was written.")
    typer.echo(f"{out}: check it with the script inside, on any machine.")


@app.command("acknowledge")
def acknowledge_gap(
    reason: Annotated[str, typer.Option(help="What happened: which backup was restored, and why.")],
) -> None:
    """Answer for a database that is older than its checkpoints, because it was restored."""
    if not reason.strip():
        stop("Say what happened: --reason is empty.")
    with changing() as session:
        shelves = [each for each in places_of(settings()) if isinstance(each, Shelf)]
        gap = gap_in(session, signer_of(settings()), shelves)
        acknowledge(
            session,
            operator(),
            (gap.first, gap.last),
            gap.newest,
            reason.strip(),
            datetime.now(UTC),
        )
    typer.echo(
        f"Acknowledged: what checkpoints {gap.first} to {gap.last} covered is lost. "
        "The next checkpoint says so, and so does every check from now on."
    )


@checkpoints.command("key")
def key() -> None:
    """Print the public key. Keep it where nobody who runs this server can change it."""
    with refusals():
        typer.echo(signer_of(settings()).verifier_key())


@checkpoints.command("make")
def make() -> None:
    """Sign what is new now, and take it where it belongs."""
    with connected():
        if alarm := watch(settings(), datetime.now(UTC), at_once=True):
            stop(alarm)
        with reading_as_casework() as session:
            last = last_checkpoint(session)
            newest = last.number if last else 0
    typer.echo(f"The newest is checkpoint {newest}." if newest else "There is nothing to sign.")


@checkpoints.command("list")
def list_them(
    most: Annotated[int, typer.Option(help="How many, the newest first.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List checkpoints, and how far each has got."""
    with looking() as session:
        newest = select(Checkpoint).order_by(col(Checkpoint.number).desc()).limit(most)
        rows = [
            {
                "number": each.number,
                "at": f"{each.at:%Y-%m-%d %H:%M} UTC",
                "entries": each.entries,
                "places": ", ".join(
                    f"{to.place}: {to.state.value}"
                    for to in session.exec(
                        select(Delivery)
                        .where(Delivery.checkpoint == each.number)
                        .order_by(col(Delivery.place))
                    )
                ),
            }
            for each in session.exec(newest)
        ]
    tell(rows, as_json, "{number}  {at}  {entries} entries  {places}")


def add_to(root: typer.Typer) -> None:
    root.add_typer(app, name="journal")
    root.add_typer(checkpoints, name="checkpoint")
