"""What was written in the journal for one answer."""

from typing import Any

from sqlalchemy import text

from tests.access.conftest import Trust
from tests.browser import Browser

LAST = text("SELECT coalesce(max(id), 0) FROM journal")
SINCE = text(
    "SELECT c.reference, j.kind FROM journal AS j LEFT JOIN cases AS c ON c.id = j.case_id "
    "WHERE j.id > :last ORDER BY j.id"
)
LOOK, REFUSED = "CaseLookedAt", "Refused"


def told(
    trust: Trust, who: Browser, method: str, path: str, **sent: Any
) -> tuple[Any, list[tuple[str | None, str]]]:
    """The answer, and what was written down for it: of which case, and what."""
    with trust.undone():
        last = trust.connection.execute(LAST).scalar_one()
        answer = who.request(method, path, **sent)
        rows = trust.connection.execute(SINCE, {"last": last})
        return answer, [(reference, kind) for reference, kind in rows]
