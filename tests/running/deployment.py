"""A deployment: two machines that answer, three that work, one PostgreSQL and one bucket."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

import httpx2
from moto.server import ThreadedMotoServer
from sqlalchemy import make_url
from sqlmodel import select

from casework import database
from casework.database import as_casework
from casework.journal.keys import Signer
from casework.people.models import Account
from casework.people.sign_in import make_token, password_hash
from casework.settings import settings
from casework.storage import vault
from tests.database import Databases, open_folder, same_keys
from tests.forking import Process
from tests.listening import Listener, listening
from tests.running.machines import Machine, machines, over_tcp
from tests.vault.places import S3, new_bucket
from tests.world import Somebody, World
from web.frame.deps import COOKIE

WEB, WORKERS = ("a", "b"), ("w1", "w2", "w3")
LEAVING = 2
LONGEST_START = 60.0
PASSWORD = "an owl reads nine papers"


def until(true: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, what
        time.sleep(0.02)


@dataclass
class Deployment:
    """Its machines, what runs on them, and how they find the database and the bucket."""

    machines: dict[str, Machine]
    env: Callable[[Machine], dict[str, str]]
    other: Listener
    running: dict[str, Process] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start what is to run there; return once those that answer do."""
        for name in names:
            machine = self.machines[name]
            told = ("serve", "--host", "0.0.0.0") if name in WEB else ("worker",)
            self.running[name] = machine.casework(*told, env=self.env(machine))
        for name in names:
            if name in WEB:
                until(partial(self._answers, name), LONGEST_START, f"{name} does not answer")

    def _answers(self, name: str) -> bool:
        assert self.running[name].poll() is None, self.log(name)
        try:
            return httpx2.get(f"{self.machines[name].url}/ready", timeout=5).status_code == 200
        except httpx2.TransportError:
            return False

    def log(self, name: str) -> str:
        state = self.machines[name].state
        return (state.parent / f"{name}.log").read_text()

    def env_of(self, name: str) -> dict[str, str]:
        return self.env(self.machines[name])

    def has_signed(self, name: str) -> bool:
        """Whether the journal was ever signed there."""
        return (self.machines[name].state / "keys/checkpoint.last").exists()

    def stop(self, *names: str) -> None:
        for name in names:
            self.running[name].terminate()
        for name in names:
            assert self.running.pop(name).wait(30) == 0, self.log(name)

    def visitor(self, name: str, secret: str = "") -> httpx2.Client:
        """A browser that asks this machine, with a session or without."""
        return httpx2.Client(
            base_url=self.machines[name].url,
            headers={"sec-fetch-site": "same-origin"},
            cookies={COOKIE: secret} if secret else {},
            timeout=60,
        )

    def sign_in(self, name: str, known: "Known", password: str = PASSWORD) -> Any:
        """Sign in there as anybody does."""
        with self.visitor(name) as visitor:
            return visitor.post("/sign-in", data={"username": known.username, "password": password})


@dataclass(frozen=True)
class Known:
    """Somebody with an account and a password."""

    account_id: UUID
    username: str

    @classmethod
    def made(cls, who: Callable[[World], Somebody]) -> "Known":
        with as_casework() as session:
            world = World(session)
            person = who(world)
            held = session.exec(select(Account).where(Account.person_id == person.id)).first()
            account = held or world.account(person)
            account.password_hash = password_hash(PASSWORD)
            session.add(account)
            return cls(account.id, account.username)

    def token(self) -> dict[str, str]:
        """A new token of theirs, as a header."""
        with as_casework() as session:
            made = make_token(session, self.account_id, "A program", datetime.now(UTC))
        return {"Authorization": f"Bearer {made}"}


@contextmanager
def deployed(databases: Databases) -> Iterator[Deployment]:
    """Everything runs; what is done in this process goes to the same database and bucket."""
    folder = open_folder("casework-scale-")
    try:
        with ExitStack() as stack:
            there = stack.enter_context(machines(folder, *WEB, *WORKERS))
            url = stack.enter_context(databases.copy())
            port = stack.enter_context(over_tcp(_socket_of(url)))
            bucket = stack.enter_context(_bucket())
            gateway = there["a"].gateway
            other = stack.enter_context(listening(gateway))
            told = {"CASEWORK_STORE": f"s3://{bucket}/kept", "CASEWORK_WEBHOOK_PRIVATE": gateway}
            stack.enter_context(_settled(told))
            database.connect(url)
            _share_the_signing_key(folder, there)
            whole = Deployment(there, _told(url, port, told), other)
            stack.callback(_end, whole)
            whole.start(*WORKERS, *WEB)
            yield whole
    finally:
        shutil.rmtree(folder)


def _socket_of(url: str) -> str:
    asked = make_url(url).query
    return f"{asked['host']}/.s.PGSQL.{asked.get('port', '5432')}"


def _told(url: str, port: int, told: dict[str, str]) -> Callable[[Machine], dict[str, str]]:
    """What the environment of each machine says: nothing of a file but the keys."""
    keys, moto = same_keys(), os.environ["AWS_ENDPOINT_URL"].rpartition(":")[2]

    def there(address: str, machine: Machine) -> str:
        made = make_url(address)
        over = made.set(drivername="postgresql", query={}, host=machine.gateway, port=port)
        return over.render_as_string(hide_password=False)

    return lambda machine: {
        **S3,
        **told,
        "AWS_ENDPOINT_URL": f"http://{machine.gateway}:{moto}",
        "DATABASE_URL": there(url, machine),
        "KEYSTORE_URL": there(keys["KEYSTORE_URL"], machine),
        "CASEWORK_ROOT_KEY_FILE": keys["CASEWORK_ROOT_KEY_FILE"],
        "CASEWORK_CHECKPOINT_S3": f"{told['CASEWORK_STORE']}/checkpoints",
        "CASEWORK_OWN_DATABASE": "false",
        "CASEWORK_WORKER": "false",
        "CASEWORK_LEAVING_SECONDS": str(LEAVING),
    }


def _share_the_signing_key(folder: Path, there: dict[str, Machine]) -> None:
    """Each machine has its own copy, as the guide says."""
    signer = Signer(folder / "checkpoint.key", "casework.trust/journal")
    signer.key()
    for each in there.values():
        (each.state / "keys").mkdir(parents=True)
        shutil.copy(signer.file, each.state / "keys")


@contextmanager
def _bucket() -> Iterator[str]:
    """A bucket at an address that every machine reaches."""
    server = ThreadedMotoServer(ip_address="0.0.0.0", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    try:
        with mock.patch.dict(os.environ, S3 | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}):
            yield new_bucket().name
    finally:
        server.stop()


@contextmanager
def _settled(told: dict[str, str]) -> Iterator[None]:
    """This process as one more of the deployment."""
    with mock.patch.dict(os.environ, told):
        settings.cache_clear()
        vault.store.cache_clear()
        yield
    settings.cache_clear()
    vault.store.cache_clear()


def _end(whole: Deployment) -> None:
    for each in whole.running.values():
        each.terminate()
    for each in whole.running.values():
        each.wait(60)
