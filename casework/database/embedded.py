"""The PostgreSQL that Casework brings along: for trying out, a single office, and the tests.

It listens on a socket in its own data folder and on no network address. A trust that depends on
it gives Casework a server of its own instead, with DATABASE_URL.
"""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import psycopg
from psycopg import sql

from casework.database import quiet
from casework.database.accounts import ServerAccount, require_entrance, server_account
from casework.database.binaries import programs
from casework.database.failures import refused_by_the_system, sentence
from casework.database.postmaster import (
    SUPERUSER,
    Address,
    bury_the_previous,
    make_short_folder,
    running,
)
from casework.database.server_process import ENVIRONMENT, ServerProcess, Start
from casework.errors import DatabaseUnavailable

LONGEST_SOCKET_FOLDER = 88  # bytes; the whole address of a socket may have 107
LARGEST_LOG = 10 << 20
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    **quiet.SETTINGS,
}
# For tests: a power cut may lose everything, and nobody minds.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
    "jit": "off",  # tables that nobody has analysed look large enough for it
}


class EmbeddedPostgres:
    """One server on one state folder, owned by one process, ending with it."""

    def __init__(self, state: Path, durable: bool = True) -> None:
        self.state = state.absolute()
        self.data = self.state / "pgdata"
        self.log = self.state / "pg.log"
        self._settings = SETTINGS if durable else SETTINGS | THROWAWAY
        self._durable = durable
        self._lock: TextIO | None = None
        self._process: ServerProcess | None = None
        self._address: Address | None = None

    @staticmethod
    def already_running(state: Path) -> Address | None:
        """Where the server of another process on this state listens, if there is one."""
        return running(state.absolute() / "pgdata")

    def start(self) -> Self:
        """Return once the server takes connections; the first time, after making its data folder.

        Raises:
            DatabaseUnavailable: another Casework owns the state, the disk is full, a library is
                missing, and whatever else keeps it from starting, in one sentence.
        """
        account = server_account(self.data)
        with refused_by_the_system(self.state):
            self._make_state(account)
            require_entrance(account, self.state)
            self._take_ownership()
            try:
                self._start(account)
            except BaseException:
                self.stop()
                raise
        return self

    def stop(self) -> None:
        """End the server and give up the state folder."""
        if self._process:
            self._process.stop()
        if self._address and self._address.socket != self.data:
            shutil.rmtree(self._address.socket, ignore_errors=True)
        if self._lock:
            self._lock.close()
        self._process = self._address = self._lock = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The number of the server's process; another one after it died and came back."""
        if self._process is None:
            raise DatabaseUnavailable("The embedded PostgreSQL has not been started")
        return self._process.pid

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        if self._address is None:
            raise DatabaseUnavailable("The embedded PostgreSQL has not been started")
        return self._address.url(database)

    def ensure_database(self, name: str, template: str | None = None) -> str:
        """Make the database unless it is there, perhaps as a copy of another; its address."""
        with self._administration() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if known.fetchone() is None:
                create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                source = sql.Identifier(template or "template1")
                connection.execute(create.format(sql.Identifier(name), source))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database and end whatever is connected to it."""
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with self._administration() as connection:
            connection.execute(drop)

    def _administration(self) -> psycopg.Connection[tuple[Any, ...]]:
        address = self.url("postgres").replace("+psycopg", "", 1)
        return psycopg.connect(address, autocommit=True)

    def _make_state(self, account: ServerAccount) -> None:
        """Make the folders that are missing; folders that are there are nobody's to change."""
        missing = [place for place in (self.state, *self.state.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir()
            place.chmod(0o711 if account.is_another else 0o700)

    def _take_ownership(self) -> None:
        lock = (self.state / "pg.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise DatabaseUnavailable(
                f"Casework already runs on {self.state}: stop it first, or set CASEWORK_STATE to "
                "another folder"
            ) from None
        self._lock = lock

    def _start(self, account: ServerAccount) -> None:
        bury_the_previous(self.data)
        folder = programs(self.state, account.is_another)
        if not self.data.exists():
            self._initialise(folder, account)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._address = Address(self._socket_folder(account))
        quoted = str(self._address.socket).replace('"', '""')
        options = self._settings | {"unix_socket_directories": f'"{quoted}"'}
        command: list[str | Path] = [folder / "postgres", "-D", self.data]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        self._process = ServerProcess(Start(command, account, self.data, self.log))
        self._process.start()

    def _initialise(self, folder: Path, account: ServerAccount) -> None:
        """Make the data folder under another name first, so that it is there whole or not."""
        arriving = self.data.with_suffix(".arriving")
        shutil.rmtree(arriving, ignore_errors=True)
        arriving.mkdir(mode=0o700)
        account.owns(arriving)
        command: list[str | Path] = [folder / "initdb", "-D", arriving, "-U", SUPERUSER]
        command += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        made = subprocess.run(
            command if self._durable else [*command, "--no-sync"],
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **account.started_as,
        )
        if made.returncode:
            shutil.rmtree(arriving, ignore_errors=True)
            raise DatabaseUnavailable(sentence(made.stdout.decode(errors="replace"), self.data))
        arriving.rename(self.data)
        _make_durable(self.state)

    def _socket_folder(self, account: ServerAccount) -> Path:
        """The data folder; where its path is too long for a socket, a short one just for this."""
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_FOLDER:
            return self.data
        short = make_short_folder(self.data)
        account.owns(short)
        return short


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
