"""The process `postgres`: started, watched, started again if it dies, and stopped."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.database.accounts import ServerAccount
from casework.database.failures import refused_by_the_system, sentence
from casework.database.postmaster import PATIENCE, noted
from casework.errors import DatabaseUnavailable

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
BEFORE_TRYING_AGAIN = 0.5
STILL_IN_USE = "pre-existing shared memory block"


@dataclass(frozen=True)
class Start:
    """Everything needed to start the server, the first time and again."""

    command: Sequence[str | Path]
    account: ServerAccount
    data: Path
    log: Path


class ServerProcess:
    """A server that is there from `start` to `stop`, whatever happens to it in between.

    A thread of its own starts it and stays, because Linux ends a child when the *thread* that
    made it ends: so the server follows this process into death, and nothing else.
    """

    def __init__(self, start: Start) -> None:
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: DatabaseUnavailable | None = None
        self._answered, self._stopping = threading.Event(), threading.Event()
        self._starting = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, name="postgresql", daemon=True)

    @property
    def pid(self) -> int:
        """The number of the process that serves now."""
        if self._process is None:
            raise DatabaseUnavailable("The embedded PostgreSQL has not been started")
        return self._process.pid

    def start(self) -> None:
        """Return once the server takes connections.

        Raises:
            DatabaseUnavailable: it ended instead, for the reason in the sentence.
        """
        self._keeper.start()
        self._answered.wait()
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        """End it cleanly: what is committed is on disk, so nobody is waited for."""
        with self._starting:
            self._stopping.set()
            if self._process and self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)
        if self._keeper.is_alive():
            self._keeper.join()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            try:
                self._serve_until_it_ends()
            except DatabaseUnavailable as failed:
                if not self._answered.is_set():
                    self._failure = failed
                    self._answered.set()
                    return
            self._stopping.wait(BEFORE_TRYING_AGAIN)

    def _serve_until_it_ends(self) -> None:
        patience_ends = time.monotonic() + PATIENCE
        while log := self._ended_early():
            in_use = STILL_IN_USE in log and time.monotonic() < patience_ends
            if not in_use:
                raise DatabaseUnavailable(sentence(log, self._start.data))
            self._stopping.wait(BEFORE_TRYING_AGAIN)  # a killed server's children are ending
        self._answered.set()
        if self._process:
            self._process.wait()

    def _ended_early(self) -> str | None:
        """Start the server; None once it is ready, else what it said before it ended."""
        with refused_by_the_system(self._start.log):
            before = self._start.log.stat().st_size if self._start.log.exists() else 0
            with self._starting:
                if self._stopping.is_set():
                    return None
                process = self._process = self._spawn()
        while process.poll() is None:
            note = noted(self._start.data)
            if note and note.pid == process.pid and note.ready:
                return None
            time.sleep(0.02)
        if self._stopping.is_set():
            return None
        return self._start.log.read_bytes()[before:].decode(errors="replace") or "error: no words"

    def _spawn(self) -> subprocess.Popen[bytes]:
        ours = os.getpid()
        with open(self._start.log, "ab", opener=_private) as log:
            return subprocess.Popen(
                self._start.command,
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for Casework, which then stops its server
                preexec_fn=lambda: _end_with(ours),
                **self._start.account.started_as,
            )


def _end_with(parent: int) -> None:
    """In the child, before it becomes `postgres`: ask for a clean stop when Casework dies."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)


def _private(path: str, flags: int) -> int:
    """A log quotes statements, and statements quote cases."""
    return os.open(path, flags, mode=0o600)
