"""A process that is asked to end says so first, answers what was asked of it, and then ends."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.database import same_keys
from tests.forking import Process, started
from tests.running.deployment import until

LEAVING = 2


@pytest.fixture
def served(live: str, tmp_path: Path) -> Iterator[tuple[Process, int]]:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    told = {"DATABASE_URL": live, "CASEWORK_WORKER": "false", **same_keys()}
    told |= {"CASEWORK_STATE": str(tmp_path), "CASEWORK_LEAVING_SECONDS": str(LEAVING)}
    with (tmp_path / "log").open("wb") as log:
        env = dict(os.environ) | told
        process = started(["serve", "--port", str(port)], env=env, stdout=log, stderr=log)
    until(lambda: _asked(port, "/ready") == 200, 60, "it does not answer")
    yield process, port
    process.terminate()
    process.wait(30)


def _asked(port: int, path: str) -> int:
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status
    except OSError:
        return 0


def test_it_says_that_it_leaves_and_answers_until_it_is_gone(served: tuple[Process, int]) -> None:
    process, port = served
    kept = HTTPConnection("127.0.0.1", port, timeout=10)
    kept.request("GET", "/sign-in")
    first = kept.getresponse()
    assert (first.status, first.headers["connection"]) == (200, None)
    first.read()
    process.terminate()
    until(lambda: _asked(port, "/ready") == 503, LEAVING, "it does not say that it leaves")
    assert _asked(port, "/health") == 200
    kept.request("GET", "/sign-in")  # over a connection from before
    last = kept.getresponse()
    assert (last.status, last.headers["connection"]) == (200, "close")
    body = b"username=nobody&password=" + b"x" * 1000
    slow = socket.create_connection(("127.0.0.1", port))
    slow.sendall(
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/"
        b"x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    )
    until(lambda: _asked(port, "/ready") == 0, LEAVING + 5, "it still takes requests")
    time.sleep(0.3)
    assert process.poll() is None  # it waits for whoever is still sending
    slow.sendall(body)
    assert slow.recv(1000).startswith(b"HTTP/1.1 401")
    assert process.wait(10) == 0


def test_a_second_signal_ends_it_at_once(served: tuple[Process, int]) -> None:
    process, port = served
    began = time.monotonic()
    process.terminate()
    until(lambda: _asked(port, "/ready") == 503, LEAVING, "it does not say that it leaves")
    process.terminate()
    assert process.wait(10) == 0
    assert time.monotonic() - began < LEAVING
