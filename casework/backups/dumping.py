"""The dump of the database: taken from one moment of it, sealed before it is written anywhere.

`pg_dump` and `pg_restore` are those that the installation brought along.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from casework.backups.manifest import Facts
from casework.database.binaries import programs
from casework.errors import DatabaseUnavailable
from casework.settings import Settings
from casework.storage.sealing import CHUNK

LOCK = 0x6261636B  # one backup at a time
BUSY = "A backup is being made already"
UNSEEN = (
    "The account of DATABASE_URL does not see every row of {}, so a backup would lack some: use "
    "the account that owns the tables"
)
_TRY = text("SELECT pg_try_advisory_lock(:lock)")
_LET_GO = text("SELECT pg_advisory_unlock(:lock)")
_EXPORT = text("SELECT pg_export_snapshot()")
_TABLES = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' "
    "AND relnamespace = 'public'::regnamespace ORDER BY relname"
)
_FACTS = text(
    "SELECT current_user, (SELECT version_num FROM alembic_version), "
    "(SELECT max(number) FROM checkpoints)"
)
# Whoever owns tables under forced row-level security sees what a policy shows them.
_UNSEEN = text(
    """
    SELECT c.relname FROM pg_class AS c CROSS JOIN pg_roles AS me
    WHERE me.rolname = current_user AND NOT me.rolsuper AND NOT me.rolbypassrls
      AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polcmd = '*'
          AND p.polpermissive AND pg_get_expr(p.polqual, p.polrelid) = 'true'
          AND p.polroles @> ARRAY[me.oid])
    ORDER BY c.relname
    """
)


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """While this is held nobody else makes a backup.

    Raises:
        DatabaseUnavailable: somebody does.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(_TRY, {"lock": LOCK}).scalar_one():
            raise DatabaseUnavailable(BUSY)
        try:
            yield
        finally:
            with suppress(DBAPIError):  # where the connection is gone, so is the lock
                connection.execute(_LET_GO, {"lock": LOCK})


@contextmanager
def one_moment(engine: Engine) -> Iterator[tuple[str, Facts]]:
    """A moment of the database that stays as it is, by its name, and what is in it then.

    Raises:
        DatabaseUnavailable: this account does not see all of it.
    """
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        if hidden := connection.execute(_UNSEEN).scalars().first():
            raise DatabaseUnavailable(UNSEEN.format(hidden))
        snapshot = str(connection.execute(_EXPORT).scalar_one())
        yield snapshot, facts(connection)


def facts(connection: Connection) -> Facts:
    """What the database holds, table by table."""
    owner, revision, checkpoint = connection.execute(_FACTS).one()
    quoted = connection.dialect.identifier_preparer.quote
    rows = {
        each: connection.execute(text(f"SELECT count(*) FROM {quoted(each)}")).scalar_one()
        for each in connection.execute(_TABLES).scalars().all()
    }
    return Facts(
        owner=owner,
        revision=revision,
        entries=rows["journal"],
        cases=rows["cases"],
        checkpoint=checkpoint,
        rows=rows,
    )


def dump(settings: Settings, url: str, snapshot: str) -> Iterator[bytes]:
    """The database as it was at that moment, piece by piece.

    Raises:
        DatabaseUnavailable: the dump broke off, so what came of it is no dump.
    """
    command = ["pg_dump", "--format=custom", "--no-owner", "--enable-row-security"]
    with _program(settings, url, [*command, f"--snapshot={snapshot}"]) as (running, said):
        assert running.stdout
        while piece := running.stdout.read(CHUNK):
            yield piece
        _require_success(running, said)


def load(settings: Settings, url: str, content: Iterable[bytes]) -> None:
    """Put a dump into an empty database, all of it or nothing.

    Raises:
        DatabaseUnavailable: the database did not take it; it is as empty as before.
    """
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction"]
    with _program(settings, url, command) as (running, said):
        _feed(running, content)
        _require_success(running, said)


def table_of_contents(settings: Settings, content: Iterable[bytes]) -> int:
    """How many things a dump holds; it is read to its end.

    Raises:
        DatabaseUnavailable: it is no dump that can be put back.
    """
    with _program(settings, None, ["pg_restore", "--file=-", "--schema-only"]) as (running, said):
        assert running.stdout
        out = running.stdout
        with tempfile.TemporaryFile() as wanted:
            _feed_beside(running, content, out, wanted)
            _require_success(running, said)
            wanted.seek(0)
            return sum(line.startswith(b"CREATE TABLE ") for line in wanted)


def _feed(running: "subprocess.Popen[bytes]", content: Iterable[bytes]) -> None:
    assert running.stdin
    try:
        for piece in content:
            running.stdin.write(piece)
        running.stdin.close()
    except BrokenPipeError:
        return  # why it ended is what it said
    except BaseException:
        running.kill()  # half a dump is never taken for a whole one
        raise


def _feed_beside(
    running: "subprocess.Popen[bytes]", content: Iterable[bytes], out: IO[bytes], into: IO[bytes]
) -> None:
    """What a program says while it is still being told."""

    def drain() -> None:
        while piece := out.read(CHUNK):
            into.write(piece)

    draining = Thread(target=drain)
    draining.start()
    try:
        _feed(running, content)
    finally:
        draining.join()


@contextmanager
def _program(
    settings: Settings, url: str | None, command: list[str]
) -> Iterator[tuple["subprocess.Popen[bytes]", IO[bytes]]]:
    """One of PostgreSQL's programs on a database; a password is not among its arguments."""
    folder = programs(settings.state, other_account=False)
    env: dict[str, Any] = dict(os.environ) | {"LC_ALL": "C"}
    arguments: list[str | Path] = [folder / command[0], *command[1:]]
    if url:
        where = make_url(url).set(drivername="postgresql")
        if where.password:
            env["PGPASSWORD"] = str(where.password)
            where = where._replace(password=None)
        arguments.append(f"--dbname={where.render_as_string(hide_password=False)}")
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(
            arguments, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
        try:
            yield running, said
        finally:
            if running.poll() is None:
                running.kill()
            for pipe in (running.stdin, running.stdout):
                if pipe:
                    _close(pipe)
            running.wait()


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # it had ended, and what it did not take is not missed


def _require_success(running: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
    """Only the first line of what it said: those that follow may hold rows."""
    if running.wait() == 0:
        return
    said.seek(0)
    first = said.readline().decode(errors="replace").strip()
    raise DatabaseUnavailable(first or f"PostgreSQL's program ended with {running.returncode}")
