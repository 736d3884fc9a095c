"""Putting the newest backup back into a place of its own, as if this machine were lost.

It is done by the very command that somebody would use, in a process of its own with a state, a
database and a store of its own, and nothing of the real ones but the root key and a copy of the
checkpoints. Whatever came back is removed at the end.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from casework import journal
from casework.access import Actor
from casework.backups.manifest import Manifest
from casework.backups.models import Backup, Rehearsal
from casework.errors import StoreUnavailable
from casework.journal import Event
from casework.journal.proving import Soundness
from casework.settings import Settings

COMMAND = [sys.executable, "-c", "from casework.cli import app; app()", "restore"]
SCRATCH = "rehearsal-"
# Nothing of the real deployment may be written to, or written from.
OF_THE_REAL_ONE = (
    *("DATABASE_URL", "KEYSTORE_URL", "SMTP_URL", "CASEWORK_STORE", "CASEWORK_SIGNING_KEY"),
    *("CASEWORK_CHECKPOINT_FOLDER", "CASEWORK_CHECKPOINT_S3", "CASEWORK_CHECKPOINT_MAIL"),
    *("CASEWORK_TSA_URLS", "CASEWORK_TSA_ROOTS"),
)
WELL = (Soundness.SOUND, Soundness.GAP_ACKNOWLEDGED)
NOT_BACK = "It could not be put back: {}"


class BackupRehearsed(Event):
    backup: str
    seconds: int
    sound: bool

    def sentence(self) -> str:
        came = "it was sound" if self.sound else "it was not sound"
        return f"put a backup back into a place of its own in {self.seconds} seconds: {came}"


@dataclass(frozen=True)
class Tried:
    """How it went: whether what came back was sound, how long it took, and all that was told."""

    sound: bool
    seconds: float
    says: str
    told: dict[str, Any]


def rehearse(
    settings: Settings, place: str, keys_place: str, manifest: Manifest, scratch: Path
) -> Tried:
    """Put a backup back where nothing is, have it proved, and remove it.

    Raises:
        StoreUnavailable: there is no room for it, or the folder cannot be used.
    """
    with _a_place(scratch) as state:
        command = [*COMMAND, place, "--keys", keys_place, "--backup", str(manifest.id)]
        command += ["--reason", "A rehearsal", "--json"]
        if settings.checkpoints.is_dir():
            command += ["--checkpoints", str(settings.checkpoints)]
        began = time.monotonic()
        done = subprocess.run(
            command, env=_environment(settings, state), capture_output=True, text=True, check=False
        )
        seconds = round(time.monotonic() - began, 1)
    return _tried(done, seconds)


def _tried(done: "subprocess.CompletedProcess[str]", seconds: float) -> Tried:
    try:
        (told,) = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.strip().splitlines()
        why = said[-1] if said else f"it ended with {done.returncode}"
        return Tried(False, seconds, NOT_BACK.format(why), {})
    sound = done.returncode in WELL
    wrong = ". ".join(told["problems"])
    says = f"{told['cases']} cases, {told['entries']} entries and {told['files']} files came back"
    if told["gaps"]:
        says += f". {'. '.join(told['gaps'])}"
    return Tried(sound, seconds, says if sound else f"{says}. {wrong}", told)


@contextmanager
def _a_place(scratch: Path) -> Iterator[Path]:
    """A new folder; what an earlier rehearsal left there when it was killed goes first."""
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        for each in scratch.glob(f"{SCRATCH}*"):
            shutil.rmtree(each, ignore_errors=True)
        state = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=scratch))
        state.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as failed:
        said = f"The folder {scratch} cannot be used: {failed.strerror}"
        raise StoreUnavailable(said) from failed
    try:
        yield state
    finally:
        shutil.rmtree(state, ignore_errors=True)


def _environment(settings: Settings, state: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in OF_THE_REAL_ONE}
    env["CASEWORK_STATE"] = str(state)
    if not settings.root_key:
        env["CASEWORK_ROOT_KEY_FILE"] = str(settings.root_keys)
    env["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    return env


def write_down(
    session: Session, backup_id: UUID, tried: Tried, actor: Actor, at: datetime
) -> Rehearsal | None:
    """What came of it, for whoever looks after backups; none for a backup of another database."""
    if session.get(Backup, backup_id) is None:
        return None
    row = Rehearsal(
        backup_id=backup_id,
        began_at=at,
        seconds=round(tried.seconds),
        sound=tried.sound,
        cases=tried.told.get("cases", 0),
        entries=tried.told.get("entries", 0),
        files=tried.told.get("files", 0),
        says=tried.says,
    )
    session.add(row)
    told = BackupRehearsed(backup=str(backup_id), seconds=row.seconds, sound=row.sound)
    journal.append(session, None, actor, told, at)
    return row
