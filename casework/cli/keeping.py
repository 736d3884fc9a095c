"""`casework keys` and `casework store`: the keys, and what is encrypted with them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from casework.case_file.moving import encrypt_earlier
from casework.case_file.sweeping import sweep
from casework.cli.saying import connected, stop, tell
from casework.durable import write_durably
from casework.keys.keystore import holders
from casework.keys.rotating import backup, restore, rotate
from casework.settings import settings
from casework.storage import store

app = typer.Typer(help="The keys that evidence is encrypted with.", no_args_is_help=True)
stores = typer.Typer(help="The store of evidence and issued papers.", no_args_is_help=True)


@app.command("list")
def list_keys(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how many cases and drafts have a key. No key is shown."""
    with connected():
        rows = [{"kind": each, "keys": len(holders(each))} for each in ("case", "draft", "trust")]
        tell(rows, as_json, "{kind}: {keys}")


@app.command("rotate")
def rotate_root() -> None:
    """Wrap every key with a new root key. May be cut off and asked for again.

    With CASEWORK_ROOT_KEY, put the new key before the old one first, with a comma between.
    """
    with connected():
        name, count = rotate(settings())
        typer.echo(f"{count} keys are wrapped with root key {name}. Keep a copy of it elsewhere.")


@app.command("backup")
def back_up(file: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Write every wrapped key to a file. It opens nothing without the root key."""
    with connected():
        try:
            write_durably(file.absolute(), backup().encode(), 0o600)
        except FileExistsError:
            stop(f"{file} is there already, and nothing is overwritten.")
        typer.echo(f"Written to {file}. Keep it apart from the root key, for 30 days at most.")


@app.command("restore")
def put_back(file: Annotated[Path, typer.Argument(help="What `keys backup` wrote.")]) -> None:
    """Put back the keys that the keystore lacks. Those it has stay as they are."""
    with connected():
        count = restore(settings(), file.read_text())
        typer.echo(f"{count} keys were put back.")


@stores.command("encrypt")
def encrypt() -> None:
    """Move what an earlier version kept in the open under encryption. May be cut off."""
    with connected():
        moved, refused = encrypt_earlier(store())
        typer.echo(f"{moved} files were moved under encryption.")
        if refused:
            stop("\n".join(refused))


@stores.command("sweep")
def sweep_now() -> None:
    """Remove what no row has named for a day: what a crash left behind."""
    with connected():
        swept = sweep(store(), datetime.now(UTC))
        says = "{} files that nothing names, {} that never arrived, {} keys of drafts were removed."
        typer.echo(says.format(swept.unnamed, swept.arriving, swept.keys))


def add_to(every: typer.Typer) -> None:
    every.add_typer(app, name="keys")
    every.add_typer(stores, name="store")
