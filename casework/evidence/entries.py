"""What an archive or a message holds: listed with hashes, and taken in as items of their own.

It is read in the confined process. What is taken out is examined, scanned and hashed as whatever
else comes in; where it came from is on its record.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from casework.access import Actor
from casework.cases.gateway import done_already, perform
from casework.errors import FileRefused
from casework.evidence import apart
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.evidence.kinds import FileKind, reads_as
from casework.evidence.looking import look
from casework.evidence.models import Capture
from casework.evidence.queries import Item, named
from casework.evidence.rules import Collected, require_lawful
from casework.journal import JournalEntry
from casework.storage import chunks_of, new_key, store

Answer = TypeVar("Answer")
MOST_SECONDS = 60
LARGEST = 100 << 20
NOT_OPENED = "It cannot be opened safely: it takes too much, or this machine cannot confine it"


class Entry(BaseModel):
    """A file within a file: its place, its name, its size and hash; why it cannot be taken out."""

    model_config = ConfigDict(frozen=True)

    number: int
    name: str
    size: int
    sha256: str
    why: str = ""


def holds_files(capture: Capture) -> bool:
    """Whether it is of a kind that is looked into: a message, or an archive that is no document."""
    archive = capture.kind is FileKind.ZIP and not reads_as(capture.kind, capture.name)
    closed = capture.scan.is_held or capture.stopped_at or capture.frozen_at
    return (archive or capture.kind is FileKind.MAIL) and not closed and not capture.withdrawn_at


def entries_of(capture: Capture) -> list[Entry]:
    """What it holds, in its own order. Raises FileRefused: nothing of it can be read."""
    if not holds_files(capture):
        return []
    with _opened(capture) as source:
        told = _asked(
            lambda: apart.ask("list-entries", source, _how(capture), seconds=MOST_SECONDS)
        )
    return [Entry.model_validate(each) for each in json.loads(told)]


def take_out(
    session: Session,
    actor: Actor,
    reference: str,
    item: Item,
    number: int,
    collected: Collected,
    once: UUID | None = None,
) -> JournalEntry:
    """Take a file that an item holds in as an item of its own. Opening the item is recorded first.

    Raises:
        FileRefused: it is not there, cannot be taken out, or is refused at the door.
        ProcedureBreach: it was not come by lawfully, or that is not said. No byte is kept.
        Unsound: the item is not what was taken in. NotFound, NotPermitted: as `perform` does.
    """
    if done := done_already(session, actor, reference, RecordCapture, once):
        return done
    require_lawful(collected)
    look(session, actor, reference, item.capture.id)
    entry = next((each for each in entries_of(item.capture) if each.number == number), None)
    if entry is None or entry.why:
        raise FileRefused(f"It cannot be taken out: {entry.why if entry else 'it is not there'}")
    with _opened(item.capture) as source:
        given = (_how(item.capture), number)
        content = _asked(
            lambda: apart.ask_for_file(
                "take-entry", source, *given, seconds=MOST_SECONDS, most=LARGEST
            )
        )
    with content:
        key = new_key("evidence", item.capture.case_id)
        received = receive(store(), key, entry.name, chunks_of(content))
    details = CaptureDetails(
        what=f"File {number} out of {named(item)}",
        original_kept_at=f"In {named(item)}, SHA-256 {item.capture.sha256}",
    )
    return perform(
        session, actor, reference, RecordCapture.of(received, details, collected), once=once
    )


def _how(capture: Capture) -> str:
    return "mail" if capture.kind is FileKind.MAIL else "zip"


@contextmanager
def _opened(capture: Capture) -> Iterator[BinaryIO]:
    """The original in a file that is on no disk."""
    with apart.held(b"") as source:
        for piece in store().stream(capture.key):
            source.write(piece)
        source.flush()
        yield source


def _asked(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except apart.Declined as declined:
        raise FileRefused(f"It cannot be opened: {declined.reason}") from declined
    except apart.NotOpened as not_opened:
        raise FileRefused(NOT_OPENED) from not_opened
