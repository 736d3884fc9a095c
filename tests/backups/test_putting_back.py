"""Putting a backup back when something is wrong with it, or with where it is put."""

from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlmodel import col, select

from casework.backups import layout
from casework.backups.layout import DATABASE, FILES
from casework.backups.models import Backup
from casework.database import reading_as_casework
from casework.errors import DatabaseUnavailable, StoreUnavailable, Unsound, WrongAnswer
from casework.evidence.models import Capture
from casework.journal.proving import Soundness
from casework.recovery import restoring
from casework.recovery.restoring import restore
from tests.backups.conftest import Ground, an_original, content_of, cut_off


def damaged(place: Path) -> None:
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.unlink()
    place.write_bytes(content)


def test_a_dump_or_keys_that_were_changed_are_found_out_and_not_put_back(ground: Ground) -> None:
    made = ground.back_up()
    damaged(Path(ground.place, layout.of(made.id, DATABASE)))
    (said,) = {each.split(":")[0] for each in ground.checked(made)[-1:]}
    assert said == "The dump cannot be read"
    with reading_as_casework() as session:
        assert session.get_one(Backup, made.id).state == "Damaged"
    with pytest.raises((Unsound, DatabaseUnavailable)):
        ground.put_back()
    second = create_engine(ground.elsewhere, poolclass=NullPool)
    with second.connect() as connection:
        assert connection.execute(text("SELECT to_regclass('cases')")).scalar_one() is None
    damaged(Path(ground.keys_place, layout.keys_of(made.id)))
    with pytest.raises(StoreUnavailable, match="not what was written"):
        ground.source()


def test_a_file_that_was_changed_stays_away_and_the_rest_comes_back(ground: Ground) -> None:
    sound, changed, lost = an_original(b"one"), an_original(b"two"), an_original(b"three")
    made = ground.back_up()
    damaged(Path(ground.place, FILES, changed.key))
    Path(ground.place, FILES, lost.key).unlink()
    assert len(ground.checked(made)) == 2
    done = ground.put_back()
    assert done.proof.verdict is Soundness.ALTERED
    assert len(done.damaged) == 2
    held = {each.name for each in ground.second_store.held()}
    assert sound.key in held
    assert held.isdisjoint({changed.key, lost.key})
    with reading_as_casework() as session:
        frozen = select(Capture.key).where(col(Capture.frozen_at).is_not(None))
        assert set(session.exec(frozen)) == {changed.key, lost.key}


def test_nothing_is_put_over_what_lives(ground: Ground) -> None:
    an_original()
    ground.back_up()
    with pytest.raises(WrongAnswer, match="in use"):
        restore(ground.restoring(url=ground.live))
    with reading_as_casework() as session:
        assert session.execute(text("SELECT count(*) FROM captures")).scalar_one() == 1


def test_putting_back_that_was_cut_off_after_the_database_goes_on(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = an_original()
    ground.back_up()
    with monkeypatch.context() as broken:
        broken.setattr(restoring, "migrate", cut_off)
        with pytest.raises(KeyboardInterrupt):
            ground.put_back()
    done = ground.put_back()
    assert done.proof.verdict is Soundness.SOUND, done.proof
    assert content_of(ground.second_store, capture.key) == b"A screenshot"
    with pytest.raises(WrongAnswer, match="in use"):
        ground.put_back()
