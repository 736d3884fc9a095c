"""Whether a finished pack is what it says, asked of readers that had no part in making it."""

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf

from casework.documents.acting import unsafe_in

POPPLER = shutil.which("pdftotext")


def faults_in(place: Path) -> list[str]:
    """Everything that is wrong with a pack, in words; nothing, when four readers agree."""
    with Pdf.open(place) as pdf:
        return [
            *(f"qpdf: {each}" for each in pdf.check_pdf_syntax()),
            *(f"it holds {each}" for each in unsafe_in(pdf)),
            *_astray(pdf),
            *_disagreeing(place, _first_of(pdf)),
        ]


def faults_of(content: bytes, folder: Path) -> list[str]:
    place = folder / "pack.pdf"
    place.write_bytes(content)
    return faults_in(place)


def _first_of(pdf: Pdf) -> int:
    return int(pdf.Root.PageLabels.Nums[1].St)


def _astray(pdf: Pdf) -> Iterator[str]:
    """Links and bookmarks that lead to another page than they say."""
    first = _first_of(pdf)
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=first)}
    for words, leads in (*_links(pdf), *_bookmarks(pdf)):
        if numbers.get(leads[0].objgen) != int(words.split()[-1]):
            yield f"“{words}” leads to another page"


def _links(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    for page in pdf.pages:
        for each in page.obj.get(Name.Annots, ()):
            if Name.Dest in each:
                yield str(each.Contents), each.Dest


def _bookmarks(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    with pdf.open_outline() as outline:
        marks = list(outline.root)
    while marks:
        mark = marks.pop()
        marks += mark.children
        if isinstance(mark.destination, Array):
            yield mark.title, mark.destination


def _disagreeing(place: Path, first: int) -> Iterator[str]:
    """What pdfium and poppler do not both find: pages, their words, and their numbers."""
    with pypdfium2.PdfDocument(place) as pdf:
        ours = [page.get_textpage().get_text_range() for page in pdf]
    if POPPLER is None:
        return
    command = [POPPLER, "-enc", "UTF-8", str(place), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    theirs = done.stdout.decode().split("\f")[:-1]
    if len(theirs) != len(ours):
        yield f"pdfium finds {len(ours)} pages and poppler {len(theirs)}"
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=first):
        if _letters(one) != _letters(other):
            yield f"pdfium and poppler read page {number} differently"
        if str(number) not in other.split():
            yield f"poppler finds no number {number} on its page"


def _letters(words: str) -> Counter[str]:
    return Counter(each for each in words.casefold() if each.isalnum())


def fonts_not_embedded(content: bytes) -> list[str]:
    """Typefaces that a reader would have to have."""
    found = []
    with Pdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and each.get(Name.Type) == Name.Font:
                held = each.get(Name.FontDescriptor, Dictionary())
                if each.get(Name.Subtype) not in (Name.Type0, Name.Type3) and not (
                    {"/FontFile", "/FontFile2", "/FontFile3"} & set(held.keys())
                ):
                    found.append(str(each.get(Name.BaseFont)))
    return found
