"""What a running or a dead PostgreSQL left in its data folder, and whether it still lives."""

import os
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from casework.errors import DatabaseUnavailable

LOCK_FILE, SOCKET_LOCK = "postmaster.pid", ".s.PGSQL.5432.lock"
SUPERUSER = "postgres"
SHORT_FOLDER, SHORT_PREFIX = Path("/tmp"), "casework-"
SHORT_NOTE = "socket.folder"
NEVER_A_PID = (1 << 22) + 1  # Linux numbers processes up to 2^22
PATIENCE = 60.0


@dataclass(frozen=True)
class Address:
    """Where a server listens: a socket in a folder that only its account and root can enter."""

    socket: Path

    def url(self, database: str) -> str:
        """The address of one database of the server."""
        where = {"host": str(self.socket)}
        address = URL.create(
            "postgresql+psycopg", username=SUPERUSER, database=database, query=where
        )
        return address.render_as_string(hide_password=False)


@dataclass(frozen=True)
class Noted:
    """What a server wrote about itself into its lock file."""

    pid: int
    socket: Path | None
    ready: bool


def noted(data: Path) -> Noted | None:
    """What the lock file says, or None where there is none or it is not written yet."""
    try:
        lines = (data / LOCK_FILE).read_text().split("\n")
        pid = int(lines[0])
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return None
    socket = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return Noted(pid, socket, len(lines) > 7 and lines[7].strip() == "ready")


def running(data: Path) -> Address | None:
    """Where the server on this data listens, or None when none is ready there."""
    note = noted(data)
    if note and note.socket and note.ready and _serves(note.pid, data):
        return Address(note.socket)
    return None


def _serves(pid: int, data: Path) -> bool:
    """Whether the process is a PostgreSQL on this data, not one that got a dead server's number."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:  # it has ended, or it is somebody else's and so not ours
        return False


def bury_the_previous(data: Path) -> None:
    """End a server that outlived its Casework, and take away what would stop the next one.

    Call it only while holding the lock of the state folder: then no living Casework owns it.

    Raises:
        DatabaseUnavailable: the earlier server does not end.
    """
    note = noted(data)
    if not Path("/proc/self").exists():
        return  # without /proc the next server judges the lock file itself
    if note:
        _bury(note, data)
    _take_short_folder_away(data)


def _bury(note: Noted, data: Path) -> None:
    if _serves(note.pid, data):
        _end(note.pid, data)
    elif _alive(note.pid):
        _disown(data)
    (data / SOCKET_LOCK).unlink(missing_ok=True)


def _end(pid: int, data: Path) -> None:
    os.kill(pid, signal.SIGINT)
    patience_ends = time.monotonic() + PATIENCE
    while _serves(pid, data):
        if time.monotonic() > patience_ends:
            raise DatabaseUnavailable(
                f"An earlier PostgreSQL (process {pid}) still uses {data} and does not end: stop it"
            )
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _disown(data: Path) -> None:
    """Replace a number that now belongs to another program.

    The file stays: the next server reads in it which shared memory must no longer be in use.
    """
    lock = data / LOCK_FILE
    _, _, rest = lock.read_text().partition("\n")
    lock.write_text(f"{NEVER_A_PID}\n{rest}")


def make_short_folder(data: Path) -> Path:
    """A folder whose path is short enough for a socket, noted beside the data it is for.

    Not read from the lock file later: a server that ends cleanly takes that along.
    """
    short = Path(tempfile.mkdtemp(prefix=SHORT_PREFIX, dir=SHORT_FOLDER))
    data.with_name(SHORT_NOTE).write_text(str(short))
    return short


def _take_short_folder_away(data: Path) -> None:
    note = data.with_name(SHORT_NOTE)
    if not note.exists():
        return
    short = Path(note.read_text())
    if short.parent == SHORT_FOLDER and short.name.startswith(SHORT_PREFIX):
        shutil.rmtree(short, ignore_errors=True)
    note.unlink()
