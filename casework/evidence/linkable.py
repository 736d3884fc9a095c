"""What was taken in, made linkable once: in the confined process, for every pack it goes into."""

from typing import BinaryIO

from casework.documents.packs import ExhibitUnreadable
from casework.evidence import apart
from casework.evidence.kinds import FileKind, reads_as
from casework.evidence.worded import unit_of_words
from casework.storage import store

MOST_SECONDS = 60  # of a thousand pages
LARGEST_UNIT = 1 << 30
TOO_MUCH = "it takes too much time or memory to open"
BUSY = "too many files are being opened at once. Make the pack again in a minute"
UNSAFE = "this machine cannot open files safely"


def linkable(key: str, kind: FileKind, name: str, called: str) -> BinaryIO:
    """The pages of what is kept under a key as a unit, made now, in a file that is on no disk.

    Raises:
        ExhibitUnreadable: by its name, with the reason.
    """
    with apart.held(b"") as source:
        for piece in store().stream(key):
            source.write(piece)
        source.flush()
        return unit_of(source, kind, called, name)


def unit_of(source: BinaryIO, kind: FileKind, called: str, name: str = "") -> BinaryIO:
    """An open file as a unit. Raises ExhibitUnreadable."""
    try:
        if reads_as(kind, name):
            return unit_of_words(source, kind, name, called)
        return _drawn(source, kind)
    except apart.Declined as declined:
        raise ExhibitUnreadable(called, declined.reason) from declined
    except apart.Busy as busy:
        raise ExhibitUnreadable(called, BUSY) from busy
    except apart.NotConfined as unsafe:
        raise ExhibitUnreadable(called, UNSAFE) from unsafe
    except apart.TookTooMuch as much:
        raise ExhibitUnreadable(called, TOO_MUCH) from much


def _drawn(source: BinaryIO, kind: FileKind) -> BinaryIO:
    """A PDF or a picture as a unit. Raises as `apart.ask` does."""
    task = "link-pdf" if kind is FileKind.PDF else "link-picture"
    given = [] if kind is FileKind.PDF else [kind is FileKind.HEIC]
    return apart.ask_for_file(task, source, *given, seconds=MOST_SECONDS, most=LARGEST_UNIT)
