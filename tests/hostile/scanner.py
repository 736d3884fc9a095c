"""Debian's clamd with a signature database of the test's own, on a socket of its own."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from casework.evidence.scanning import ScannerUnavailable, scanner_says
from tests.hostile.corpus import EICAR

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
LONGEST_START = 60.0
SETTINGS = """\
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/clamd.ctl
TemporaryDirectory {folder}
PidFile {folder}/clamd.pid
Foreground yes
StreamMaxLength 4M
ReadTimeout 20
"""


class Scanner:
    """A scanner that can be stopped and started, as scanners do by themselves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"unix://{folder}/clamd.ctl"
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "signatures").mkdir()
        signature = f"Eicar-Test:0:0:{EICAR.hex()}\n"
        (folder / "signatures" / "own.ndb").write_text(signature)
        (folder / "clamd.conf").write_text(SETTINGS.format(folder=folder))

    def start(self) -> None:
        log = (self.folder / "clamd.log").open("wb")
        command = [CLAMD, "--config-file", str(self.folder / "clamd.conf")]
        self._process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            try:
                scanner_says(self.url)
            except ScannerUnavailable:
                assert self._process.poll() is None, (self.folder / "clamd.log").read_text()
                time.sleep(0.1)
            else:
                return
        raise AssertionError("clamd did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None


@contextmanager
def a_scanner() -> Iterator[Scanner]:
    folder = Path(mkdtemp(prefix="cw-clamd-"))  # short: the path of a socket has little room
    scanner = Scanner(folder)
    scanner.start()
    try:
        yield scanner
    finally:
        scanner.stop()
        shutil.rmtree(folder)
