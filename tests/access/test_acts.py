"""Every act on a case, asked for as a page by every row of the matrix."""

import pytest

from tests.access.asking import wrongly_answered
from tests.access.conftest import Trust
from tests.access.routes import FILES, PAGES

ASKED = {name: row for name, row in {**PAGES, **FILES}.items() if row.works is not None}


@pytest.mark.parametrize("route", sorted(ASKED))
def test_an_act_is_offered_to_whom_the_matrix_says(trust: Trust, route: str) -> None:
    assert wrongly_answered(trust, route, ASKED[route]) == []
