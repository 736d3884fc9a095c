"""A case that is hidden from somebody answers exactly as one that does not exist.

That somebody asked is in the journal, of the hidden case and of a reference nothing has.
"""

import pytest

from tests.access.asking import in_turn
from tests.access.cells import When, cell
from tests.access.conftest import Trust
from tests.access.deciding import decided
from tests.access.people import row_of
from tests.access.recording import REFUSED
from tests.access.recording import told as recorded
from tests.access.routes import API, FILES, PAGES, address
from tests.answers import told

MISSING = "SM26-9999"
HIDDEN_FROM = ("P02", "P06", "P07", "P09", "P14", "P17", "P21", "P27", "P32", "P03", "P08")
IN_TURN = 3  # of them at one address


@pytest.mark.parametrize("route", sorted({**PAGES, **FILES}))
def test_a_hidden_case_reads_as_a_missing_one(trust: Trust, route: str) -> None:
    case = trust.cases[When.INVESTIGATION]
    method, path = address(route, {**PAGES, **FILES}[route], case)
    missing = path.replace(case.reference, MISSING).replace(case.report, "R26-9999")
    for persona in in_turn(HIDDEN_FROM, route, IN_TURN):
        assert cell(row_of(persona), "a01", When.INVESTIGATION) == "N"
        hidden, of_it = recorded(trust, trust.page(persona), method, path)
        nothing, of_none = recorded(trust, trust.page(persona), method, missing)
        assert hidden.status_code == 404, persona
        assert told(hidden) == told(nothing), persona
        assert (of_it, of_none) == ([(case.reference, REFUSED)], [(None, REFUSED)]), persona


@pytest.mark.parametrize("route", sorted(API))
def test_a_hidden_case_reads_as_a_missing_one_over_json(trust: Trust, route: str) -> None:
    case, row = trust.cases[When.INVESTIGATION], API[route]
    method, path = address(route, row, case)
    body = {"json": row.body} if method == "POST" and row.sends == "json" else {}
    for persona in in_turn(HIDDEN_FROM, route, IN_TURN):
        if decided(row, persona, When.INVESTIGATION) == "A":
            continue  # somebody kept away may still say that they are, or that another should be
        asked = [f"/api/v1{each}" for each in (path, path.replace(case.reference, MISSING))]
        (hidden, of_it), (missing, of_none) = (
            recorded(trust, trust.api(persona), method, each, **body) for each in asked
        )
        assert told(hidden) == told(missing), persona
        if hidden.status_code == 404:
            assert (of_it, of_none) == ([(case.reference, REFUSED)], [(None, REFUSED)]), persona
        else:
            assert hidden.status_code == 422, persona
