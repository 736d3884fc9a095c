"""Making a hearing pack, and issuing it once."""

from datetime import date

import pytest
from sqlalchemy import text

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound
from casework.evidence.commands import DecidePackPlace
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.queries import pack_edition, packs_of
from casework.hearings.queries import hearing_of
from casework.journal import JournalEntry
from casework.storage import store
from tests.refusing import breaches
from tests.staging import hearing, investigated, pack
from tests.world import DAY, World, at


def prepared(world: World) -> Case:
    case = world.case(Stage.HEARING)
    world.allegation(case, exhibits=[world.exhibit(case)])
    investigated(world, case)
    hearing(world, case, on=date(2026, 10, 19))
    return case


def make(world: World, case: Case, final: bool = False, hour: int = 10) -> JournalEntry:
    return world.perform(world.case_manager, case, MakePack(final=final), at(hour=hour))


def issue(world: World, case: Case, edition: int = 1) -> JournalEntry:
    return world.perform(world.case_manager, case, IssuePack(edition=edition), at(hour=12))


def queued(world: World) -> list[str]:
    jobs = world.session.execute(text("SELECT args ->> 'pack_id' FROM procrastinate_jobs"))
    return [row[0] for row in jobs]


@pytest.mark.parametrize("stage", [Stage.INVESTIGATION, Stage.HEARING, Stage.OUTCOME])
def test_a_draft_is_made_at_any_time(world: World, stage: Stage) -> None:
    case = world.case(stage)
    entry = make(world, case)
    assert entry.sentence == "asked for draft 1 of the hearing pack"
    made = pack_edition(world.session, case.id, 1)
    assert (made.status, made.name) == (PackStatus.BUILDING, "Draft 1")
    assert queued(world) == [str(made.id)]


def test_a_final_pack_is_made_once_nothing_stops_it(world: World) -> None:
    case = prepared(world)
    make(world, case)
    assert make(world, case, final=True).sentence == "asked for final 2 of the hearing pack"
    assert [each.edition for each in packs_of(world.session, case.id)] == [2, 1]


def test_a_final_pack_is_refused_for_everything_it_lacks(world: World) -> None:
    case = world.case(Stage.HEARING)
    with breaches("G-PACK-3", "G-PACK-4", "G-PACK-5"):
        make(world, case, final=True)
    assert packs_of(world.session, case.id) == []
    assert queued(world) == []


def test_a_pupil_is_shown_only_with_a_reason(world: World) -> None:
    case = prepared(world)
    exhibit = world.exhibit(case, b"A class photo", shows_pupil=True)
    with breaches("G-PACK-6"):
        make(world, case, final=True)
    exhibit.pack_reason = "The photo is what is alleged."
    assert make(world, case, final=True)


def test_an_exhibit_left_out_stops_nothing(world: World) -> None:
    case = prepared(world)
    world.exhibit(case, b"A class photo", shows_pupil=True, in_pack=False, pack_reason="A pupil")
    assert make(world, case, final=True)


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "changed"])
def test_an_original_that_is_not_what_was_taken_in_stops_a_final_pack(
    world: World, lost: bool
) -> None:
    case = prepared(world)
    exhibit = world.exhibit(case, b"What was taken in")
    capture = world.session.execute(
        text("SELECT key FROM captures WHERE id = :id"), {"id": exhibit.capture_id}
    )
    original = store().root / capture.scalar_one()
    original.unlink()
    if not lost:
        original.write_bytes(b"Something else")
    with breaches("G-PACK-7"):
        make(world, case, final=True)


def test_a_final_pack_is_issued(world: World) -> None:
    case = prepared(world)
    final = pack(world, case)
    entry = issue(world, case)
    assert entry.sentence == "issued the hearing pack, edition 1"
    assert entry.facts["sha256"] == final.sha256
    assert (final.status, final.issued_by) == (PackStatus.ISSUED, "Nadia Farrow")
    heard = hearing_of(world.session, case.id)
    assert heard
    assert heard.pack_issued_on == DAY


@pytest.mark.parametrize("status", [PackStatus.DRAFT, PackStatus.BUILDING, PackStatus.FAILED])
def test_only_a_finished_final_pack_is_issued(world: World, status: PackStatus) -> None:
    case = prepared(world)
    pack(world, case, status)
    with breaches("G-PACK-2"):
        issue(world, case)


def test_after_a_pack_is_issued_nobody_changes_it(world: World) -> None:
    case = prepared(world)
    pack(world, case, PackStatus.ISSUED)
    for again in (issue, make):
        with breaches("G-PACK-2"):
            again(world, case)


def test_a_pack_made_before_something_changed_is_made_again(world: World) -> None:
    case = prepared(world)
    exhibit = world.exhibit(case, b"A second screenshot")
    pack(world, case)
    asked = DecidePackPlace(exhibit_id=exhibit.id, in_pack=False, reason="It says nothing new.")
    world.perform(world.case_manager, case, asked, at(hour=11))
    with breaches("G-PACK-8"):
        issue(world, case)


def test_an_edition_nobody_made_is_not_issued(world: World) -> None:
    with pytest.raises(NotFound):
        issue(world, prepared(world), edition=7)


def test_no_pack_is_made_of_a_closed_case(world: World) -> None:
    with breaches("G-STAGE"):
        make(world, world.case(Stage.CLOSED))
