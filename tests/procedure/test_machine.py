"""Random acts, legal and not, by anybody, through the one gateway: what must hold holds after each.

A step costs about 7 to 10 ms of a core. The suite takes 500 runs of 50 and wants each start to come
to the acts that `reached` names; `PROCEDURE_RUNS=55` takes fewer, to try something out, and
`PROCEDURE_EXPLORE=1` draws anew each time.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any, ClassVar

import pytest
import weasyprint
from hypothesis import HealthCheck, Phase, event, note, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Engine

from casework import database
from casework.journal.scanning import raw, rows
from casework.journal.walking import walk
from tests.procedure.chances import Tally
from tests.procedure.changes import count_changes
from tests.procedure.driving import Driven
from tests.procedure.reached import REACHED
from tests.procedure.starts import STARTS, Start

SUITE = 500
RUNS = int(os.environ.get("PROCEDURE_RUNS", SUITE))
STEPS = int(os.environ.get("PROCEDURE_STEPS", "50"))
EXPLORE = "PROCEDURE_EXPLORE" in os.environ


class Unset:
    """A typesetter that sets nothing: every word of a letter is written, no page is laid out."""

    def __init__(self, string: str, **_: Any) -> None:
        self.words, self.pages = string, (1,)

    def render(self, **_: Any) -> "Unset":
        return self

    def write_pdf(self, **_: Any) -> bytes:
        return b"%PDF-1.7\n" + self.words.encode()


class ProcedureMachine(RuleBasedStateMachine):
    """One case from one start; each step is an act, or time that passes."""

    driven: ClassVar[Driven]
    kept: ClassVar[dict[str, Any]]

    def __init__(self) -> None:
        super().__init__()
        self.undo = self.driven.connection.begin_nested()
        self.driven.back(self.kept)

    @rule(seed=some.integers(0, 2**32 - 1))
    def step(self, seed: int) -> None:
        note(self.driven.step(seed))

    def teardown(self) -> None:
        try:
            chain = str(self.driven.id)
            found = walk(rows(raw(self.driven.session), f"case_id = '{chain}'"), {})
            assert not found.faults, found.faults
            assert found.entries == self.driven.facts.entries
            event(self.driven.facts.stage)
        finally:
            self.driven.session.expunge_all()
            self.undo.rollback()


@contextmanager
def started(engine: Engine, start: Start) -> Iterator[Tally]:
    """A machine whose runs all begin at one start; nothing of it is kept."""
    with engine.connect() as connection:
        outer = connection.begin()
        with database.joined(connection):
            count_changes(connection)
            driven = Driven(connection, Tally())
            start.put(driven)
            ProcedureMachine.driven, ProcedureMachine.kept = driven, driven.kept()
            driven.tally = Tally()
            gc.freeze()
            yield driven.tally
            driven.session.expunge_all()
        outer.rollback()


@pytest.fixture
def engine(_engine: Engine) -> Engine:
    return _engine


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)
def test_after_any_acts_what_must_hold_of_a_procedure_holds(
    start: Start, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weasyprint, "HTML", Unset)
    if not EXPLORE:  # ids are drawn too, and rows are chosen in their order
        monkeypatch.setattr("os.urandom", Random(start.name).randbytes)
    with started(engine, start) as tally:
        run_state_machine_as_test(
            ProcedureMachine,
            settings=settings(
                max_examples=max(RUNS // len(STARTS), 1),
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                derandomize=not EXPLORE,
                phases=[Phase.generate, *([Phase.shrink] if EXPLORE else [])],
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert tally.accepted, "nothing was accepted"
    assert tally.refused, "nothing was refused"
    if RUNS >= SUITE and not EXPLORE:
        left = REACHED[start.name] - set(tally.accepted)
        assert not left, f"a machine that never gets to {left} proves nothing of it"
