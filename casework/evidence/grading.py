"""How well an item is supported: computed from its record by rules, never decided by them. Pure.

The grade informs. A person weighs the item and gives reasons (UK GDPR arts 22A to 22D).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from casework.evidence.choices import AccessRoute, Form
from casework.evidence.limits import ItemFacts, limits


class Grade(StrEnum):
    """How well an item is supported. It ranks records, not people, and decides nothing."""

    NOT_TO_BE_USED = "not_to_be_used"
    NOT_YET = "not_yet"
    WEAK = "weak"
    PARTLY = "partly"
    WELL = "well"

    @property
    def label(self) -> str:
        return {
            Grade.NOT_TO_BE_USED: "Take advice first",
            Grade.NOT_YET: "Cannot be graded yet",
            Grade.WEAK: "Weak by itself",
            Grade.PARTLY: "Supported in part",
            Grade.WELL: "Well supported",
        }[self]


@dataclass(frozen=True)
class GradeRule:
    """When an item has a grade, and the sentence that says why. The first that holds is it."""

    grade: Grade
    source: str
    says: str
    holds: Callable[[ItemFacts], bool]


GRADES: tuple[GradeRule, ...] = (
    GradeRule(
        Grade.NOT_TO_BE_USED,
        "GDPR-FAIR",
        "It was got by a means that is not allowed.",
        lambda it: it.unlawful,
    ),
    GradeRule(
        Grade.NOT_YET,
        "ISO-27037",
        "How it was come by, or whether it is the original, is not recorded.",
        lambda it: (
            it.details.access_route is AccessRoute.NOT_RECORDED
            or it.details.form is Form.NOT_RECORDED
        ),
    ),
    GradeRule(
        Grade.WEAK,
        "BURCHELL",
        "The employee disputes it, and nothing else supports it.",
        lambda it: it.disputed and not it.supported,
    ),
    GradeRule(
        Grade.WELL,
        "BURCHELL",
        "The employee accepts it.",
        lambda it: it.admitted,
    ),
    GradeRule(
        Grade.PARTLY,
        "BURCHELL",
        "The employee disputes it, and something else supports it.",
        lambda it: it.disputed,
    ),
    GradeRule(
        Grade.WELL,
        "ISO-27037",
        "It is an original, somebody confirms it, and something else supports it.",
        lambda it: it.details.form is Form.ORIGINAL and it.confirmed and it.supported,
    ),
    GradeRule(
        Grade.PARTLY,
        "ISO-27037",
        "Something else supports it, and it is a copy or nobody has confirmed it.",
        lambda it: it.supported,
    ),
    GradeRule(
        Grade.WEAK,
        "ISO-27037",
        "It is a copy or came from somebody else, and nothing else supports it.",
        lambda it: it.details.form is not Form.ORIGINAL or not it.details.access_route.first_hand,
    ),
    GradeRule(
        Grade.WEAK,
        "ISO-27037",
        "Nobody has confirmed it, and nothing else supports it.",
        lambda it: not it.confirmed,
    ),
    GradeRule(
        Grade.PARTLY,
        "ISO-27037",
        "Somebody saw it themselves and confirms it. Nothing else supports it yet.",
        lambda _: True,
    ),
)


@dataclass(frozen=True)
class Graded:
    """A grade with its reason and everything the item does not prove."""

    grade: Grade
    why: str
    does_not_prove: tuple[str, ...]


def graded(facts: ItemFacts) -> Graded:
    """How well one item is supported, and what it does not prove."""
    rule = next(each for each in GRADES if each.holds(facts))
    return Graded(rule.grade, rule.says, limits(facts))
