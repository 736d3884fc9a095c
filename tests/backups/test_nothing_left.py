"""A word planted in every field and file of a case is nowhere once the case is deleted."""

import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text

from casework import database
from casework.backups.dumping import dump, one_moment
from casework.database import engine
from casework.database.binaries import programs
from casework.errors import StoreUnavailable, Unsound
from casework.journal.watching import watch
from casework.keys.keystore import opened as opened_keys
from casework.logs import QuietFormatter
from casework.settings import settings
from casework.storage import Store, new_key, store
from tests.backups.conftest import Ground, content_of, now
from tests.database import as_owner
from tests.retention.disposing import MARKER, agreed, deleted, row_of, tables_with
from tests.retention.planting import plant

WHAT = ("captures", "evidence", "packs", "derived", "copies", "letters", "issued", "pack-parts")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that is logged meanwhile, as the product writes it."""
    written, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(QuietFormatter())
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


@contextmanager
def keystore_down() -> Iterator[None]:
    """No key can be destroyed meanwhile."""
    with opened_keys() as connection:
        connection.execute(text("ALTER TABLE tombstones RENAME TO away"))
    yield
    with opened_keys() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO tombstones"))


def inflated() -> bytes:
    """The database in words: dumped, and its dump unpacked."""
    with one_moment(engine()) as (snapshot, _):
        url = engine().url.render_as_string(hide_password=False)
        content = b"".join(dump(settings(), url, snapshot))
    program = programs(settings().state, other_account=False) / "pg_restore"
    told = subprocess.run([program, "--file=-"], input=content, capture_output=True, check=True)
    return told.stdout


def opened(kept: Store, earlier: set[str]) -> bytes:
    """Every file that can still be read, decrypted; not those of tests before."""
    found = []
    for each in list(kept.held()):
        if each.name in earlier:
            continue
        try:
            found.append(content_of(kept, each.name))
        except (StoreUnavailable, Unsound):
            continue  # its key is gone, or another test altered it
    return b"".join(found)


def written_by_postgresql() -> str:
    with as_owner() as session:
        data = session.execute(text("SHOW data_directory")).scalar_one()
    return Path(data).with_name("pg.log").read_text(errors="replace")


def test_a_word_in_every_field_and_file_is_nowhere_afterwards(
    ground: Ground, log: StringIO
) -> None:
    earlier = {each.name for each in store().held()}
    assert watch(settings(), now(), at_once=True) == ""
    case_id, disposal_id = agreed()
    with keystore_down():
        assert not deleted(disposal_id)
    assert row_of(disposal_id).begun_at, "it began, and waits for its key to be destroyed"
    planted = plant(case_id, MARKER)
    assert planted.silent == []
    assert len(planted.said) > 60
    names = [new_key(what, case_id) for what in WHAT]
    for each in names:
        store().put_new(each, [f"{MARKER} is in {each}".encode()])
    assert MARKER.encode() in inflated()
    assert opened(store(), earlier).count(MARKER.encode()) > len(WHAT)
    ground.back_up()
    assert deleted(disposal_id), row_of(disposal_id).failed
    nowhere(store(), log, earlier)
    done = ground.put_back(outside=settings().checkpoints)
    assert done.cases_deleted == 1
    nowhere(ground.second_store, log, earlier)
    database.disconnect()


def nowhere(kept: Store, log: StringIO, earlier: set[str]) -> None:
    assert tables_with(MARKER) == []
    assert MARKER.encode() not in inflated()
    assert MARKER.encode() not in opened(kept, earlier)
    assert MARKER not in log.getvalue()
    assert MARKER not in written_by_postgresql()
    state = [each for each in settings().state.rglob("*") if each.is_file()]
    temporary = [each for each in kept.root.rglob("*") if each.is_file()]
    for each in (*state, *temporary):
        assert MARKER.encode() not in each.read_bytes(), each
