"""What each kind of pack is made of, in the order a panel expects: data, to be read and changed.

A pack says which recipe it was made by. The version of a recipe is a hash of its own words, so a
change is a new version whether or not anybody thinks of saying so. Source of the order: the
conventions of court bundles, one index, one run of numbers, everything in its section by day.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class PackKind(StrEnum):
    """For what a pack is made."""

    MANAGEMENT = "management"
    APPEAL = "appeal"
    REFERRAL = "referral"

    @property
    def label(self) -> str:
        return {
            PackKind.MANAGEMENT: "Hearing pack",
            PackKind.APPEAL: "Appeal pack",
            PackKind.REFERRAL: "Referral to the TRA",
        }[self]

    @property
    def is_of_the_hearing(self) -> bool:
        return self is PackKind.MANAGEMENT


class Holds(StrEnum):
    """Things of the case that a section may hold."""

    NOTICE = "the latest notice of hearing"
    APPEAL_NOTICE = "the latest notice of the appeal hearing"
    SCHEDULE = "the schedule of allegations, each clause as worded on the day"
    CHRONOLOGY = "the chronology"
    PEOPLE = "who has which part"
    POLICIES = "the clauses relied on, and that they were acknowledged"
    REPORT = "the investigation report"
    EXHIBITS = "each exhibit that goes in, its capture sheet first"
    STATEMENTS = "signed statements of witnesses"
    CORRESPONDENCE = "letters to the employee that have no section of their own"
    WARNINGS = "warnings that were live on the day of the conduct"
    OUTCOME = "the letter of the outcome"
    GROUNDS = "the grounds of the appeal, in the employee’s words"
    HEARING_NOTES = "the notes of the hearing, and whether they are agreed"
    PROCEDURE = "what the procedure asks for, and where this case stands"


@dataclass(frozen=True)
class SectionRecipe:
    """A lettered section and what it holds, in order. One that holds nothing is left out."""

    letter: str
    title: str
    holds: tuple[Holds, ...]


@dataclass(frozen=True)
class Recipe:
    """A kind of pack: its letter, what its cover says, and its sections."""

    kind: PackKind
    letter: str
    cover: str
    sections: tuple[SectionRecipe, ...]

    @property
    def version(self) -> str:
        return sha256(repr(self).encode()).hexdigest()[:12]

    def holds(self, what: Holds) -> bool:
        return any(what in section.holds for section in self.sections)


CHRONOLOGY = SectionRecipe("B", "Chronology and people", (Holds.CHRONOLOGY, Holds.PEOPLE))
POLICIES = SectionRecipe("C", "Policies relied on", (Holds.POLICIES,))
REPORT = SectionRecipe("D", "Investigation report", (Holds.REPORT,))
EXHIBITS = SectionRecipe("E", "Exhibits", (Holds.EXHIBITS,))
STATEMENTS = SectionRecipe("F", "Witness statements", (Holds.STATEMENTS,))
CORRESPONDENCE = SectionRecipe("G", "Correspondence", (Holds.CORRESPONDENCE,))
EMPLOYMENT = SectionRecipe("H", "Employment context", (Holds.WARNINGS,))
PROCEDURE = SectionRecipe("K", "Procedure", (Holds.PROCEDURE,))

RECIPES: dict[PackKind, Recipe] = {
    each.kind: each
    for each in (
        Recipe(
            PackKind.MANAGEMENT,
            "A",
            "Disciplinary hearing",
            (
                SectionRecipe("A", "Notice and allegations", (Holds.NOTICE, Holds.SCHEDULE)),
                CHRONOLOGY,
                POLICIES,
                REPORT,
                EXHIBITS,
                STATEMENTS,
                CORRESPONDENCE,
                EMPLOYMENT,
                PROCEDURE,
            ),
        ),
        Recipe(
            PackKind.APPEAL,
            "B",
            "Appeal hearing",
            (
                SectionRecipe(
                    "A",
                    "The appeal and the outcome",
                    (Holds.APPEAL_NOTICE, Holds.GROUNDS, Holds.OUTCOME, Holds.HEARING_NOTES),
                ),
                CHRONOLOGY,
                SectionRecipe("C", "Allegations and policies", (Holds.SCHEDULE, Holds.POLICIES)),
                REPORT,
                EXHIBITS,
                STATEMENTS,
                CORRESPONDENCE,
                EMPLOYMENT,
                PROCEDURE,
            ),
        ),
        Recipe(
            PackKind.REFERRAL,
            "T",
            "Referral to the Teaching Regulation Agency",
            (
                SectionRecipe("A", "Allegations and outcome", (Holds.SCHEDULE, Holds.OUTCOME)),
                CHRONOLOGY,
                POLICIES,
                REPORT,
                EXHIBITS,
                STATEMENTS,
                SectionRecipe("G", "Notes of the hearing", (Holds.HEARING_NOTES,)),
            ),
        ),
    )
}
