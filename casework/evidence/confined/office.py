"""The words of a document and the cells of a workbook (ECMA-376), read straight from their XML.

No program of theirs is run and nothing is fetched. What came in was examined before: its archive
is small when unpacked, and no XML in it defines anything of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LARGEST = 32 << 20
REMOVED = {f"{W}del", f"{W}moveFrom"}
Passage = dict[str, Any]


def words_of_document(content: bytes) -> list[Passage]:
    """Paragraphs and tables in order, as they read when every change to them is accepted."""
    passages: list[Passage] = [{"lines": []}]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = parsed(archive, "word/document.xml").find(f"{W}body")
    for each in body if body is not None else ():
        if each.tag == f"{W}tbl":
            passages += [
                {"rows": [list(_cells(row)) for row in each.iter(f"{W}tr")]},
                {"lines": []},
            ]
        else:
            passages[-1]["lines"] += [_said(each)] if each.tag == f"{W}p" else _paragraphs(each)
    return [each for each in passages if any(each.values())]


def _paragraphs(part: ElementTree.Element) -> list[str]:
    return [_said(each) for each in part.iter(f"{W}p")]


def _cells(row: ElementTree.Element) -> Iterator[str]:
    for cell in row.iter(f"{W}tc"):
        yield " ".join(_paragraphs(cell))


def _said(paragraph: ElementTree.Element) -> str:
    said = ""
    for part in paragraph:
        if part.tag in REMOVED:
            continue
        for each in part.iter():
            said += {f"{W}tab": "\t", f"{W}br": " "}.get(each.tag, "")
            said += each.text or "" if each.tag == f"{W}t" else ""
    return said


def words_of_workbook(content: bytes) -> list[Passage]:
    """Each sheet with its name, hidden ones too, and what its cells show."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = _shared(archive)
        leads = {each.get("Id"): each.get("Target", "") for each in _relations(archive)}
        sheets = parsed(archive, "xl/workbook.xml").iter(f"{S}sheet")
        return [_sheet(archive, each, leads, shared) for each in sheets]


def _relations(archive: zipfile.ZipFile) -> list[ElementTree.Element]:
    return list(parsed(archive, "xl/_rels/workbook.xml.rels"))


def _sheet(
    archive: zipfile.ZipFile,
    sheet: ElementTree.Element,
    leads: dict[str | None, str],
    shared: list[str],
) -> Passage:
    target = leads[sheet.get(f"{R}id")].removeprefix("/xl/")
    hidden = ", hidden in the workbook" if sheet.get("state", "visible") != "visible" else ""
    rows = [_row(each, shared) for each in parsed(archive, f"xl/{target}").iter(f"{S}row")]
    return {"heading": f"Sheet “{sheet.get('name')}”{hidden}", "rows": rows}


def _row(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for each in row.iter(f"{S}c"):
        place = _column(each.get("r", "")) or len(cells)
        cells += [""] * (place - len(cells))
        cells.append(_shown(each, shared))
    return cells


def _column(reference: str) -> int:
    """Which column a cell is in, from nought: A, B … AA."""
    letters, number = re.match(r"[A-Z]{0,3}", reference), 0
    for each in letters[0] if letters else "":
        number = number * 26 + ord(each) - ord("A") + 1
    return max(0, number - 1)


def _shown(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{S}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)]
    if cell.get("t") == "inlineStr":
        return "".join(each.text or "" for each in cell.iter(f"{S}t"))
    return value


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    every = parsed(archive, "xl/sharedStrings.xml").iter(f"{S}si")
    return ["".join(part.text or "" for part in each.iter(f"{S}t")) for each in every]


def parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Raises ValueError: it is not there, is too large, or defines words of its own."""
    try:
        return ElementTree.fromstring(held_xml(archive, name))
    except ElementTree.ParseError as broken:
        raise ValueError(name) from broken


def held_xml(archive: zipfile.ZipFile, name: str, most: int = LARGEST) -> bytes:
    """The bytes of one part. Raises ValueError as `parsed` does."""
    with archive.open(name) as source:
        held = source.read(most + 1)
    plain = held.replace(b"\x00", b"") if b"\x00" in held else held
    if len(held) > most or b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ValueError(name)
    return held
