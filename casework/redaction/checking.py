"""A finished copy is read again by two libraries that did not make it, before it is kept.

PDFium, in its own process, reads the text and draws the pages; qpdf (pikepdf) walks every object,
inflates every stream and looks at the bytes. Each says what can still be found. Poppler is asked
as well where it is installed. A copy of which anything is said is never kept.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator

import img2pdf
from PIL import Image

from casework.redaction.flattening import LARGEST_SIDE, PageMade
from casework.redaction.page_source import DOTS_PER_INCH
from casework.redaction.pages import Page, read_pages
from casework.redaction.painting import looks_painted, paper
from casework.redaction.qpdf_check import found_by_qpdf
from casework.redaction.raster_check import found_in_picture_file

PDFIUM, POPPLER = "PDFium", "Poppler"
SHORTEST = 3
POPPLER_SECONDS = 120


def what_remains_in_pdf(
    finished: bytes, made: list[PageMade], names: Iterable[str] = ()
) -> list[str]:
    """Everything that should not be in a finished PDF and can be found; empty when it is sound.

    `names` are words that must be nowhere, whichever page they were on.
    """
    found = list(_found_by_pdfium(finished, made))
    found += found_by_qpdf(finished, made)
    found += _found_by_poppler(finished, made)
    found += _names_in(made, names)
    return found


def what_remains_in_picture(finished: bytes, made: PageMade) -> list[str]:
    """The same for a picture: nothing in its file beside pixels, and the pixels by two decoders."""
    found = found_in_picture_file(finished, made.hidden)
    for page in read_pages(finished, False, pixels=True):
        found += _differences(page, made, "Pillow")
    if found:
        return found  # another decoder need not be troubled with what is refused already
    wrapped = img2pdf.convert(finished, layout_fun=_dot_for_dot, nodate=True)
    for page in read_pages(wrapped, True, pixels=True):
        found += _differences(_at_its_size(page, made), made, PDFIUM)
    return found


def _dot_for_dot(wide: int, high: int, _: object) -> tuple[float, float, float, float]:
    """The size at which PDFium draws a dot for each dot, within what a page of a PDF can be."""
    scale = min(72 / DOTS_PER_INCH, LARGEST_SIDE / max(wide, high))
    return wide * scale, high * scale, wide * scale, high * scale


def _found_by_pdfium(finished: bytes, made: list[PageMade]) -> Iterator[str]:
    pages = 0
    for page in read_pages(finished, True, pixels=True):
        pages += 1
        if page.number > len(made):
            break
        expected = made[page.number - 1]
        yield from _under_boxes(page, expected)
        yield from more_than(PDFIUM, page.number, [each.text for each in page.words], expected)
        yield from _differences(_at_its_size(page, expected), expected, PDFIUM)
    if pages != len(made):
        yield f"{PDFIUM} finds {pages} pages where there should be {len(made)}"


def _under_boxes(page: Page, made: PageMade) -> Iterator[str]:
    for word in page.words:
        for number, cover in enumerate(made.covers, start=1):
            if cover.place.holds(*word.middle):
                yield (
                    f"Page {page.number}: “{word.text}” can still be read under box {number} "
                    f"({PDFIUM})"
                )


def more_than(who: str, number: int, texts: Iterable[str], made: PageMade) -> Iterator[str]:
    """Letters that are more than the words that remain, and words that should be gone."""
    found, expected = bare(texts), bare(each.text for each in made.words)
    more = Counter(found) - Counter(expected)
    if more:
        yield f"Page {number}: {who} reads {sum(more.values())} letters more than should remain"
    for word in dict.fromkeys(made.hidden):
        sought = bare([word])
        if len(sought) >= SHORTEST and found.count(sought) > expected.count(sought):
            yield f"Page {number}: “{word}” can still be read ({who})"


def bare(texts: Iterable[str]) -> str:
    """Words without spaces and capitals, so that line breaks do not matter."""
    return re.sub(r"\s+|\u00ad|\ufffe|\ufffd", "", "".join(texts)).casefold()


def _at_its_size(page: Page, made: PageMade) -> Page:
    """The drawn page at the size in pixels at which its boxes were painted."""
    assert page.image is not None
    if page.image.size == (made.wide, made.high):
        return page
    image = page.image.resize((made.wide, made.high), Image.Resampling.NEAREST)
    return Page(**(vars(page) | {"image": image, "wide": made.wide, "high": made.high}))


def _differences(page: Page, made: PageMade, who: str) -> list[str]:
    """Boxes under which the picture is not what was painted."""
    assert page.image is not None
    if page.image.size != (made.wide, made.high):
        return [f"Page {page.number}: {who} finds a picture of another size"]
    wanted = paper(page.image.size, list(made.covers))
    return [
        f"Page {page.number}: the picture under box {number} is not gone ({who})"
        for number, cover in enumerate(made.covers, start=1)
        if not looks_painted(page.image, wanted, cover.place, drawn_again=who == PDFIUM)
    ]


def _found_by_poppler(finished: bytes, made: list[PageMade]) -> Iterator[str]:
    """A third reader, where it is installed; without it the two above decide."""
    if shutil.which("pdftotext") is None:
        return
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],
        input=finished,
        capture_output=True,
        timeout=POPPLER_SECONDS,
        check=False,
    )
    if told.returncode:
        yield f"{POPPLER} cannot open the copy"
        return
    pages = told.stdout.decode("utf-8", "replace").split("\f")
    for number, expected in enumerate(made, start=1):
        text = pages[number - 1] if number <= len(pages) else ""
        yield from more_than(POPPLER, number, [text], expected)


def _names_in(made: list[PageMade], names: Iterable[str]) -> Iterator[str]:
    everything = " ".join(each.text for page in made for each in page.words).casefold()
    for name in names:
        if re.search(rf"\b{re.escape(name.casefold())}\b", everything):
            yield f"“{name}” is still among the words of the copy"
