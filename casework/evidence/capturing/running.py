"""Running one capture: the proxy here, the browser in a process that has no other way out."""

import json
import os
import pwd
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import casework
from casework.evidence.capturing.addresses import NotCaptured, target
from casework.evidence.capturing.proxy import Passage, Proxy

_ROOT = str(Path(casework.__file__).resolve().parents[1])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from casework.evidence.capturing.browsing import capture; capture(*sys.argv[2:])"
)
SECONDS = 60
LARGEST = 200 << 20
FILES = {
    "page.png": "Screenshot of the page",
    "page.pdf": "The page as a PDF",
    "page.mhtml": "The page as it was saved",
    "page.warc": "Every answer that the page is made of",
    "record.json": "What was asked for, what answered, and what was blocked",
}
_ONE_AT_A_TIME = threading.Lock()  # a browser is large


@dataclass(frozen=True)
class Captured:
    """The files of one capture, and the record of how they came about."""

    files: dict[str, bytes] = field(repr=False)
    record: dict[str, Any] = field(repr=False)


def capture(url: str, program: Path, passage: Passage | None = None) -> Captured:
    """Capture one public page.

    Raises:
        NotCaptured: it is not public, did not load in time, or no browser could be confined.
    """
    target(url)
    passage = passage or Passage()
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="cw-capture-") as folder:
        _give_away(folder)
        with Proxy(f"{folder}/door", passage):
            os.chmod(f"{folder}/door", 0o666)
            _browse(folder, url, program)
        return _read(Path(folder), passage)


def _give_away(folder: str) -> None:
    """The browser runs as nobody, and this folder is all it may write to."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _browse(folder: str, url: str, program: Path) -> None:
    command = [sys.executable, "-I", "-c", _START, _ROOT, folder, url, str(program)]
    environment = {"HOME": folder, "TMPDIR": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    started = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        ended = started.wait(SECONDS)
    except subprocess.TimeoutExpired as late:
        raise NotCaptured("The page did not end loading within a minute") from late
    finally:
        _end(started)
    if ended == os.EX_NOPERM:
        raise NotCaptured("This machine cannot confine a browser, so none was started")
    if ended:
        raise NotCaptured("The page could not be loaded")


def _end(started: subprocess.Popen[bytes]) -> None:
    """The whole group: a browser is many processes."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, 9)
    started.wait()


def _read(folder: Path, passage: Passage) -> Captured:
    files: dict[str, bytes] = {}
    for name in FILES:
        place = folder / name
        if not place.is_file() or place.is_symlink() or place.stat().st_size > LARGEST:
            raise NotCaptured("The capture is not complete, so nothing of it was kept")
        files[name] = place.read_bytes()
    record = json.loads(files["record.json"])
    record |= {"addresses": dict(passage.pinned), "blocked": list(passage.blocked)}
    files["record.json"] = json.dumps(record, indent=1, ensure_ascii=False).encode()
    return Captured(files, record)
