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


CLOSING_RULES: list[Rule[ClosingFacts]] = [
    Rule(
        "G-APP-0",
        "ACAS-26",
        "The time in which the employee may appeal has ended",
        lambda facts: facts.window_ends is not None and facts.today > facts.window_ends,
    ),
]
