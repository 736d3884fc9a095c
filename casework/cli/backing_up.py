"""`casework backup`: copies of everything, read again, tried, and removed in time."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from sqlmodel import col, select
from typer.core import TyperGroup

import casework.duties.models  # noqa: F401 (what a case names must be known)
from casework import database
from casework.backups import layout
from casework.backups.checking import problems, source_of, write_down
from casework.backups.expiring import expire
from casework.backups.manifest import Manifest, chosen
from casework.backups.models import Backup
from casework.backups.taking import Work, check_places, make_backup
from casework.cli.saying import connected, looking, operator, stop, tell
from casework.database import as_casework, reading_as_casework
from casework.errors import WrongAnswer
from casework.recovery import rehearsing
from casework.settings import settings
from casework.storage import store


class Making(TyperGroup):
    """`casework backup DEST` makes one; the other commands are named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = {*self.commands, "--help"}
        return super().parse_args(ctx, args if not args or args[0] in named else ["make", *args])


app = typer.Typer(help="Copies of everything.", no_args_is_help=True, cls=Making)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Place = Annotated[
    str, typer.Argument(help="A folder or s3://bucket/folder. Default: the newest’s.")
]
Keys = Annotated[str, typer.Option("--keys", help="Where its keys lie. Default: as written down.")]
Which = Annotated[str, typer.Option("--backup", help="Its number. Default: the newest there.")]


@app.command("make")
def make(
    dest: Annotated[str, typer.Argument(help="A folder or s3://bucket/folder.")],
    keys_to: Annotated[
        str,
        typer.Option(help="Where the keys go: another folder or bucket, never beside the rest."),
    ],
    read_again: Annotated[
        bool, typer.Option("--verify/--no-verify", help="Read all of it again at the end.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Back up the database, the keys and the store, so that they fit together.

    The dump is sealed, what the store holds stays as it is encrypted, and the keys go elsewhere,
    wrapped by the root key, which is in no backup. Files that are in DEST already are not copied
    again. Backups past their day, by the trust’s own number, are removed afterwards.
    """
    place, keys_place = layout.standing(dest), layout.standing(keys_to)
    says = (lambda _: None) if as_json else typer.echo
    with connected():
        check_places(place, keys_place)
        work = Work(
            settings=settings(),
            store=store(),
            engine=database.engine(),
            place=layout.prepare(place),
            keys=layout.prepare(keys_place),
            says=says,
        )
        made = make_backup(work, place, keys_place, operator(), lambda: datetime.now(UTC))
        found = _read_again(place, keys_place, made) if read_again else []
        gone, unreached = expire(database.engine(), operator(), datetime.now(UTC))
    told = {"backup": made.id, "manifest_sha256": made.hash, "files": made.files}
    told |= {"bytes": made.bytes, "entries": made.database.entries, "kept_until": made.kept_until}
    told |= {"verified": read_again and not found, "problems": found, "expired": gone}
    line = "Backup {backup}: {files} files, {bytes} bytes. Its keys go after {kept_until}."
    tell([told | {"unreached": unreached}], as_json, line)
    if found or unreached:
        stop("\n".join([*found, *unreached]))


def _read_again(place: str, keys_place: str, manifest: Manifest) -> list[str]:
    shelves = layout.existing(place), layout.existing(keys_place)
    found = problems(settings(), source_of(settings(), *shelves, manifest))
    with as_casework() as session:
        write_down(session, manifest, found, operator(), datetime.now(UTC))
    return found


def _found(place: str, keys: str, which: str) -> tuple[str, str, Manifest]:
    """The backup that was named, or the newest that is written down, and where it lies."""
    number = _number(which)
    with reading_as_casework() as session:
        wanted = select(Backup).where(
            col(Backup.finished_at).is_not(None), col(Backup.expired_at).is_(None)
        )
        if number:
            wanted = wanted.where(Backup.id == number)
        row = session.exec(wanted.order_by(col(Backup.began_at).desc())).first()
        if row is None and not (place and keys):
            raise WrongAnswer({"backup": "No such backup is written down: name its places"})
        place = layout.standing(place) if place or row is None else row.place
        keys = layout.standing(keys) if keys or row is None else row.keys_place
    return place, keys, chosen(layout.existing(place), place, number)


def _number(which: str) -> UUID | None:
    try:
        return UUID(which) if which else None
    except ValueError as wrong:
        raise WrongAnswer({"backup": f"{which} is not the number of a backup"}) from wrong


@app.command("verify")
def verify(place: Place = "", keys: Keys = "", backup: Which = "", as_json: Json = False) -> None:
    """Read a backup again: every byte against its hash, every key, and the dump to its end."""
    with connected():
        place, keys, manifest = _found(place, keys, backup)
        found = _read_again(place, keys, manifest)
    line = "Backup {backup} is whole: every part is what was written, and every key opens."
    if as_json or not found:
        tell([{"backup": manifest.id, "problems": found}], as_json, line)
    if found:
        stop("\n".join(found))


@app.command("list")
def list_them(as_json: Json = False) -> None:
    """Every backup that is written down, the newest first."""
    with looking() as session:
        rows = [_row(each) for each in session.exec(select(Backup).order_by(_LATEST))]
    tell(rows, as_json, "{backup}  {began_at:%Y-%m-%d %H:%M} UTC  {state}  {place}  {keys_place}")


_LATEST = col(Backup.began_at).desc()


def _row(each: Backup) -> dict[str, object]:
    told = each.model_dump(include={"began_at", "place", "keys_place", "files", "bytes"})
    return told | {"backup": each.id, "kept_until": each.kept_until, "state": each.state}


@app.command("expire")
def expire_now(as_json: Json = False) -> None:
    """Remove backups past their day: first the keys, then what no other backup needs."""
    with connected():
        gone, unreached = expire(database.engine(), operator(), datetime.now(UTC))
    tell([{"expired": gone, "unreached": unreached}], as_json, "{expired} backups were removed.")
    if unreached:
        stop("\n".join(unreached))


@app.command("rehearse")
def rehearse(
    place: Place = "",
    keys: Keys = "",
    backup: Which = "",
    scratch: Annotated[
        Path | None, typer.Option(help="A folder with room. Default: in the state folder.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Put a backup back into a place of its own, prove it, say how long it took, and remove it."""
    with connected():
        place, keys, manifest = _found(place, keys, backup)
        began = datetime.now(UTC)
        within = (scratch or settings().state / "rehearsal").absolute()
        tried = rehearsing.rehearse(settings(), place, keys, manifest, within)
        with as_casework() as session:
            rehearsing.write_down(session, manifest.id, tried, operator(), began)
    told = {"backup": manifest.id, "sound": tried.sound, "seconds": tried.seconds}
    told |= {"says": tried.says, "restored": tried.told}
    tell([told], as_json, "{says}. It took {seconds} seconds.")
    if not tried.sound:
        stop("What came back was not sound.")


def add_to(every: typer.Typer) -> None:
    every.add_typer(app, name="backup")
