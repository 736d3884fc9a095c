"""What a finished pack says, read by programs that did not make it: pdfium, poppler, and qpdf for
what is in the file beside its pages.

None of them is asked to be lenient: what one of them cannot read is not known to be safe.
"""

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from casework.documents.acting import parts_of
from casework.errors import CaseworkError
from casework.storage import chunks_of

MOST_PAGES, MOST_HELD = 40, 16 << 20
SECONDS, SECONDS_A_PAGE = 60, 0.5
FEW_LETTERS = 20
SURROUNDINGS = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


class NotRead(CaseworkError):
    """A reader could not read a pack, or a page of it. Says which."""


@dataclass(frozen=True)
class Said:
    """What is said on a page, or beside all of them: the place of the page, from nought."""

    page: int | None
    words: str
    on_the_page: bool = True


def by_pdfium(source: BinaryIO, pages: int, size: int) -> Iterator[Said]:
    """The words of each page, wherever they lie. Raises NotRead."""
    at_once = max(1, min(MOST_PAGES, MOST_HELD * pages // max(size, 1)))
    for first in range(0, pages, at_once):
        source.seek(0)
        try:
            with pypdfium2.PdfDocument(source) as pack:
                if len(pack) != pages:
                    raise NotRead("pdfium finds another number of pages")
                for page in range(first, min(first + at_once, pages)):
                    yield Said(page, _legible(pack[page].get_textpage().get_text_range(), page))
        except pypdfium2.PdfiumError as broken:
            raise NotRead("pdfium cannot read the pack") from broken


def by_poppler(source: BinaryIO, pages: int) -> Iterator[Said]:
    """The same by pdftotext, in a process of its own. Raises NotRead."""
    program = shutil.which("pdftotext", path=SURROUNDINGS["PATH"])
    if program is None:
        raise NotRead("pdftotext is not installed (poppler-utils)")
    with os.fdopen(os.memfd_create("pack"), "wb+") as held:
        source.seek(0)
        for piece in chunks_of(source):
            held.write(piece)
        held.flush()
        told = _pdftotext(program, held.fileno(), pages)
    found = told.split("\f")
    if len(found) != pages + 1:
        raise NotRead("poppler finds another number of pages")
    yield from (Said(page, _legible(words, page)) for page, words in enumerate(found[:-1]))


def _pdftotext(program: str, file: int, pages: int) -> str:
    try:
        done = subprocess.run(
            [program, "-enc", "UTF-8", f"/proc/self/fd/{file}", "-"],
            capture_output=True,
            timeout=SECONDS + SECONDS_A_PAGE * pages,
            pass_fds=[file],
            env=SURROUNDINGS,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotRead("poppler does not come to an end of the pack") from late
    if done.returncode:
        raise NotRead("poppler cannot read the pack")
    return done.stdout.decode("utf-8", "replace")


def _legible(words: str, page: int) -> str:
    """A page whose letters stand for nothing may say anything."""
    letters = [each for each in words if not each.isspace()]
    strange = sum(
        each == "\ufffd" or unicodedata.category(each) in ("Co", "Cn") for each in letters
    )
    if len(letters) >= FEW_LETTERS and strange * 2 > len(letters):
        raise NotRead(f"the letters of page {page + 1} of the file cannot be told")
    return words


def by_qpdf(source: BinaryIO) -> Iterator[Said]:
    """Every text of the file that is on no page: bookmarks, titles, descriptions, links, notes.

    Raises NotRead.
    """
    source.seek(0)
    try:
        with Pdf.open(source) as pack:
            pages = {page.obj.objgen: at for at, page in enumerate(pack.pages)}
            noted = {
                each.objgen: at
                for at, page in enumerate(pack.pages)
                for each in page.obj.get(Name.Annots, ())
            }
            for thing in pack.objects:
                page = noted.get(thing.objgen, _page_of(thing, pages))
                yield from (Said(page, words, on_the_page=False) for words in _texts(thing))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
        raise NotRead("qpdf cannot read the pack") from broken


def _page_of(thing: pikepdf.Object, pages: dict[tuple[int, int], int]) -> int | None:
    """The page that a description, a bookmark or the first thing under a heading is of."""
    if not isinstance(thing, Dictionary):
        return None
    if isinstance(thing.get(Name.Dest), Array) and len(thing.Dest):
        return pages.get(thing.Dest[0].objgen)
    for each in (thing, *_first_under(thing)):
        if Name.Pg in each:
            return pages.get(each.Pg.objgen)
    return None


def _first_under(thing: Dictionary) -> Iterator[Dictionary]:
    under = thing.get(Name.K)
    if isinstance(under, Array) and len(under) and isinstance(under[0], Dictionary):
        yield under[0]


def _texts(thing: pikepdf.Object) -> Iterator[str]:
    if isinstance(thing, Stream):
        if thing.get(Name.Type) == Name.Metadata:
            yield thing.read_bytes().decode("utf-8", "replace")
        thing = thing.stream_dict
    yield from _strings(thing)


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, str):
        yield thing
    elif isinstance(thing, Dictionary | Array):
        values = thing.values() if isinstance(thing, Dictionary) else list(thing)
        yield from (str(each) for each in values if isinstance(each, pikepdf.String | str))
        for each in parts_of(thing):
            if not isinstance(each, pikepdf.String):
                yield from _strings(each)


def pictures_with(source: BinaryIO, sought: Iterable[bytes]) -> Iterator[int | None]:
    """The page of each picture among whose bytes one of these is: what a camera wrote beside it.

    Raises NotRead.
    """
    wanted = tuple(sought)
    source.seek(0)
    try:
        with Pdf.open(source) as pack:
            for thing in pack.objects if wanted else ():
                if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Image:
                    told = thing.read_raw_bytes().lower()
                    if any(each in told for each in wanted):
                        yield _page_with(pack, thing)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
        raise NotRead("qpdf cannot read a picture of the pack") from broken


def _page_with(pack: Pdf, picture: Stream) -> int | None:
    for at, page in enumerate(pack.pages):
        if any(each.objgen == picture.objgen for each in page.get_images().values()):
            return at
    return None
