"""What each kind of pack is made of, in the order a panel expects: data, to be read and changed.

These are the recipes as supplied; a trust changes them (`trust_recipes`) within what a kind of pack
may hold and must hold. A pack says which recipe it was made by. The version of a recipe is a hash
of its own words, so a change is a new version whether or not anybody thinks of saying so. Source of
the order: the conventions of court bundles, one index, one run of numbers, everything in its
section by day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class PackKind(StrEnum):
    """For what a pack is made."""

    MANAGEMENT = "management"
    EMPLOYEE = "employee"
    APPEAL = "appeal"
    REFERRAL = "referral"

    @property
    def label(self) -> str:
        return {
            PackKind.MANAGEMENT: "Hearing pack",
            PackKind.EMPLOYEE: "Employee’s pack",
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
    WARNINGS = "the post held, and warnings that were live on the day of the conduct"
    SUBMISSION = "what the employee sent, in their words and on their papers"
    COMPARATORS = "how earlier cases of the same kind ended, counted and without names"
    OUTCOME = "the letter of the outcome"
    GROUNDS = "the grounds of the appeal, in the employee’s words"
    HEARING_NOTES = "the notes of the hearing, and whether they are agreed"
    PROCEDURE = "what the procedure asks for, and where this case stands"

    @property
    def label(self) -> str:
        return self[0].upper() + self[1:]


class Filter(StrEnum):
    """What may narrow one set of documents. None leaves out what helps the employee (rule RD-4)."""

    SUSPENSION_LETTERS = "only letters about a suspension and its reviews"
    UPHELD = "only allegations that were upheld"
    RELIED_ON = "only exhibits that an allegation in the pack relies on"

    @property
    def label(self) -> str:
        return self[0].upper() + self[1:]

    @property
    def narrows(self) -> Holds:
        return {
            Filter.SUSPENSION_LETTERS: Holds.CORRESPONDENCE,
            Filter.UPHELD: Holds.SCHEDULE,
            Filter.RELIED_ON: Holds.EXHIBITS,
        }[self]


@dataclass(frozen=True)
class SectionRecipe:
    """A lettered section and what it holds, in order. One that holds nothing is left out."""

    letter: str
    title: str
    holds: tuple[Holds, ...]
    filters: tuple[Filter, ...] = ()


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

    def narrowed(self, how: Filter) -> bool:
        return any(how in section.filters for section in self.sections)


CHRONOLOGY = SectionRecipe("B", "Chronology and people", (Holds.CHRONOLOGY, Holds.PEOPLE))
POLICIES = SectionRecipe("C", "Policies relied on", (Holds.POLICIES,))
REPORT = SectionRecipe("D", "Investigation report", (Holds.REPORT,))
EXHIBITS = SectionRecipe("E", "Exhibits", (Holds.EXHIBITS,))
STATEMENTS = SectionRecipe("F", "Witness statements", (Holds.STATEMENTS,))
CORRESPONDENCE = SectionRecipe("G", "Correspondence", (Holds.CORRESPONDENCE,))
EMPLOYMENT = SectionRecipe("H", "Employment context", (Holds.WARNINGS,))
SUBMISSION = SectionRecipe("I", "The employee’s submission", (Holds.SUBMISSION,))
PROCEDURE = SectionRecipe("K", "Procedure", (Holds.PROCEDURE,))
FROM_CHRONOLOGY_ON = (REPORT, EXHIBITS, STATEMENTS, CORRESPONDENCE, EMPLOYMENT, SUBMISSION)


def _supplied() -> Iterator[Recipe]:
    first = SectionRecipe("A", "Notice and allegations", (Holds.NOTICE, Holds.SCHEDULE))
    heard = (first, CHRONOLOGY, POLICIES, *FROM_CHRONOLOGY_ON, PROCEDURE)
    yield Recipe(PackKind.MANAGEMENT, "A", "Disciplinary hearing", heard)
    alleged = SectionRecipe("A", "Allegations", (Holds.SCHEDULE,))
    theirs = SectionRecipe("B", "The employee’s submission", (Holds.SUBMISSION,))
    yield Recipe(PackKind.EMPLOYEE, "E", "The employee’s case", (alleged, theirs))
    put = (Holds.APPEAL_NOTICE, Holds.GROUNDS, Holds.OUTCOME, Holds.HEARING_NOTES)
    first = SectionRecipe("A", "The appeal and the outcome", put)
    relied_on = SectionRecipe("C", "Allegations and policies", (Holds.SCHEDULE, Holds.POLICIES))
    appealed = (first, CHRONOLOGY, relied_on, *FROM_CHRONOLOGY_ON, PROCEDURE)
    yield Recipe(PackKind.APPEAL, "B", "Appeal hearing", appealed)
    first = SectionRecipe("A", "Allegations and outcome", (Holds.SCHEDULE, Holds.OUTCOME))
    notes = SectionRecipe("G", "Notes of the hearing", (Holds.HEARING_NOTES,))
    referred = (first, CHRONOLOGY, POLICIES, REPORT, EXHIBITS, STATEMENTS, notes, SUBMISSION)
    cover = "Referral to the Teaching Regulation Agency"
    yield Recipe(PackKind.REFERRAL, "T", cover, referred)


RECIPES: dict[PackKind, Recipe] = {each.kind: each for each in _supplied()}

_CASE_FOR = frozenset({Holds.SCHEDULE, Holds.REPORT, Holds.EXHIBITS, Holds.STATEMENTS})
_BOTH_SIDES = _CASE_FOR | {Holds.POLICIES, Holds.SUBMISSION, Holds.PROCEDURE}
# What no trust takes out of a kind of pack: the evidence, both sides, and how it was come to.
MUST_HOLD: dict[PackKind, frozenset[Holds]] = {
    PackKind.MANAGEMENT: _BOTH_SIDES | {Holds.NOTICE},
    PackKind.EMPLOYEE: frozenset({Holds.SCHEDULE, Holds.SUBMISSION}),
    PackKind.APPEAL: _BOTH_SIDES | {Holds.APPEAL_NOTICE, Holds.GROUNDS, Holds.OUTCOME},
    PackKind.REFERRAL: _CASE_FOR | {Holds.OUTCOME, Holds.SUBMISSION},
}
_AROUND = frozenset({Holds.CHRONOLOGY, Holds.PEOPLE, Holds.CORRESPONDENCE})
# What a kind of pack may hold beside that. Comparators mean nothing before something was found, and
# are nobody’s business outside the trust.
MAY_HOLD: dict[PackKind, frozenset[Holds]] = {
    PackKind.MANAGEMENT: MUST_HOLD[PackKind.MANAGEMENT] | _AROUND | {Holds.WARNINGS},
    PackKind.EMPLOYEE: MUST_HOLD[PackKind.EMPLOYEE] | {Holds.CHRONOLOGY, Holds.POLICIES},
    PackKind.APPEAL: MUST_HOLD[PackKind.APPEAL]
    | _AROUND
    | {Holds.WARNINGS, Holds.HEARING_NOTES, Holds.COMPARATORS},
    PackKind.REFERRAL: MUST_HOLD[PackKind.REFERRAL]
    | _AROUND
    | {Holds.POLICIES, Holds.HEARING_NOTES},
}
# A panel decides on all of it; the regulator is told of what was found.
MAY_NARROW: dict[PackKind, frozenset[Filter]] = {
    PackKind.MANAGEMENT: frozenset({Filter.SUSPENSION_LETTERS}),
    PackKind.EMPLOYEE: frozenset(),
    PackKind.APPEAL: frozenset({Filter.SUSPENSION_LETTERS}),
    PackKind.REFERRAL: frozenset(Filter),
}
