"""What one cell of a workbook says as text: words, numbers, days, yes and no (ECMA-376-1, 18.8)."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from xml.etree import ElementTree

from casework.evidence.confined.office import S, parsed

# Formats every program knows by number that show a day (18.8.30), those of East Asia too.
DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
ZEROS = re.compile(r"0{2,30}")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MOST_DIGITS = 15
PART_OF_A_SECOND = 1e-6
SINCE_1900, SINCE_1904, FIRST_SURE = date(1899, 12, 30), date(1904, 1, 1), 61
LAST_DAY = 2_958_465  # 31 December 9999
LONG = "it is a number of more than 15 digits, of which the last are lost. Type it as text"
NO_DAY = "it is shown as a day, and its number is none"
MOMENT = "it has a time of day. Enter the day alone"
FAULT = "it shows {fault}"


class Unreadable(Exception):
    """What the cell holds cannot be taken as it is shown. Says why."""


class SharedWords:
    """The words that cells point to by number."""

    def __init__(self, archive: zipfile.ZipFile | None) -> None:
        name = "xl/sharedStrings.xml"
        there = archive is not None and name in archive.namelist()
        every = parsed(archive, name).iter(f"{S}si") if archive and there else ()
        self._words = ["".join(_spoken(each)) for each in every]

    def __getitem__(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        return self._words[number]


def _spoken(item: ElementTree.Element | None) -> Iterator[str]:
    """The words of an item, without how they are pronounced."""
    for each in item if item is not None else ():
        if each.tag == f"{S}t":
            yield unescaped(each.text or "")
        elif each.tag == f"{S}r":
            yield unescaped(each.findtext(f"{S}t") or "")


def unescaped(said: str) -> str:
    """Characters that XML cannot hold are written with their number."""
    return ESCAPED.sub(lambda each: chr(int(each[1], 16)), said).replace("\r\n", "\n")


def _moment(value: str) -> str:
    day, _, time = value.partition("T")
    if time.strip("0:.Z"):
        raise Unreadable(MOMENT)
    return day


def _fault(value: str) -> str:
    raise Unreadable(FAULT.format(fault=value[:20]))


SAID_BY: dict[str, Callable[[str], str]] = {
    "b": lambda value: "yes" if value == "1" else "no",
    "d": _moment,
    "e": _fault,
    "str": unescaped,
}


class Formats:
    """How numbers are shown, by the style of their cell."""

    def __init__(self, archive: zipfile.ZipFile | None, since_1904: bool) -> None:
        self._since = SINCE_1904 if since_1904 else SINCE_1900
        self._first_sure = 0 if since_1904 else FIRST_SURE
        self._numbers: list[int] = []
        self._codes: dict[int, str] = {}
        if archive is not None and "xl/styles.xml" in archive.namelist():
            styles = parsed(archive, "xl/styles.xml")
            for each in styles.iter(f"{S}numFmt"):
                self._codes[int(each.get("numFmtId", 0))] = each.get("formatCode", "")
            cells = styles.find(f"{S}cellXfs")
            self._numbers = [int(each.get("numFmtId", 0)) for each in cells or ()]

    def shown(self, cell: ElementTree.Element, words: SharedWords) -> str:
        """The words of a cell. Raises Unreadable: they are not what it shows."""
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        if kind == "inlineStr":
            return "".join(_spoken(cell.find(f"{S}is")))
        if kind == "s":
            return words[int(value)]
        if kind == "n":
            return self._number(cell, float(value)) if value else ""
        return SAID_BY[kind](value)

    def _number(self, cell: ElementTree.Element, value: float) -> str:
        style = int(cell.get("s", 0))
        shape = self._numbers[style] if self._numbers else 0
        code = self._codes.get(shape, "")
        if shape in DAYS | TIMES or _shows_a_day(code):
            return self._day(value)
        if not value.is_integer():
            return repr(value)
        if abs(value) >= 10**MOST_DIGITS:
            raise Unreadable(LONG)
        zeros = ZEROS.fullmatch(code)
        return str(int(value)).zfill(len(code) if zeros else 0)

    def _day(self, value: float) -> str:
        whole = int(value)
        if not self._first_sure <= whole <= LAST_DAY - (self._since - SINCE_1900).days:
            raise Unreadable(NO_DAY)
        if value - whole > PART_OF_A_SECOND:
            raise Unreadable(MOMENT)
        return (self._since + timedelta(whole)).isoformat()


def _shows_a_day(code: str) -> bool:
    """Whether a format of somebody’s own has a day, a month or a year in it."""
    letters = QUOTED.sub("", code.partition(";")[0]).lower()
    return bool(re.search("[dmyhs]", letters)) and "general" not in letters
