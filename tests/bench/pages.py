"""What the pages of a caseload cost, in a trust with a little history and in one with a lot."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice

from tests.bench.figures import against_floor, against_peer, least, note
from tests.bench.serving import Cost, Serving, Visitor, serving
from tests.bench.trust import filled, server

SIZES = (1_000, 100_000)
ROUNDS, REQUESTS, WARMING = 8, 100, 60
LIST_APP_MS, LIST_DATABASE_MS, LIST_GROWTH = 6.0, 2.0, 1.5
FRAME, LIST = "signed-in redirect", "case list"


@dataclass(frozen=True)
class AtWork:
    """The HR adviser at one of the two servers, and the addresses she asks for."""

    serving: Serving
    visitor: Visitor
    pages: dict[str, list[str]]


@contextmanager
def both_sizes() -> Iterator[tuple[Serving, Serving]]:
    """A server for each size, both running: what disturbs one round disturbs the next."""
    with server() as postgres:
        small, large = (filled(postgres, size) for size in SIZES)
        with serving(small) as few, serving(large) as many:
            yield few, many


def measure(few: Serving, many: Serving) -> None:
    """Say what the list, a case, the desk and the bare frame cost at both sizes."""
    sides = [_at_work(each) for each in (few, many)]
    for side in sides:
        for name in side.pages:
            for address in islice(cycle(side.pages[name]), WARMING):
                side.visitor.get(address)
    note("warmed up")
    found = {name: _costs(sides, name) for name in sides[0].pages}
    frame = found[FRAME][0]
    for name, (small, large) in found.items():
        _say(name, small, large, frame)


def _at_work(serving: Serving) -> AtWork:
    hr = serving.filled.hr
    with serving.filled.connection() as connection:
        rows = connection.execute(
            "SELECT c.reference FROM cases c JOIN appointments a ON a.case_id = c.id "
            "WHERE a.person_id = %s AND a.role = 'case_manager' AND c.stage <> 'closed' "
            "ORDER BY c.reference",
            [hr],
        )
        references = [str(reference) for (reference,) in rows]
    pages = {
        FRAME: ["/"],
        LIST: ["/cases"],
        "case page": [f"/cases/{each}" for each in references],
        "my work": ["/work"],
    }
    return AtWork(serving, Visitor(serving, hr), pages)


def _cost(side: AtWork, name: str) -> Cost:
    addresses = islice(cycle(side.pages[name]), REQUESTS)
    return side.serving.cost(map(side.visitor.get, addresses))


def _costs(sides: list[AtWork], name: str) -> tuple[Cost, Cost]:
    """The cheapest of some rounds at each size, taken in turn."""
    rounds = [[_cost(side, name) for side in sides] for _ in range(ROUNDS)]
    small, large = (least_of(each) for each in zip(*rounds, strict=True))
    return small, large


def least_of(costs: Iterable[Cost]) -> Cost:
    """The least of each figure by itself."""
    kept = list(costs)
    return Cost(least([each.app for each in kept]), least([each.database for each in kept]))


def _say(name: str, small: Cost, large: Cost, frame: Cost) -> None:
    floors = Cost(LIST_APP_MS, LIST_DATABASE_MS) if name == LIST else frame
    for size, cost in zip(SIZES, (small, large), strict=True):
        against = partial(against_floor, unit="ms")
        against(f"{name}, app CPU, {size} cases", cost.app, floor=floors.app)
        against(f"{name}, database CPU, {size} cases", cost.database, floor=floors.database)
    say_growth(name, small, large)
    if name == LIST:
        growth = Cost(large.app / small.app, large.database / small.database)
        against_floor(f"{name}, app CPU, growth", growth.app, "times", LIST_GROWTH)
        against_floor(f"{name}, database CPU, growth", growth.database, "times", LIST_GROWTH)


def say_growth(name: str, small: Cost, large: Cost) -> None:
    """Say a cost at the large size beside the same one at the small size."""
    few, many = SIZES
    against_peer(f"{name}, app CPU, {many} to {few} cases", large.app, "ms", small.app)
    against_peer(
        f"{name}, database CPU, {many} to {few} cases", large.database, "ms", small.database
    )
