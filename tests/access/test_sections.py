"""What stands on a page: each section's own words only where the matrix says so, for everybody."""

import re
from itertools import pairwise

import pytest

from tests.access.asking import ASKING, EVERYBODY_EVERYWHERE, NEVER_KNOW
from tests.access.cells import ON_THE_EMPLOYEES_SIDE, When, cell
from tests.access.conftest import Trust
from tests.access.marks import MARKS
from tests.access.people import NAMES, row_of

PAGES = ("", "/people", "/reports", "/allegations", "/allegations/1", "/evidence", "/evidence/E1",
         "/hearing", "/letters", "/activity")  # fmt: skip
LISTS = (
    "/cases",
    "/cases?show=closed",
    "/work",
    "/work?whose=team",
    "/team",
    "/hearings",
    "/reports",
    "/register",
    "/insights?year=2026-27",
)
API = ("", "/journal", "/allegations", "/evidence", "/evidence/E1/custody", "/documents", "/packs")
LISTS_OF_API = (
    "/cases",
    "/hearings",
    "/deadlines?until=2027-01-01&team=true",
    "/register",
    "/insights",
)
STEPS = (When.REPORTED, When.DECISION, When.NOTICED, When.PACK_ISSUED, When.HELD, When.SENT,
         When.APPEALED, When.CLOSED)  # fmt: skip
# Words that stand where a case is shown whole; these must be found by whoever may read them.
WHOLE = {
    "Mark-alleged",
    "Mark-exhibit",
    "Mark-pupil",
    "Mark-own-words",
    "Mark-advice",
    "Mark-notice",
}


def steps_for(persona: str) -> tuple[When, ...]:
    """Both sides of every step at which what somebody may read changes, and where there is most.

    Somebody who may never know of a case is asked at one step: every other answers alike.
    """
    if EVERYBODY_EVERYWHERE:
        return STEPS
    if row_of(persona) in NEVER_KNOW:
        return (When.PACK_ISSUED,)
    asked = {When.PACK_ISSUED, When.CLOSED}
    for before, after in pairwise(STEPS):
        if reads_at(persona, before) != reads_at(persona, after):
            asked |= {before, after}
    return tuple(each for each in STEPS if each in asked)


def reads_at(persona: str, when: When) -> list[bool]:
    """Of all the marked words, which they may read then."""
    return [may_read(persona, words, when) for words in MARKS]


def may_read(persona: str, words: str, when: When) -> bool:
    if words == NAMES.get(persona):
        return True  # their own name, at the top of every page
    actions, codes = MARKS[words]
    return any(cell(row_of(persona), each, when) in codes for each in actions)


def leaked(persona: str, text: str, when: When) -> list[str]:
    return [words for words in MARKS if words in text and not may_read(persona, words, when)]


@pytest.mark.parametrize("persona", ASKING)
def test_a_page_says_nothing_the_matrix_does_not(trust: Trust, persona: str) -> None:
    wrong = []
    for when in steps_for(persona):
        base = f"/cases/{trust.cases[when].reference}"
        said = ""
        for page in PAGES:
            _, text = trust.read(persona, f"{base}{page}")
            said += text
            wrong += [(when, page, words) for words in leaked(persona, text, when)]
        if persona not in ON_THE_EMPLOYEES_SIDE:
            wrong += [(when, "nowhere", words) for words in unsaid(persona, said, when)]
    assert wrong == []


def unsaid(persona: str, said: str, when: When) -> list[str]:
    there = {"Mark-own-words", "Mark-exhibit", "Mark-pupil", "Mark-advice"}
    there |= {"Mark-alleged"} if when.since(When.INVESTIGATION) else set()
    there |= {"Mark-notice"} if when.since(When.NOTICED) else set()
    return [words for words in there if may_read(persona, words, when) and words not in said]


@pytest.mark.parametrize("persona", ASKING)
def test_the_api_says_nothing_the_matrix_does_not(trust: Trust, persona: str) -> None:
    wrong = []
    for when in steps_for(persona):
        base = f"/api/v1/cases/{trust.cases[when].reference}"
        for page in API:
            text = trust.ask(trust.api(persona), "GET", f"{base}{page}").text
            wrong += [(when, page, words) for words in leaked(persona, text, when)]
    assert wrong == []


@pytest.mark.parametrize("persona", ASKING)
def test_a_list_names_only_cases_that_somebody_may_know_of(trust: Trust, persona: str) -> None:
    wrong: list[str] = []
    said = [trust.read(persona, each)[1] for each in LISTS]
    said += [trust.ask(trust.api(persona), "GET", f"/api/v1{each}").text for each in LISTS_OF_API]
    looked = {"q": "SM26"}
    said.append(trust.ask(trust.page(persona), "POST", "/search", data=looked).text)
    for when, case in trust.cases.items():
        codes = cell(row_of(persona), "a01", when)
        wrong += [when for text in said if case.reference in text and codes not in "AR"]
    whole = any(cell(row_of(persona), "a02", each) == "A" for each in When)
    if not whole and persona not in {"P03", "P04", "P05", "P06"}:
        wrong += [
            words
            for words in MARKS
            for text in said
            if words in text and words != NAMES.get(persona)
        ]
    assert wrong == []


SHUT = When.APPEALED  # after which most that could be done no longer can


@pytest.mark.parametrize("persona", ASKING)
def test_no_page_of_a_case_leads_to_a_refusal(trust: Trust, persona: str) -> None:
    """Every kind of link on every page somebody sees opens for them."""
    refused, followed = [], set()
    for when in (When.INVESTIGATION, When.PACK_ISSUED, SHUT):
        base = f"/cases/{trust.cases[when].reference}"
        pages = [trust.read(persona, f"{base}{page}") for page in PAGES]
        told = " ".join(text for status, text in pages if status == 200)
        for href in sorted(set(re.findall(r'href="(/[^"#]*)"', told))):
            kind = re.sub(r"[0-9a-f-]{36}|\d+", "", href)
            if href.startswith(("/static", "/policy")) or (kind, when is SHUT) in followed:
                continue
            followed.add((kind, when is SHUT))
            status, _ = trust.read(persona, href.replace("&amp;", "&"))
            if status in {403, 404}:
                refused.append((when, href, status))
    assert refused == []
