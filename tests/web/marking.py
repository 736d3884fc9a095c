"""A real Casework whose every personal field holds a word that occurs nowhere else."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from httpx2 import Client, Response, TransportError
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlmodel import Session

from casework.cases.stages import Stage
from casework.database.embedded import EmbeddedPostgres
from casework.people.sign_in import make_token
from casework.settings import settings
from tests.bench.serving import free_port
from tests.browser import Browser
from tests.database import same_keys
from tests.trust import settle
from tests.world import World
from web.frame.deps import COOKIE

LONGEST_START = 120.0


@dataclass
class Markers:
    """Words made up for one run, by what they stand for."""

    words: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> str:
        return self.words.setdefault(kind, f"zq{kind}{secrets.token_hex(5)}")

    def found_in(self, written: str) -> list[str]:
        told = written.casefold()
        return [kind for kind, word in self.words.items() if word in told]


@dataclass
class Running:
    """The process, its logs, and its database as an administrator sees it."""

    address: str
    folder: Path
    engine: Engine
    server: Engine
    reference: str = ""
    cookie: str = ""
    token: str = ""
    answers: list[Response] = field(default_factory=list)

    def ask(self, method: str, path: str, **options: object) -> Response:
        """As the person signed in, or with their token; every answer is kept."""
        own = {"sec-fetch-site": "same-origin", "cookie": f"{COOKIE}={self.cookie}"}
        if path.startswith("/api/"):
            own = {"authorization": f"Bearer {self.token}"}
        headers = own | options.pop("headers", {})  # type: ignore[operator]
        # Nothing here is encrypted, and reading the world's certificates takes longer than a page.
        with Client(base_url=self.address, timeout=60, verify=False) as client:
            answer = client.request(method, path, headers=headers, **options)  # type: ignore[arg-type]
        self.answers.append(answer)
        return answer

    @contextmanager
    def administration(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def away(self) -> Iterator[None]:
        """Meanwhile nobody gets into the database, and whoever was in it is out."""
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'casework'"
        closed = self.server.execution_options(isolation_level="AUTOCOMMIT")
        with closed.connect() as connection:
            connection.execute(text("ALTER DATABASE casework ALLOW_CONNECTIONS false"))
            connection.execute(text(ending))
            yield
            connection.execute(text("ALTER DATABASE casework ALLOW_CONNECTIONS true"))

    def logs(self) -> dict[str, str]:
        return {
            each.name: each.read_text(errors="replace")
            for each in [*self.folder.glob("*.log"), *self.folder.glob("state/pg.log*")]
        }


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """`casework serve` with a worker, on an empty trust of its own."""
    port, state = free_port(), folder / "state"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "CASEWORK_STATE": str(state),
        "CASEWORK_STORE": str(settings().store),
        "CASEWORK_WORKER": "true",
        **same_keys(),
    }
    command = [sys.executable, "-c", "from casework.cli import app; app()", "serve"]
    with (folder / "out.log").open("w") as out, (folder / "err.log").open("w") as err:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process)
            place = EmbeddedPostgres.already_running(state)
            assert place
            ours, whole = (
                create_engine(place.url(name), poolclass=NullPool)
                for name in ("casework", "postgres")
            )
            yield Running(address, folder, ours, whole)
        finally:
            process.terminate()
            process.wait(60)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            with Client(base_url=address, timeout=10, verify=False) as client:
                client.get("/sign-in")
                return
        except TransportError:
            time.sleep(0.1)
    raise AssertionError("Casework did not start")


def fill(on: Running, mark: Markers) -> None:
    """A case, a draft, an exhibit and the people in them, each field with its marker."""
    with Session(on.engine) as session, session.begin():
        settle(session)
        world = World(session)
        _mark_people(session, mark)
        case = world.case(Stage.HEARING)
        case.summary = mark["summary"]
        on.reference = case.reference
        world.allegation(case, place=mark["place"], particulars=mark["particulars"])
        content = f"{mark['content']}\n".encode()
        world.exhibit(
            case,
            content,
            name=f"{mark['filename']}.txt",
            title=mark["title"],
            description=mark["description"],
        )
        session.execute(text("UPDATE reports SET own_words = :w"), {"w": mark["ownwords"]})
        account = world.account(world.case_manager)
        account.username = mark["username"]
        browser = Browser(session)
        browser.sign_in(account)
        on.cookie = str(browser.cookies[COOKIE])
        on.token = make_token(session, account.id, mark["tokenname"], datetime.now(UTC))


def _mark_people(session: Session, mark: Markers) -> None:
    session.execute(
        text(
            "UPDATE people SET given_name = :given, family_name = :family || staff_number, "
            "email = :email || staff_number || '@school.example', phone = :phone"
        ),
        {
            "given": mark["given"],
            "family": mark["family"],
            "email": mark["email"],
            "phone": mark["phone"],
        },
    )
