"""Where runs of the machine start: each place is reached by acts through the gateway alone."""

# ruff: noqa: ARG005 (every start is asked alike)

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases.stages import Stage
from casework.people.warnings import FormalWarning, WarningLevel
from casework.reports.answers import About, ChildInvolved
from tests.procedure.driving import Driven
from tests.procedure.onlooker import Facts, Known, rank

At = Callable[[Known, Facts], bool]


def _at(stage: str) -> At:
    return lambda known, facts: facts.stage == stage


@dataclass(frozen=True)
class Start:
    """A place to start from, and what the acts on the way are drawn from."""

    name: str
    there: At
    seed: int
    child: ChildInvolved = ChildInvolved.NO
    known_employee: bool = True

    def put(self, driven: Driven) -> None:
        """Report it, and drive it there."""
        _warned_before(driven)
        whom = driven.world.employee.id if self.known_employee else None
        told: dict[str, Any] = {"child": self.child, "employee_id": whom}
        if self.child.stops:
            told |= {"told_lead": True, "told_lead_at": "9am"}
        if not whom:
            told |= {"about": About.UNKNOWN, "unknown_person": "Somebody in the office"}
        driven.report(**told)
        driven.world.exhibit(driven.case)
        driven.look()
        self._drive(driven)

    def _drive(self, driven: Driven) -> None:
        """Not every way leads there: a case may end before. The first that does is taken."""
        kept = driven.kept()
        for seed in range(self.seed, self.seed + 400, 20):
            undo = driven.connection.begin_nested()
            if driven.until(self.there, seed):
                return
            undo.rollback()
            driven.back(kept)
        raise AssertionError(f"no way leads to “{self.name}”")


def _warned_before(driven: Driven) -> None:
    """A warning of an earlier case that was spent on the day of the conduct."""
    earlier = driven.world.case(Stage.CLOSED)
    driven.session.add(
        FormalWarning(
            case_id=earlier.id,
            person_id=driven.world.employee.id,
            level=WarningLevel.FIRST_WRITTEN,
            about="Staff social media policy, clause 3.3",
            given_on=date(2025, 1, 6),
            live_months=12,
            spent_on=date(2026, 1, 6),
            dispose_on=date(2026, 10, 6),
        )
    )
    driven.session.flush()


STARTS: tuple[Start, ...] = (
    Start("reported", _at("reported"), 1),
    Start("a child may be at risk", _at("triage"), 2, child=ChildInvolved.RISK),
    Start("nobody named", _at("triage"), 3, known_employee=False),
    Start("investigation", _at("investigation"), 4),
    Start("decision", _at("decision"), 5),
    Start("hearing", _at("hearing"), 6),
    Start("notified", lambda known, facts: known.to_come and known.pack == "issued", 7),
    Start("heard", _at("outcome"), 8),
    Start("dismissed", lambda known, facts: known.letter and rank(known.sanction) > 2, 9),
    Start("closed", lambda known, facts: facts.closed and known.letter, 11),
    Start("appealed", lambda known, facts: bool(known.admitted) and facts.stage == "appeal", 11),
)
