"""The demo trust, filled once through the real commands, stands where its stories say it stands."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from sqlmodel import Session, col, func, select

from casework import database, journal
from casework.case_file.caseload import due_for
from casework.case_file.ending import warnings_ending
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.demo.fill import fill
from casework.demo.playing_trust import DemoAccount
from casework.demo.stories import stories
from casework.documents.models import IssuedDocument
from casework.errors import WrongAnswer
from casework.evidence.custody import verify
from casework.evidence.models import Capture
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.recipes import PackKind
from casework.hearings.queries import booked
from casework.people.entrance import Visit, give_password
from casework.people.models import Account
from casework.people.queries import known, roles_in_trust
from casework.people.sign_in import actor_of
from casework.people.warnings import FormalWarning
from casework.reports.models import Report
from casework.storage import store
from casework.timescales import standing
from casework.working_days import local_day
from tests.chromium import answering, chromium
from tests.database import MIGRATED, Databases
from tests.demo.found import case_of, known_as, person_named, reference_of, stage_of
from tests.demo.guided import take_pictures, words_that_are_gone, wrong_with_pictures
from tests.demo.reached import ending_of
from tests.demo.sweeping import Sweep
from tests.demo.turned import require_turns
from tests.demo.walking import Walk

# One of each place in the trust that has pages of its own, and people outside the work on a case.
WALK = (
    "Rebecca Hallam",
    "Cheryl Fenn",
    "Winifred Sole",
    "Callum Rigby",
    "Samuel Reyes",
    "Marian Coley",
    "Fiona Leigh",
)


@dataclass(frozen=True)
class Filled:
    """What came of it: who can sign in, what was said meanwhile, and the day it was."""

    accounts: list[DemoAccount]
    said: list[str]
    today: date


@pytest.fixture(scope="module")
def filled(_databases: Databases) -> Iterator[Filled]:
    """Filled once; the tests only read."""
    with _databases.copy(MIGRATED) as url:
        database.connect(url)
        today, said = local_day(datetime.now(UTC)), list[str]()
        yield Filled(fill(said.append), said, today)


@pytest.fixture
def reading(filled: Filled) -> Iterator[Session]:
    with database.reading_as_casework() as session:
        yield session


def test_every_story_stands_where_it_says(reading: Session, filled: Filled) -> None:
    told = stories(filled.today)
    assert reading.exec(select(func.count()).select_from(Case)).one() == len(told)
    wrong = {
        story.key: (case.stage, case.ending)
        for story in told
        if (case := case_of(reading, story))
        and (case.stage, case.ending) != (stage_of(story), ending_of(story))
    }
    assert not wrong
    named = {story.key: story for story in told}
    require_turns(reading, lambda key: case_of(reading, named[key]))


def test_references_rise_with_the_days_reports_came_in(reading: Session, filled: Filled) -> None:
    in_time = reading.exec(
        select(Report).order_by(col(Report.sent_at), col(Report.reference))
    ).all()
    assert [each.reference for each in in_time] == sorted(each.reference for each in in_time)
    years = {each.sent_at.year for each in in_time}
    assert years >= {filled.today.year - 1, filled.today.year - 2}


def test_the_journal_and_every_original_and_paper_are_as_written(reading: Session) -> None:
    assert journal.altered(reading) == []
    captures = reading.exec(select(Capture)).all()
    assert len(captures) > 80
    assert all(verify(store(), each).sound for each in captures)
    assert {each.code for each in reading.exec(select(IssuedDocument))} >= {
        "REPORT",
        *("L-05", "L-06", "L-10", "L-12", "L-13", "L-16", "L-17", "L-18", "L-19", "L-20"),
        *("L-21", "L-22"),
    }


def test_nothing_happened_after_now_or_before_what_led_to_it(reading: Session) -> None:
    now = datetime.now(UTC)
    entries = reading.exec(
        select(journal.JournalEntry)
        .where(col(journal.JournalEntry.case_id).is_not(None))
        .order_by(col(journal.JournalEntry.case_id), col(journal.JournalEntry.number))
    ).all()
    latest: dict[object, datetime] = {}
    for each in entries:
        assert latest.get(each.case_id, each.at) <= each.at <= now
        latest[each.case_id] = each.at


def test_one_hearing_is_ready_and_its_pack_can_be_opened(reading: Session) -> None:
    ready = reading.exec(
        select(HearingPack)
        .join(Case, col(Case.id) == HearingPack.case_id)
        .where(HearingPack.status == PackStatus.ISSUED, Case.stage == Stage.HEARING)
        .where(col(HearingPack.supplements).is_(None))
    ).one()
    pdf = pypdfium2.PdfDocument(store().read(ready.key or ""))
    assert len(pdf) == ready.pages
    assert len(list(pdf.get_toc())) > len(ready.contents)
    pdf.close()
    statuses = Counter(reading.exec(select(HearingPack.status)))
    assert statuses[PackStatus.DRAFT] == 1
    assert statuses[PackStatus.ISSUED] + 1 == statuses.total()


def test_the_case_manager_has_work_for_today(reading: Session, filled: Filled) -> None:
    priya, today = person_named(reading, "Priya Nair"), filled.today
    actor = actor_of(reading, priya.id)
    due = [each.due_on for each in due_for(reading, actor, today + timedelta(30), team=False)]
    assert sum(day < today for day in due) in {2, 3}
    assert sum(today <= day <= today + timedelta(4) for day in due) >= 2
    assert sum(day > today + timedelta(4) for day in due) >= 3
    assert len(booked(reading, actor)) == 2


def test_warnings_are_live_and_spent_and_one_ends_soon(reading: Session, filled: Filled) -> None:
    live = [each.is_live(filled.today) for each in reading.exec(select(FormalWarning))]
    assert live.count(True) >= 6
    assert live.count(False) >= 4
    actor = actor_of(reading, person_named(reading, "Priya Nair").id)
    assert warnings_ending(reading, actor, filled.today, 90)


def test_two_numbers_are_confirmed_and_the_rest_say_that_they_are_not(
    reading: Session, filled: Filled
) -> None:
    numbers = standing(reading, filled.today).values()
    assert {each.key for each in numbers if each.confirmed_by} == {
        "hearing_notice",
        "appeal_window",
    }


def test_everybody_announced_can_sign_in(filled: Filled) -> None:
    with database.as_casework() as session:
        for each in filled.accounts:
            entered = give_password(session, each.username, each.password, Visit(datetime.now(UTC)))
            assert entered.step is None
        held = {role for person in _holders(session) for role in roles_in_trust(session, person)}
    assert {"line_manager", "principal", "dsl", "hr_director", "it_admin"} <= held


def _holders(session: Session) -> list[UUID]:
    return list(session.exec(select(Account.person_id)))


def test_a_trust_with_anybody_in_it_is_refused(filled: Filled) -> None:
    with pytest.raises(WrongAnswer, match="not empty"):
        fill(filled.said.append)
    assert len(filled.said) == 1


@pytest.mark.browser
def test_nobody_is_shown_a_link_that_refuses_them(filled: Filled) -> None:
    with database.reading_as_casework() as session:
        people = [known(session, person_named(session, each).id) for each in WALK]
    with answering() as port, chromium() as browser:
        walk = Walk(browser, f"http://localhost:{port}")
        for person in people:
            walk.of(person)
    assert walk.dead == []
    assert len(walk.followed) >= 20


@pytest.fixture(scope="module")
def sweep(filled: Filled) -> Iterator[Sweep]:
    """One browser for whoever looks at pages of the filled trust, and what it can be told by."""
    told = {each.key: each for each in stories(filled.today)}
    with answering() as port, chromium() as browser:
        address = f"http://localhost:{port}"
        yield Sweep(browser, address, known_as, lambda key: reference_of(told[key]))


@pytest.mark.browser
def test_every_page_is_for_everybody_on_every_screen(sweep: Sweep) -> None:
    """Light and dark, 1280 to 320 wide, by keyboard, without scripts, and in few bytes."""
    sweep.everywhere()
    assert sweep.faults == []
    assert [*sweep.missed()] == []


@pytest.mark.browser
def test_the_guides_say_what_the_pages_say(sweep: Sweep, pytestconfig: pytest.Config) -> None:
    if folder := pytestconfig.getoption("--pictures"):
        take_pictures(sweep, Path(folder))
    assert [*words_that_are_gone(sweep)] == []
    assert [*wrong_with_pictures()] == []


def test_an_appeal_has_a_pack_by_the_recipe_that_two_people_agreed_on(reading: Session) -> None:
    pack = reading.exec(select(HearingPack).where(HearingPack.kind == PackKind.APPEAL)).one()
    assert (pack.status, pack.recipe_number) == (PackStatus.ISSUED, 1)
    assert "How earlier cases ended" in [line["title"] for line in pack.contents]
