"""What a decision must have weighed before any sanction, as data: printed, it is a form. Pure.

It informs; a person decides. Sources: Bank Mellat as applied in Higgs v Farmor's School; Iceland v
Jones; Hadjioannou v Coral; Atherton v Bensons Vending.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.outcomes.ladder import Sanction


@dataclass(frozen=True)
class Point:
    """One thing to be said in words: its id, its name, what is asked, and where it comes from."""

    id: str
    name: str
    asks: str
    source: str


PROPORTION: tuple[Point, ...] = (
    Point("aim", "Aim", "What legitimate aim does this outcome serve?", "BANK-MELLAT"),
    Point("link", "Rational link", "How does this outcome serve that aim?", "BANK-MELLAT"),
    Point(
        "least",
        "Least intrusive",
        "Could something less intrusive serve the aim as well? If not, why not?",
        "BANK-MELLAT",
    ),
    Point(
        "balance",
        "Fair balance",
        "Is the effect on the employee in fair balance with what is gained?",
        "BANK-MELLAT",
    ),
)

# Every step short of dismissal, the mildest first.
_SHORT_OF_DISMISSAL: tuple[Point, ...] = (
    Point("no_sanction", "No sanction", "Why would no sanction not do?", "BAND"),
    Point("advice_or_training", "Advice or training", "Why would they not do?", "BAND"),
    Point("first_warning", "First written warning", "Why would it not do?", "BAND"),
    Point("final_warning", "Final written warning", "Why would it not do?", "BAND"),
    Point(
        "transfer",
        "Transfer or other work",
        "Why would a move to another academy or to other work not do?",
        "BAND",
    ),
    Point(
        "demotion",
        "Demotion",
        "Why would it not do? If the contract does not allow it, say so.",
        "BAND",
    ),
)
_WITH_NOTICE = Point(
    "dismissal_with_notice", "Dismissal with notice", "Why would it not do?", "ATHERTON"
)

WORDING: tuple[Point, ...] = (
    Point(
        "manner",
        "The manner, not the belief",
        "What was objectionable in how it was said, apart from any belief or opinion?",
        "HIGGS",
    ),
    Point(
        "harm",
        "Evidence of harm",
        "What evidence of harm is there, and what is only assumed?",
        "HIGGS",
    ),
    Point(
        "lesser",
        "Why nothing less",
        "Why would a lesser outcome not have been enough?",
        "HIGGS",
    ),
    Point(
        "attribution",
        "Who could take it for the Trust’s view",
        "Who might reasonably have taken it for the view of the Trust?",
        "HIGGS",
    ),
    Point(
        "mitigation",
        "Mitigation weighed",
        "What was weighed in the employee’s favour, and what weight had it?",
        "HIGGS",
    ),
)

# Beside the counts of earlier cases: what only a person can say of them.
COMPARABLE = Point(
    "comparable",
    "Which are truly comparable, and why",
    "Say which earlier cases are truly comparable, or that none is",
    "PARITY",
)
DEPARTING = Point(
    "departing",
    "Why this outcome departs from them, or does not",
    "Say why this outcome departs from the earlier ones, or does not",
    "PARITY",
)

# The field that says whether it is found, the field with the reasons, and what it is called.
FINDINGS: tuple[tuple[str, str, str], ...] = (
    ("gross_misconduct_found", "gross_misconduct", "gross misconduct in fact"),
    (
        "repudiatory_breach",
        "repudiatory_reasons",
        "a breach that goes to the root of the contract",
    ),
    ("fair_dismissal", "fair_dismissal_reasons", "fair to dismiss in all the circumstances"),
)


@dataclass(frozen=True)
class Weighed:
    """What was decided, said and found, as far as it must be complete."""

    sanction: Sanction
    private_account: bool
    compared: int
    lesser_steps: str | None
    proportion: Mapping[str, str]
    alternatives: Mapping[str, str]
    wording: Mapping[str, str]
    comparable: str | None
    departing: str | None
    found: Mapping[str, bool | None]
    found_because: Mapping[str, str | None]


def alternatives_to(sanction: Sanction) -> tuple[Point, ...]:
    """Each lesser step that must be ruled out before this outcome; none short of dismissal."""
    if not sanction.is_dismissal:
        return ()
    summary = sanction is Sanction.SUMMARY_DISMISSAL
    return (*_SHORT_OF_DISMISSAL, _WITH_NOTICE) if summary else _SHORT_OF_DISMISSAL


ALTERNATIVES = alternatives_to(Sanction.SUMMARY_DISMISSAL)


def lacking(told: Weighed) -> dict[str, str]:
    """Every answer that G-DEC-1 asks for and the decision lacks, by its field, in their order."""
    wrong = _unknown(told)
    if told.sanction.is_dismissal:
        wrong |= _missing("alternatives", alternatives_to(told.sanction), told.alternatives)
        wrong |= _findings(told)
    elif told.lesser_steps is None:
        wrong["lesser_steps"] = "Say which lesser steps you considered, and why they won’t do"
    if told.sanction is Sanction.NO_ACTION:
        return wrong
    wrong |= _missing("proportion", PROPORTION, told.proportion)
    if told.private_account:
        wrong |= _missing("wording", WORDING, told.wording)
    return wrong | _comparing(told)


def _missing(field: str, points: tuple[Point, ...], said: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{field}.{each.id}": f"{each.name}: {each.asks[0].lower()}{each.asks[1:]}"
        for each in points
        if each.id not in said
    }


def _unknown(told: Weighed) -> dict[str, str]:
    asked = (
        ("proportion", PROPORTION, told.proportion),
        ("alternatives", ALTERNATIVES, told.alternatives),
        ("wording", WORDING, told.wording),
    )
    return {
        f"{field}.{id}": "There is no such question"
        for field, points, said in asked
        for id in said
        if id not in {each.id for each in points}
    }


def _findings(told: Weighed) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for found, because, name in FINDINGS:
        if told.found[found] is None:
            wrong[found] = f"Decide whether it is {name}"
        if told.found_because[because] is None:
            wrong[because] = f"Give your reasons: is it {name}?"
    return wrong


def _comparing(told: Weighed) -> dict[str, str]:
    wrong = {}
    if told.comparable is None:
        wrong[COMPARABLE.id] = COMPARABLE.asks
    if told.compared and told.departing is None:
        wrong[DEPARTING.id] = DEPARTING.asks
    return wrong
