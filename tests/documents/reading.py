"""Reading a printed PDF back with another library than the ones that made it."""

import re

import pypdfium2

HYPHEN_AT_A_LINE_END = "\ufffe"


def words_on(pdf: bytes, page: int) -> str:
    """The words of one page (the first is 1), without spaces, so that line breaks do not matter."""
    with pypdfium2.PdfDocument(pdf) as document:
        return bare(document[page - 1].get_textpage().get_text_range())


def words_in(pdf: bytes) -> str:
    """The words of a whole PDF, without spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return bare("".join(pages))


def words_within(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """The words in a part of a page: left, bottom, right, top, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page - 1].get_textpage().get_text_bounded(*box))


def size_of(pdf: bytes, page: int) -> tuple[float, float]:
    """The width and height a reader sees."""
    with pypdfium2.PdfDocument(pdf) as document:
        wide, high = document[page - 1].get_size()
        return float(wide), float(high)


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words.replace(HYPHEN_AT_A_LINE_END, "-")).casefold()
