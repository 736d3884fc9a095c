"""Whether the numbers of a policy run on: none missing, none twice, none out of its place."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from casework.policies.outline import ClauseDraft, Outline, Problem

Found = Sequence[tuple[int, int]]  # (line, number), as read
Name = Callable[[int], str]


def misnumbered(outline: Outline) -> list[Problem]:
    """Every number that is missing, repeated or in the wrong place."""
    problems = list(_unordered([(each.at, each.number) for each in outline.sections], _section))
    for number in dict.fromkeys(clause.section for clause in outline.clauses):
        own = [(each.at, each.place) for each in outline.clauses if each.section == number]
        problems.extend(_unordered(own, partial(_clause, number)))
    return [*problems, *_misplaced(outline), *_empty(outline)]


def _section(number: int) -> str:
    return f"section {number}"


def _clause(section: int, place: int) -> str:
    return f"{section}.{place}"


def _unordered(found: Found, name: Name) -> Iterator[Problem]:
    first_seen: dict[int, int] = {}
    present, highest = {number for _, number in found}, 0
    for at, number in found:
        if number in first_seen:
            yield _repeated(at, name(number), first_seen[number])
        elif number < highest:
            says = f"{name(number)} comes after {name(highest)}. Put them in order."
            yield Problem(at, says)
        elif missing := [each for each in range(highest + 1, number) if each not in present]:
            yield _gap(at, missing, name)
        first_seen.setdefault(number, at)
        highest = max(highest, number)


def _repeated(at: int, name: str, first: int) -> Problem:
    says = f"{name} is already on line {first}. Give each one a number of its own."
    return Problem(at, says)


def _gap(at: int, missing: list[int], name: Name) -> Problem:
    first, last = name(missing[0]), name(missing[-1])
    which = f"{first} is" if first == last else f"{first} to {last} are"
    return Problem(at, f"{which} missing before this line. Add what is missing, or renumber.")


def _misplaced(outline: Outline) -> Iterator[Problem]:
    """One problem for each run of clauses that stand under another section's heading."""
    runs = groupby(outline.clauses, key=lambda clause: (clause.section, clause.under))
    for (section, under), clauses in runs:
        if section == under:
            continue
        first = next(clauses)
        where = f"stands in section {under}" if under is not None else "has no heading above it"
        says = (
            f"{first.number} {where}. "
            f"Move it to section {section}, or add the heading of section {section} above it."
        )
        yield Problem(first.at, says)


def _empty(outline: Outline) -> Iterator[Problem]:
    holding = {clause.under for clause in outline.clauses}
    for section in outline.sections:
        if not section.words:
            yield Problem(section.at, f"section {section.number} has no heading. Write one.")
        if section.number not in holding:
            says = f"section {section.number} has no clauses. Number its text {section.number}.1."
            yield Problem(section.at, says)
    for clause in outline.clauses:
        yield from _wordless(clause)


def _wordless(clause: ClauseDraft) -> Iterator[Problem]:
    if not clause.words:
        yield Problem(clause.at, f"{clause.number} has no words. Write them after the number.")
    for bullet in clause.bullets:
        if not bullet.words:
            says = f"a bullet of {clause.number} has no words. Write them after the mark."
            yield Problem(bullet.at, says)
