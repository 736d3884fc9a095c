"""How the statements of a policy are numbered, and how their numbers are printed."""

import re
from enum import StrEnum
from string import ascii_lowercase

LETTERED = re.compile(r"(\d+\.\d+)([a-z]+)")


class Form(StrEnum):
    """What a statement is: a numbered clause, a bullet of one, or one duty of a clause of two."""

    CLAUSE = "clause"
    POINT = "point"
    PART = "part"


def lettered(position: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    rest, place = divmod(position - 1, len(ascii_lowercase))
    return (lettered(rest) if rest else "") + ascii_lowercase[place]


def position_of(letters: str) -> int:
    """The position a letter stands for: the reverse of `lettered`."""
    position = 0
    for letter in letters:
        position = position * len(ascii_lowercase) + ascii_lowercase.index(letter) + 1
    return position


def clause_of(number: str) -> str:
    """The numbered clause a statement belongs to: 4.1e belongs to 4.1."""
    return number.rstrip(ascii_lowercase)


def printed_as(number: str, form: Form) -> str:
    """The number as letters print it: the policy's bullets carry no letters of their own."""
    found = LETTERED.fullmatch(number)
    if found is None or form is Form.CLAUSE:
        return number
    clause, position = found[1], position_of(found[2])
    if form is Form.PART:
        return f"{clause} ({_in_order(position)} part)"
    return f"{clause}, {_ordinal(position)} point"


def _in_order(position: int) -> str:
    words = ("first", "second", "third", "fourth")
    return words[position - 1] if position <= len(words) else _ordinal(position)


def _ordinal(position: int) -> str:
    if position % 100 in (11, 12, 13):
        return f"{position}th"
    last = {1: "1st", 2: "2nd", 3: "3rd"}.get(position % 10, f"{position % 10}th")
    return f"{position // 10 or ''}{last}"
