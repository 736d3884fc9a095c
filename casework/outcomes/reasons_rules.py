"""When written reasons for a dismissal may be asked for, given, and still owed. Pure.

Source of what is owed: Employment Rights Act 1996, s.92.
"""

from dataclasses import dataclass

from casework.procedure import Rule


@dataclass(frozen=True)
class ReasonsFacts:
    """Whether somebody was dismissed in writing, and whether a request waits for its answer."""

    dismissed: bool
    closed: bool
    owed: bool


ASKING_RULES: list[Rule[ReasonsFacts]] = [
    Rule(
        "G-REAS-1",
        "ERA96-92",
        "The employee was dismissed, and the letter that says so was sent",
        lambda facts: facts.dismissed,
    ),
    Rule(
        "G-REAS-2",
        "HOUSE",
        "The case is open. A closed one is reopened first, so that the request has its clock",
        lambda facts: not facts.closed,
    ),
    Rule(
        "G-REAS-3",
        "HOUSE",
        "No earlier request still waits for its answer",
        lambda facts: not facts.owed,
    ),
]
GIVING_RULES: list[Rule[ReasonsFacts]] = [
    Rule(
        "G-REAS-4",
        "ERA96-92",
        "The employee has asked for written reasons, and waits for them",
        lambda facts: facts.owed,
    ),
]
OWING_RULES: list[Rule[ReasonsFacts]] = [
    Rule(
        "G-REAS-5",
        "ERA96-92",
        "Written reasons that the employee asked for have been given",
        lambda facts: not facts.owed,
    ),
]
