"""A database that was restored from a backup: nothing is signed until somebody answers for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from casework import database
from casework.access import CASEWORK
from casework.errors import CheckpointRefused, WrongAnswer
from casework.journal import notes
from casework.journal.acknowledging import acknowledge
from casework.journal.gaps import gap_in
from casework.journal.proving import Soundness
from casework.journal.signing import sign
from tests.database import Databases, as_owner
from tests.journal.chains import chain_of, entry_on
from tests.journal.signing import Kept
from tests.world import World, at


def written() -> None:
    with as_owner() as session:
        entry_on(World(session), None)
        chain_of(World(session), 2)


@pytest.fixture
def restored(_databases: Databases, tmp_path: Path) -> Iterator[Kept]:
    """Three checkpoints were made, and the database is as it was after the first."""
    kept = Kept(tmp_path)
    with _databases.copy() as url:
        database.connect(url)
        written()
        kept.checkpoint()
        database.disconnect()
        with _databases.copy(make_url(url).database or "") as backup:
            database.connect(url)
            for _ in range(2):
                written()
                kept.checkpoint()
            with as_owner() as session, pytest.raises(WrongAnswer, match="no gap"):
                gap_in(session, kept.signer, kept.shelves)
            database.connect(backup)
            yield kept


def answered_for(kept: Kept) -> None:
    with as_owner() as session:
        gap = gap_in(session, kept.signer, kept.shelves)
        assert (gap.first, gap.last) == (2, 3)
        why = "The disk failed; the backup of Monday night was restored."
        acknowledge(session, CASEWORK, (gap.first, gap.last), gap.newest, why, at())


def test_until_then_it_counts_as_altered_and_nothing_is_signed(restored: Kept) -> None:
    assert restored.proof().verdict is Soundness.ALTERED
    written()
    with pytest.raises(CheckpointRefused, match="older than the last checkpoint"):
        sign(restored.signer, restored.shelves, restored.now)


def test_then_it_is_a_gap_that_was_acknowledged(restored: Kept) -> None:
    answered_for(restored)
    proof = restored.proof()
    assert proof.verdict is Soundness.GAP_ACKNOWLEDGED
    assert proof.checkpoint == 1
    assert "what checkpoint 2 to 3 covered is lost" in proof.gaps[0]


def test_the_next_checkpoint_says_so_and_so_does_every_check_after_it(restored: Kept) -> None:
    answered_for(restored)
    made = restored.checkpoint()
    assert (made.number, notes.read(made.note).gap) == (4, (2, 3))
    for number in (4, 5):
        proof = restored.proof()
        assert (proof.verdict, proof.checkpoint) == (Soundness.GAP_ACKNOWLEDGED, number)
        assert proof.altered == []
        written()
        if number == 4:
            restored.checkpoint()


def test_acknowledging_one_gap_allows_no_other(restored: Kept, tmp_path: Path) -> None:
    answered_for(restored)
    restored.checkpoint()
    with as_owner() as session:
        session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in ("checkpoint_deliveries", "checkpoints"):
            column = "number" if table == "checkpoints" else "checkpoint"
            session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE {column} = 4")
    written()
    with pytest.raises(CheckpointRefused):
        sign(restored.signer, restored.shelves, restored.now)
    assert restored.proof().verdict is Soundness.ALTERED
