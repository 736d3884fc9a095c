"""From a file to the words of a policy: plain text, Word or PDF."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import docx
import pypdfium2
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_PAGEOBJ_IMAGE

from casework.policies.outline import Problem
from casework.policies.pages import without_page_marks
from casework.policies.parsing import PolicyUnreadable
from casework.policies.word_document import lines_of_document, unreadable_part

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# lxml says SyntaxError; python-docx lets the errors of a missing or a wrong part through.
NOT_A_DOCUMENT = (zipfile.BadZipFile, PackageNotFoundError, SyntaxError, KeyError, ValueError)
# PDFium writes U+FFFE where a line broke at a hyphen, and leaves out the line end.
BROKEN_AT_HYPHEN = "\ufffe"
HYPHENATED = re.compile("\u2010\r?\n")
BROKEN_IN_A_WORD = re.compile(r"(?<=\w[/–])\r?\n(?=\w)")


def read_policy(path: Path) -> str:
    """The words of a policy file, or PolicyUnreadable with the one reason it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise _refusal(path, "is not a .txt, .docx or .pdf file. Save it as one of these")
    if not path.is_file():
        raise _refusal(path, "is not there. Check its name and folder")
    size = path.stat().st_size
    if size == 0 or size > LARGEST:
        why = "is empty. Choose the file that holds the policy" if size == 0 else "is over 20 MB"
        raise _refusal(path, why)
    text = reader(path)
    if not text.strip():
        raise _refusal(path, "holds no words. Choose the file that holds the policy")
    return text


def _refusal(path: Path, why: str) -> PolicyUnreadable:
    return PolicyUnreadable([Problem(None, f"{path.name} {why}.")])


def _read_text(path: Path) -> str:
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith(UTF_16_MARKS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _refusal(path, "is not in UTF-8. Save it as plain text in UTF-8") from None
    return without_page_marks(text.split("\f")) if "\f" in text else text


def _read_word(path: Path) -> str:
    content = path.read_bytes()
    try:
        document = _opened(path, content)
    except NOT_A_DOCUMENT:
        why = "cannot be opened. Save it again as .docx, without a password"
        raise _refusal(path, why) from None
    if says := unreadable_part(document):
        raise _refusal(path, f"cannot be read in full. {says}")
    # A blank line apart, so that a paragraph is never taken for the rest of the one before.
    return "\n\n".join(lines_of_document(document))


def _opened(path: Path, content: bytes) -> Document:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise _refusal(path, "unpacks to more than 200 MB. Save it again without its pictures")
    return docx.Document(BytesIO(content))


def _read_pdf(path: Path) -> str:
    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
    except pypdfium2.PdfiumError as error:
        why = (
            "is protected by a password. Save it without one"
            if error.err_code == FPDF_ERR_PASSWORD
            else "is damaged or not a PDF. Save it again"
        )
        raise _refusal(path, why) from None
    with document:
        return without_page_marks([_page(path, document, at) for at in range(len(document))])


def _page(path: Path, document: pypdfium2.PdfDocument, at: int) -> str:
    page = document[at]
    words: str = page.get_textpage().get_text_range()
    if not words.strip() and any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])):
        why = f"holds a picture of words on page {at + 1}. Choose a file with text, not a scan"
        raise _refusal(path, why)
    words = HYPHENATED.sub("", words.replace(BROKEN_AT_HYPHEN, "-"))
    return BROKEN_IN_A_WORD.sub("", words)


READERS: Mapping[str, Callable[[Path], str]] = MappingProxyType(
    {".txt": _read_text, ".docx": _read_word, ".pdf": _read_pdf}
)
