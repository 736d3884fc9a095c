"""What went wrong with the embedded PostgreSQL, as one sentence that says what to do."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.errors import DatabaseUnavailable

FULL = "The disk that holds {place} is full: free some space, then start Casework again"
CLOSED = "Casework may not write to {place}: give this account the folder, or set CASEWORK_STATE"
READ_ONLY = "The disk that holds {place} is read-only: set CASEWORK_STATE to another folder"
OTHERWISE = "PostgreSQL could not start on {place}: {reason}"
BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EROFS: READ_ONLY,
}
# The first that matches tells the cause; later lines of a log are often only its consequences.
BY_LOG = (
    (
        r"error while loading shared libraries: (?P<library>[^:\s]+)",
        "PostgreSQL needs the system library {library}, which this machine does not have",
    ),
    (
        r"could not (?:resize|create) shared memory segment",
        "This machine has too little shared memory for PostgreSQL: give it a larger /dev/shm",
    ),
    (r"No space left on device|Disk quota exceeded", FULL),
    (
        r"database files are incompatible with server",
        "{place} was made by PostgreSQL {version}, which this version of Casework does not bring: "
        "start the earlier version, dump the database, and restore it here",
    ),
    (
        r"data directory .* has wrong ownership",
        "{place} belongs to another account than PostgreSQL runs as: give all of it to one account",
    ),
)
LAST_WORDS = re.compile(r"(?:FATAL|PANIC|error):\s+(?P<words>.+)")


def _version(place: Path) -> str:
    """Which PostgreSQL made this data folder, by its own note."""
    note = place / "PG_VERSION"
    return note.read_text().strip() if note.is_file() else "of an unknown version"


def sentence(log: str, place: Path) -> str:
    """The cause that a log of `initdb` or `postgres` tells of."""
    for pattern, says in BY_LOG:
        if found := re.search(pattern, log):
            return says.format(place=place, version=_version(place), **found.groupdict())
    words = LAST_WORDS.findall(log)
    said = words[-1].strip() if words else "it ended without a word"
    return OTHERWISE.format(place=place, reason=said)


@contextmanager
def refused_by_the_system(place: Path) -> Iterator[None]:
    """Turn a refusal of the operating system into a sentence about `place`."""
    try:
        yield
    except OSError as refused:
        says = BY_ERRNO.get(refused.errno or 0, OTHERWISE)
        where = refused.filename if says is CLOSED else None
        reason = refused.strerror or str(refused)
        raise DatabaseUnavailable(says.format(place=where or place, reason=reason)) from refused
