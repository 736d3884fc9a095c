"""What the matrix says of an address, from the row that was written for it."""

from tests.access.cells import ON_THE_EMPLOYEES_SIDE, When, cell, written
from tests.access.people import row_of
from tests.access.routes import Row

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
