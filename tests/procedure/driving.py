"""One case driven through the one gateway, in the real database, by acts that may be refused.

Every run starts from the same case at a stage and is rolled back. What an act changed is read from
the rows; what it should have changed is known to `onlooker` and held by `holding`.
"""

import copy
import random
from collections.abc import Collection
from datetime import time, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection
from sqlmodel import Session

from casework.access import Actor, TrustRole
from casework.cases import outside
from casework.cases.gateway import Command, begin, perform
from casework.cases.models import Case
from casework.cases.waivers import DecideWaiver
from casework.errors import CaseworkError
from casework.journal import JournalEntry
from casework.working_days import local_moment
from tests.procedure import (
    acts_begin,
    acts_beside,
    acts_end,
    acts_hearing,
    chances_end,
    chances_people,
    holding,
)
from tests.procedure.chances import EXECUTIVES, Chance, Chooser, Tally, Told
from tests.procedure.changes import changes
from tests.procedure.onlooker import Facts, Known, facts, working
from tests.trust import NUMBERS
from tests.world import DAY, World

EVERY: tuple[Chance, ...] = (
    *acts_begin.CHANCES,
    *acts_hearing.CHANCES,
    *acts_end.CHANCES,
    *acts_beside.CHANCES,
    *chances_people.CHANCES,
)
LEGAL = 0.72
IN_HR = {TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR}


class Driven:
    """A case, the people around it, the time it is, and what is known."""

    def __init__(self, connection: Connection, tally: Tally) -> None:
        self.connection, self.tally = connection, tally
        self.session = Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        self.world = World(self.session)
        self.actors: dict[str, Actor] = {
            str(getattr(self.world, name).id): getattr(self.world, name) for name in NUMBERS
        }
        self.now = local_moment(DAY, time(10))
        self.known = Known()
        self.frozen: dict[str, int] = {}
        self.case: Case

    def report(self, **told: Any) -> None:
        """Somebody reports it: the only way a case begins."""
        opening = self.world.told(employee_id=self.world.employee.id).model_copy(update=told)
        self.case = begin(self.session, self.world.reporter, opening, self.now)
        self.id = self.case.id
        self.known.child = opening.child.stops
        self.look()

    def look(self) -> Facts:
        """The case as its rows are now; objects read before are forgotten."""
        self.session.flush()
        self.session.expunge_all()
        self.facts = facts(self.connection, str(self.id))
        return self.facts

    def rows(self, table: str, where: str) -> list[Any]:
        what = "id"
        if table == "reports":
            what, where = where, "true"
        asked = f"SELECT {what} FROM {table} WHERE case_id = %s AND ({where}) ORDER BY 1"
        return [each for (each,) in self.connection.exec_driver_sql(asked, (self.id,))]

    def chooser(self, random: random.Random) -> Chooser:
        return Chooser(random, self.world, self.known, self.facts, self.now, self.rows)

    # Which act, and by whom.

    def offered(self) -> list[Chance]:
        """What has what it needs and makes sense, each as often as it weighs."""
        return [
            each
            for each in EVERY
            if (not self.facts.closed or each.after_closing)
            and each.needs(self.known, self.facts)
            and each.sensible(self.known, self.facts)
        ]

    def who(self, chance: Chance, random: random.Random, *, fitting: bool) -> Actor:
        if not fitting:
            return random.choice(list(self.actors.values()))
        if chance.command is DecideWaiver or not chance.by:
            named = {str(getattr(self.world, each).id) for each in EXECUTIVES}
            return random.choice(self.among(named | set(self.facts.now("case_manager"))))
        parts = {"case_manager"} if "hr" in chance.by else chance.by
        return random.choice(self.among(self.facts.now(*parts)))

    def among(self, held: Collection[str]) -> list[Actor]:
        """These people, or everybody, in the trust's own order: ids are drawn anew each time."""
        found = [each for who, each in self.actors.items() if who in held]
        return found or list(self.actors.values())

    def step(self, seed: int) -> str:
        """One act, or some days passing; what it was, in words for whoever reads a failure."""
        draw = random.Random(f"{seed} {self.facts.entries} {self.now.isoformat()}")
        if draw.random() < 0.16:
            return self.wait(draw)
        legal = draw.random() < LEGAL
        among = self.offered() if legal else list(EVERY)
        weights = [each.weight**2 if legal else 1 for each in among]
        chance = draw.choices(among, weights)[0] if among else draw.choice(EVERY)
        return self.act(chance, self.who(chance, draw, fitting=legal), draw)

    def wait(self, draw: random.Random) -> str:
        """Time passes: often just until what everybody waits for, sometimes longer."""
        awaited = [
            self.known.hearing.day if self.known.to_come and self.known.hearing else None,
            self.known.appeal.day if self.known.appeal and not self.known.appeal.held else None,
        ]
        days = [day for day in awaited if day and day > self.now.date()]
        last = chances_end.last_day(self.known, self.facts)
        if last and self.facts.stage == "appeal" and draw.random() < 0.5:
            days.append(last + timedelta(1))
        day = self.now.date() + timedelta(draw.choice((1, 1, 2, 3, 6)))
        day = draw.choice(days) if days and draw.random() < 0.7 else day
        while not working(day):
            day += timedelta(1)
        self.now = local_moment(max(day, self.now.date()), time(10, 30))
        return f"it is {self.now:%-d %B %Y}"

    # The act itself, and everything that must hold of it.

    def act(self, chance: Chance, who: Actor, draw: random.Random) -> str:
        """Try it. A refusal changes nothing; what is accepted holds by what is known."""
        before, told = self.facts, chance.told(self.chooser(draw))
        self.now += timedelta(minutes=1)
        said = f"{chance.name} by {who.name}: {told}"
        try:
            asked = chance.command.model_validate(told)
        except ValidationError:
            raise AssertionError(f"a chance that cannot be read: {said}") from None
        try:
            entry = self.through_the_gateway(asked, who)
        except CaseworkError as refused:
            self.session.flush()
            self.session.expunge_all()
            assert changes(self.connection) == before.changes, f"refused, not undone: {said}"
            self.tally.count(self.tally.refused, chance.name)
            return f"{said}\n    refused: {type(refused).__name__} {refused}"
        after = self.look()
        assert after.entries == before.entries + 1, f"one act, one entry: {said}"
        if entry.kind == "ApprovalAsked":
            self.tally.count(self.tally.accepted, f"{chance.name}, asked")
            return f"{said}\n    asked of a second person"
        self.tally.count(self.tally.accepted, chance.name)
        self.tally.count(self.tally.stages, after.stage)
        self.hold(chance, str(who.id), told, before, entry)
        return said

    def through_the_gateway(self, asked: Any, who: Actor) -> JournalEntry:
        if isinstance(asked, Command):
            reference = self.facts.case["reference"]
            return perform(self.session, who, reference, asked, self.now)
        return outside.decide(self.session, who, self.id, asked, self.now)

    def hold(
        self, chance: Chance, who: str, told: Told, before: Facts, entry: JournalEntry
    ) -> None:
        """Everything that must hold after an act that was accepted."""
        holding.needed(chance, self.known, before)
        held = {role for each, role, current in before.parts if current and each == who}
        held |= {"hr"} if self.actors[who].roles & IN_HR else set()
        holding.by_whom(chance, who, before, held)
        holding.order(before, self.facts, chance)
        chance.learn(self.known, told, entry)
        if chance.name == "DecideRequest":
            self.second(entry)
        holding.separation(self.facts)
        holding.notice(self.known.hearing)
        holding.notice(self.known.appeal)
        holding.clocks(self.facts, self.frozen)
        holding.next_due(self.facts)
        if self.known.letter:
            holding.never_higher(self.known, self.facts)

    def second(self, entry: JournalEntry) -> None:
        """Whoever approved is not whoever asked."""
        asked = "SELECT asked_by, decided_by FROM approval_requests WHERE id = %s"
        row = self.connection.exec_driver_sql(asked, (entry.facts["request_id"],)).one()
        assert row[0] != row[1], "somebody approved what they asked for"

    # Starting each run from the same place.

    def kept(self) -> dict[str, Any]:
        """What a run may change, but for the rows, which a savepoint keeps."""
        names = ("known", "frozen", "now", "facts")
        return {name: copy.deepcopy(getattr(self, name)) for name in names}

    def back(self, kept: dict[str, Any]) -> None:
        self.session.expunge_all()
        for name, value in kept.items():
            setattr(self, name, copy.deepcopy(value))

    def until(self, done: Any, seed: int, *, most: int = 250) -> bool:
        """Drive it by acts that make sense until it is where a run is to start."""
        for turn in range(most):
            if done(self.known, self.facts):
                return True
            if self.facts.closed:
                return False
            draw = random.Random(f"{seed} {turn}")
            among = [each for each in self.offered() if each.weight > 3]
            if not among or draw.random() < 0.1:
                self.wait(draw)
            else:
                chance = draw.choices(among, [each.weight for each in among])[0]
                self.act(chance, self.who(chance, draw, fitting=True), draw)
        return False
