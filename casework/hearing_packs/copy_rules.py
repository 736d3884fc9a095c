"""What stands against handing out a copy of a pack, or against what is recorded of one. Pure."""

from dataclasses import dataclass
from datetime import date

from casework.procedure import Rule


@dataclass(frozen=True)
class CopyFacts:
    """What handing out a copy rests on."""

    issued: bool
    has_one: bool = False


@dataclass(frozen=True)
class StepFacts:
    """What recording something of a copy rests on."""

    today: date
    happened_on: date
    issued_on: date
    closed: bool
    handed_over: bool


COPY_RULES: list[Rule[CopyFacts]] = [
    Rule(
        "G-COPY-1",
        "ACAS-09b",
        "Copies are handed out of a pack that was issued and not recalled",
        lambda facts: facts.issued,
    ),
    Rule(
        "G-COPY-2",
        "HOUSE",
        "Each reader has one copy of an edition at a time",
        lambda facts: not facts.has_one,
    ),
]

STEP_RULES: list[Rule[StepFacts]] = [
    Rule(
        "G-COPY-3",
        "HOUSE",
        "What happened to a copy happened after the pack was issued, and not after today",
        lambda facts: facts.issued_on <= facts.happened_on <= facts.today,
    ),
    Rule(
        "G-COPY-4",
        "HOUSE",
        "A copy that was recalled, returned or destroyed is not handed over again",
        lambda facts: not (facts.closed and facts.handed_over),
    ),
]
