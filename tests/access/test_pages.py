"""Every page of a case, for every row of the matrix, at every step that matters."""

import pytest

from tests.access.asking import ASKING, due, wrongly_answered
from tests.access.cells import When
from tests.access.conftest import Trust
from tests.access.routes import FILES, PAGES, address

ASKED = {name: row for name, row in {**PAGES, **FILES}.items() if row.works is None}
FRESH = sorted(each for each in ASKED if ASKED[each].opened_by[0] in {"a07", "a25"})
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize("route", sorted(ASKED))
def test_a_page_opens_to_whom_the_matrix_says(trust: Trust, route: str) -> None:
    assert wrongly_answered(trust, route, ASKED[route]) == []


@pytest.mark.parametrize("route", FRESH)
def test_what_needs_a_fresh_proof_asks_for_it(trust: Trust, route: str) -> None:
    row = ASKED[route]
    for persona in ("P12", "P13", "P15", "P16", "P18"):
        method, path = address(route, row, trust.cases[When.NOTICED])
        answer = trust.ask(trust.page(persona, confirmed=False), method, path)
        assert answer.status_code in due(row, persona, When.NOTICED, confirmed=False), persona


@pytest.mark.parametrize("route", sorted(each for each in ASKED if each.startswith("GET")))
def test_a_part_of_a_page_and_its_head_open_no_wider(trust: Trust, route: str) -> None:
    """htmx asks for the same pages; HEAD tells no more than GET."""
    row, when = ASKED[route], When.PACK_ISSUED
    if row.only and when not in row.only:
        row = type(row)(**(vars(row) | {"only": ()}))
        when = When(ASKED[route].only[-1])
    for persona in ASKING:
        _, path = address(route, row, trust.cases[when])
        right = due(row, persona, when)
        part = trust.ask(trust.page(persona), "GET", path, headers=PART)
        assert part.status_code in right, (persona, part.status_code, right)
        head = trust.ask(trust.page(persona), "HEAD", path)
        assert head.content == b""
        assert head.status_code in right | {404, 405}, (persona, head.status_code, right)
