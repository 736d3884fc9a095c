"""Files that hold words: read as words and rows, and nothing of what else they could do.

What comes out is plain text in passages. Layout, pictures and what is attached stay behind, and
are said to stay behind.
"""

import csv
import email.policy
import io
import zipfile
import zlib
from contextlib import suppress
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from casework.evidence.confined.markup import words_of_markup
from casework.evidence.confined.office import words_of_document, words_of_workbook
from casework.evidence.confined.told import Declined

MOST_LETTERS = 400_000
MOST_ROWS, MOST_COLUMNS = 2_000, 60
TOO_LONG = "it holds more words than 150 pages do. Save the part that matters as a PDF and add that"
TOO_WIDE = "it is a table too large to print. Save the part that matters as a PDF and add that"
NOT_READ = "its words cannot be read. Open it, save it as a PDF, and add that"
PICTURES = "Pictures and layout are not printed here."
HEADERS = ("From", "To", "Cc", "Date", "Subject")
BROKEN = (
    ValueError, LookupError, RecursionError, OSError, csv.Error, zipfile.BadZipFile, zlib.error,
    EOFError, NotImplementedError,
)  # fmt: skip
Told = dict[str, Any]


def read(content: bytes, kind: str) -> Told:
    """The words of a file. Raises Declined with the reason, in words."""
    try:
        told = KINDS[kind](content)
    except BROKEN as broken:
        raise Declined(NOT_READ) from broken
    _require_printable(told)
    return told


def _require_printable(told: Told) -> None:
    letters = 0
    for each in told["passages"]:
        rows = each.get("rows", ())
        if len(rows) > MOST_ROWS or max((len(row) for row in rows), default=0) > MOST_COLUMNS:
            raise Declined(TOO_WIDE)
        letters += sum(len(line) for line in each.get("lines", ()))
        letters += sum(len(cell) for row in rows for cell in row)
    if letters > MOST_LETTERS:
        raise Declined(TOO_LONG)


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file, and how it was read."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _text(content: bytes) -> Told:
    words, how = decoded(content)
    return {"facts": [["Read as", how]], "passages": [{"lines": words.splitlines()}], "left": []}


def _table(content: bytes) -> Told:
    words, how = decoded(content)
    first = words.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=separator))
    facts = [["Read as", how], ["Rows", str(len(rows))]]
    left = ["What a program would work out in a cell is not worked out, but printed as it stands."]
    return {"facts": facts, "passages": [{"rows": rows}], "left": left}


def _page(content: bytes) -> Told:
    words, how = decoded(content)
    lines = words_of_markup(words)
    return {"facts": [["Read as", how]], "passages": [{"lines": lines}], "left": [PICTURES]}


def _mail(content: bytes) -> Told:
    """A message: who wrote to whom, its words, and the names of what is attached."""
    message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(content)
    facts = [[name, str(message[name])] for name in HEADERS if message[name]]
    body = message.get_body(("plain", "html"))
    lines = _lines(body) if isinstance(body, EmailMessage) else []
    left = [f"Attached, and not printed here: {name}." for name in _attached(message)]
    return {"facts": facts, "passages": [{"lines": lines}], "left": left}


def _lines(body: EmailMessage) -> list[str]:
    words = str(body.get_content())
    if body.get_content_subtype() == "html":
        return words_of_markup(words)
    return words.splitlines()


def _attached(message: EmailMessage) -> list[str]:
    return [each.get_filename() or "a file without a name" for each in message.iter_attachments()]


def _saved_page(content: bytes) -> Told:
    """A page as a browser saved it: a message whose first part of markup is the page."""
    message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(content)
    facts = [[says, str(message[name])] for name, says in SAVED if message[name]]
    lines: list[str] = []
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            lines = words_of_markup(str(part.get_content()))
            break
    return {"facts": facts, "passages": [{"lines": lines}], "left": [PICTURES]}


SAVED = (
    ("Snapshot-Content-Location", "Address"),
    ("Subject", "Title"),
    ("Date", "Saved"),
)


def _document(content: bytes) -> Told:
    return {"facts": [], "passages": words_of_document(content), "left": [PICTURES]}


def _workbook(content: bytes) -> Told:
    left = [PICTURES, "Cells show what was last worked out in them."]
    return {"facts": [], "passages": words_of_workbook(content), "left": left}


KINDS = {
    "text": _text,
    "csv": _table,
    "html": _page,
    "mail": _mail,
    "mhtml": _saved_page,
    "word": _document,
    "workbook": _workbook,
}


def warm() -> None:
    """Load what reads mail, markup and archives now: later nothing more can be opened."""
    read(b"From: a\nTo: b\nSubject: =?utf-8?q?c?=\nContent-Type: text/html\n\n<p>a&amp;", "mail")
    read(b"a,b\n1,2", "csv")
    with suppress(Declined):
        read(b"PK", "word")
