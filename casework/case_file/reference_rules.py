"""What may be said of somebody in a reference on a day, and why. Pure: facts in, sentences out.

Only what was decided and counts is said (KCSIE, Part Four): what was false, malicious, unfounded or
not substantiated never is, nor a spent warning, nor what nobody has decided yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

SUBSTANTIATED = "substantiated"
LEAVES_THE_FILE = frozenset({"malicious", "false"})


@dataclass(frozen=True)
class GivenWarning:
    """One warning, and whether it counts on the day."""

    label: str
    given_on: date
    spent_on: date
    withdrawn: bool
    live: bool


@dataclass(frozen=True)
class Decided:
    """One case about somebody, as far as a reference may depend on it."""

    reference: str
    open: bool
    warnings: tuple[GivenWarning, ...] = ()
    safeguarding: str | None = None
    in_references: bool = False
    off_the_file: bool = False
    kept_by_consent: bool = False
    dismissed: str | None = None
    ended_on: date | None = None
    appeal_open: bool = False
    resigned_on: date | None = None


@dataclass(frozen=True)
class Told:
    """One thing that is said or not, with the reason and where the reason comes from."""

    said: bool
    says: str
    why: str
    source: str
    reference: str = ""


def told_of(cases: list[Decided], on: date) -> list[Told]:
    """Everything that decided cases give for a reference on a day, what is said first."""
    found = [each for case in cases for each in _of_case(case, on)]
    return sorted(found, key=lambda each: not each.said)


def spent(cases: list[Decided]) -> int:
    """How many warnings left the view of the personnel file because they no longer count."""
    return sum(not each.live and not each.withdrawn for case in cases for each in case.warnings)


def to_remove(cases: list[Decided]) -> list[str]:
    """Cases whose allegation was malicious or false and still stands on the personnel file."""
    return [
        each.reference
        for each in cases
        if each.safeguarding in LEAVES_THE_FILE and not (each.off_the_file or each.kept_by_consent)
    ]


def _of_case(case: Decided, on: date) -> Iterator[Told]:
    if case.open:
        why = "It is not decided: say nothing of it without advice"
        yield Told(False, "A matter that is open", why, "ACAS-04d", case.reference)
    yield from _of_children(case)
    yield from _of_warnings(case)
    yield from _of_the_end(case, on)


def _of_children(case: Decided) -> Iterator[Told]:
    if case.safeguarding is None or case.off_the_file:
        return
    if case.safeguarding == SUBSTANTIATED and case.in_references:
        says = "An allegation about a child was found to be substantiated"
        why = "Say it as a fact, in the words of the safeguarding record and no others"
        yield Told(True, says, why, "KCSIE-REF1", case.reference)
    elif case.safeguarding == SUBSTANTIATED:
        says = "An allegation about a child that was substantiated"
        why = "It was recorded that it is not part of references"
        yield Told(False, says, why, "KCSIE-REF1", case.reference)
    else:
        says = f"An allegation about a child that was {case.safeguarding}"
        why = "It is not said, also where there were several"
        yield Told(False, says, why, "KCSIE-REF1", case.reference)


def _of_warnings(case: Decided) -> Iterator[Told]:
    unproved = case.safeguarding not in (None, SUBSTANTIATED)
    for each in case.warnings:
        says = f"{each.label}, given on {_day(each.given_on)}"
        if each.live and unproved:
            why = "The allegation about a child in this case was not substantiated"
            yield Told(False, says, why, "KCSIE-REF1", case.reference)
        elif each.live and case.appeal_open:
            why = "An appeal against it is not decided: say that it is under appeal"
            yield Told(True, says, why, "ACAS-26", case.reference)
        elif each.live:
            why = f"It counts until {_day(each.spent_on)}"
            yield Told(True, says, why, "ACAS-21", case.reference)


def _of_the_end(case: Decided, on: date) -> Iterator[Told]:
    if case.dismissed and case.ended_on and case.ended_on <= on:
        says = f"The employment ended on {_day(case.ended_on)}: {case.dismissed.lower()}"
        if case.appeal_open:
            why = "An appeal is not decided: say only the day it ended"
            yield Told(False, says, why, "ACAS-26", case.reference)
        else:
            why = "It is a fact of the employment, and no appeal is open"
            yield Told(True, says, why, "ACAS-22", case.reference)
    if case.resigned_on and case.resigned_on <= on:
        says = f"They resigned before it was decided, and left on {_day(case.resigned_on)}"
        why = "What nobody decided is not said; an allegation about a child goes by its outcome"
        yield Told(False, says, why, "KCSIE-CONC", case.reference)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
