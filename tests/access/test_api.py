"""The whole API of a case, for every row of the matrix. A token proves nothing anew."""

import pytest

from tests.access.asking import wrongly_answered
from tests.access.conftest import Trust
from tests.access.routes import API


@pytest.mark.parametrize("route", sorted(API))
def test_the_api_answers_whom_the_matrix_says(trust: Trust, route: str) -> None:
    assert wrongly_answered(trust, route, API[route], json=True) == []
