"""Checkpoints: when they are made, what they say, and when nothing is signed."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlmodel import col, select

from casework import jobs, journal
from casework.errors import CheckpointRefused, StoreUnavailable
from casework.journal import notes
from casework.journal.heads import leaf_of, read, root_of
from casework.journal.keys import Signer, origin_of
from casework.journal.leaves import FIRST
from casework.journal.models import Checkpoint
from casework.journal.proving import Soundness
from casework.journal.signing import LONGEST, MOST_ENTRIES, is_due, sign
from casework.settings import Settings
from tests.database import as_owner
from tests.journal.chains import ToldApart, chain_of, entry_on, with_the_keys
from tests.journal.signing import Kept
from tests.world import World


@pytest.fixture
def kept(tmp_path: Path, world: World) -> Kept:
    return Kept(tmp_path)


def test_a_checkpoint_is_a_signed_note_over_the_heads_of_all_chains(
    world: World, kept: Kept
) -> None:
    case = chain_of(world)
    made = kept.checkpoint()
    lines = made.note.splitlines()
    heads = read(made.heads)
    assert lines[:3] == [
        "casework.test/journal",
        str(len(heads)),
        b64encode(root_of(heads)).decode(),
    ]
    assert lines[3:6] == ["checkpoint 1", f"entries {made.entries}", f"previous {FIRST}"]
    assert lines[8] == ""
    assert lines[9].startswith("— casework.test/journal ")
    assert heads[str(case.id)] == (4, journal.entries(world.session, case.id)[0].hash)
    assert list(heads) == ["trust", *sorted(set(heads) - {"trust"})]
    assert leaf_of("trust", heads["trust"]).decode().splitlines()[0] == "trust"
    key = kept.signer.public_key()
    assert key
    assert notes.is_signed_by(made.note, key)
    assert not notes.is_signed_by(made.note.replace("entries ", "entries 1"), key)
    assert not notes.is_signed_by(made.note, Ed25519PrivateKey.generate().public_key())


def test_the_next_one_names_the_last_and_lists_only_what_changed(world: World, kept: Kept) -> None:
    chain_of(world)
    case = chain_of(world)
    first = kept.checkpoint()
    entry_on(world, case.id)
    second = kept.checkpoint()
    assert notes.read(second.note).previous == notes.digest(first.note)
    assert read(second.heads) == {
        str(case.id): (5, journal.entries(world.session, case.id)[0].hash)
    }
    assert notes.read(second.note).size == len(read(first.heads))
    assert kept.proof().verdict is Soundness.SOUND
    assert kept.proof().checkpoint == 2


def test_nothing_new_is_nothing_to_sign(world: World, kept: Kept) -> None:
    chain_of(world)
    kept.checkpoint()
    assert sign(kept.signer, kept.shelves, kept.now) is None


def test_one_is_due_after_an_hour_or_a_thousand_entries(world: World, kept: Kept) -> None:
    case = chain_of(world)
    assert is_due(world.session, kept.now)
    made = kept.checkpoint()
    assert not is_due(world.session, made.at + 2 * LONGEST)
    entry_on(world, case.id)
    assert not is_due(world.session, made.at + LONGEST - timedelta(seconds=1))
    assert is_due(world.session, made.at + LONGEST)
    for _ in range(MOST_ENTRIES - 1):
        entry_on(world, case.id)
    assert is_due(world.session, made.at)


def test_an_act_nobody_should_have_an_hour_to_undo_asks_for_one_at_once(world: World) -> None:
    class FindingRecorded(ToldApart):
        pass

    waiting = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :task")
    before = world.session.execute(waiting, {"task": jobs.CHECKPOINT}).scalar_one()
    entry_on(world, None)
    assert world.session.execute(waiting, {"task": jobs.CHECKPOINT}).scalar_one() == before
    told = FindingRecorded(words="upheld")
    journal.append(world.session, None, world.case_manager, told, world.case().opened_at)
    assert world.session.execute(waiting, {"task": jobs.CHECKPOINT}).scalar_one() == before + 1


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal WHERE case_id = :case AND number = 4",
        "DELETE FROM journal WHERE case_id = :case",
        "UPDATE journal SET hash = repeat('1', 64) WHERE case_id = :case AND number = 4",
    ],
)
def test_nothing_is_signed_when_a_chain_is_shorter_or_another(
    world: World, kept: Kept, change: str
) -> None:
    case = chain_of(world)
    other = chain_of(world)
    kept.checkpoint()
    with_the_keys(world.session, change, case=case.id)
    entry_on(world, other.id)
    with pytest.raises(CheckpointRefused, match=f"in case {case.reference}"):
        sign(kept.signer, kept.shelves, kept.now)
    assert len(world.session.exec(select(Checkpoint)).all()) == 1


def test_nothing_is_signed_on_a_changed_memory_of_the_heads(world: World, kept: Kept) -> None:
    case = chain_of(world)
    kept.checkpoint()
    world.session.execute(text("UPDATE checkpoint_heads SET number = number - 1"))
    entry_on(world, case.id)
    with pytest.raises(CheckpointRefused, match="heads of the last checkpoint were changed"):
        sign(kept.signer, kept.shelves, kept.now)


def test_nothing_is_signed_after_a_checkpoint_of_another_key(world: World, kept: Kept) -> None:
    case = chain_of(world)
    made = kept.checkpoint()
    forged = notes.signed(notes.read(made.note), Ed25519PrivateKey.generate())
    with_the_keys(world.session, "UPDATE checkpoints SET note = :note", note=forged)
    entry_on(world, case.id)
    with pytest.raises(CheckpointRefused):
        sign(kept.signer, kept.shelves, kept.now)


def test_a_signer_without_a_memory_looks_outside_before_it_signs(world: World, kept: Kept) -> None:
    case = chain_of(world)
    kept.checkpoint()
    entry_on(world, case.id)
    kept.checkpoint()
    kept.signer.file.with_suffix(".last").unlink()
    with_the_keys(world.session, "DELETE FROM checkpoint_deliveries WHERE checkpoint = 2")
    with_the_keys(world.session, "DELETE FROM checkpoints WHERE number = 2")
    entry_on(world, case.id)
    with pytest.raises(CheckpointRefused):
        sign(kept.signer, kept.shelves, kept.now)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    signer = Signer(tmp_path / "keys/checkpoint.key", "casework.test/journal")
    assert signer.public_key() is None
    first = signer.verifier_key()
    assert signer.file.stat().st_mode & 0o777 == 0o600
    assert signer.verifier_key() == first
    name, identity, _ = first.split("+", 2)
    assert (name, len(identity)) == ("casework.test/journal", 8)


def test_a_public_key_is_read_back_or_refused(tmp_path: Path) -> None:
    signer = Signer(tmp_path / "checkpoint.key", "casework.test/journal")
    written = signer.verifier_key()
    assert notes.read_verifier_key(f"{written}\n") == signer.public_key()
    for wrong in ("", "name", written[:-4], written.replace("test", "best"), f"{written}AAAA"):
        with pytest.raises(ValueError, match=r"."):
            notes.read_verifier_key(wrong)


def test_a_key_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "checkpoint.key"
    file.write_text("not a key")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        Signer(file, "casework.test/journal").key()


@pytest.mark.parametrize(
    ("settings", "origin"),
    [
        (Settings(trust_name="Tansley Vale Trust"), "casework.tansley-vale-trust/journal"),
        (Settings(origin="https://cases.example.org:8443"), "casework.cases.example.org/journal"),
        (Settings(trust_name="Ünïcode / Trust"), "casework.n-code-trust/journal"),
    ],
)
def test_the_journal_is_called_after_its_address_or_its_trust(
    settings: Settings, origin: str
) -> None:
    assert origin_of(settings) == origin


def test_a_checkpoint_of_many_chains_covers_every_entry(world: World, kept: Kept) -> None:
    for _ in range(7):
        chain_of(world, 3)
    made = kept.checkpoint()
    counted = world.session.execute(text("SELECT count(*) FROM journal")).scalar_one()
    assert made.entries == counted
    with as_owner() as session:
        assert session.exec(select(Checkpoint).order_by(col(Checkpoint.number))).one().number == 1
