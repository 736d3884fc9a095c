"""A policy as its pages show it: sections, clauses, points, and what a revision changed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from casework.policies.catalogue import catalogue_for
from casework.policies.clause_kinds import ClauseKind, strength_of
from casework.policies.comparing import Words as Words
from casework.policies.comparing import word_by_word
from casework.policies.models import Clause
from casework.policies.queries import VersionOf


@dataclass(frozen=True)
class Shown:
    """One statement with what is known of it beyond its words."""

    number: str
    printed: str
    text: str
    kind: ClauseKind
    label: str
    unless: str
    strength: str | None
    href: str
    points: list["Shown"] = field(default_factory=list)


@dataclass
class Section:
    number: str
    heading: str
    clauses: list[Shown]


def _shown(version: VersionOf, clauses: list[Clause]) -> Callable[[Clause], Shown]:
    known = catalogue_for(version.title)

    def one(clause: Clause) -> Shown:
        entry = known.entry_for(clause.number, clause.text)
        return Shown(
            number=clause.number,
            printed=clause.printed_number,
            text=clause.text,
            kind=clause.kind,
            label=entry.label if entry else "",
            unless=entry.unless if entry else "",
            strength=strength_of(clause.text),
            href=f"/policy/{version.id}/{clause.number}",
            points=[one(each) for each in clauses if each.part_of == clause.number],
        )

    return one


def sections(version: VersionOf, clauses: list[Clause]) -> list[Section]:
    """Every clause under its section, with its points under it, in the order of the policy."""
    shown = _shown(version, clauses)
    told: dict[str, Section] = {}
    for each in clauses:
        section = told.setdefault(each.section, Section(each.section, each.section_heading, []))
        if each.part_of is None:
            section.clauses.append(shown(each))
    return list(told.values())


def one_clause(version: VersionOf, clauses: list[Clause], number: str) -> Shown | None:
    """One statement, or nothing when the version has no such number."""
    found = next((each for each in clauses if each.number == number), None)
    return _shown(version, clauses)(found) if found else None


@dataclass(frozen=True)
class Wording:
    """The same number in another version, word by word against the one being read."""

    version: VersionOf
    words: list[Words]
    same: bool


def compared(version: VersionOf, other: str, this: str) -> Wording:
    """How another version words it: `removed` stood only there, `added` stands only here."""
    words = word_by_word(other, this)
    return Wording(version, words, not any(each.change for each in words))
