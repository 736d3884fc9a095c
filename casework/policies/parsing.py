"""From the words of a policy to its numbered statements, every word kept, slips included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.errors import CaseworkError
from casework.policies.catalogue import SPLITS
from casework.policies.numbering import Form, lettered, printed_as
from casework.policies.outline import ClauseDraft, Outline, Problem, lines_of, unstorable
from casework.policies.sequence import misnumbered

__all__ = [
    "ParsedBullet",
    "ParsedClause",
    "ParsedPolicy",
    "ParsedSection",
    "PolicyUnreadable",
    "Problem",
    "Statement",
    "parse_policy",
]


class PolicyUnreadable(CaseworkError):
    """The policy cannot be read. Names every problem found, its line, and what to do."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Statement:
    """One thing the policy says, under the number by which it can be named for good."""

    number: str
    text: str
    form: Form
    section: str
    section_heading: str
    part_of: str | None = None

    @property
    def printed(self) -> str:
        """The number as letters print it: “4.1, 5th point”."""
        return printed_as(self.number, self.form)


@dataclass(frozen=True)
class ParsedBullet:
    """One bullet of a clause; the letter is ours, the policy gives it none."""

    letter_id: str
    text: str
    position: int


@dataclass(frozen=True)
class ParsedClause:
    """One numbered clause: its own words, and its bullets apart."""

    number: str
    text: str
    bullets: tuple[ParsedBullet, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The duties of a clause that holds two; joined by a space they are the clause."""
        boundary = SPLITS.get(self.number)
        found = boundary.search(self.text) if boundary and not self.bullets else None
        return (self.text[: found.start()], self.text[found.end() :]) if found else ()

    def lettered(self) -> Iterator[tuple[str, str, Form]]:
        """What can be named inside the clause: its bullets, or its parts."""
        for bullet in self.bullets:
            yield bullet.letter_id, bullet.text, Form.POINT
        for position, text in enumerate(self.parts, start=1):
            yield self.number + lettered(position), text, Form.PART


@dataclass(frozen=True)
class ParsedSection:
    """One section: its number, its heading, and its clauses."""

    number: str
    heading: str
    clauses: tuple[ParsedClause, ...]

    def statements(self) -> Iterator[Statement]:
        """Each clause, followed by what can be named inside it."""
        for clause in self.clauses:
            where = (self.number, self.heading)
            yield Statement(clause.number, clause.text, Form.CLAUSE, *where)
            for number, text, form in clause.lettered():
                yield Statement(number, text, form, *where, part_of=clause.number)


@dataclass(frozen=True)
class ParsedPolicy:
    """A policy as its own numbers divide it."""

    sections: tuple[ParsedSection, ...]

    @property
    def clauses(self) -> tuple[ParsedClause, ...]:
        return tuple(clause for section in self.sections for clause in section.clauses)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything with a number of its own, in the policy's order."""
        return tuple(each for section in self.sections for each in section.statements())


def parse_policy(text: str) -> ParsedPolicy:
    """Read a whole policy, or raise PolicyUnreadable with every problem it has."""
    outline = Outline()
    for line in lines_of(text.removeprefix("\ufeff")):
        outline.read(line)
    problems = [*unstorable(text), *_problems_of(outline)]
    if problems:
        raise PolicyUnreadable(sorted(problems, key=lambda problem: problem.line or 0))
    return _assembled(outline)


def _problems_of(outline: Outline) -> list[Problem]:
    if outline.clauses:
        return [*outline.problems, *misnumbered(outline)]
    says = (
        "No numbered clauses were found. "
        "A section starts like “1. Introduction”, a clause like “1.1 This policy applies to”."
    )
    return [Problem(None, says)]


def _assembled(outline: Outline) -> ParsedPolicy:
    def clauses_of(number: int) -> tuple[ParsedClause, ...]:
        return tuple(_clause(each) for each in outline.clauses if each.section == number)

    return ParsedPolicy(
        tuple(
            ParsedSection(str(section.number), section.text, clauses_of(section.number))
            for section in outline.sections
        )
    )


def _clause(draft: ClauseDraft) -> ParsedClause:
    bullets = (
        ParsedBullet(draft.number + lettered(place), bullet.text, place)
        for place, bullet in enumerate(draft.bullets, start=1)
    )
    return ParsedClause(draft.number, draft.text, tuple(bullets))
