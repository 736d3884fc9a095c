"""What is asked of a loaded server: each page, by people signed in at it."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from casework.people.passwords import password_hash
from tests.bench.serving import Serving, Visitor
from tests.bench.trust import Filled

FLOOR, PASSWORD = "bare FastAPI with one question", "four words nobody else has"
ASSET = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')
Ask = Callable[[], object]


@dataclass(frozen=True)
class Asked:
    """One page as several people ask for it. What can be done once only is not warmed up, and goes
    on until all of it is done."""

    name: str
    people: list[Iterator[Ask]]
    warming: int = 12

    def seconds(self, usual: float) -> float:
        return usual if self.warming else usual * 60


def reference_of(made: Filled) -> str:
    return _rows(made, "SELECT min(reference) FROM cases")[0][0]


def asked_of(servers: list[Serving], people: int, round_: int) -> Iterator[Asked]:
    """Every page that is measured; a finding is recorded once, so each round has its own."""
    made = servers[0].filled
    at = [servers[one % len(servers)] for one in range(people)]
    visitors = [Visitor(each, made.hr) for each in at]
    signing = [partial(_sign_in, Visitor(each, made.hr), made) for each in at]
    yield Asked("sign-in", [cycle([each]) for each in signing], warming=1)
    references = [row[0] for row in _rows(made, CASES, made.hr)]
    pages = {
        "my work": ["/work"],
        "case list": ["/cases"],
        "case page": [f"/cases/{each}" for each in references],
    }
    for name, addresses in pages.items():
        yield Asked(name, [_getting(each, addresses, one) for one, each in enumerate(visitors)])
    words = {"q": "offensive"}
    yield Asked("search", [cycle([partial(each.post, "/search", words)]) for each in visitors])
    yield Asked("post a finding", _finding(servers, people, round_), warming=0)


def _getting(visitor: Visitor, addresses: list[str], first: int) -> Iterator[Ask]:
    """Everybody begins elsewhere, so that they do not all ask for the same case at once."""
    begin = first * len(addresses) // 4
    return cycle([partial(visitor.get, each) for each in addresses[begin:] + addresses[:begin]])


CASES = (
    "SELECT c.reference FROM cases c JOIN appointments a ON a.case_id = c.id "
    "WHERE a.person_id = %s AND a.role = 'case_manager' AND c.stage <> 'closed' "
    "ORDER BY c.reference"
)
UNDECIDED = (
    "SELECT c.reference, l.number, a.person_id::text FROM cases c "
    "JOIN appointments a ON a.case_id = c.id AND a.role = 'hearing_manager' "
    "JOIN allegations l ON l.case_id = c.id AND l.finding IS NULL "
    "WHERE c.stage = 'outcome' ORDER BY c.reference, l.number LIMIT 176"  # at any size as many
)


def _finding(servers: list[Serving], people: int, round_: int) -> list[Iterator[Ask]]:
    """Half of the findings still to be recorded, each by whoever chairs the hearing.

    Nobody waits for somebody else at the same case: its findings follow each other.
    """
    waiting = _rows(servers[0].filled, UNDECIDED)
    if round_ == 1:
        waiting = waiting[: len(waiting) // 2]
    told = {"finding": "upheld", "reasons": "The post is theirs, and parents read it."}
    asks: list[list[Ask]] = [[] for _ in range(people)]
    cases = {reference: at for at, reference in enumerate(dict.fromkeys(r[0] for r in waiting))}
    for reference, number, chair in waiting:
        at = cases[reference]
        visitor = Visitor(servers[at % len(servers)], chair)
        path = f"/cases/{reference}/finding?allegation={number}"
        asks[at % people].append(partial(_recorded, visitor, path, told))
    return [iter(each) for each in asks]


def _recorded(visitor: Visitor, path: str, told: dict[str, str]) -> None:
    location = visitor.post(path, told).location
    assert "said=" in location, f"The finding was not recorded: {location}"


def _sign_in(visitor: Visitor, made: Filled) -> None:
    location = visitor.post("/sign-in", {"username": _known(made), "password": PASSWORD}).location
    assert location, "Nobody was signed in"


_usernames: dict[str, str] = {}


def _known(made: Filled) -> str:
    """Somebody with a password, made once for each database."""
    if made.url not in _usernames:
        _usernames[made.url] = "signs.in"
        with made.connection() as connection:
            connection.execute(
                "INSERT INTO accounts (id, person_id, username, password_hash, theme, shortcuts, "
                "created_at) "
                "VALUES (gen_random_uuid(), %s, 'signs.in', %s, 'device', false, now()) "
                "ON CONFLICT DO NOTHING",
                [made.reporter, password_hash(PASSWORD)],
            )
    return _usernames[made.url]


def weight_of(serving: Serving) -> float:
    """Kilobytes of a case page with everything it needs, each compressed as a proxy would."""
    made = serving.filled
    visitor = Visitor(serving, made.hr)
    page = visitor.get(f"/cases/{_rows(made, CASES, made.hr)[0][0]}").body
    assets = [visitor.get(each.decode()).body for each in set(ASSET.findall(page))]
    return sum(len(gzip.compress(each)) for each in (page, *assets)) / 1000


def _rows(made: Filled, asked: str, *told: str) -> list[tuple[str, ...]]:
    with made.connection() as connection:
        found = connection.execute(asked.encode(), list(told)).fetchall()
    return [tuple(str(each) for each in row) for row in found]
