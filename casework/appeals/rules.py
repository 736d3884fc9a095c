"""What must be true before the appeal window opens, and before a case is closed. Pure."""

from dataclasses import dataclass
from datetime import date

from casework.procedure import Rule


@dataclass(frozen=True)
class WindowFacts:
    letter_sent: bool


WINDOW_RULES: list[Rule[WindowFacts]] = [
    Rule(
        "G-OUT-1",
        "ACAS-26",
        "The outcome letter, with the right of appeal, has been sent",
        lambda facts: facts.letter_sent,
    ),
]


@dataclass(frozen=True)
class ClosingFacts:
    """When the appeal window ends, and the day it is."""

    window_ends: date | None
    today: date
    appealed: bool = False


CLOSING_RULES: list[Rule[ClosingFacts]] = [
    Rule(
        "G-APP-0",
        "ACAS-26",
        "The time in which the employee may appeal has ended",
        lambda facts: facts.window_ends is not None and facts.today > facts.window_ends,
    ),
    Rule(
        "G-APP-3",
        "ACAS-27",
        "No appeal waits to be heard",
        lambda facts: not facts.appealed,
    ),
]


@dataclass(frozen=True)
class LodgingFacts:
    """What the time to appeal depends on, and whether somebody appealed before."""

    outcome_sent: bool
    in_time: bool
    closed: bool
    appealed: bool


LODGING_RULES: list[Rule[LodgingFacts]] = [
    Rule(
        "G-OUT-1",
        "ACAS-26",
        "The outcome letter, with the right of appeal, has been sent",
        lambda facts: facts.outcome_sent,
    ),
    Rule(
        "G-APP-1",
        "ACAS-26",
        "The time to appeal has not ended",
        lambda facts: facts.in_time and not facts.closed,
    ),
    Rule(
        "G-APP-4",
        "HOUSE",
        "There is one appeal, and it has not been lodged yet",
        lambda facts: not facts.appealed,
    ),
]
