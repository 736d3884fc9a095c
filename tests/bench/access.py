"""Whether time tells a hidden case from a missing one, and what the register costs."""

import time

from tests.bench.access_costs import costs_of_protection
from tests.bench.figures import against_floor, middle, note
from tests.bench.serving import Serving, Visitor, serving
from tests.bench.trust import Filled, filled, server

CASES, PAIRS, WARMING = 100_000, 200, 40
GAP_MS, REGISTER_APP_MS, REGISTER_DATABASE_MS = 10.0, 20.0, 50.0
MISSING = "SM26-999999"


def measure() -> None:
    """Say the gap between the two answers, and how long a page of the register takes."""
    with server() as postgres:
        made = filled(postgres, CASES)
        with serving(made) as running:
            _gap(running, made)
            _register(running, made)
        costs_of_protection(made)


def _gap(running: Serving, made: Filled) -> None:
    """The two addresses by turns, each first as often as the other."""
    reference = _any_case(made)
    stranger = Visitor(running, _stranger_to(made, reference))
    hidden, missing = f"/cases/{reference}", f"/cases/{MISSING}"
    found: dict[str, list[float]] = {hidden: [], missing: []}
    for turn in range(WARMING + PAIRS):
        for path in (hidden, missing) if turn % 2 else (missing, hidden):
            status, took = _timed(stranger, path)
            assert status == 404, status
            if turn >= WARMING:
                found[path].append(took)
    gap = abs(middle(found[hidden]) - middle(found[missing]))
    note(f"hidden {middle(found[hidden]):.2f} ms, missing {middle(found[missing]):.2f} ms")
    against_floor(f"hidden and missing case, gap of medians, {PAIRS} pairs", gap, "ms", GAP_MS)


def _register(running: Serving, made: Filled) -> None:
    director = Visitor(running, _somebody(made, "hr_director"))
    pages = ["/register", f"/register?older_than={_any_case(made)}"]
    for name, path in zip(("first", "middle"), pages, strict=True):
        for _ in range(WARMING):
            director.get(path)
        cost = running.cost(director.get(path) for _ in range(WARMING))
        says = f"register, {name} page of {CASES:,} cases, CPU"
        against_floor(f"{says} of the application", cost.app, "ms", REGISTER_APP_MS)
        against_floor(f"{says} of the database", cost.database, "ms", REGISTER_DATABASE_MS)


def _timed(visitor: Visitor, path: str) -> tuple[int, float]:
    began = time.perf_counter()
    status = visitor.status(path)
    return status, (time.perf_counter() - began) * 1000


def _any_case(made: Filled) -> str:
    """A case from the middle of the trust's years."""
    asked = "SELECT reference FROM cases ORDER BY reference OFFSET %s LIMIT 1"
    return _first(made, asked, [CASES // 2])


def _stranger_to(made: Filled, reference: str) -> str:
    """Somebody without a place in the trust, and without a part in this case."""
    asked = (
        "SELECT p.id FROM people p WHERE NOT EXISTS (SELECT FROM places WHERE person_id = p.id) "
        "AND NOT EXISTS (SELECT FROM appointments a JOIN cases c ON c.id = a.case_id "
        "WHERE c.reference = %s AND a.person_id = p.id) LIMIT 1"
    )
    return _first(made, asked, [reference])


def _somebody(made: Filled, place: str) -> str:
    return _first(made, "SELECT person_id FROM places WHERE role = %s LIMIT 1", [place])


def _first(made: Filled, asked: str, told: list[object]) -> str:
    with made.connection() as connection:
        row = connection.execute(asked, told).fetchone()
    assert row
    return str(row[0])
