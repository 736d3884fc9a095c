"""The real server in a process of its own, somebody signed in at it, and what a request costs."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from casework.people.sign_in import hashed
from tests.bench.cpu import used_by
from tests.bench.trust import Filled
from tests.database import open_folder
from web.frame.deps import COOKIE

HOST = "127.0.0.1"
LONGEST_START = 300
KEPT_OPEN = 3  # seconds; less than the server keeps an idle connection
FORM = "application/x-www-form-urlencoded"


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


def start(state: Path, port: int, **environment: str) -> "subprocess.Popen[bytes]":
    """`casework serve` on a state folder, whatever else this environment says."""
    return begin(state, ("serve", "--port", str(port)), environment)


def begin(
    state: Path, command: tuple[str, ...], environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """A command of the console on a state folder, with no other settings than these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CASEWORK_") and name not in ("DATABASE_URL", "KEYSTORE_URL")
    }
    return subprocess.Popen(
        [Path(sys.executable).with_name("casework"), *command],
        env={**kept, "CASEWORK_STATE": str(state), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=state.with_suffix(".log").open("ab"),  # a line for each request
    )


def wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Return as soon as the sign-in page is there."""
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_START:
        try:
            with closing(HTTPConnection(HOST, port, timeout=30)) as connection:
                connection.request("GET", "/sign-in")
                if connection.getresponse().status == 200:
                    return
        except (OSError, HTTPException):
            time.sleep(0.02)
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode} before it answered")
    raise RuntimeError(f"The server did not answer for {LONGEST_START} seconds")


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes


@dataclass(frozen=True)
class Cost:
    """CPU of the application and of the database: milliseconds, where it is for one request."""

    app: float
    database: float


class Visitor:
    """A signed-in person whose browser keeps its connection."""

    def __init__(self, serving: "Serving", person: str) -> None:
        self._connection = HTTPConnection(HOST, serving.port, timeout=60)
        self._asked_at = time.monotonic()
        self._headers = {
            "Cookie": f"{COOKIE}={_open_session(serving.filled, person)}",
            "Sec-Fetch-Site": "same-origin",
        }

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def status(self, path: str) -> int:
        """The status alone, whatever it is, once the whole answer is here."""
        return self.answer("GET", path).status

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> Answer:
        return self._ask("POST", path, fields or {})

    def answer(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> Answer:
        """The answer, whatever its status is."""
        body = None if fields is None else urlencode(fields)
        headers = self._headers | ({"Content-Type": FORM} if body is not None else {})
        if time.monotonic() - self._asked_at > KEPT_OPEN:
            self._connection.close()  # the server has; asking opens another
        self._asked_at = time.monotonic()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return Answer(answer.status, answer.headers.get("location") or "", answer.read())

    def _ask(self, method: str, path: str, fields: Mapping[str, str] | None) -> Answer:
        told = self.answer(method, path, fields)
        if told.status >= 400:
            raise RuntimeError(f"{method} {path} answered {told.status}: {told.body[:2000]!r}")
        return told


def _open_session(filled: Filled, person: str) -> str:
    """Sign somebody in without the slow check of a password."""
    secret, account = secrets.token_urlsafe(32), uuid4()
    with filled.connection() as connection:
        connection.execute(
            "INSERT INTO accounts (id, person_id, username, password_hash, theme, shortcuts, "
            "created_at) VALUES (%s, %s, %s, '', 'device', false, now())",
            [account, person, f"bench-{account}"],
        )
        connection.execute(
            "INSERT INTO sessions (id_hash, account_id, started_at, seen_at, ends_at) "
            "VALUES (%s, %s, now(), now(), now() + interval '8 hours')",
            [hashed(secret), account],
        )
    return secret


@dataclass(frozen=True)
class Serving:
    """A running server on a filled database."""

    filled: Filled
    process: "subprocess.Popen[bytes]"
    port: int

    def cost(self, asked: Iterable[object]) -> Cost:
        """What each request costs, on average, that is made by going through `asked`."""
        before = self._used()
        requests = sum(1 for _ in asked)
        after = self._used()
        per_request = 1000 / requests
        return Cost(
            (after.app - before.app) * per_request,
            (after.database - before.database) * per_request,
        )

    def _used(self) -> Cost:
        """Seconds of CPU so far."""
        return Cost(used_by([self.process.pid]), used_by(backends(self.filled)))


def backends(filled: Filled) -> list[int]:
    """The processes of the database that work for whoever is connected to it."""
    with filled.connection() as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid"
        )
        return [int(str(pid)) for (pid,) in found]


@contextmanager
def serving(filled: Filled) -> Iterator[Serving]:
    """A server on this database. Its worker stays away, so that only requests are measured."""
    state, port = open_folder("casework-bench-"), free_port()
    keys = {"KEYSTORE_URL": filled.keys, "CASEWORK_ROOT_KEY": filled.root}
    process = start(state, port, DATABASE_URL=filled.url, CASEWORK_WORKER="false", **keys)
    try:
        wait_until_it_answers(process, port)
        yield Serving(filled, process, port)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(state)
