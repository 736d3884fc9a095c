"""A real PostgreSQL with its log archived, put back to a moment, as RECOVERY.md says."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine
from sqlmodel import Session

from casework import database, keys
from casework.cli.saying import operator
from casework.database import as_casework, reading_as_casework
from casework.database.accounts import server_account
from casework.database.binaries import programs
from casework.database.embedded import EmbeddedPostgres
from casework.database.migrating import migrate
from casework.journal.acknowledging import acknowledge
from casework.journal.gaps import gap_in
from casework.journal.keys import signer_of
from casework.journal.places import Shelf, places_of
from casework.journal.proving import Soundness, prove
from casework.journal.watching import watch
from casework.keys.tombstones import has_key
from casework.retention.restoring import destroy_what_came_back
from casework.settings import settings
from casework.storage import store
from tests.backups.conftest import now
from tests.database import Databases, forget_checkpoints, open_folder
from tests.retention.disposing import MARKER, agreed, deleted, files_of, tables_with
from tests.trust import settle


@pytest.fixture
def folder(_databases: Databases) -> Iterator[Path]:
    place = open_folder("casework-archive-")
    archive = place / "archive"
    archive.mkdir(mode=0o777)
    archive.chmod(0o777)
    yield place
    database.disconnect()
    keys.connect(settings(), _databases.shared)
    shutil.rmtree(place)


def asked(url: str, *wanted: str) -> list[object]:
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        return [next(iter(connection.execute(each).fetchone() or ())) for each in wanted]


def archiving(server: EmbeddedPostgres, archive: Path) -> None:
    told = {"archive_mode": "on", "archive_command": f"cp %p {archive}/%f"}
    url = server.url("postgres").replace("+psycopg", "", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        for name, value in told.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")


def filled(server: EmbeddedPostgres) -> str:
    url = server.ensure_database("casework")
    migrate(url)
    engine = create_engine(url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        settle(session)
    return url


def base_backup(url: str, into: Path) -> None:
    program = programs(settings().state, other_account=False) / "pg_basebackup"
    where = url.replace("+psycopg", "", 1)
    told: list[str | Path] = [
        program,
        f"--dbname={where}",
        f"--pgdata={into}",
        "--checkpoint=fast",
        "--no-sync",
    ]
    subprocess.run(told, check=True, capture_output=True)


def put_back(base: Path, archive: Path, moment: str) -> None:
    """What the guide says, on the data folder of another server."""
    conf = base / "postgresql.auto.conf"
    lines = [
        "archive_mode = off",
        f"restore_command = 'cp {archive}/%f %p'",
        f"recovery_target_time = '{moment}'",
        "recovery_target_action = 'promote'",
    ]
    conf.write_text("\n".join(lines) + "\n")
    (base / "recovery.signal").touch()
    account = server_account(base)
    for place in (base, *base.rglob("*")):
        account.owns(place)
    assert os.stat(base).st_mode & 0o077 == 0


def verdict() -> Soundness:
    signer = signer_of(settings())
    with reading_as_casework() as session:
        return prove(session, shelves(), signer.public_key(), signer.memory()).verdict


def shelves() -> list[Shelf]:
    return [each for each in places_of(settings()) if isinstance(each, Shelf)]


def test_what_was_deleted_after_the_moment_goes_again_and_the_gap_is_answered_for(
    folder: Path,
) -> None:
    forget_checkpoints()
    archive, second = folder / "archive", folder / "second"
    second.mkdir(mode=0o711)
    first = EmbeddedPostgres(folder / "first", durable=False)
    with first:
        archiving(first, archive)
    with first:
        url = filled(first)
        base_backup(url, second / "pgdata")
        database.connect(url)
        case_id, disposal_id = agreed()
        assert watch(settings(), now(), at_once=True) == ""
        (moment,) = asked(url, "SELECT now()::text")
        time.sleep(0.1)
        assert deleted(disposal_id)
        asked(url, "SELECT pg_switch_wal()::text")
        database.disconnect()
    put_back(second / "pgdata", archive, str(moment))
    with EmbeddedPostgres(second, durable=False) as server:
        url = server.url("casework")
        until = time.monotonic() + 60
        while asked(url, "SELECT pg_is_in_recovery()") == [True] and time.monotonic() < until:
            time.sleep(0.1)
        database.connect(url)
        assert "allegations" in tables_with(MARKER), "the rows are back"
        assert not has_key(case_id), "and the key is not"
        assert destroy_what_came_back(store(), settings(), now())[1] == 1
        assert tables_with(MARKER) == []
        assert files_of(case_id) == []
        assert verdict() is not Soundness.SOUND
        with as_casework() as session:
            gap = gap_in(session, signer_of(settings()), shelves())
            why = "Put back to a moment before the fault."
            acknowledge(session, operator(), (gap.first, gap.last), gap.newest, why, now())
        assert verdict() is Soundness.GAP_ACKNOWLEDGED
        database.disconnect()
