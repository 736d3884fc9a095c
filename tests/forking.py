"""Processes of Casework that have imported it already: each is forked from one that did just that.

A process that begins cold spends seconds of a core on importing, whatever it is for. These begin
with the modules loaded and nothing else: with an environment, standard streams, signals and an end
of their own. What a cold start does by itself is still begun cold, in `tests/web/marking.py` and
`tests/retention/test_retaining.py`.
"""

import os
import pickle
import select
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from tests.forked import Order, keep_forking

NUMBER = 8  # bytes in which the process's number and its end are told
CONSOLE = "from casework.cli import app; app()"


class Process:
    """One of them, as `subprocess.Popen` would show it."""

    def __init__(self, told: int) -> None:
        self._told = told
        self.pid = self._read()
        self.returncode: int | None = None

    def _read(self) -> int:
        words = os.read(self._told, NUMBER)
        assert len(words) == NUMBER, "the process that forks has ended"
        return int.from_bytes(words, "big", signed=True)

    def poll(self) -> int | None:
        """How it ended: nought or more, or minus the signal that ended it; None while it runs."""
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self.returncode = self._read()
            os.close(self._told)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired: it has not ended by then."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("casework", timeout or 0)
            self.poll()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


@dataclass
class _Forking:
    """The process that forks, and the way to it."""

    orders: socket.socket | None = None
    pid: int = 0


_FORKING = _Forking()


def begin_forking() -> None:
    """Set a process aside to fork from, before this one has threads, databases or tests."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if not pid:
        ours.close()
        keep_forking(theirs)
    theirs.close()
    _FORKING.orders, _FORKING.pid = ours, pid


def end_forking() -> None:
    """Let that process go; it ends as soon as nobody can ask it for anything."""
    if _FORKING.orders:
        _FORKING.orders.close()
        os.waitpid(_FORKING.pid, 0)
        _FORKING.orders = None


def started(
    arguments: Sequence[str],
    *,
    env: Mapping[str, str],
    stdout: IO[Any],
    stderr: IO[Any],
    stdin: IO[Any] | None = None,
    code: str = CONSOLE,
) -> Process:
    """A process that runs this code with these arguments; the console's, unless told otherwise."""
    assert _FORKING.orders, "nobody forks"
    order = Order(code, tuple(map(str, arguments)), dict(env), os.getcwd())
    read, write = os.pipe()
    with open(os.devnull, "rb") as nothing:
        files = [(stdin or nothing).fileno(), stdout.fileno(), stderr.fileno(), write]
        socket.send_fds(_FORKING.orders, [pickle.dumps(order)], files)
    os.close(write)
    return Process(read)


def ran(
    arguments: Sequence[str], *, env: Mapping[str, str], typed: str = "", code: str = CONSOLE
) -> "subprocess.CompletedProcess[str]":
    """Run it to its end; what it printed and how it ended."""
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as complained,
        tempfile.TemporaryFile() as keys,
    ):
        keys.write(typed.encode())
        keys.seek(0)
        process = started(arguments, env=env, stdin=keys, stdout=said, stderr=complained, code=code)
        ended = process.wait()
        said.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess(
            list(arguments), ended, said.read().decode(), complained.read().decode()
        )
