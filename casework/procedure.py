"""How a demand of the procedure is written down. The rules themselves live with their stage."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from casework.errors import Breach, ProcedureBreach

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Rule(Generic[Facts]):
    """One demand: its id, the source it rests on, what HR would say, and when it holds."""

    id: str
    source: str
    says: str
    holds: Callable[[Facts], bool]

    def breach(self) -> Breach:
        return Breach(self.id, self.source, self.says)


@dataclass(frozen=True)
class Step:
    """One demand with its answer for this case: a line of the checklist on the case page."""

    rule: str
    source: str
    says: str
    met: bool


def unmet(rules: Iterable[Rule[Facts]], facts: Facts) -> list[Breach]:
    return [rule.breach() for rule in rules if not rule.holds(facts)]


def steps(rules: Sequence[Rule[Facts]], facts: Facts) -> list[Step]:
    """Every demand and whether it is met, those still open first."""
    told = [Step(rule.id, rule.source, rule.says, rule.holds(facts)) for rule in rules]
    return sorted(told, key=lambda step: step.met)


def require(rules: Iterable[Rule[Facts]], facts: Facts) -> None:
    """Refuse with every unmet demand at once.

    Raises:
        ProcedureBreach: when any rule does not hold.
    """
    if breaches := unmet(rules, facts):
        raise ProcedureBreach(*breaches)
