"""Each link of an item's chain seals the one before it, and whoever changes one is found out."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from casework.case_file.custody_reports import checked_chain, custody_report, grouped
from casework.cases.gateway import standing_now
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.custody_report import MOST_LINES, Handled, on_one_page
from casework.errors import NotFound, NotPermitted
from casework.evidence.custody import chain
from casework.evidence.looking import look
from casework.evidence.models import Capture, CustodyEntry, Handling
from casework.evidence.queries import item_on
from casework.evidence.reporting import ReportCustody
from casework.evidence.sealing import faults
from tests.commands.taking import admitting, streamed, taken_in
from tests.documents.reading import bare, words_in
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def capture(world: World, case: Case) -> Capture:
    """Taken in, admitted as E1, and viewed: three links."""
    capture = taken_in(world, case, streamed(case))
    world.perform(world.investigating_officer, case, admitting(capture))
    look(world.session, world.investigating_officer, case.reference, capture.id)
    return capture


def told(world: World, case: Case) -> list[str]:
    """What a check says of E1 to somebody who sees all of it."""
    world.session.expire_all()
    standing = standing_now(world.session, world.case_manager, case.reference)
    return checked_chain(world.session, standing, item_on(world.session, case.id, "E1")).faults


def as_administrator(world: World, statement: str) -> None:
    """What whoever owns the database can do, past every trigger."""
    world.session.flush()
    world.session.execute(text("SET LOCAL session_replication_role = replica"))
    world.session.execute(text(statement))
    world.session.execute(text("SET LOCAL session_replication_role = origin"))


def test_links_are_numbered_and_each_seals_the_last(world: World, capture: Capture) -> None:
    links = chain(world.session, capture.id)[::-1]
    assert [each.number for each in links] == [1, 2, 3]
    assert [each.previous for each in links[1:]] == [each.hash for each in links[:-1]]
    assert faults(links, capture.sha256) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE custody SET person_name = 'Somebody' WHERE number = 2", "Link 2 was altered"),
        ("UPDATE custody SET reason = 'Because' WHERE number = 3", "Link 3 was altered"),
        ("UPDATE custody SET at = at + interval '1 day' WHERE number = 1", "Link 1 was altered"),
        ("UPDATE custody SET handling = 'downloaded' WHERE number = 3", "Link 3 was altered"),
        ("UPDATE custody SET sha256 = repeat('0', 64) WHERE number = 1", "Link 1 was altered"),
        ("UPDATE custody SET person_id = gen_random_uuid()", "Link 1 was altered"),
        ("UPDATE custody SET hash = repeat('0', 64) WHERE number = 2", "Link 2 was altered"),
        ("DELETE FROM custody WHERE number = 2", "Link 2 is missing"),
        ("DELETE FROM custody WHERE number = 1", "Link 1 is missing"),
        ("DELETE FROM custody WHERE number = 3", "not the one that the journal recorded"),
        ("DELETE FROM custody", "The chain is missing"),
    ],
)
def test_whatever_is_changed_is_found(
    world: World, case: Case, capture: Capture, change: str, says: str
) -> None:
    assert told(world, case) == []
    as_administrator(world, change)
    found = told(world, case)
    assert found
    expected = "The seal of link 2 was altered" if "SET hash" in change else says
    assert expected in " ".join(found)


def test_a_chain_that_was_made_anew_does_not_fit_the_journal(
    world: World, case: Case, capture: Capture
) -> None:
    """Whoever owns the database can seal other links; what the journal says they cannot change."""
    as_administrator(world, "DELETE FROM custody WHERE number = 3")
    look(world.session, world.case_manager, case.reference, capture.id)
    assert "Link 3 is not the one that the journal recorded" in told(world, case)


def test_the_database_chooses_number_link_and_seal(world: World, capture: Capture) -> None:
    last = chain(world.session, capture.id)[0]
    forged = CustodyEntry(
        **last.model_dump(exclude={"id", "number", "hash", "previous"}),
        number=99,
        hash="f" * 64,
        previous="e" * 64,
    )
    world.session.add(forged)
    world.session.flush()
    world.session.refresh(forged)
    assert (forged.number, forged.previous) == (4, last.hash)
    assert forged.hash != "f" * 64


def test_the_report_is_one_page_and_ends_with_itself(
    world: World, case: Case, capture: Capture
) -> None:
    item = item_on(world.session, case.id, "E1")
    printed = custody_report(world.session, world.case_manager, case, item)
    assert printed.pages == 1
    words = words_in(printed.pdf)
    assert capture.sha256 in words
    assert bare("it is what was taken in") in words
    assert bare("4 links, each seals the one before it") in words
    assert bare("Exported: Custody report") in words
    assert chain(world.session, capture.id)[0].handling is Handling.EXPORTED


def test_the_report_is_one_page_whatever_happened(
    world: World, case: Case, capture: Capture
) -> None:
    long = "A reason that goes on and on. " * 20
    for _ in range(60):
        look(world.session, world.case_manager, case.reference, capture.id)
        look(world.session, world.investigating_officer, case.reference, capture.id)
        world.perform(world.case_manager, case, ReportCustody(capture_id=capture.id))
    as_administrator(world, f"UPDATE custody SET reason = '{long}', person_name = '{long}'")
    item = item_on(world.session, case.id, "E1")
    item.exhibit.title = "A title without an end " * 8  # type: ignore[union-attr]
    world.session.expire_all()
    printed = custody_report(world.session, world.case_manager, case, item)
    assert printed.pages == 1
    words = words_in(printed.pdf)
    assert bare("does not hold") in words
    assert bare("more, in their order in the chain") in words


def test_looks_that_follow_one_another_are_told_together(
    world: World, case: Case, capture: Capture
) -> None:
    look(world.session, world.case_manager, case.reference, capture.id)
    told = grouped(chain(world.session, capture.id)[::-1])
    assert [each.what.split(":")[0] for each in told] == [
        "Taken in and hashed",
        "Numbered as an exhibit",
        "Viewed 2 times",
    ]
    assert (told[-1].numbers, told[-1].who) == ("3–4", "2 people")


def test_a_long_chain_is_cut_in_the_middle() -> None:
    moment = datetime(2026, 10, 5, tzinfo=UTC)
    lines = [
        Handled(numbers=str(each), what="Viewed", who="A", at=moment, seal="0")
        for each in range(90)
    ]
    first, between, last = on_one_page(lines, MOST_LINES)
    assert len(first) + len(last) == MOST_LINES
    assert len(first) + between + len(last) == 90
    assert last[-1] is lines[-1]


def test_who_sees_no_record_of_access_gets_no_report(world: World) -> None:
    case = world.case(Stage.HEARING)
    report = ReportCustody(capture_id=world.capture(case).id)
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, report)
    with pytest.raises(NotFound):
        world.perform(world.stranger, case, report)
