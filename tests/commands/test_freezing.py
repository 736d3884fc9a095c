"""An original that is not what was taken in is used by nobody, and people are told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import jobs
from casework.case_file.oversight import frozen_originals
from casework.case_file.verifying import chains, originals, papers
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import (
    CaseworkError,
    NotFound,
    NotPermitted,
    ProcedureBreach,
    StoreUnavailable,
    Unsound,
)
from casework.evidence.custody import chain, verify
from casework.evidence.freezing import CheckOriginal, due, require_sound, verify_one
from casework.evidence.looking import look, take_copy
from casework.evidence.models import Capture, Exhibit, Found, Handling
from casework.evidence.queries import item_on
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import Beside, plan
from casework.journal import JournalEntry, entries
from casework.storage import store
from tests.commands.taking import POST
from tests.staging import pack
from tests.world import World, at

LATER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def exhibit(world: World, case: Case) -> Exhibit:
    return world.exhibit(case, POST, name="post.png")


def of(world: World, exhibit: Exhibit) -> Capture:
    return world.session.get_one(Capture, exhibit.capture_id)


def flip_a_bit(capture: Capture) -> None:
    place = store().root / capture.key
    sealed = bytearray(place.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    place.chmod(0o600)
    place.write_bytes(sealed)


def drop_the_end(capture: Capture) -> None:
    place = store().root / capture.key
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-56])


def delete(capture: Capture) -> None:
    (store().root / capture.key).unlink()


def another_file_of_ours(capture: Capture) -> None:
    """Sealed with the right keys under the right name: only what was recorded tells."""
    (store().root / capture.key).unlink()
    store().put_new(capture.key, [b"Something else"])


HARMS = [flip_a_bit, drop_the_end, delete, another_file_of_ours]
harmed = pytest.mark.parametrize("harm", HARMS, ids=lambda each: each.__name__)


@harmed
def test_what_does_not_hold_is_refused_everywhere_and_named(
    world: World, case: Case, exhibit: Exhibit, harm: Callable[[Capture], None]
) -> None:
    capture = of(world, exhibit)
    harm(capture)
    reference = case.reference
    with pytest.raises(Unsound, match="exhibit E1"):
        look(world.session, world.investigating_officer, reference, capture.id)
    with pytest.raises(Unsound, match="exhibit E1"):
        take_copy(world.session, world.case_manager, reference, capture.id, "To print")
    world.session.refresh(capture)
    assert capture.frozen_at is not None
    handled = [each.handling for each in chain(world.session, capture.id)]
    assert handled == [Handling.FROZEN, Handling.INGESTED]
    newest = entries(world.session, case.id)[0]
    assert newest.kind == "OriginalFrozen"
    assert "E1" in newest.sentence


@harmed
def test_no_pack_is_made_with_what_does_not_hold(
    world: World, harm: Callable[[Capture], None]
) -> None:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case, POST, name="post.png")
    edition = pack(world, case)
    harm(of(world, exhibit))
    with pytest.raises(CaseworkError) as refused:
        world.perform(world.case_manager, case, MakePack(final=True))
    assert "E1 is not what was taken in" in str(refused.value)
    assert isinstance(refused.value, ProcedureBreach)
    assert "G-PACK-7" in {each.rule for each in refused.value.breaches}
    with pytest.raises(Unsound, match="exhibit E1"):
        plan(world.session, case, edition, Beside(), at())


def test_frozen_means_frozen_even_when_the_file_is_back(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    capture = of(world, exhibit)
    place = store().root / capture.key
    kept = place.read_bytes()
    delete(capture)
    verify_one(store(), capture.id, LATER)
    place.write_bytes(kept)
    verdict = verify_one(store(), capture.id, LATER + timedelta(days=1))
    assert verdict is not None
    assert verdict.found is Found.SOUND
    world.session.refresh(capture)
    with pytest.raises(Unsound, match="its file is missing"):
        look(world.session, world.investigating_officer, case.reference, capture.id)


def test_a_person_who_checks_it_again_releases_it(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    capture = of(world, exhibit)
    place = store().root / capture.key
    kept = place.read_bytes()
    flip_a_bit(capture)
    check = CheckOriginal.of(verify(store(), capture))
    assert world.perform(world.case_manager, case, check).kind == "OriginalFrozen"
    place.write_bytes(kept)
    check = CheckOriginal.of(verify(store(), capture))
    entry = world.perform(world.case_manager, case, check)
    assert "released it" in entry.sentence
    handled = [each.handling for each in chain(world.session, capture.id)]
    assert handled == [Handling.CLEARED, Handling.FROZEN, Handling.INGESTED]
    assert look(world.session, world.investigating_officer, case.reference, capture.id) == 4


def test_a_check_that_finds_it_sound_is_a_link_too(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    capture = of(world, exhibit)
    world.perform(world.case_manager, case, CheckOriginal.of(verify(store(), capture)))
    assert chain(world.session, capture.id)[0].handling is Handling.CHECKED
    assert capture.checked_at is not None


def test_only_who_sees_an_item_checks_it(world: World) -> None:
    case = world.case(Stage.HEARING)
    check = CheckOriginal.of(verify(store(), of(world, world.exhibit(case, POST))))
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, check)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, check)


def test_a_store_that_is_away_freezes_nothing(
    world: World, exhibit: Exhibit, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = of(world, exhibit)
    item = item_on(world.session, exhibit.case_id, "E1")

    def away(_: str) -> None:
        raise StoreUnavailable("The bucket cannot be reached")

    monkeypatch.setattr(store().shelf, "open", away)
    with pytest.raises(Unsound, match="cannot be read now"):
        require_sound(store(), item)
    with pytest.raises(Unsound):
        CheckOriginal.of(verify(store(), capture))
    world.session.refresh(capture)
    assert capture.frozen_at is None
    assert capture.checked_at is None


def test_each_original_is_read_again_every_week(world: World, exhibit: Exhibit) -> None:
    capture = of(world, exhibit)
    assert capture.id in due(LATER)
    verify_one(store(), capture.id, LATER)
    world.session.refresh(capture)
    assert capture.id not in due(LATER + timedelta(days=6))
    assert capture.id in due(LATER + timedelta(days=8))


def test_the_alarm_is_raised_once_however_often_it_is_found(world: World, exhibit: Exhibit) -> None:
    capture = of(world, exhibit)
    flip_a_bit(capture)
    for _ in range(3):
        verify_one(store(), capture.id, LATER)
    queued = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :name")
    told = world.session.execute(queued, {"name": jobs.RAISE_ALARM}).scalar_one()
    found = select(JournalEntry).where(JournalEntry.kind == "OriginalFrozen")
    assert (told, len(world.session.exec(found).all())) == (1, 1)


def test_who_oversees_sees_the_reference_and_nobody_else_does(
    world: World, case: Case, exhibit: Exhibit
) -> None:
    flip_a_bit(of(world, exhibit))
    verify_one(store(), exhibit.capture_id, LATER)
    frozen = frozen_originals(world.session, world.hr_director)
    assert [(each.reference, each.label) for each in frozen] == [(case.reference, "exhibit E1")]
    with pytest.raises(NotPermitted):
        frozen_originals(world.session, world.case_manager)


def test_the_console_finds_every_kind_of_harm(world: World, case: Case) -> None:
    sound, changed, gone = (world.capture(case, POST, "post.png") for _ in range(3))
    flip_a_bit(changed)
    delete(gone)
    edition = pack(world, case)
    (store().root / str(edition.key)).unlink()
    told = [each.says for each in originals(world.session, store(), LATER)]
    assert [str(each.id) in " ".join(told) for each in (sound, changed, gone)] == [
        False,
        True,
        True,
    ]
    assert [each.found for each in papers(world.session, store())] == [Found.MISSING]
    assert list(chains(world.session)) == []
