"""What opens one address, and what the matrix therefore says of it to each kind of person."""

from dataclasses import dataclass, field
from typing import Any

from tests.access.cells import ON_THE_EMPLOYEES_SIDE, When, cell, written
from tests.access.people import row_of


@dataclass(frozen=True)
class Row:
    """What opens one address: any of `opened_by`, all of `all_of`, and only those who do the work.

    `least` is the weakest code that opens it; `own` says where the employee's side is led.
    """

    opened_by: tuple[str, ...]
    all_of: tuple[str, ...] = ()
    least: str = "A"
    works: frozenset[str] | None = None
    own: bool = False  # the employee and their companion are led to their own page
    early: bool = False  # too early or too late is for the procedure to say
    gone: tuple[str, ...] = ()  # steps at which there is nothing at the address yet
    query: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    item: str = "E1"
    when_gone: tuple[str, ...] = ()  # by which actions somebody learns that nothing is there
    only: tuple[str, ...] = ()  # the steps at which this row says it
    sends: str = "json"
    loose: bool = False  # allowed, there may still be nothing at the address


ENOUGH = {"A": "A", "O": "AO", "R": "AR", "OR": "AOR"}


def decided(row: Row, persona: str, when: When) -> str:
    """What the matrix says of an address: open, own, step-up, second, D, N or L."""
    who = row_of(persona)
    if when in row.gone and row.when_gone:
        row = Row(row.when_gone)
    codes = [cell(who, each, when) for each in row.opened_by]
    told = _best(codes, ENOUGH[row.least])
    for each in row.all_of:
        also = _best([cell(who, each, when)], "A")
        told = min(told, also, key=ORDER.index)
    if told == "D" and cell(who, "a01", when) == "N":
        told = "N"  # what is their own is elsewhere; of the case they know nothing
    if told in {"D", "N", "L"}:
        return told if not (row.early and _at_some_step(row, who) and told == "D") else "A"
    if row.works is not None and persona not in row.works:
        return "D"
    return "own" if row.own and who in ON_THE_EMPLOYEES_SIDE else told


ORDER = ["L", "N", "D", "2", "S", "A"]


def _best(codes: list[str], enough: str) -> str:
    met = ["A" if each in enough else "D" if each in "ROJ" else each for each in codes]
    return max(met, key=ORDER.index)


def _at_some_step(row: Row, who: str) -> bool:
    return any(written()[who][each] == "c" for each in row.opened_by)
