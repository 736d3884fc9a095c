"""A workbook is read as it is shown, and refused where it is not what it seems to be."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from casework.evidence.workbooks import table_in
from casework.spreadsheets import Table, TableRefused, of_csv
from casework.workbooks import workbook
from tests.sheets import LONG_DAY, SHORT_DAY, ZEROS, Cell, S, Sheet, a_workbook, serial, zipped

HEAD = ["staff_number", "opened_on", "summary"]
DAY = serial(date(2026, 2, 2))


def table(content: bytes) -> Table:
    found = table_in(content)
    assert isinstance(found, Table)
    return found


def one(*cells: str | Cell, **around: object) -> Table:
    """The table of a sheet with the heading and one row."""
    return table(a_workbook(Sheet([HEAD, list(cells)], **around)))  # type: ignore[arg-type]


def refused(content: bytes) -> str:
    with pytest.raises(TableRefused) as wrong:
        table_in(content)
    return str(wrong.value)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("00123", Cell(DAY, SHORT_DAY), "Two\nlines é 学"), ["00123", "2026-02-02"]),
        ((Cell(123, ZEROS), Cell(DAY, LONG_DAY), "a"), ["00123", "2026-02-02"]),
        ((Cell(123), Cell(DAY), "a"), ["123", str(DAY)]),
        ((Cell(1.5), Cell("1", kind="b"), "a"), ["1.5", "yes"]),
        ((Cell("7"), Cell("2026-02-02T00:00:00", kind="d"), "a"), ["7", "2026-02-02"]),
    ],
)
def test_cells_say_what_they_show(cells: tuple[str | Cell, ...], says: list[str]) -> None:
    found = one(*cells)
    assert found.problems == []
    assert found.rows == [(2, [*says, cells[2]])]


def test_days_since_1904_are_counted_from_then() -> None:
    sheet = Sheet([["opened_on"], [Cell(DAY - 1462, SHORT_DAY)]])
    assert table(a_workbook(sheet, since_1904=True)).rows == [(2, ["2026-02-02"])]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (Cell(2, formula="1+1"), "holds a formula"),
        (Cell("#REF!", kind="e"), "it shows #REF!"),
        (Cell(12345678901234567), "more than 15 digits"),
        (Cell(DAY + 0.5, SHORT_DAY), "time of day"),
        (Cell(-3, SHORT_DAY), "its number is none"),
        (Cell(59, SHORT_DAY), "its number is none"),  # 29 February 1900 stands in that calendar
    ],
)
def test_a_cell_that_is_not_what_it_shows_is_named(cell: Cell, says: str) -> None:
    found = one("101", cell, "a")
    assert found.rows == []
    (told,) = found.told(found.problems)
    assert told.startswith("Row 2, column B (opened_on): ")
    assert says in told


def test_what_is_merged_or_hidden_is_named_and_not_read() -> None:
    assert "merged with others (A2:A3)" in str(one("101", "x", "y", merged="A2:A3").problems)
    hidden = one("101", "x", "y", hidden_rows=[2])
    assert hidden.told(hidden.problems) == ["Row 2: it is hidden. Show it, or delete it"]
    column = one("101", "x", "y", hidden_columns=[3])
    assert column.told(column.problems) == [
        "Row 1, column C (summary): it is hidden. Show it, or delete it"
    ]
    beside = one("101", "x", "y", "without a name")
    assert beside.told(beside.problems) == [
        "Row 2, column D: the column has no name in the heading"
    ]


def test_one_sheet_is_read_whatever_empty_ones_stand_beside_it() -> None:
    full, other = Sheet([HEAD, ["101", "x", "y"]]), Sheet([["a"]], "Notes", hidden=True)
    assert len(table(a_workbook(full, Sheet([], "Sheet2"))).rows) == 1
    assert "hidden ones too. There are: “Sheet1”, “Notes”" in refused(a_workbook(full, other))
    assert "no cells" in refused(a_workbook(Sheet([])))


def test_a_heading_stands_where_the_first_cells_are() -> None:
    found = table(a_workbook(Sheet([[], [], HEAD, ["1", "x", "y"]])))
    assert (found.heading_at, found.rows) == (3, [(4, ["1", "x", "y"])])
    assert found.told(found.wrong_with_heading(["origin"], HEAD)) == [
        "Row 3: the heading lacks origin"
    ]


def sheet_of(body: str, before: str = "") -> bytes:
    """A workbook whose sheet is written by hand."""
    good = a_workbook(Sheet([HEAD]))

    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f"{before}<worksheet {S}><sheetData>{body}</sheetData></worksheet>"
    )
    return zipped(parts)


FIRST = '<row r="1"><c r="A1" t="str"><v>staff_number</v></c></row>'
LOL = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: sheet_of(FIRST + " " * (97 << 20)), "far larger when it is unpacked"),
    "entities": (
        lambda: sheet_of('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', LOL),
        "not a workbook",
    ),
    "a file from outside": (
        lambda: sheet_of(
            '<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>',
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "not a workbook",
    ),
    "an archive that is no workbook": (lambda: zipped({"a.txt": "x"}), "not a workbook"),
    "half a workbook": (lambda: a_workbook(Sheet([HEAD]))[:400], "not a workbook"),
    "rubbish in an archive": (lambda: b"PK\x03\x04" + b"x" * 500, "not a workbook"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 500, "an old kind"),
    "neither": (lambda: b"a,b\n\xff\xfe", "Line 2: this is not UTF-8"),
    "programs": (
        lambda: zipped({"xl/vbaProject.bin": "x", "xl/workbook.xml": "<a/>"}),
        "holds programs",
    ),
    "too many columns": (
        lambda: sheet_of(
            "<row>" + '<c t="str"><v>a</v></c>' * 101 + "</row>",
        ),
        "more than 20,000 rows or 100 columns",
    ),
    "a row that no sheet has": (
        lambda: sheet_of('<row r="99999999999"><c r="A1"><v>1</v></c></row>'),
        "not a workbook",
    ),
    "words that are not there": (
        lambda: sheet_of('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
        "not a workbook",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    make, says = HOSTILE[name]
    assert says in refused(make())


def test_a_million_empty_rows_are_nothing() -> None:
    rows = "".join(f'<row r="{n}" spans="1:3"/>' for n in range(3, 1_048_577))
    last = '<row r="2"><c r="A2" t="str"><v>101</v></c></row>'
    assert table(sheet_of(FIRST + last + rows)).rows == [(2, ["101"])]


def test_one_cell_in_the_last_corner_is_told_and_takes_no_room() -> None:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = table(sheet_of(FIRST + corner))
    assert found.told(found.problems) == [
        "Row 1048576, column XFD: the column has no name in the heading"
    ]


def test_what_we_write_we_read_with_every_cell_as_text() -> None:
    rows = [["00123", "2026-02-02", ' <&"é\n= '], ["", "", "last"]]
    found = table(workbook("A & B", HEAD, rows))
    assert (found.heading, [cells for _, cells in found.rows]) == (HEAD, rows)


def test_text_stays_text() -> None:
    assert table_in("\ufeffa,b\r\n1,2".encode()) == "a,b\r\n1,2"
    assert of_csv("a,a\n1,2").wrong_with_heading([], ["a"])[0].says.endswith("once: a")
