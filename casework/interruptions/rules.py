"""What must be true before a case is paused, resumed, ended on a resignation, or reopened. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.procedure import Rule

LONGEST_UNREVIEWED = timedelta(days=14)


@dataclass(frozen=True)
class PauseFacts:
    """Where a case stands, and until when it would stand still."""

    closed: bool
    paused: bool
    today: date
    review_on: date | None = None


PAUSING_RULES: list[Rule[PauseFacts]] = [
    Rule(
        "G-PAUSE-1",
        "ACAS-46",
        "A pause is looked at again on a day within 14 days",
        lambda facts: (
            facts.review_on is not None
            and facts.today < facts.review_on <= facts.today + LONGEST_UNREVIEWED
        ),
    ),
    Rule(
        "G-PAUSE-2",
        "HOUSE",
        "A case is paused while it is open",
        lambda facts: not facts.closed,
    ),
    Rule(
        "G-PAUSE-3",
        "HOUSE",
        "The case is not paused already",
        lambda facts: not facts.paused,
    ),
]
PAUSED_RULES: list[Rule[PauseFacts]] = [
    Rule("G-PAUSE-4", "HOUSE", "The case is paused", lambda facts: facts.paused),
]


@dataclass(frozen=True)
class OverlapFacts:
    """What goes on beside a case, and whether its meaning for the job was weighed."""

    closed: bool
    criminal: bool
    weighed: bool


OVERLAP_RULES: list[Rule[OverlapFacts]] = [
    Rule(
        "G-OVER-1",
        "ACAS-31",
        "A criminal charge or conviction is no reason by itself: it is written down what it means "
        "for the job, and for working with colleagues and pupils",
        lambda facts: facts.weighed or not facts.criminal,
    ),
    Rule(
        "G-OVER-2",
        "ACAS-46",
        "The case is open: what is raised after it is no part of it",
        lambda facts: not facts.closed,
    ),
]


@dataclass(frozen=True)
class ResignationFacts:
    """What is known of the employee's leaving, and of a child in the matter."""

    closed: bool
    known: bool
    resigned: bool
    decided: bool = False
    child: bool = False
    concluded: bool = False


RESIGNING_RULES: list[Rule[ResignationFacts]] = [
    Rule(
        "G-RES-1",
        "HOUSE",
        "The case is open, and it is known whom it is about",
        lambda facts: facts.known and not facts.closed,
    ),
    Rule(
        "G-RES-2",
        "HOUSE",
        "No resignation is recorded yet",
        lambda facts: not facts.resigned,
    ),
]
CONCLUDING_RULES: list[Rule[ResignationFacts]] = [
    Rule("G-RES-3", "HOUSE", "The employee has resigned", lambda facts: facts.resigned),
    Rule(
        "G-RES-4",
        "ACAS-26",
        "No outcome has been decided: one that was is told in writing, and may be appealed",
        lambda facts: not facts.decided,
    ),
    Rule(
        "G-CLOSE-1",
        "KCSIE-CONC",
        "Where a child is concerned, a conclusion on the allegation is recorded though the "
        "employee has gone",
        lambda facts: not facts.child or facts.concluded,
    ),
]


@dataclass(frozen=True)
class ReopeningFacts:
    """Whether the case is closed, and after what."""

    closed: bool
    after_outcome: bool


REOPENING_RULES: list[Rule[ReopeningFacts]] = [
    Rule("G-OPEN-1", "HOUSE", "The case is closed", lambda facts: facts.closed),
    Rule(
        "G-OPEN-2",
        "HOUSE",
        "It was closed after an outcome or a resignation; anything new about a matter that ended "
        "earlier comes as a new report",
        lambda facts: facts.after_outcome,
    ),
]
