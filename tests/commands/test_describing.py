"""The record of an item: added to, corrected with a reason, confirmed, looked for again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from casework.access import Actor
from casework.cases.gateway import Command
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, NotPermitted
from casework.evidence.choices import Authenticity, Confirms, Means, StillOnline
from casework.evidence.commands import DecidePackPlace
from casework.evidence.describing import CheckOnline, ConfirmCapture, DescribeCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.models import Capture
from casework.evidence.queries import item_on
from casework.evidence.records import Record, record_of
from casework.evidence.telling import was_corrected
from casework.journal import JournalEntry
from tests.commands.taking import LAWFUL, admitting, streamed, taken_in
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def capture(world: World, case: Case) -> Capture:
    return world.capture(case)


def record(world: World, case: Case, capture: Capture) -> Record:
    return record_of(world.session, item_on(world.session, case.id, str(capture.id)))


def describing(capture: Capture, reason: str | None = None, **told: Any) -> DescribeCapture:
    details = CaptureDetails.model_validate(told)
    return DescribeCapture(capture_id=capture.id, details=details, reason=reason)


def journalled(world: World, case: Case) -> JournalEntry:
    newest = select(JournalEntry).where(JournalEntry.case_id == case.id)
    return world.session.exec(newest.order_by(col(JournalEntry.number).desc())).first()  # type: ignore[return-value]


def test_a_blank_is_filled_without_a_reason(world: World, case: Case, capture: Capture) -> None:
    world.perform(world.case_manager, case, describing(capture, platform="A forum"))
    both = describing(capture, platform="A forum", account="owen.p")
    world.perform(world.case_manager, case, both)
    assert record(world, case, capture).corrections == ()


@pytest.mark.parametrize("now", [{"platform": "A chat"}, {}])
def test_what_was_recorded_changes_only_with_a_reason_and_both_are_kept(
    world: World, case: Case, capture: Capture, now: dict[str, str]
) -> None:
    world.perform(world.case_manager, case, describing(capture, platform="A forum"))
    with wrong_answers("reason"):
        world.perform(world.case_manager, case, describing(capture, **now))
    assert record(world, case, capture).item.details.platform == "A forum"
    corrected = describing(capture, "It was misread", **now)
    world.perform(world.investigating_officer, case, corrected)
    kept = record(world, case, capture)
    (each,) = kept.corrections
    assert (each.was, each.now, each.reason) == ("A forum", now.get("platform"), "It was misread")
    assert each.person_id == world.investigating_officer.id
    assert kept.item.details.platform == now.get("platform")
    assert "It was misread" in was_corrected(each)
    entry = journalled(world, case)
    assert entry.sentence.endswith(
        "corrected what is recorded about an item of evidence: the platform"
    )
    assert entry.facts["changes"][0]["was"] == "A forum"


def test_told_in_part_the_rest_stays(world: World, case: Case, capture: Capture) -> None:
    world.perform(world.case_manager, case, describing(capture, platform="A forum"))
    more = describing(capture, account="owen.p").model_copy(update={"only_told": True})
    world.perform(world.case_manager, case, more)
    details = record(world, case, capture).item.details
    assert (details.platform, details.account) == ("A forum", "owen.p")


def test_a_word_about_acceptance_says_what_it_rests_on(
    world: World, case: Case, capture: Capture
) -> None:
    for authenticity, field in (
        (Authenticity.CORROBORATED, "corroborated_by"),
        (Authenticity.DISPUTED, "dispute"),
    ):
        with wrong_answers(f"details.{field}"):
            bare = describing(capture, authenticity=authenticity)
            world.perform(world.case_manager, case, bare)
    disputed = describing(capture, authenticity=Authenticity.DISPUTED, dispute="The date")
    world.perform(world.case_manager, case, disputed)


def test_a_look_is_dated_and_taken_again_and_again(
    world: World, case: Case, capture: Capture
) -> None:
    found = {DAY - timedelta(9): StillOnline.YES, DAY: StillOnline.REMOVED}
    for day, each in found.items():
        look = CheckOnline(capture_id=capture.id, looked_on=day, found=each)
        world.perform(world.investigating_officer, case, look)
    kept = record(world, case, capture)
    assert [each.found for each in kept.checks] == list(found.values())
    assert kept.facts.looked
    assert (kept.facts.looked.found, kept.facts.looked.on) == (StillOnline.REMOVED, DAY)
    with wrong_answers("looked_on"):
        tomorrow = DAY + timedelta(1)
        look = CheckOnline(capture_id=capture.id, looked_on=tomorrow, found=StillOnline.YES)
        world.perform(world.investigating_officer, case, look)


def test_an_earlier_look_recorded_later_is_not_the_last(
    world: World, case: Case, capture: Capture
) -> None:
    for day, found in ((DAY, StillOnline.REMOVED), (DAY - timedelta(9), StillOnline.YES)):
        look = CheckOnline(capture_id=capture.id, looked_on=day, found=found)
        world.perform(world.case_manager, case, look)
    last = record(world, case, capture).last_check
    assert last
    assert last.found is StillOnline.REMOVED


def test_several_people_confirm_one_item(world: World, case: Case, capture: Capture) -> None:
    for who in (world.case_manager, world.investigating_officer):
        command = ConfirmCapture(capture_id=capture.id, confirms=Confirms.SAVED)
        entry = world.perform(who, case, command)
    assert entry.sentence.endswith("“This is what was saved, and I watched or checked it”")
    named = [each.person_name for each in record(world, case, capture).confirmations]
    assert named == [world.case_manager.name, world.investigating_officer.name]


@pytest.mark.parametrize("table", ["capture_confirmations", "online_checks", "capture_corrections"])
@pytest.mark.parametrize("change", ["UPDATE {} SET person_name = 'Somebody'", "DELETE FROM {}"])
def test_what_people_put_their_name_to_is_append_only(
    world: World, case: Case, capture: Capture, table: str, change: str
) -> None:
    world.perform(world.case_manager, case, describing(capture, platform="A forum"))
    for command in everything(capture):
        world.perform(world.case_manager, case, command)
    with pytest.raises(DBAPIError, match="append-only"), world.session.begin_nested():
        world.session.execute(text(change.format(table)))


def everything(capture: Capture) -> list[Command]:
    return [
        describing(capture, "It was misread", platform="A chat"),
        ConfirmCapture(capture_id=capture.id, confirms=Confirms.SAW),
        CheckOnline(capture_id=capture.id, looked_on=DAY, found=StillOnline.YES),
    ]


def test_who_may_add_to_the_record(world: World) -> None:
    case = world.case(Stage.HEARING)
    capture = world.capture(case)
    refused: list[tuple[Actor, type[Exception]]] = [
        (world.hearing_manager, NotPermitted),
        (world.stranger, NotFound),
        (world.employee, NotFound),
        (world.reporter, NotFound),
    ]
    for who, refusal in refused:
        for command in everything(capture):
            with pytest.raises(refusal):
                world.perform(who, case, command)


def test_the_record_of_another_case_is_not_found(world: World, case: Case) -> None:
    elsewhere = world.capture(world.case(Stage.INVESTIGATION))
    for command in everything(elsewhere):
        with pytest.raises(NotFound):
            world.perform(world.case_manager, case, command)


def test_the_record_of_a_closed_case_stays_as_it_is(world: World) -> None:
    case = world.case(Stage.CLOSED)
    for command in everything(world.capture(case)):
        with breaches("G-STAGE"):
            world.perform(world.case_manager, case, command)


def test_what_turns_out_to_be_unlawful_is_recorded_and_goes_before_no_panel(
    world: World, case: Case
) -> None:
    capture = taken_in(world, case, streamed(case))
    known = LAWFUL.model_dump(include={"access_route", "dpia_reference"})
    told = describing(capture, "A pupil said so", **known, means=Means.BORROWED_LOGIN)
    world.perform(world.case_manager, case, told)
    with breaches("G-EV-3"):
        world.perform(world.case_manager, case, admitting(capture))


def test_an_exhibit_found_to_be_unlawful_is_kept_out_of_the_pack(world: World) -> None:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    world.perform(world.case_manager, case, describing(capture, means=Means.PRESSURE))
    into = DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason="It is relied on")
    with breaches("G-EV-5"):
        world.perform(world.case_manager, case, into)
    out = DecidePackPlace(exhibit_id=exhibit.id, in_pack=False, reason="It was got by pressure")
    world.perform(world.case_manager, case, out)


def test_what_was_taken_in_before_anybody_asked_stays_valid(
    world: World, case: Case, capture: Capture
) -> None:
    """As the migration leaves it: what is known, and of the rest that nobody recorded it."""
    assert capture.details["access_route"] == "not_recorded"
    world.perform(world.investigating_officer, case, admitting(capture))
    assert record(world, case, capture).graded.grade.label == "Cannot be graded yet"
