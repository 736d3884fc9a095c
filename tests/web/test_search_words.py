"""Searching the words of cases: found where they stand, marked, counted, paged and recorded."""

import re
from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlmodel import Session, col, select

from casework.allegations.models import Allegation
from casework.cases.models import Case
from casework.cases.searchable import SearchWords
from casework.cases.stages import Stage
from casework.evidence.derived import prepare
from casework.evidence.derived_models import DerivedCopy
from casework.journal import JournalEntry
from casework.reports.models import Report
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.staging import investigated
from tests.world import World


def found(browser: Browser, words: str, **more: str) -> str:
    answer = browser.post("/search", data={"q": words, **more})
    assert answer.status_code == 200
    page: str = answer.text.split("<main")[1].split("</form>", 1)[1]
    return page


@pytest.fixture
def case(world: World) -> Case:
    """A case with an allegation whose words stand nowhere else."""
    case = world.case(Stage.HEARING)
    world.allegation(case, particulars="She photographed the giraffes in the playground on Monday.")
    return case


@pytest.fixture
def hr(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def test_words_are_found_by_their_stem_marked_with_their_place(hr: Browser, case: Case) -> None:
    page = found(hr, "photograph giraffe")
    assert f'href="/cases/{case.reference}/allegations/1#particulars">Allegation 1</a>' in page
    assert "<mark>photographed</mark> the <mark>giraffes</mark>" in page
    assert "1 case" in page


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ('"giraffes in the playground"', True),
        ('"playground giraffes"', False),
        ("giraffes -monday", False),
        ("giraffes -tuesday", True),
        ("giraffes elephants", False),
        ("giraffes offensive", True),  # the one in the allegation, the other in the summary
        ("the giraffes of pryce", True),  # the name, and what is said
        ("giraffes jones", False),
    ],
)
def test_quotes_keep_words_together_and_a_minus_leaves_out(
    hr: Browser, case: Case, words: str, *, is_found: bool
) -> None:
    assert (case.reference in found(hr, words)) is is_found


def test_a_clause_is_found_by_its_number(hr: Browser, world: World, case: Case) -> None:
    other = world.case(Stage.HEARING)
    world.allegation(other, clause="2.6")
    page = found(hr, "2.6")
    assert f"/cases/{other.reference}/allegations/1#clause" in page
    assert case.reference not in page


def test_a_name_is_found_though_it_is_typed_wrongly(hr: Browser, case: Case) -> None:
    for typed in ("pryse", "Owen Pryec", "O Pryce"):
        assert case.reference in found(hr, typed)
    assert "Nothing found" in found(hr, "pryse", kind="evidence")


def test_where_to_look_narrows_it(hr: Browser, case: Case) -> None:
    assert case.reference in found(hr, "giraffes", kind="allegations")
    assert "Nothing found" in found(hr, "giraffes", kind="reports")
    assert case.reference in found(hr, "giraffes", kind="no such kind")


def test_choices_and_days_of_a_report_are_shown_as_people_read_them(
    hr: Browser, world: World, session: Session, case: Case
) -> None:
    report = investigated(world, case)
    report.sections = {
        "conclusions": {
            "1": {"conclusion": "no_case_to_answer", "reasons": "The okapi was asleep."}
        },
        "people": [{"name": "Ines Vale", "heard_on": "2026-11-02"}],
    }
    session.add(report)
    session.flush()
    page = found(hr, "okapi")
    assert "The <mark>okapi</mark> was asleep. No case to answer" in page
    assert "2 November 2026" in page
    assert "no_case_to_answer" not in page
    assert "2026-11-02" not in page


def test_what_is_changed_or_gone_is_not_found_any_more(
    hr: Browser, world: World, session: Session, case: Case
) -> None:
    alleged = session.exec(select(Allegation).where(Allegation.case_id == case.id)).one()
    alleged.particulars = "She photographed the okapi."
    session.flush()
    assert "Nothing found" in found(hr, "giraffes")
    assert case.reference in found(hr, "okapi")
    session.execute(delete(Allegation).where(col(Allegation.case_id) == case.id))
    assert "Nothing found" in found(hr, "okapi")


def test_a_report_that_moves_takes_its_words_along(
    hr: Browser, world: World, session: Session, case: Case
) -> None:
    report = session.exec(select(Report).where(Report.case_id == case.id)).one()
    other = world.case(Stage.TRIAGE)
    report.own_words, report.case_id = "I saw an aardvark.", other.id
    session.flush()
    page = found(hr, "aardvark")
    assert f"/cases/{other.reference}/reports#{report.reference}" in page
    assert case.reference not in page


def test_words_in_a_file_are_found_until_its_copy_is_gone(
    hr: Browser, world: World, session: Session, case: Case
) -> None:
    exhibit = world.exhibit(case, b"Have you seen the pangolin of year nine?\n", name="post.txt")
    session.flush()
    prepare(exhibit.capture_id)
    page = found(hr, "pangolins")
    assert f'/cases/{case.reference}/evidence/E1">Words in E1</a>' in page
    assert "the <mark>pangolin</mark> of year nine" in page
    session.execute(delete(DerivedCopy).where(col(DerivedCopy.capture_id) == exhibit.capture_id))
    assert "Nothing found" in found(hr, "pangolins")


def test_ten_cases_make_a_page_and_the_next_begins_after_the_last(
    hr: Browser, world: World
) -> None:
    made = [world.case(Stage.HEARING) for _ in range(12)]
    for each in made:
        each.summary = "A zebra"
    cases = {each.reference for each in made}
    first = found(hr, "zebra")
    assert "12 cases" in first
    after = re.search(r'name="after" value="([^"]+)"', first)
    assert after
    second = found(hr, "zebra", after=after[1])
    told = [set(re.findall(r"SM26-\d+", page)) for page in (first, second)]
    assert [len(each) for each in told] == [10, 2]
    assert told[0] | told[1] == cases
    assert "Show the next cases" not in second
    assert found(hr, "zebra", after="SM26-9999") == first


def looks_at(session: Session, case_id: UUID) -> list[str]:
    wanted = select(JournalEntry).where(
        JournalEntry.case_id == case_id, JournalEntry.kind == "CaseLookedAt"
    )
    return [str(each.facts.get("section")) for each in session.exec(wanted)]


def test_words_that_are_shown_are_a_look_at_the_case(
    hr: Browser, session: Session, case: Case
) -> None:
    found(hr, "Pryce")
    assert looks_at(session, case.id) == []
    found(hr, "giraffes")
    assert looks_at(session, case.id) == ["the case: search"]


HOSTILE = ("'", '"', "a:*b", "!!(", "\\", "<-> &", "\ue000x\ue001", "a" * 200, "-", "%%", "{{7*7}}")


@pytest.mark.parametrize("words", HOSTILE)
def test_odd_words_are_only_words(hr: Browser, case: Case, words: str) -> None:
    assert "Nothing found" in found(hr, words)


def test_what_a_case_says_is_shown_and_never_run(
    hr: Browser, world: World, session: Session
) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case, particulars="<script>alert(1)</script> \ue000wombat\ue001 <b>bold")
    page = found(hr, "wombat")
    assert "<script>" not in page
    assert "<b>bold" not in page
    assert "<mark>wombat</mark>" in page
    kept = select(SearchWords.body).where(SearchWords.case_id == case.id)
    assert all("\ue000" not in each for each in session.exec(kept))
