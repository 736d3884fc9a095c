"""`casework verify`: whether the record is still what was written."""

import os
from datetime import UTC, datetime
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlmodel import Session

from casework.case_file.verifying import check_what_is_kept
from casework.cli.saying import connected, operator, stop, tell
from casework.database import as_casework, reading_as_casework
from casework.journal.keys import signer_of
from casework.journal.notes import read_verifier_key
from casework.journal.places import Shelf, places_of, shelf_at
from casework.journal.proving import Proof, Soundness, prove
from casework.journal.recording import record
from casework.settings import settings
from casework.storage import store

WORTH_IT, MOST_PROCESSES = 500_000, 4
SOUND = "The journal, the originals, their custody and the issued papers are as they were written."


def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    checkpoints: Annotated[
        list[str] | None,
        typer.Option(help="A folder or s3://bucket/folder; all that are set when none is given."),
    ] = None,
    key: Annotated[
        str, typer.Option(help="The public key as it was given to you; else that of this server.")
    ] = "",
    recorded: Annotated[
        bool, typer.Option("--record/--no-record", help="Write the result to the journal.")
    ] = True,
) -> None:
    """Check the journal against its checkpoints, every original with its chain, every issued paper.

    An original that is not what was taken in is frozen with this.

    Exit 0: sound. 1: something was altered. 2: something could not be read. 3: sound, but for a
    gap that somebody acknowledged.
    """
    with connected():
        shelves = [shelf_at(each) for each in checkpoints or []] or _every_shelf()
        signer = signer_of(settings())
        trusted = _given(key) if key else signer.public_key()
        with reading_as_casework() as session:
            proof = prove(session, shelves, trusted, signer.memory(), _processes(session))
        check_what_is_kept(proof, store(), datetime.now(UTC))
        if recorded:
            with as_casework() as session:
                record(session, operator(), proof, datetime.now(UTC))
    _say(proof, as_json)
    raise typer.Exit(int(proof.verdict))


def _given(key: str) -> Ed25519PublicKey:
    try:
        return read_verifier_key(key)
    except ValueError as wrong:
        stop(f"This is not a public key of ours: {wrong}", int(Soundness.CANNOT_TELL))


def _processes(session: Session) -> int:
    """Several where the journal is so long that starting them is worth it."""
    about = text("SELECT reltuples FROM pg_class WHERE oid = 'journal'::regclass")
    long = session.execute(about).scalar_one() > WORTH_IT
    return min(os.cpu_count() or 1, MOST_PROCESSES) if long else 1


def _every_shelf() -> list[Shelf]:
    return [each for each in places_of(settings()) if isinstance(each, Shelf)]


def _say(proof: Proof, as_json: bool) -> None:
    rows = [
        {"verdict": verdict, "says": each}
        for verdict, said in (
            ("altered", proof.altered),
            ("cannot tell", proof.unknown),
            ("gap", proof.gaps),
            ("remark", proof.remarks),
        )
        for each in said
    ]
    tell(rows, as_json, "{verdict}: {says}")
    if as_json:
        return
    against = f"checkpoint {proof.checkpoint}" if proof.checkpoint else "no checkpoint"
    kept = f" ({', '.join(proof.outside)})" if proof.outside else ""
    typer.echo(f"{proof.entries} entries, checked against {against}{kept}.")
    if proof.verdict is Soundness.SOUND:
        typer.echo(SOUND)


def add_to(app: typer.Typer) -> None:
    app.command("verify")(verify)
