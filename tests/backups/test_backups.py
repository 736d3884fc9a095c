"""A backup holds what the trust had at one moment, and can be put where nothing is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag

import pytest
from sqlalchemy import text

from casework.backups import layout
from casework.backups.dumping import alone
from casework.backups.expiring import expire
from casework.backups.layout import FILES
from casework.backups.manifest import listed
from casework.backups.models import Backup
from casework.backups.taking import check_places, make_backup
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cli.saying import operator
from casework.database import as_casework, engine, reading_as_casework
from casework.errors import DatabaseUnavailable, StoreUnavailable, WrongAnswer
from casework.journal.proving import Soundness
from casework.journal.watching import watch
from casework.keys.apart import unwrap
from casework.keys.roots import new_root_key
from casework.settings import settings
from casework.storage import store
from tests.backups.conftest import Ground, an_original, content_of, cut_off, now
from tests.retention.disposing import MARKER, agreed, deleted, files_of, tables_with
from tests.world import World


def test_everything_comes_back_where_nothing_was(ground: Ground) -> None:
    capture = an_original()
    assert watch(settings(), now(), at_once=True) == ""
    made = ground.back_up()
    assert ground.checked(made) == []
    done = ground.put_back()
    assert done.proof.verdict is Soundness.SOUND, done.proof
    assert done.manifest == made
    assert content_of(ground.second_store, capture.key) == b"A screenshot"
    with reading_as_casework() as session:
        row = session.get_one(Backup, made.id)
        assert (row.finished_at is not None, row.is_sound) == (True, True)
        last = text("SELECT kind FROM journal WHERE case_id IS NULL ORDER BY number DESC LIMIT 2")
        assert session.execute(last).scalars().all() == ["JournalVerified", "BackupRestored"]


def test_nothing_of_a_case_can_be_read_in_the_backup_without_the_root_key(
    ground: Ground, tmp_path: Path
) -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        case.summary = f"A post by {MARKER}"
        world.capture(case, MARKER.encode())
    ground.back_up()
    written = [each for each in ground.folder.rglob("*") if each.is_file()]
    assert len(written) > 5
    assert not [each for each in written if MARKER.encode() in each.read_bytes()]
    other = settings().model_copy(update={"root_key_file": tmp_path / "another.key"})
    with pytest.raises(StoreUnavailable, match="root key"):
        unwrap(other, ground.source().keys.dump)
    (tmp_path / "another.key").write_text(new_root_key().line())
    with pytest.raises(StoreUnavailable, match="not among those"):
        unwrap(other, ground.source().keys.dump)


def test_what_was_deleted_since_is_deleted_again_and_the_gap_is_told(ground: Ground) -> None:
    kept = an_original()
    case_id, disposal_id = agreed()
    names = files_of(case_id)
    assert watch(settings(), now(), at_once=True) == ""
    ground.checked(ground.back_up())
    assert deleted(disposal_id)
    done = ground.put_back(outside=settings().checkpoints)
    assert done.proof.verdict is Soundness.GAP_ACKNOWLEDGED, done.proof
    assert done.gap
    assert done.cases_deleted == 1
    assert tables_with(MARKER) == []
    held = {each.name for each in ground.second_store.held()}
    assert held.isdisjoint(names)
    assert kept.key in held
    assert str(case_id) in ground.source().keys.keystore, "until its day the backup has its key"


def test_a_backup_made_while_people_work_lacks_nothing_that_it_names(ground: Ground) -> None:
    with as_casework() as session:
        case_id = World(session).case(Stage.INVESTIGATION).id
    over = Flag()

    def works() -> int:
        count = 0
        while not over.is_set():
            with as_casework() as session:
                World(session).capture(session.get_one(Case, case_id), b"%d" % count)
            count += 1
        return count

    with ThreadPoolExecutor(1) as beside:
        working = beside.submit(works)
        try:
            made = ground.back_up()
        finally:
            over.set()
        assert working.result() > 0
    assert ground.checked(made) == []
    done = ground.put_back()
    assert done.proof.verdict is Soundness.SOUND, done.proof
    with reading_as_casework() as session:
        named = set(session.execute(text("SELECT key FROM captures")).scalars())
    assert named <= {each.name for each in ground.second_store.held()}


def test_a_backupcut_off_is_begun_again_and_copies_no_file_twice(ground: Ground) -> None:
    first = an_original(b"the first")
    work = ground.work()
    work.says = cut_off
    with pytest.raises(KeyboardInterrupt):
        make_backup(work, ground.place, ground.keys_place, operator(), now)
    with reading_as_casework() as session:
        (row,) = session.execute(text("SELECT finished_at FROM backups")).all()
        assert row.finished_at is None
    copied = Path(ground.place, FILES, first.key)
    before = copied.stat().st_mtime_ns
    second = an_original(b"the second")
    made = ground.back_up()
    assert copied.stat().st_mtime_ns == before
    files = listed(layout.existing(ground.place), made)
    assert {first.key, second.key} <= set(files)
    assert ground.checked(made) == []
    assert expire(engine(), operator(), now()) == (1, [])
    assert ground.checked(made) == [], "what never came whole took nothing of the other along"


def test_keys_never_lie_beside_what_they_open(ground: Ground) -> None:
    for keys_place in (ground.place, f"{ground.place}/keys", str(ground.folder)):
        with pytest.raises(WrongAnswer, match="deleted case readable"):
            check_places(ground.place, keys_place)
    check_places(ground.place, ground.keys_place)


def test_a_backup_goes_on_its_day_keys_first_and_what_another_needs_stays(ground: Ground) -> None:
    first = an_original(b"the first")
    old = ground.back_up(lambda: now() - timedelta(40))
    store().remove(first.key)
    second = an_original(b"the second")
    new = ground.back_up()
    assert Path(ground.place, FILES, first.key).exists()
    hidden = ground.folder / "not mounted"
    Path(ground.keys_place).rename(hidden)
    gone, unreached = expire(engine(), operator(), now())
    assert gone == 0
    assert "Is its disk there?" in unreached[0]
    hidden.rename(ground.keys_place)
    assert expire(engine(), operator(), now()) == (1, [])
    assert not Path(ground.keys_place, layout.keys_of(old.id)).exists()
    assert not Path(ground.place, FILES, first.key).exists()
    assert Path(ground.place, FILES, second.key).exists()
    assert ground.checked(new) == []
    with pytest.raises(WrongAnswer):
        ground.source(old.id)
    with reading_as_casework() as session:
        assert session.get_one(Backup, old.id).state == "Removed"


def test_one_backup_is_made_at_a_time(ground: Ground) -> None:
    with alone(engine()), pytest.raises(DatabaseUnavailable, match="made already"):
        ground.back_up()
