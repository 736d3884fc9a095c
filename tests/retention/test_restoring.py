"""What a backup brings back of a deleted case is destroyed again, before anything is served."""

from uuid import UUID

import pytest
from sqlalchemy import make_url, text

from casework import database, keys
from casework.database import as_casework
from casework.database.opening import KEYS
from casework.errors import NotFound, NotPermitted, StoreUnavailable
from casework.keys.keystore import opened
from casework.keys.rotating import backup, restore
from casework.keys.tombstones import has_key, tombstones
from casework.retention.register import certificate, lines
from casework.retention.restoring import destroy_what_came_back
from casework.settings import settings
from casework.storage import store
from tests.database import Databases, forget_checkpoints
from tests.retention.disposing import MARKER, OVER, agreed, deleted, files_of, row_of, tables_with
from tests.world import World

pytestmark = pytest.mark.usefixtures("live")


@pytest.fixture(autouse=True)
def _nothing_signed_yet() -> None:
    forget_checkpoints()


@pytest.fixture
def copies(_databases: Databases) -> Databases:
    return _databases


def test_keys_that_are_put_back_leave_out_what_was_destroyed() -> None:
    case_id, disposal_id = agreed()
    copy = backup()
    assert str(case_id) in copy
    assert deleted(disposal_id)
    restore(settings(), copy)
    assert not has_key(case_id)
    assert case_id in {each.holder for each in tombstones()}
    with pytest.raises(StoreUnavailable), opened() as connection:
        connection.execute(text("DELETE FROM tombstones"))
    assert case_id in {each.holder for each in tombstones()}


def test_a_backup_that_is_put_back_is_deleted_again_before_it_is_served(
    live: str, copies: Databases
) -> None:
    case_id, disposal_id = agreed()
    wrapped, names = backup(), files_of(case_id)
    kept = {each: store().root.joinpath(each).read_bytes() for each in names}
    database.disconnect()
    with copies.copy(make_url(live).database or "") as earlier:
        database.connect(live)
        assert deleted(disposal_id)
        database.connect(earlier)
        restore(settings(), wrapped)
        for name, content in kept.items():
            store().root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            store().root.joinpath(name).write_bytes(content)
        assert tables_with(MARKER)
        assert destroy_what_came_back(store(), settings(), OVER) == (0, 1)
        assert tables_with(MARKER) == []
        assert files_of(case_id) == []
        assert row_of(disposal_id).certified_at
        assert destroy_what_came_back(store(), settings(), OVER) == (0, 0)


def test_a_keystore_of_an_earlier_day_loses_the_key_again(live: str) -> None:
    case_id, disposal_id = agreed()
    with opened() as connection:
        found = text("SELECT * FROM keys WHERE holder = :holder")
        row = dict(connection.execute(found, {"holder": case_id}).one()._mapping)
        url = connection.engine.url
    assert deleted(disposal_id)
    with opened() as connection:  # as a copy of the whole keystore would bring it back
        connection.execute(text("DROP TABLE tombstones"))
        back = "INSERT INTO keys VALUES (:holder, :kind, :wrapped, :root, :made_at)"
        connection.execute(text(back), row)
    assert url.database == KEYS
    keys.connect(settings(), live)
    assert has_key(case_id)
    assert destroy_what_came_back(store(), settings(), OVER) == (1, 0)
    assert not has_key(case_id)


def test_the_register_is_there_for_whoever_reviews() -> None:
    _, disposal_id = agreed()
    assert deleted(disposal_id)
    with as_casework() as session:
        world = World(session)
        (line,) = lines(session, world.hr_director).rows
        assert line.status == "Certified"
        with pytest.raises(NotPermitted):
            lines(session, world.hearing_manager)
        with pytest.raises(NotFound):
            certificate(session, world.hr_director, UUID(int=1))
