"""How many pages a second people get, and how long one in twenty waits, with one and two processes.

Four people ask at once, each again as soon as they are answered, from this very machine: what
asking costs is in every figure, the floor's too.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from itertools import cycle, islice

from tests.bench.figures import against_floor, against_peer, middle, note
from tests.bench.loaded import FLOOR, Asked, asked_of, reference_of, weight_of
from tests.bench.serving import HOST, free_port, serving
from tests.bench.trust import Filled, filled, server

PEOPLE, SECONDS, WARMING, RUNS = 4, 4.0, 12, 3
A_SECOND, MOST_GROWTH, MOST_KB = 250.0, 1.5, 60.0
SIZES = "BENCH_CASES"  # a million where it says so: filling them takes half an hour and 31 GB
Found = dict[str, tuple[float, float]]


def measure() -> None:
    """Say p95 and requests a second of each page, by how many cases and processes there are."""
    sizes = [int(each) for each in os.environ.get(SIZES, "1000 100000").split()]
    with server() as postgres:
        made = {size: filled(postgres, size) for size in sizes}
        found = {
            (size, count): _with(made[size], count, f"{size} cases, {_processes(count)}")
            for size in sizes
            for count in (1, 2)
        }
    for size in sizes[1:]:
        for count in (1, 2):
            _say_growth(found[sizes[0], count], found[size, count], size, count)


def _processes(count: int) -> str:
    return f"{count} process{'es' if count > 1 else ''}"


def _with(made: Filled, count: int, where: str) -> Found:
    """Every figure with so many processes over one database, beside the floor of the same run."""
    note(where)
    with _bare(made, count) as ports:
        floor = _measured(_asking_bare(made, ports))
    with ExitStack() as running:
        servers = [running.enter_context(serving(made)) for _ in range(count)]
        found = {each.name: _of(each) for each in asked_of(servers, PEOPLE, count)}
        weight = weight_of(servers[0])
    for name, (rate, p95) in found.items():
        against_floor(f"{name}, p95, {where}", p95, "ms", floor[1])
        against_floor(f"{name}, requests a second, {where}", rate, "a second", floor[0])
    if count > 1:
        against_floor(f"case page, wanted a second, {where}", found["case page"][0], "", A_SECOND)
        against_floor(f"case page, compressed with assets, {where}", weight, "KB", MOST_KB)
    return found | {FLOOR: floor}


def _say_growth(small: Found, large: Found, size: int, count: int) -> None:
    for name, (_, p95) in large.items():
        says = f"{name}, p95, {size} cases to the least, {_processes(count)}"
        against_peer(says, p95, "ms", small[name][1])


def _of(asked: Asked) -> tuple[float, float]:
    """The middle of three runs; one of what can be done once only."""
    runs = [
        _measured(asked.people, asked.seconds(SECONDS), asked.warming)
        for _ in range(RUNS if asked.warming else 1)
    ]
    found = middle([rate for rate, _ in runs]), middle([p95 for _, p95 in runs])
    note(f"{asked.name}: {found[0]:.0f} a second, p95 {found[1]:.0f} ms")
    return found


def _measured(
    people: list[Iterator[Callable[[], object]]], seconds: float = SECONDS, warming: int = WARMING
) -> tuple[float, float]:
    """Requests a second, and milliseconds in which 19 of 20 are answered."""
    for each in people:
        for ask in islice(each, warming):
            ask()
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(people)) as threads:
        waits = [
            one for each in threads.map(lambda asks: _waits(asks, until), people) for one in each
        ]
    took = max(ended for _, ended in waits) - min(ended - wait for wait, ended in waits)
    waited = sorted(wait for wait, _ in waits)
    return len(waits) / took, waited[int(len(waited) * 0.95)] * 1000


def _waits(asks: Iterator[Callable[[], object]], until: float) -> list[tuple[float, float]]:
    """How long each answer took, and when it was there."""
    told: list[tuple[float, float]] = []
    for ask in asks:
        began = time.perf_counter()
        if began > until:
            break
        ask()
        ended = time.perf_counter()
        told.append((ended - began, ended))
    return told


@contextmanager
def _bare(made: Filled, count: int) -> Iterator[list[int]]:
    ports = [free_port() for _ in range(count)]
    started = [
        subprocess.Popen([sys.executable, "-m", "tests.bench.bare", str(port), made.url])
        for port in ports
    ]
    try:
        for port in ports:
            _wait_for(port)
        yield ports
    finally:
        for each in started:
            each.terminate()
            each.wait(30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with closing(HTTPConnection(HOST, port)) as connection:
                connection.connect()
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The floor did not answer")


def _asking_bare(made: Filled, ports: list[int]) -> list[Iterator[Callable[[], object]]]:
    reference = reference_of(made)

    def asking(port: int) -> Iterator[Callable[[], object]]:
        connection = HTTPConnection(HOST, port, timeout=60)

        def ask() -> bytes:
            connection.request("GET", f"/{reference}")
            return connection.getresponse().read()

        return cycle([ask])

    return [asking(ports[at % len(ports)]) for at in range(PEOPLE)]
