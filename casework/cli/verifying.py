"""`casework verify`: whether the record is still what was written."""

from enum import IntEnum
from hashlib import sha256
from typing import Annotated

import typer
from sqlmodel import Session, select

from casework import journal
from casework.cli.saying import looking, tell
from casework.documents.models import IssuedDocument
from casework.errors import NotFound
from casework.evidence.custody import verify as verify_capture
from casework.evidence.models import Capture
from casework.hearing_packs.models import HearingPack
from casework.storage import store


class Soundness(IntEnum):
    """The exit code, and what it means."""

    SOUND = 0
    ALTERED = 1
    CANNOT_TELL = 2


def verify(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check the journal, every original and every issued paper.

    Exit 0: sound. 1: something was altered. 2: something could not be read.
    """
    with looking() as session:
        altered = journal.altered(session)
        unreadable: list[str] = []
        _check_originals(session, altered, unreadable)
        _check_papers(session, altered, unreadable)
    rows = [{"verdict": "altered", "says": each} for each in altered]
    rows += [{"verdict": "cannot tell", "says": each} for each in unreadable]
    tell(rows, as_json, "{verdict}: {says}")
    if not rows and not as_json:
        typer.echo("The journal, the originals and the issued papers are as they were written.")
    worst = Soundness.ALTERED if altered else Soundness.CANNOT_TELL if unreadable else 0
    raise typer.Exit(int(worst))


def _check_originals(session: Session, altered: list[str], unreadable: list[str]) -> None:
    for capture in session.exec(select(Capture)):
        verdict = verify_capture(store(), capture)
        if verdict.sound is None:
            unreadable.append(f"The original {capture.id} cannot be read")
        elif not verdict.sound:
            altered.append(f"The original {capture.id} is not the file that was taken in")


def _check_papers(session: Session, altered: list[str], unreadable: list[str]) -> None:
    papers = [(each.key, each.sha256) for each in session.exec(select(IssuedDocument))]
    packs = [(each.key, each.sha256) for each in session.exec(select(HearingPack)) if each.key]
    for key, expected in [*papers, *packs]:
        digest = sha256()
        try:
            for chunk in store().stream(key or ""):
                digest.update(chunk)
        except (NotFound, OSError):
            unreadable.append(f"The issued paper {key} cannot be read")
            continue
        if digest.hexdigest() != expected:
            altered.append(f"The issued paper {key} is not what was issued")


def add_to(app: typer.Typer) -> None:
    app.command("verify")(verify)
