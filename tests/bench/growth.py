"""What a page costs as a trust's history grows, in CPU, which a busy machine hardly changes.

Every size is served at once and asked by turns, by one person: what disturbs one disturbs the next.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice

from tests.bench import lists
from tests.bench.figures import against_floor, against_peer, note
from tests.bench.loaded import asked_of
from tests.bench.pages import least_of
from tests.bench.serving import Serving, serving
from tests.bench.trust import filled, server

SIZES = "BENCH_CASES"  # a million where it says so: filling them takes half an hour
ROUNDS, EACH, WARMING = 3, 20, 5
ONCE = {"post a finding": (1, 12, 2)}  # what can be done only once is not asked for again and again
MOST_GROWTH = 1.5
Ask = Callable[[], object]


def measure() -> None:
    """Say what each page costs at every size, then what lists and searches do."""
    sizes = [int(each) for each in os.environ.get(SIZES, "1000 100000").split()]
    with server() as postgres, ExitStack() as running:
        servers = [running.enter_context(serving(filled(postgres, size))) for size in sizes]
        pages(servers)
        lists.compare(servers)


def pages(servers: list[Serving]) -> None:
    """Sign-in, My work, the list, a case, a search, a finding: at every size, by turns."""
    sides = [{each.name: each.people[0] for each in asked_of([one], 1, 2)} for one in servers]
    for name in sides[0]:
        _said(name, servers, [each[name] for each in sides])


def _said(name: str, servers: list[Serving], asked: list[Iterator[Ask]]) -> None:
    rounds, each, warming = ONCE.get(name, (ROUNDS, EACH, WARMING))
    for one in asked:
        for ask in islice(one, warming):
            ask()
    found = [
        [
            at.cost(ask() for ask in islice(one, each))
            for at, one in zip(servers, asked, strict=True)
        ]
        for _ in range(rounds)
    ]
    costs = [least_of(of_size) for of_size in zip(*found, strict=True)]
    for at, cost in zip(servers, costs, strict=True):
        says = f"{name}, {at.filled.cases:,} cases, CPU"
        against_peer(f"{says} of the application", cost.app, "ms", costs[0].app)
        against_peer(f"{says} of the database", cost.database, "ms", costs[0].database)
        note(f"{says}: {cost.app:.1f} + {cost.database:.1f} ms")
    grown = [each.app + each.database for each in costs]
    against_floor(f"{name}, growth of CPU", grown[-1] / grown[0], "times", MOST_GROWTH)
