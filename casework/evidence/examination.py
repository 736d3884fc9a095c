"""What was found when a file was examined at the door: refused, flagged, or fit to be shown."""

import json
from enum import StrEnum
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from casework.errors import FileRefused
from casework.evidence import apart
from casework.evidence.confined.told import Flag, Note, Refusal
from casework.evidence.kinds import FileKind, Recognised, as_named, is_active_drawing

MOST_EXAMINED = 100 << 20
MOST_UNPACKED = 400 << 20
BEGINNING_OF_A_PDF = b"%PDF-"
WHERE_READERS_LOOK = 1024  # a PDF may begin this far in, for readers that are too kind
_WORDS_OR_UNKNOWN = {FileKind.TEXT, FileKind.WEB_PAGE, FileKind.UNKNOWN, FileKind.TABLE}

REFUSALS = {
    Refusal.PIXELS: "has more than 64 million pixels. Save it smaller, or in parts",
    Refusal.FRAMES: "holds more than 50 pictures. Save it as a PDF",
    Refusal.TEXT_BOMB: "holds packed text that is far too large. Save the picture again",
    Refusal.BROKEN: "is damaged, so parts of it would be missing. Ask for it again",
    Refusal.TWO_KINDS: "is two kinds of file at once, which only happens on purpose",
    Refusal.PAGES: "has more than 1,000 pages. Split it",
    Refusal.DRAWING_BOMB: "asks for far more to be drawn than any page shows",
    Refusal.ENTRIES: "holds more than 2,000 files. Take out what matters and add that",
    Refusal.ARCHIVE_BOMB: "unpacks to far more than it should. Add the files in it one by one",
    Refusal.ESCAPES: "holds files that would be written outside their folder",
    Refusal.MACROS: "holds programs (macros). Save it without them, or as a PDF",
    Refusal.ENTITIES: "defines words that grow when they are read. Save it as a PDF",
    Refusal.ACTIVE_DRAWING: "is a drawing that can hold programs (SVG). Take a screenshot of it",
    Refusal.DISGUISED_PAGE: "is a web page under another name. Save the page as a PDF",
    Refusal.TOO_MUCH: "takes too much time or memory to look through",
}
FLAGS = {
    Flag.DAMAGED: "It is damaged or cut short, so it cannot be shown.",
    Flag.LOCKED: "It is locked with a password, so it cannot be shown. Add a copy without one.",
    Flag.MOVING: "It moves. Only its first picture is shown here.",
    Flag.ENDLESS: "It asks to be drawn more often than any reader can, so it cannot be shown.",
    Flag.VAST_PAGE: "A page of it is larger than a wall. It is shown much smaller.",
    Flag.LIVE_FORM: "It is a form that changes what it shows (XFA). What is shown here may differ.",
    Flag.HIDDEN_WORDS: "It holds words that nobody sees on the page, for example under a box.",
    Flag.TOO_MUCH: "It takes too much time or memory to open, so it cannot be shown.",
    Flag.NOT_CONFINED: "This machine cannot open it safely, so it is not shown.",
}
NOTES = {
    Note.ACTIVE: "programs or actions",
    Note.ATTACHMENTS: "attached files",
    Note.EARLIER_VERSIONS: "earlier versions of itself",
    Note.METADATA: "details about where and how it was made",
    Note.FETCHES: "orders to fetch something from the web when it is opened",
    Note.LOCKED_PARTS: "parts locked with a password, which nobody looked into",
}
NEVER_DRAWN = {Flag.DAMAGED, Flag.LOCKED, Flag.ENDLESS, Flag.TOO_MUCH, Flag.NOT_CONFINED}


class Treatment(StrEnum):
    """What becomes of a file: shown and printed, kept until somebody decides, or download only."""

    SHOWN = "shown"
    FLAGGED = "flagged"
    OPAQUE = "opaque"


class Examined(BaseModel):
    """What examining a file found. Nothing, for what was taken in before files were examined."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flags: tuple[Flag, ...] = ()
    notes: tuple[Note, ...] = ()
    pages: int = 0

    @property
    def is_drawn(self) -> bool:
        return not NEVER_DRAWN & set(self.flags)

    @property
    def says(self) -> list[str]:
        """Why it is not shown as it is, one sentence each."""
        return [FLAGS[each] for each in self.flags]

    @property
    def holds(self) -> list[str]:
        """What stays in the original and is in no copy that Casework makes."""
        return [NOTES[each] for each in self.notes]


def treatment_of(kind: FileKind, name_agrees: bool, examined: Examined) -> Treatment:
    if not kind.is_shown:
        return Treatment.OPAQUE
    return Treatment.FLAGGED if examined.flags or not name_agrees else Treatment.SHOWN


def examine(
    name: str, told: Recognised, head: bytes, source: BinaryIO
) -> tuple[Recognised, Examined]:
    """Examine a whole file before anything of it is kept, in a confined process.

    Raises:
        FileRefused: it is built to harm, or is not what it would have to be. Says why.
    """
    if wrong := _wrong_beginning(told, head):
        raise refusal(name, wrong)
    if not (told.kind.is_shown or told.kind.is_archive):
        return told, Examined()
    found = _found(name, told.kind, source)
    kept = {key: found[key] for key in ("flags", "notes", "pages") if key in found}
    if "kind" in found:
        told = as_named(name, FileKind(str(found["kind"])))
    return told, Examined.model_validate(kept)


def _found(name: str, kind: FileKind, source: BinaryIO) -> dict[str, object]:
    try:
        return _asked(kind, source)
    except apart.Declined as declined:
        raise refusal(name, Refusal(declined.reason)) from declined
    except apart.Busy as busy:
        raise FileRefused(f"“{name}” was not taken: {busy}. Add it again in a minute") from busy
    except apart.NotConfined:
        return {"flags": [Flag.NOT_CONFINED]}
    except apart.TookTooMuch as much:
        if kind.is_archive:
            raise refusal(name, Refusal.TOO_MUCH) from much
        return {"flags": [Flag.TOO_MUCH]}


def refusal(name: str, why: Refusal) -> FileRefused:
    return FileRefused(f"“{name}” {REFUSALS[why]}. Nothing of it was kept")


def _wrong_beginning(told: Recognised, head: bytes) -> Refusal | None:
    """What the first bytes alone forbid: nothing has to be parsed to see it."""
    if is_active_drawing(head):
        return Refusal.ACTIVE_DRAWING
    if told.kind in _WORDS_OR_UNKNOWN and BEGINNING_OF_A_PDF in head[:WHERE_READERS_LOOK]:
        return Refusal.TWO_KINDS
    if told.kind is FileKind.WEB_PAGE and not told.name_agrees:
        return Refusal.DISGUISED_PAGE
    return None


def _asked(kind: FileKind, source: BinaryIO) -> dict[str, object]:
    size = source.seek(0, 2)
    most = MOST_UNPACKED if kind.is_archive else MOST_EXAMINED
    if size > most:
        raise apart.TookTooMuch("It is too large to be looked through")
    task = "pdf" if kind is FileKind.PDF else "zip" if kind.is_archive else "image"
    found: dict[str, object] = json.loads(apart.ask(f"examine-{task}", source))
    return found
