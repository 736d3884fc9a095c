"""A real Casework for a journey: its own state, its own process, its own clock."""

import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError

from tests.forking import Process, ran, started

LONGEST_START = 90.0
TRAVELLING = """
import sys
from datetime import datetime
import time_machine
moment, *arguments = sys.argv[1:]
sys.argv = ["casework", *arguments]
from casework.cli import app
with time_machine.travel(datetime.fromisoformat(moment), tick=True):
    app()
"""


class Trust:
    """One state folder, and the commands a newcomer would give it."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "CASEWORK_STATE": str(state),
            "CASEWORK_STORE": str(state / "store"),
            "CASEWORK_WORKER": "true",
        }

    def casework(self, *arguments: str, typed: str = "") -> str:
        """Run the console command and return what it printed."""
        done = ran(arguments, env=self.environment, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serving(self, moment: datetime) -> Iterator[str]:
        """Serve as if it were another moment, from which the clock goes on."""
        port = _free_port()
        log = (self.state.parent / f"serve-{port}.log").open("w+")
        told = [moment.isoformat(), "serve", "--port", str(port)]
        served = started(told, env=self.environment, stdout=log, stderr=log, code=TRAVELLING)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, served, Path(log.name))
            yield address
        finally:
            served.terminate()
            served.wait(30)
            log.close()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _wait_for(address: str, served: Process, log: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert served.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/sign-in", timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"Casework did not start: {log.read_text()}")
