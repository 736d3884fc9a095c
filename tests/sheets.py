"""Workbooks as spreadsheet programs write them: shared words, styles, serial days, sheets."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LEADS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHORT_DAY, ZEROS, LONG_DAY, GENERAL = 14, 164, 165, 0
STYLES = {GENERAL: 0, SHORT_DAY: 1, ZEROS: 2, LONG_DAY: 3}
FORMATS = (
    f'<styleSheet {S}><numFmts count="2"><numFmt numFmtId="{ZEROS}" formatCode="00000"/>'
    f'<numFmt numFmtId="{LONG_DAY}" formatCode="[$-809]dd\\ mmmm\\ yyyy;@"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4">'
    + "".join(f'<xf numFmtId="{each}"/>' for each in STYLES)
    + "</cellXfs></styleSheet>"
)


def serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return (day - date(1899, 12, 30)).days


@dataclass(frozen=True)
class Cell:
    """A number with the format it is shown by; or whatever else may stand in a cell."""

    value: float | int | str
    style: int = GENERAL
    kind: str = "n"
    formula: str = ""


@dataclass
class Sheet:
    """One sheet: its cells, and what is beside them in its file."""

    rows: Sequence[Sequence[str | Cell]]
    name: str = "Sheet1"
    merged: str = ""
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False

    def xml(self, words: list[str]) -> str:
        columns = "".join(
            f'<col min="{each}" max="{each}" hidden="1"/>' for each in self.hidden_columns
        )
        rows = "".join(
            f'<row r="{number}" hidden="{int(number in self.hidden_rows)}">'
            + "".join(_cell(each, number, place, words) for place, each in enumerate(row))
            + "</row>"
            for number, row in enumerate(self.rows, 1)
        )
        merged = f'<mergeCells><mergeCell ref="{self.merged}"/></mergeCells>' if self.merged else ""
        around = f"<cols>{columns}</cols>" if columns else ""
        return f"<worksheet {S}>{around}<sheetData>{rows}</sheetData>{merged}</worksheet>"


def _cell(said: str | Cell, number: int, place: int, words: list[str]) -> str:
    at = f"{chr(ord('A') + place)}{number}"
    if said == "":
        return ""
    if isinstance(said, str):
        words.append(said)
        return f'<c r="{at}" t="s"><v>{len(words) - 1}</v></c>'
    formula = f"<f>{escape(said.formula)}</f>" if said.formula else ""
    style = STYLES[said.style]
    return f'<c r="{at}" s="{style}" t="{said.kind}">{formula}<v>{said.value}</v></c>'


def a_workbook(*sheets: Sheet, since_1904: bool = False) -> bytes:
    """The bytes of a workbook with these sheets."""
    words: list[str] = []
    parts = {f"xl/worksheets/sheet{n}.xml": each.xml(words) for n, each in enumerate(sheets, 1)}
    named = "".join(
        f'<sheet name="{escape(each.name)}" sheetId="{n}" r:id="r{n}"'
        f' state="{"hidden" if each.hidden else "visible"}"/>'
        for n, each in enumerate(sheets, 1)
    )
    since = f'<workbookPr date1904="{int(since_1904)}"/>'
    shared = "".join(f"<si><t>{escape(each)}</t></si>" for each in words)
    leads = "".join(
        f'<Relationship Id="r{n}" Type="{LEADS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    return zipped(
        parts
        | {
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{LEADS}">{since}<sheets>{named}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{leads}</Relationships>",
            "xl/sharedStrings.xml": f"<sst {S}>{shared}</sst>",
            "xl/styles.xml": FORMATS,
        }
    )


def zipped(parts: dict[str, str]) -> bytes:
    """An archive of these parts, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()
