"""The conventions that packs follow, B-01 to B-16 and RD-1 to RD-8: each with how it is kept. Data.

Source of B: General guidance on electronic court bundles (2021), which binds courts and not us, and
the practice of employment tribunals. Source of RD: UK GDPR article 5(1)(c), and natural justice.
"""

from dataclasses import dataclass
from enum import StrEnum

GUIDE = "General guidance on electronic court bundles (2021)"
HOUSE = "Our own suggestion"
GDPR = "UK GDPR, art 5(1)(c)"
FAIR = "Acas Code of Practice 1 (2015), para 9"


class Kept(StrEnum):
    """How a convention is kept."""

    ALWAYS = "always"  # the engine makes no other pack
    BLOCKS = "blocks"  # a rule of the procedure refuses the pack
    WARNS = "warns"  # the page says so, and a person decides


@dataclass(frozen=True)
class Convention:
    """One convention. `rules` are those of the rulebook; `short` is what of it is not kept."""

    id: str
    source: str
    says: str
    kept: Kept
    rules: tuple[str, ...] = ()
    short: str = ""


CONVENTIONS: tuple[Convention, ...] = (
    Convention("B-01", GUIDE, "The printed number is the PDF’s page, from 1", Kept.ALWAYS),
    Convention("B-02", GUIDE, "Index lines are links; sections are bookmarked", Kept.ALWAYS),
    Convention(
        "B-03",
        GUIDE,
        "Typed pages can be searched",
        Kept.ALWAYS,
        short="The text of a scan is kept where it has one; a picture is described in words",
    ),
    Convention(
        "B-04",
        GUIDE,
        "Pages lie upright, and no number lies over words",
        Kept.ALWAYS,
        short="How large a page opens is left to its reader; pictures keep their own resolution",
    ),
    Convention("B-05", GUIDE, "One pack; of a large one, the pages that matter", Kept.WARNS),
    Convention("B-06", GUIDE, "In its section, everything by its day", Kept.WARNS),
    Convention("B-07", GUIDE, "One copy of each document", Kept.WARNS),
    Convention(
        "B-08", GUIDE, "Numbers stand at the bottom right and never begin anew", Kept.ALWAYS
    ),
    Convention("B-09", GUIDE, "The file is named by case, bundle and day, not people", Kept.ALWAYS),
    Convention(
        "B-10", GUIDE, "What is added goes at the end and numbers on", Kept.BLOCKS, ("G-PACK-9",)
    ),
    Convention("B-11", GUIDE, "No page has a letter behind its number", Kept.ALWAYS),
    Convention(
        "B-12",
        HOUSE,
        "A4 with room for numbers, and no password",
        Kept.ALWAYS,
        short="It claims PDF/A-2b where every page allows it; else its last page says which do not",
    ),
    Convention("B-13", GUIDE, "Volumes on paper end with a document", Kept.ALWAYS),
    Convention(
        "B-14", HOUSE, "The cover says edition, moment, version and fingerprint", Kept.ALWAYS
    ),
    Convention("B-15", GUIDE, "Over 36 MB it is too heavy for e-mail", Kept.WARNS),
    Convention("B-16", HOUSE, "What was issued is never changed", Kept.ALWAYS),
    Convention("RD-1", GDPR, "What is hidden is gone from the file", Kept.ALWAYS),
    Convention(
        "RD-2", GDPR, "A pupil is a letter, and hidden in pictures", Kept.BLOCKS, ("G-PACK-6",)
    ),
    Convention("RD-3", GDPR, "Each thing hidden has a reason code", Kept.ALWAYS),
    Convention(
        "RD-4",
        FAIR,
        "What decides, or helps the employee, stays in",
        Kept.BLOCKS,
        ("G-PACK-4", "G-PACK-13"),
    ),
    Convention(
        "RD-5", "Linfood v Thomson [1989]", "An unnamed witness is weighed first", Kept.ALWAYS
    ),
    Convention("RD-6", HOUSE, "Legal advice and HR’s own papers stay out", Kept.ALWAYS),
    Convention(
        "RD-7", "Airbus v Webb [2008]", "Spent warnings stay out, but by leave", Kept.ALWAYS
    ),
    Convention("RD-8", HOUSE, "Seven reason codes, and no other", Kept.ALWAYS),
)
