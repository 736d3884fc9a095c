"""A workbook to begin from: a heading and rows, every cell of it text (ECMA-376)."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FORMATS = "http://schemas.openxmlformats.org"
_SHEETS = f'xmlns="{_FORMATS}/spreadsheetml/2006/main"'
_LEADS = f"{_FORMATS}/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TEXT = "49"  # the format of text, by the number every program knows it by
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_LEADS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_LEADS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_LEADS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet {_SHEETS}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="2">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="{_TEXT}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}


def workbook(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet with these cells as text, so that no program turns them into numbers or days."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, words in _PARTS.items():
            archive.writestr(part, _HEAD + words)
        sheets = f'<sheets><sheet name="{escape(name)}" sheetId="1" r:id="r1"/></sheets>'
        book = f'<workbook {_SHEETS} xmlns:r="{_LEADS}">{sheets}</workbook>'
        archive.writestr("xl/workbook.xml", _HEAD + book)
        archive.writestr("xl/worksheets/sheet1.xml", _HEAD + _sheet([heading, *rows]))
    return file.getvalue()


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    wide = len(rows[0])
    columns = f'<cols><col min="1" max="{wide}" width="22" customWidth="1" style="1"/></cols>'
    told = "".join(
        f'<row r="{number}">{"".join(_cells(number, row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f"<worksheet {_SHEETS}>{columns}<sheetData>{told}</sheetData></worksheet>"


def _cells(number: int, row: Sequence[str]) -> Iterator[str]:
    for place, said in enumerate(row):
        first, last = divmod(place, 26)
        letters = (chr(ord("@") + first) if first else "") + chr(ord("A") + last)
        words = f'<is><t xml:space="preserve">{escape(said)}</t></is>'
        yield f'<c r="{letters}{number}" s="1" t="inlineStr">{words}</c>' if said else ""
