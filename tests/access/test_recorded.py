"""Every look at a case, and every refusal of one, is in the journal before the answer leaves."""

from typing import Any

import pytest

from tests.access.asking import steps
from tests.access.cells import When
from tests.access.conftest import Trust
from tests.access.deciding import Row
from tests.access.people import TRIAGER
from tests.access.recording import LOOK, REFUSED, told
from tests.access.routes import API, FILES, PAGES, address
from tests.browser import Browser

PROGRESS = "GET /cases/{reference}/hearing/job"  # how far a pack has come: nothing of the case
READERS = ("P13", "P16", TRIAGER, "P18", "P12", "P03", "P25", "P15")
ENOUGH = 2  # people who open an address
REFUSED_TO = ("P20", "P32", "P02")  # with a small part, kept away by a conflict, without a part
OVER_JSON = {f"{name} over JSON": row for name, row in API.items()}
EVERY = {**PAGES, **FILES, **OVER_JSON}
# At these no case of the trust here has anything to show.
BARE = (
    "GET /cases/{reference}/appeal-decision",
    "GET /cases/{reference}/appeal/consequences over JSON",
    "GET /cases/{reference}/decide-unlock",
    "GET /cases/{reference}/evidence/{item}/admit",
    "GET /cases/{reference}/evidence/{item}/content",
    "GET /cases/{reference}/evidence/{item}/copies/{number}",
    "GET /cases/{reference}/evidence/{item}/copies/{number}/pages/{page}",
    "GET /cases/{reference}/evidence/{item}/image-stop-lift",
    "GET /cases/{reference}/evidence/{item}/pages/{number}",
    "GET /cases/{reference}/evidence/{item}/redact/job",
    "GET /cases/{reference}/hearing/packs/{edition}.pdf",
    "GET /cases/{reference}/hearing/packs/{edition}/index.csv",
    "GET /cases/{reference}/hearing/packs/{edition}/pages/{number}",
    "GET /cases/{reference}/hearing/packs/{edition}/read",
    "GET /cases/{reference}/protected-content-advice",
    "GET /cases/{reference}/review-dismissal",
)
READ = sorted(each for each in EVERY if each.startswith("GET") and each not in BARE)


def asking(trust: Trust, route: str, persona: str, when: When) -> tuple[Browser, str, str]:
    """Who asks, how and where."""
    case = trust.cases[when]
    name = route.removesuffix(" over JSON")
    method, path = address(name, EVERY[route], case)
    if name == route:
        return trust.page(persona), method, path
    return trust.api(persona), method, f"/api/v1{path}"


def opened(trust: Trust, route: str, row: Row) -> list[list[tuple[str | None, str]]]:
    """The looks that were written when the address was opened; the case it was of is "it"."""
    found: list[list[tuple[str | None, str]]] = []
    for persona in READERS:
        for when in reversed(steps(persona, row)):
            answer, wrote = told(trust, *asking(trust, route, persona, when))
            if answer.status_code == 200:
                ours = trust.cases[when].reference
                looks = [("it" if case == ours else case, kind) for case, kind in wrote]
                found.append([each for each in looks if each[1] == LOOK])
                break
        if len(found) == ENOUGH:
            break
    return found


@pytest.mark.parametrize("route", READ)
def test_whoever_opens_an_address_of_a_case_is_written_down_once(trust: Trust, route: str) -> None:
    found = opened(trust, route, EVERY[route])
    once = [] if route == PROGRESS else [("it", LOOK)]
    assert found, "nobody could open it"
    assert [each for each in found if each != once] == []


@pytest.mark.parametrize("route", sorted(EVERY))
def test_whoever_is_refused_is_written_down_once(trust: Trust, route: str) -> None:
    """The first who is refused here; at a reference that nothing has, `test_hidden` asks."""
    row = EVERY[route]
    sent: dict[str, Any] = {}
    if route.startswith("POST"):
        sent = {"json": row.body} if route.endswith("JSON") and row.sends == "json" else {}
    for persona in REFUSED_TO:
        when = (steps(persona, row) or [When.REPORTED])[0]
        who, method, path = asking(trust, route, persona, when)
        answer, wrote = told(trust, who, method, path, **sent)
        if answer.status_code in {403, 404}:
            assert wrote == [(trust.cases[when].reference, REFUSED)], (persona, when, wrote)
            return
    pytest.fail("nobody was refused")
