"""Attacks on the journal of a populated database, with every trigger switched off.

With the checkpoints every one shows. Which of them the chains alone would show is said with each,
and tested too: a chain that was made again by its own formula is sound in itself.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlmodel import Session

from casework import database
from casework.journal.proving import Soundness
from casework.journal.scanning import raw, scan
from tests.database import Databases, as_owner
from tests.journal.attacks import ATTACKS, Attack, Ground
from tests.journal.chains import chain_of, entry_on
from tests.journal.signing import Kept
from tests.world import World


@dataclass
class Populated:
    """A database after two checkpoints, a copy of it after the first, and what lies outside."""

    kept: Kept
    now: str
    older: str
    case: UUID
    other: UUID


def written(entries: int, *cases: UUID) -> None:
    with as_owner() as session:
        world = World(session)
        for each in (*cases, None):
            for number in range(entries):
                entry_on(world, each, f"entry {number}")


@pytest.fixture(scope="module")
def populated(
    _databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Populated]:
    kept = Kept(tmp_path_factory.mktemp("outside") / "state")
    with _databases.copy() as url:
        database.connect(url)
        with as_owner() as session:
            world = World(session)
            case, other, _ = (chain_of(world, 5).id for _ in range(3))
        kept.checkpoint()
        database.disconnect()
        name = make_url(url).database or ""
        with _databases.copy(name) as older:
            database.connect(url)
            written(2, case, other)
            kept.checkpoint()
            written(1, other)
            assert kept.proof().verdict is Soundness.SOUND
            database.disconnect()
            shutil.copytree(kept.state, kept.state.with_name("pristine"))
            older_name = make_url(older).database or ""
            yield Populated(kept, url, older_name, case, other)


@pytest.fixture
def kept(populated: Populated) -> Kept:
    """What lies outside the database, as it was before any attack."""
    shutil.rmtree(populated.kept.state)
    shutil.copytree(populated.kept.state.with_name("pristine"), populated.kept.state)
    return populated.kept


@pytest.fixture
def ground(populated: Populated, kept: Kept) -> Iterator[Ground]:
    """The database in a transaction that is taken back after the attack."""
    engine = create_engine(populated.now, poolclass=NullPool)
    with Session(engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        yield Ground(session, kept.state, populated.case, populated.other)
        session.rollback()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda each: str(each.name))
def test_an_attack_shows(ground: Ground, kept: Kept, attack: Attack) -> None:
    attack.deed(ground)
    ground.session.flush()
    proof = kept.proof(ground.session)
    assert proof.verdict is Soundness.ALTERED
    assert proof.altered[0]
    alone = scan(raw(ground.session), {}).faults
    assert bool(alone) is attack.shown_by_the_chain


def test_without_an_attack_nothing_shows(ground: Ground, kept: Kept) -> None:
    proof = kept.proof(ground.session)
    assert (proof.verdict, proof.checkpoint, proof.altered) == (Soundness.SOUND, 2, [])
    assert proof.outside == [each.name for each in kept.shelves]


@pytest.fixture
def put_back(_databases: Databases, populated: Populated) -> Iterator[None]:
    """The database as it was after the first checkpoint."""
    with _databases.copy(populated.older) as url:
        database.connect(url)
        yield


@pytest.mark.usefixtures("put_back")
@pytest.mark.parametrize("entries_since", [0, 3])
def test_a_database_put_back_to_an_older_copy_shows(
    populated: Populated, kept: Kept, entries_since: int
) -> None:
    written(entries_since, populated.case, populated.other)
    proof = kept.proof()
    assert proof.verdict is Soundness.ALTERED
    assert "Checkpoint 2 was removed from the database" in proof.altered
    with as_owner() as session:
        assert scan(raw(session), {}).faults == []


def test_the_first_bad_entry_is_named_with_its_case(ground: Ground, kept: Kept) -> None:
    attack = next(each for each in ATTACKS if each.name.startswith("edit, and chain again"))
    attack.deed(ground)
    reference = reference_of(ground.session, ground.case)
    (said,) = [each for each in kept.proof(ground.session).altered if reference in each]
    assert said.startswith(f"Entry 7 of case {reference} was altered: the last checkpoint")


def reference_of(session: Session, case: UUID) -> str:
    found = session.execute(text("SELECT reference FROM cases WHERE id = :case"), {"case": case})
    return str(found.scalar_one())


def test_what_is_outside_being_gone_is_not_taken_for_soundness(ground: Ground, kept: Kept) -> None:
    for folder in ("one", "two"):
        shutil.rmtree(kept.state / folder)
    proof = kept.proof(ground.session)
    assert proof.verdict is Soundness.CANNOT_TELL
    assert "No checkpoint outside the database could be read" in proof.unknown


def test_without_the_key_nobody_can_tell(ground: Ground, kept: Kept) -> None:
    kept.signer.file.unlink()
    assert kept.proof(ground.session).verdict is Soundness.CANNOT_TELL
