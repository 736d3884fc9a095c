"""What no row names is removed after a day; what any row names never is."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from casework import keys
from casework.case_file.sweeping import sweep
from casework.cases.stages import Stage
from casework.database import as_casework, engine
from casework.errors import NotFound, StoreUnavailable
from casework.keys.keystore import opened
from casework.reports.drafts import start
from casework.storage import Store, new_key, store
from tests.database import forget_checkpoints
from tests.staging import pack
from tests.vault.places import Tampering
from tests.world import World, at

pytestmark = pytest.mark.usefixtures("live")
TOMORROW = timedelta(days=1, minutes=5)


@pytest.fixture(autouse=True)
def _nothing_signed() -> None:
    """What other tests of this process signed is of databases that are gone."""
    forget_checkpoints()


def now() -> datetime:
    return datetime.now(UTC)


def gone(kept: Store, key: str) -> bool:
    try:
        kept.open(key).close()
    except NotFound:
        return True
    return False


def test_what_a_crash_left_goes_after_a_day_and_not_before(place: Tampering) -> None:
    left = place.store.put_new(new_key("evidence", uuid4()), [b"Nobody names this"]).key
    assert sweep(place.store, now()).unnamed == 0
    assert not gone(place.store, left)
    assert sweep(place.store, now() + TOMORROW).unnamed == 1
    assert gone(place.store, left)


def test_evidence_papers_packs_and_drafts_stay() -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        named = [world.capture(case).key, str(pack(world, case).key)]
    left = store().put_new(new_key("evidence", uuid4()), [b"Nobody names this"]).key
    sweep(store(), now() + TOMORROW)
    assert gone(store(), left)
    assert not any(gone(store(), each) for each in named)


def test_a_table_that_nobody_thought_of_here_keeps_what_it_names() -> None:
    """In a column of text or inside JSON, under whatever name."""
    first, second, third = (
        store().put_new(new_key("posters", uuid4()), [b"A frame"]).key for _ in range(3)
    )
    with engine().begin() as connection:
        connection.execute(text("CREATE TABLE posters (frame text, told jsonb)"))
        connection.execute(text("GRANT SELECT ON posters TO casework_system"))
        add = text(
            "INSERT INTO posters VALUES (:frame, jsonb_build_object('at', cast(:told AS text)))"
        )
        connection.execute(add, {"frame": first, "told": f"here: {second}"})
    sweep(store(), now() + TOMORROW)
    assert [gone(store(), each) for each in (first, second, third)] == [False, False, True]


def test_what_began_to_arrive_and_never_came_is_cleared() -> None:
    store().incoming.mkdir(parents=True, exist_ok=True)
    (store().incoming / "tmp-half").write_bytes(b"half")
    assert sweep(store(), now()).arriving == 0
    assert sweep(store(), now() + TOMORROW).arriving >= 1
    assert list(store().incoming.iterdir()) == []


def test_the_key_of_a_draft_that_is_gone_is_destroyed() -> None:
    with as_casework() as session:
        kept = start(session, World(session).reporter, at()).id
    lost, case = uuid4(), uuid4()
    for holder, kind in ((kept, "draft"), (lost, "draft"), (case, "case")):
        keys.key_of(holder, kind)
    with opened() as connection:
        connection.execute(text("UPDATE keys SET made_at = now() - interval '2 days'"))
    sweep(store(), now())
    assert lost not in keys.holders("draft")
    assert kept in keys.holders("draft")
    assert case in keys.holders("case")


def test_nothing_is_swept_from_a_database_that_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    left = store().put_new(new_key("evidence", uuid4()), [b"A row named this yesterday"]).key
    monkeypatch.setattr("casework.case_file.sweeping.gap_in", lambda *_: object())
    with pytest.raises(StoreUnavailable, match="restored to an earlier moment"):
        sweep(store(), now() + TOMORROW)
    assert not gone(store(), left)
