"""Acts in any order, by anybody: after each, everybody sees at once what the model says, no more.

`MACHINE_RUNS=500 MACHINE_STEPS=50 ./dev test tests/access/test_machine.py` goes on for longer.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import col, select, update

from casework import database
from casework.cases.independence import BreakGlass, Conflict
from casework.people.models import Account
from tests.access import model
from tests.access.machine import EVERYBODY, STAFF, OverHttp
from tests.staging import paper

RUNS = int(os.environ.get("MACHINE_RUNS", "3"))
STEPS = int(os.environ.get("MACHINE_STEPS", "12"))
PARTS = ("note_taker", "panel_member", "decision_maker", "legal_adviser", "companion")
LEADING = ("case_manager", "hearing_manager")
KEPT_AWAY = "They are cousins."
people, staff = some.sampled_from(EVERYBODY), some.sampled_from(STAFF)


class CaseMachine(OverHttp):
    """What may happen, in any order."""

    @rule(person=people)
    def look(self, person: str) -> None:
        self.sees(person)

    @rule(part=some.sampled_from((*PARTS, *LEADING)), person=staff)
    def appoint(self, part: str, person: str) -> None:
        by, told = self.case.manager, str(getattr(self.world, person).id)
        before = dict(self.case.conflicts)
        if self.acts(by, "appoint", role=part, person_id=told):
            assert person not in before
            assert person not in (model.EMPLOYEE, model.REPORTER)
            self.case.give(person, part)
        self.sees(person)
        self.sees(by)

    @rule(part=some.sampled_from(PARTS[:4]))
    def end_part(self, part: str) -> None:
        held = [who for who, parts in self.case.parts.items() if part in parts]
        if self.acts(self.case.manager, "end-appointments", role=part):
            self.case.end(part)
        for person in held:
            self.sees(person)

    @rule(person=staff)
    def record_conflict(self, person: str) -> None:
        by, told = self.case.manager, str(getattr(self.world, person).id)
        fields = {"person_id": told, "ground": "declared", "reason": KEPT_AWAY}
        if self.acts(by, "record-conflict", **fields):
            self.case.conflicts[person] = by
        self.sees(person)

    @rule(person=some.sampled_from(("case_manager", "investigating_officer", "note_taker")))
    def step_off(self, person: str) -> None:
        held = bool(self.case.parts.get(person))
        if self.acts(person, "step-off", reason=KEPT_AWAY):
            assert held
            self.case.step_off(person)
        self.sees(person)
        self.sees(self.case.manager)

    @precondition(lambda self: self.case.conflicts)
    @rule(data=some.data())
    def lift(self, data: Any) -> None:
        person = data.draw(some.sampled_from(sorted(self.case.conflicts)))
        by, whose = self.case.manager, getattr(self.world, person).id
        standing = select(Conflict.id).where(
            Conflict.case_id == self.id,
            Conflict.person_id == whose,
            col(Conflict.lifted_at).is_(None),
        )
        number = str(self.session.exec(standing).one())
        if self.acts(by, "lift-conflict", conflict_id=number, reason="A namesake"):
            assert self.case.conflicts.pop(person) != by
        self.sees(person)

    @rule(person=some.sampled_from(("colleague", "hr_director", "stranger", "case_manager")))
    def break_glass(self, person: str) -> None:
        told = {"reference": self.reference, "reason": "The case manager is in hospital today."}
        answer, wrote = self.ask(person, "POST", "/break-glass", data=told)
        if "BreakGlassOpened" in wrote:
            assert answer.status_code == 303
            assert person not in self.case.conflicts
            self.case.glass.add(person)
        self.sees(person)

    @precondition(lambda self: self.case.glass)
    @rule()
    def an_hour_passes(self) -> None:
        self.session.execute(update(BreakGlass).values(ends_at=datetime.now(UTC)))
        opened, self.case.glass = self.case.glass, set()
        for person in opened:
            self.sees(person)

    @rule()
    def notify(self) -> None:
        paper(self.world, self.row, "L-12")
        self.case.notified = True
        self.sees(model.EMPLOYEE)

    @rule(named=some.sets(staff, max_size=3))
    def seal(self, named: set[str]) -> None:
        by = self.case.manager
        told = [str(getattr(self.world, each).id) for each in sorted(named)]
        if self.acts(by, "seal", people=told, reason="A child is named in it."):
            self.case.named = {*named, by}
        for person in (by, "hearing_manager", "investigating_officer", "hr_director"):
            self.sees(person)

    @rule()
    def unseal(self) -> None:
        sealed = self.case.named is not None
        if self.acts(self.case.manager, "unseal", reason="It is over."):
            assert sealed
            self.case.named = None
        self.sees("investigating_officer")

    @precondition(lambda self: len(self.case.disabled) < 2)
    @rule(person=some.sampled_from(("colleague", "note_taker", "investigating_officer")))
    def disable(self, person: str) -> None:
        if person != self.case.manager:
            account = self.world.account(getattr(self.world, person))
            gone = update(Account).where(col(Account.id) == account.id)
            self.session.execute(gone.values(disabled_at=datetime.now(UTC)))
            self.case.disabled.add(person)
        self.sees(person)


@pytest.fixture
def around(_engine: Engine) -> Iterator[None]:
    with _engine.connect() as connection:
        outer = connection.begin()
        with database.joined(connection):
            CaseMachine.connection = connection
            yield
        outer.rollback()


@pytest.mark.usefixtures("around")
def test_after_any_acts_everybody_sees_what_the_model_says_at_once() -> None:
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize="MACHINE_RUNS" not in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )
