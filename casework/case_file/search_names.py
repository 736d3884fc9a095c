"""Whether what somebody typed is this reference or this name, typing errors and all. Pure."""

import re
import unicodedata
from functools import lru_cache

MOST_WORDS = 5
SHORTEST_WRONG = 4  # a shorter name with a wrong letter is another name
SHORTEST_WITHIN = 3
_REFERENCE = re.compile(r"^([a-z]{0,2})[\s-]*(?:(\d{2})[\s/-]+)?(\d{1,8})$")
_OTHERS = re.compile(r"[^a-z0-9]+")
CLAUSE = re.compile(r"^(?:clause|rule|§)?\s*(\d{1,2}(?:\.\d{1,3})+)\s*\(?([a-z]?)\)?$", re.I)


def same_reference(typed: str, reference: str) -> bool:
    """SM26-0142 as people type it: without its dash, its noughts, its letters or its year."""
    return any(
        letters in ("", of[0]) and year in ("", of[1]) and number == of[2]
        for letters, year, number in _read_as(typed)
        for of in _read_as(reference)
    )


@lru_cache(maxsize=65536)
def _read_as(typed: str) -> tuple[tuple[str, str, str], ...]:
    """Letters, year and number: where no dash says where the year ends, both ways to read it."""
    found = _REFERENCE.match(typed.strip().casefold())
    if found is None:
        return ()
    letters, year, digits = found[1], found[2] or "", found[3]
    ways = [(letters, year, digits.lstrip("0"))]
    if not year and len(digits) > len("26"):
        ways.append((letters, digits[:2], digits[2:].lstrip("0")))
    told = letters or year or len(digits) >= SHORTEST_WITHIN
    return tuple(each for each in ways if each[2]) if told else ()


def clause_in(typed: str) -> str | None:
    """The number of a clause, if it is one that was typed: 2.6, or 4.1e."""
    found = CLAUSE.match(typed.strip())
    return f"{found[1]}{found[2].lower()}" if found else None


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without capitals, accents, or apostrophes."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(filter(None, _OTHERS.split(re.sub(r"['’‘`]", "", plain))))


def alike(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How well a name answers to what was typed: 1 as written, 0 not at all.

    Every word that was typed has to be a word of the name, the beginning or a part of one, its
    initial, or one with a letter or two wrong.
    """
    if not typed or not name:
        return 0.0
    initials = "".join(each[0] for each in name)
    if len(typed) == 1 and typed[0] == initials and len(initials) > 1:
        return 0.5
    if all(len(each) == 1 for each in typed):
        return 0.5 if initials.startswith("".join(typed)) and len(typed) > 1 else 0.0
    told = [max(_same(word, each) for each in name) for word in typed]
    return min(told) * 0.5 + sum(told) / len(told) * 0.5 if all(told) else 0.0


def _same(word: str, of_name: str) -> float:
    if word == of_name:
        return 1.0
    if len(word) == 1:
        return 0.6 if of_name.startswith(word) else 0.0
    if of_name.startswith(word):
        return 0.9
    if len(word) >= SHORTEST_WITHIN and word in of_name:
        return 0.7
    if len(word) < SHORTEST_WRONG or abs(len(word) - len(of_name)) > 2:
        return 0.0
    return _nearly(word, of_name)


@lru_cache(maxsize=65536)
def _nearly(word: str, of_name: str) -> float:
    """One letter wrong, left out, doubled or exchanged; two in a long name."""
    allowed = 1 if max(len(word), len(of_name)) < 8 else 2
    if len(set(word) & set(of_name)) < len(set(word)) - allowed:
        return 0.0
    wrong = _wrong_letters(word, of_name)
    return 0.6 - 0.1 * wrong if wrong <= allowed else 0.0


def _wrong_letters(one: str, other: str) -> int:
    """The distance of Damerau and Levenshtein, two neighbours exchanged counted once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            least = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != against))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against
            row.append(min(least, earlier[j - 2] + 1) if swapped else least)
    return row[-1]
