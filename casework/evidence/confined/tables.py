"""The one sheet of a workbook (ECMA-376) as rows under a heading, with their numbers.

What a person would not see as it would be read is told cell by cell: formulas, errors, merged
cells, what is hidden. Nothing is worked out, and nothing that the workbook links to is fetched.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from casework.evidence.confined.cellwords import Formats, SharedWords, Unreadable
from casework.evidence.confined.office import R, S, held_xml, parsed
from casework.evidence.confined.told import Declined

LARGEST_SHEET = 96 << 20
MOST_ROWS, MOST_COLUMNS, MOST_TOLD = 20_000, 100, 500
LAST_ROW = 1_048_576
NO_WORKBOOK = "This is not a workbook that can be read. Save it again as .xlsx, or as CSV in UTF-8"
MACROS = "This workbook holds programs. Save it as .xlsx, which holds none"
TOO_LONG = f"The sheet holds more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Split it"
TOO_LARGE = (
    "The workbook is far larger when it is unpacked. Delete its empty rows, or save it as CSV"
)
NO_SHEET = "The workbook holds no cells"
SHEETS = "Keep one sheet and delete the others, hidden ones too. There are: {names}"
FORMULA = "it holds a formula. Copy it and paste its value"
MERGED = "it is merged with others ({ref}). Unmerge them and fill in each"
HIDDEN = "it is hidden. Show it, or delete it"
NAMELESS = "the column has no name in the heading"
BROKEN = (
    ValueError, LookupError, RecursionError, OSError, EOFError, NotImplementedError,
    ElementTree.ParseError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Of cells and rows that say where they are, those that hold nothing.
EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*/>')
EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|>\s*</row>)')
Told = tuple[int, str, str]


def read(content: bytes) -> dict[str, Any]:
    """Heading, rows and what is wrong with cells. Raises Declined with the reason, in words."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Workbook(archive).only_sheet()
    except BROKEN as broken:
        raise Declined(NO_WORKBOOK) from broken
    except MemoryError as broken:
        raise Declined(TOO_LARGE) from broken


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        if any(each.lower().endswith("vbaproject.bin") for each in archive.namelist()):
            raise Declined(MACROS)
        self._book = parsed(archive, "xl/workbook.xml")
        if self._book.tag != f"{S}workbook":
            raise Declined(NO_WORKBOOK)
        self._words = SharedWords(archive)
        facts = self._book.find(f"{S}workbookPr")
        self._formats = Formats(archive, facts is not None and facts.get("date1904") in _TRUE)

    def only_sheet(self) -> dict[str, Any]:
        leads = {
            each.get("Id"): each.get("Target", "")
            for each in parsed(self._archive, "xl/_rels/workbook.xml.rels")
        }
        found = []
        for each in self._book.iter(f"{S}sheet"):
            target = leads[each.get(f"{R}id")]
            if "worksheets/" not in target:
                continue  # a sheet that is only a chart
            sheet = _Sheet(self._words, self._formats)
            sheet.read(self._xml(target))
            if sheet.rows or sheet.told:
                found.append((each.get("name", ""), sheet))
        if not found:
            raise Declined(NO_SHEET)
        if len(found) > 1:
            raise Declined(SHEETS.format(names=", ".join(f"“{name}”" for name, _ in found)))
        return found[0][1].table()

    def _xml(self, target: str) -> bytes:
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if self._archive.getinfo(name).file_size > LARGEST_SHEET:
            raise Declined(TOO_LARGE)
        return held_xml(self._archive, name, LARGEST_SHEET)


_TRUE = {"1", "true", "on"}


class _Sheet:
    """The cells of one sheet, by row and letter, and what is wrong with some of them."""

    def __init__(self, words: SharedWords, formats: Formats) -> None:
        self._words, self._formats = words, formats
        self.rows: dict[int, dict[str, str]] = {}
        self.told: list[Told] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._number = 0
        self._takes = {
            f"{S}row": self._row,
            f"{S}col": self._column,
            f"{S}mergeCell": self._merged,
        }

    def read(self, content: bytes) -> None:
        """Row by row, each forgotten when it was read; a million empty ones are not looked at."""
        content = EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", content))
        data: ElementTree.Element | None = None
        for event, each in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            if event == "start":
                data = each if each.tag == f"{S}sheetData" else data
                continue
            if take := self._takes.get(each.tag):
                take(each)
            if data is not None and each.tag == f"{S}row":
                data.clear()

    def _column(self, each: ElementTree.Element) -> None:
        if each.get("hidden") in _TRUE:
            self._hidden_columns.append((int(each.get("min", 1)), int(each.get("max", 1))))

    def _row(self, row: ElementTree.Element) -> None:
        self._number = int(row.get("r") or self._number + 1)
        if not 0 < self._number <= LAST_ROW:
            raise ValueError("row")
        cells = dict(self._cells(row))
        if cells:
            self.rows[self._number] = cells
            if row.get("hidden") in _TRUE:
                self._tell(self._number, "", HIDDEN)
        if len(self.rows) > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
            raise Declined(TOO_LONG)

    def _cells(self, row: ElementTree.Element) -> Iterator[tuple[str, str]]:
        """Each cell that says something, by the letter of its column."""
        last = 0
        for each in row.iter(f"{S}c"):
            place = PLACE.fullmatch(each.get("r") or f"{letters(last + 1)}1")
            if place is None:
                raise ValueError("cell")
            last = column(place[1])
            if said := self._cell(each, place[1]):
                yield place[1], said

    def _cell(self, cell: ElementTree.Element, letter: str) -> str:
        if cell.find(f"{S}f") is not None:
            self._tell(self._number, letter, FORMULA)
            return ""
        try:
            return self._formats.shown(cell, self._words)
        except Unreadable as wrong:
            self._tell(self._number, letter, str(wrong))
            return ""

    def _merged(self, each: ElementTree.Element) -> None:
        ref = each.get("ref", "")
        if place := PLACE.match(ref):
            self._tell(int(place[2]), place[1], MERGED.format(ref=ref))

    def _tell(self, number: int, letter: str, says: str) -> None:
        if len(self.told) < MOST_TOLD:
            self.told.append((number, letter, says))

    def table(self) -> dict[str, Any]:
        """As it is sent on: a row of which a cell is wrong is told of and not read."""
        at = min(self.rows, default=1)
        heading = {letter: " ".join(said.split()) for letter, said in self.rows.get(at, {}).items()}
        order = sorted(heading, key=column)
        self._tell_of_columns(at, order)
        wrong = {number for number, _, _ in self.told} | {at}
        rows = [
            (number, [cells.get(letter, "") for letter in order])
            for number, cells in self.rows.items()
            if number not in wrong
        ]
        return {
            "heading": [heading[letter] for letter in order],
            "heading_at": at,
            "letters": order,
            "rows": rows,
            "told": self.told,
        }

    def _tell_of_columns(self, at: int, order: list[str]) -> None:
        for letter in order:
            if any(first <= column(letter) <= last for first, last in self._hidden_columns):
                self._tell(at, letter, HIDDEN)
        for number, cells in self.rows.items():
            for letter in sorted(cells.keys() - set(order), key=column):
                self._tell(number, letter, NAMELESS)


def column(letter: str) -> int:
    """Which column it is, from one: A, B … AA."""
    number = 0
    for each in letter:
        number = number * 26 + ord(each) - ord("A") + 1
    return number


def letters(number: int) -> str:
    """What stands over a column, which is counted from one."""
    told = ""
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def warm() -> None:
    """Load what reads a workbook now: later nothing more can be opened."""
    sheet = _Sheet(SharedWords(None), Formats(None, since_1904=False))
    cells = '<c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1.5</v></c>'
    row = f'<row r="1">{cells}</row>'
    name = S.strip("{}")
    sheet.read(f'<worksheet xmlns="{name}"><sheetData>{row}</sheetData></worksheet>'.encode())
    sheet.table()
