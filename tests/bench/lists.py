"""What lists and searches cost by who asks, in a small trust and in ones with the history of years.

Counted is the CPU of the application and of the database for one request, which other programs on
the machine hardly change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tests.bench.figures import against_floor, against_peer, note
from tests.bench.pages import least_of
from tests.bench.serving import Cost, Serving, Visitor
from tests.bench.trust import Filled

ROUNDS, EACH, WARMING = 4, 20, 5
MOST_GROWTH = 1.5
LISTS = ("/cases", "/cases?show=closed", "/hearings", "/warnings", "/reports", "/tasks", "/work")
OVERSEEN = ("/register", "/work", "/cases", "/retention")
WHO: dict[str, tuple[str, ...]] = {
    "hr": (*LISTS, "/cases?show=all", "/hearings?show=all", "/warnings?show=all"),
    "veteran": LISTS,
    "manager": tuple(each for each in LISTS if each != "/reports"),
    "director": (*OVERSEEN, "/roles"),
    "dpo": OVERSEEN,
    "keeper": ("/accounts", "/operations", "/roles"),
}
# A word of many files, one of few, a name, a clause and a reference.
SOUGHT = ("awful", "pangolin", "Brearton", "2.6", "SM25-0000123")
SEARCHING = ("hr", "manager")


@dataclass(frozen=True)
class AtWork:
    """A running server and, of each who is watched, their browser."""

    serving: Serving
    visitors: dict[str, Visitor]


def compare(servers: list[Serving]) -> None:
    """The same pages at servers of several sizes, by turns."""
    sides = [_at_work(each) for each in servers]
    for who, pages in WHO.items():
        for page in pages:
            _said(
                f"{page} of {who}", sides, [partial(each.visitors[who].get, page) for each in sides]
            )
    for who in SEARCHING:
        for words in SOUGHT:
            told = {"q": words}
            asked = [partial(each.visitors[who].post, "/search", told) for each in sides]
            _said(f"search for {words} of {who}", sides, asked)


def _at_work(at: Serving) -> AtWork:
    return AtWork(at, {who: Visitor(at, at.filled.people[who]) for who in WHO})


def _said(name: str, sides: list[AtWork], asked: Sequence[Callable[[], object]]) -> None:
    for each in asked:
        for _ in range(WARMING):
            each()
    rounds = [
        [
            side.serving.cost(each() for _ in range(EACH))
            for side, each in zip(sides, asked, strict=True)
        ]
        for _ in range(ROUNDS)
    ]
    costs = [least_of(each) for each in zip(*rounds, strict=True)]
    for side, cost in zip(sides, costs, strict=True):
        _against(name, side.serving.filled, cost, costs[0])
    grown = [each.app + each.database for each in costs]
    against_floor(f"{name}, growth of CPU", grown[-1] / grown[0], "times", MOST_GROWTH)


def _against(name: str, made: Filled, cost: Cost, least: Cost) -> None:
    says = f"{name}, {made.cases:,} cases, CPU"
    against_peer(f"{says} of the application", cost.app, "ms", least.app)
    against_peer(f"{says} of the database", cost.database, "ms", least.database)
    note(f"{says}: {cost.app:.1f} + {cost.database:.1f} ms")
