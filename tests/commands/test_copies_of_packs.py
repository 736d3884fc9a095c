"""Copies of an issued pack: one for each reader, followed, and closed at once when recalled."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from casework.access import Role
from casework.cases.models import Case
from casework.errors import NotFound, NotPermitted
from casework.hearing_packs.commands import IssuePack, MakePack, TakePack
from casework.hearing_packs.copies import Happened, PackCopy, copies_of_pack, steps_of
from casework.hearing_packs.handing_out import (
    DecideDownload,
    FollowPackCopy,
    GivePackCopy,
)
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.notes import PackNote, notes_of, write_note
from casework.hearing_packs.queries import issued_pack
from casework.hearing_packs.recalling import RecallPack, RecallPackCopy
from tests.commands.test_packs import prepared
from tests.refusing import breaches, wrong_answers
from tests.staging import pack
from tests.world import DAY, World, at

REASON = "A page of somebody else’s was in it."


def issued(world: World) -> tuple[Case, HearingPack]:
    case = prepared(world)
    made = pack(world, case)
    world.perform(world.case_manager, case, IssuePack(edition=1), at(hour=12))
    return case, made


def copies(world: World, made: HearingPack) -> dict[str, PackCopy]:
    return {each.name: each for each in copies_of_pack(world.session, made.id)}


def happened(world: World, copy: PackCopy) -> list[Happened]:
    return [each.what for each in steps_of(world.session, [copy])[copy.id]]


def opened(world: World, case: Case, who: object) -> str:
    return world.perform(who, case, TakePack(edition=1), at(hour=13)).sentence  # type: ignore[arg-type]


def test_when_a_pack_is_issued_everybody_who_hears_it_is_given_a_numbered_copy(
    world: World,
) -> None:
    _, made = issued(world)
    given = copies_of_pack(world.session, made.id)
    assert given[0].name == world.employee.name
    assert [each.number for each in given] == list(range(1, len(given) + 1))
    told = {each.name: (each.part, each.may_download) for each in given}
    assert told[world.employee.name] == ("Employee", True)
    assert told[world.hearing_manager.name] == ("Hearing manager", False)


def test_a_copy_is_opened_by_its_reader_and_keeps_its_hash(world: World) -> None:
    case, made = issued(world)
    assert opened(world, case, world.employee) == "opened copy 1 of the hearing pack, edition 1"
    theirs = copies(world, made)[world.employee.name]
    first = theirs.sha256
    assert first
    assert first != made.sha256
    opened(world, case, world.employee)
    assert theirs.sha256 == first
    assert happened(world, theirs) == [Happened.OPENED, Happened.OPENED]


def test_two_readers_have_two_copies(world: World) -> None:
    case, made = issued(world)
    for who in (world.employee, world.hearing_manager):
        opened(world, case, who)
    hashes = [each.sha256 for each in copies(world, made).values() if each.sha256]
    assert len(set(hashes)) == 2


def test_whoever_comes_later_gets_the_next_number_when_they_open_it(world: World) -> None:
    case, made = issued(world)
    last = len(copies(world, made))
    world.part(case, world.colleague, Role.LEGAL_ADVISER)
    sentence = opened(world, case, world.colleague)
    assert sentence == f"opened copy {last + 1} of the hearing pack, edition 1"


def test_a_copy_is_signed_for_posted_returned_and_destroyed(world: World) -> None:
    case, made = issued(world)
    theirs = copies(world, made)[world.employee.name]
    for what in (Happened.POSTED, Happened.COLLECTED, Happened.DESTROYED):
        command = FollowPackCopy(copy_id=theirs.id, what=what, happened_on=DAY, told="By hand")
        entry = world.perform(world.case_manager, case, command, at(hour=14))
        assert entry.sentence.endswith(f"was {what.label.lower()}")
    assert happened(world, theirs)[-1] is Happened.DESTROYED
    assert theirs.closed_at is not None


@pytest.mark.parametrize("on", [DAY + timedelta(days=1), DAY - timedelta(days=1)])
def test_nothing_happened_to_a_copy_before_it_was_issued_or_after_today(
    world: World, on: date
) -> None:
    case, made = issued(world)
    theirs = copies(world, made)[world.employee.name]
    command = FollowPackCopy(copy_id=theirs.id, what=Happened.POSTED, happened_on=on)
    with breaches("G-COPY-3"):
        world.perform(world.case_manager, case, command, at(hour=14))


def test_what_happens_by_itself_is_not_recorded_by_hand(world: World) -> None:
    case, made = issued(world)
    theirs = copies(world, made)[world.employee.name]
    command = FollowPackCopy(copy_id=theirs.id, what=Happened.OPENED, happened_on=DAY)
    with wrong_answers("what"):
        world.perform(world.case_manager, case, command, at(hour=14))


def test_a_recalled_copy_is_opened_by_nobody_and_handed_over_no_more(world: World) -> None:
    case, made = issued(world)
    theirs = copies(world, made)[world.employee.name]
    opened(world, case, world.employee)
    recall = RecallPackCopy(copy_id=theirs.id, reason=REASON)
    entry = world.perform(world.case_manager, case, recall, at(hour=14))
    assert entry.sentence == "recalled copy 1 of the hearing pack, edition 1"
    with breaches("G-COPY-5"):
        opened(world, case, world.employee)
    opened(world, case, world.hearing_manager)
    posted = FollowPackCopy(copy_id=theirs.id, what=Happened.POSTED, happened_on=DAY)
    with breaches("G-COPY-4"):
        world.perform(world.case_manager, case, posted, at(hour=15))
    with wrong_answers("copy_id"):
        world.perform(world.case_manager, case, recall, at(hour=15))
    again = GivePackCopy(edition=1, person_id=world.employee.id, may_download=True)
    world.perform(world.case_manager, case, again, at(hour=16))
    last = len(copies_of_pack(world.session, made.id))
    assert opened(world, case, world.employee).startswith(f"opened copy {last} of")


def test_a_reader_has_one_copy_at_a_time_and_a_part_in_the_case(world: World) -> None:
    case, _ = issued(world)
    with breaches("G-COPY-2"):
        given = GivePackCopy(edition=1, person_id=world.employee.id)
        world.perform(world.case_manager, case, given, at(hour=14))
    other = GivePackCopy(edition=1, person_id=world.stranger.id)
    with wrong_answers("person_id"):
        world.perform(world.case_manager, case, other, at(hour=14))


def test_a_pack_that_was_not_issued_has_no_copies(world: World) -> None:
    case = prepared(world)
    pack(world, case)
    with breaches("G-COPY-1"):
        given = GivePackCopy(edition=1, person_id=world.hearing_manager.id)
        world.perform(world.case_manager, case, given, at(hour=14))
    with breaches("G-COPY-1"):
        recall = RecallPack(edition=1, reason=REASON)
        world.perform(world.case_manager, case, recall, at(hour=14))


def test_a_recalled_pack_is_read_by_nobody_and_another_is_made(world: World) -> None:
    case, made = issued(world)
    recall = RecallPack(edition=1, reason=REASON)
    world.perform(world.case_manager, case, recall, at(hour=14))
    assert all(each.closed_at for each in copies(world, made).values())
    for who in (world.employee, world.hearing_manager):
        with pytest.raises(NotFound):
            opened(world, case, who)
    assert issued_pack(world.session, case.id) is None
    assert world.perform(world.case_manager, case, MakePack(final=True), at(hour=15))


def test_copies_are_the_work_of_whoever_manages_the_case(world: World) -> None:
    case, made = issued(world)
    theirs = copies(world, made)[world.employee.name]
    for command in (
        GivePackCopy(edition=1, person_id=world.investigating_officer.id),
        FollowPackCopy(copy_id=theirs.id, what=Happened.POSTED, happened_on=DAY),
        DecideDownload(copy_id=theirs.id, may_download=True),
        RecallPackCopy(copy_id=theirs.id, reason=REASON),
        RecallPack(edition=1, reason=REASON),
    ):
        with pytest.raises(NotPermitted):
            world.perform(world.hearing_manager, case, command, at(hour=14))
        with pytest.raises(NotFound):
            world.perform(world.stranger, case, command, at(hour=14))


def test_notes_go_with_the_copy(world: World) -> None:
    case, made = issued(world)
    hers, his = world.hearing_manager.id, world.employee.id
    for who in (hers, his):
        write_note(world.session, made, who, 1, "Ask about the date", at(hour=13))
    assert [each.words for each in notes_of(world.session, made, hers)] == ["Ask about the date"]
    theirs = copies(world, made)[world.employee.name]
    recall = RecallPackCopy(copy_id=theirs.id, reason=REASON)
    world.perform(world.case_manager, case, recall, at(hour=14))
    assert notes_of(world.session, made, his) == []
    assert len(notes_of(world.session, made, hers)) == 1


@pytest.mark.parametrize(
    ("page", "words", "field"),
    [(1, " ", "words"), (1, "a" * 5_000, "words"), (99, "There is none", "page")],
)
def test_a_note_that_cannot_be_kept_says_why(
    world: World, page: int, words: str, field: str
) -> None:
    _, made = issued(world)
    with wrong_answers(field):
        write_note(world.session, made, world.employee.id, page, words, at())


def test_postgresql_shows_a_note_to_nobody_but_its_writer(world: World) -> None:
    case, made = issued(world)
    write_note(world.session, made, world.hearing_manager.id, 1, "Mine", at())
    seen = {}
    for who in (world.hearing_manager, world.case_manager, world.employee):
        with world.session.begin_nested() as here:
            world.session.execute(
                text("SELECT set_config('casework.person', :id, true)"), {"id": str(who.id)}
            )
            world.session.execute(text("SET LOCAL ROLE casework_app"))
            seen[who.name] = len(world.session.exec(select(PackNote)).all())
            here.rollback()
    assert seen == {
        world.hearing_manager.name: 1,
        world.case_manager.name: 0,
        world.employee.name: 0,
    }
    assert case


def test_what_happened_to_a_copy_is_never_changed(world: World) -> None:
    case, _ = issued(world)
    opened(world, case, world.employee)
    told = text("SET LOCAL ROLE casework_app; UPDATE pack_copy_steps SET told = 'x'")
    with pytest.raises(DBAPIError, match="permission denied"), world.session.begin_nested():
        world.session.execute(told)
