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
    """When the appeal window ends, the day it is, and where an appeal stands."""

    window_ends: date | None
    today: date
    appealed: bool = False
    answered: bool = False  # refused as late, or decided and told in writing
    reinstated: bool = True  # false while a dismissal was overturned and nobody has been told


CLOSING_RULES: list[Rule[ClosingFacts]] = [
    Rule(
        "G-APP-0",
        "ACAS-26",
        "The time in which the employee may appeal has ended",
        lambda facts: (
            facts.answered or (facts.window_ends is not None and facts.today > facts.window_ends)
        ),
    ),
    Rule(
        "G-APP-3",
        "ACAS-27",
        "No appeal waits to be heard",
        lambda facts: not facts.appealed or facts.answered,
    ),
    Rule(
        "G-APP-16",
        "PATEL",
        "Whoever was dismissed and won the appeal has been told in writing that the employment "
        "goes on",
        lambda facts: facts.reinstated,
    ),
]


@dataclass(frozen=True)
class LodgingFacts:
    """What the time to appeal depends on, and whether somebody appealed before."""

    outcome_sent: bool
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
        "G-APP-5",
        "HOUSE",
        "The case is open: a closed case is reopened first",
        lambda facts: not facts.closed,
    ),
    Rule(
        "G-APP-4",
        "HOUSE",
        "There is one appeal, and it has not been lodged yet",
        lambda facts: not facts.appealed,
    ),
]
