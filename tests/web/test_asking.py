"""What a page asks of PostgreSQL: a statement costs far more than a row of its answer."""

from collections import Counter
from typing import Any

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database.lighter import Cursor
from tests.conftest import SignedInAs
from tests.world import World

MOST_OF_A_CASE_PAGE = 24  # with what is said at the beginning and end of a transaction


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each statement has been asked, by SQLAlchemy or of the driver."""
    found: Counter[str] = Counter()
    execute = Cursor.execute

    def counted(self: Any, query: Any, *told: Any, **named: Any) -> Any:
        if "SAVEPOINT" not in str(query):  # of the test's own transaction
            found[str(query)] += 1
        return execute(self, query, *told, **named)

    monkeypatch.setattr(Cursor, "execute", counted)
    return found


def test_a_case_page_asks_as_often_however_much_the_case_holds(
    world: World, signed_in_as: SignedInAs, asked: Counter[str]
) -> None:
    def times(case: Case) -> int:
        world.session.flush()
        window = signed_in_as(world.case_manager)
        window.get(f"/cases/{case.reference}")  # what a process asks once is known by now
        asked.clear()
        assert window.get(f"/cases/{case.reference}").status_code == 200
        return asked.total()

    little, much = world.case(Stage.INVESTIGATION), world.case(Stage.INVESTIGATION)
    for _ in range(12):
        world.allegation(much)
    assert times(much) <= times(little) <= MOST_OF_A_CASE_PAGE, asked.most_common(8)
