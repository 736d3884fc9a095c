"""PDFs that somebody sent: examined without being believed, and drawn a page at a time."""

import io
import time
from collections.abc import Iterator

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from casework.documents.acting import unsafe_in
from casework.documents.forms_in_forms import asks_too_much, forms_within, refers_to_itself
from casework.documents.unpacking import MOST_DRAWING, unpacked
from casework.evidence.confined.images import encoded
from casework.evidence.confined.told import Declined, Flag, NotDrawn, Note, Refusal

MOST_PAGES = 1_000
VAST = 5_000 * 5_000  # square points: three square metres
WIDEST, HIGHEST, LARGEST_SCALE = 1600, 2260, 2.0
NEEDS_PASSWORD = 4
READ_FOR_HIDDEN_WORDS, SECONDS_FOR_HIDDEN_WORDS = 40, 6.0
ONE_COLOUR = 6  # of 255: a render is never quite flat
ATTACHING = {"/EF", "/EmbeddedFiles", "/AF", "/EmbeddedFile", "/FileAttachment"}
SIGNS_OF_DAMAGE = ("file is damaged", "reconstruct", "unexpected eof", "expected endstream")
UNREADABLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


def examine(content: bytes) -> dict[str, object]:
    """What a PDF is, before a page of it is drawn."""
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        return {"flags": [Flag.LOCKED], "notes": [], "pages": 0}
    except UNREADABLE as broken:
        raise Declined(Refusal.BROKEN) from broken
    try:
        return _examined(pdf, content)
    except UNREADABLE as broken:
        raise Declined(Refusal.BROKEN) from broken


def _examined(pdf: Pdf, content: bytes) -> dict[str, object]:
    # The count is believed only when it is too high: walking as many pages is the trap itself.
    if int(pdf.Root.Pages.get(Name.Count, 0)) > MOST_PAGES or len(pdf.pages) > MOST_PAGES:
        raise Declined(Refusal.PAGES)
    pages = len(pdf.pages)
    if not pages:
        raise Declined(Refusal.BROKEN)
    _require_possible_drawings(pdf)
    flags = set(_flags(pdf))
    if not flags & {Flag.ENDLESS, Flag.VAST_PAGE, Flag.DAMAGED} and _hides_words(content):
        flags.add(Flag.HIDDEN_WORDS)
    return {"flags": sorted(flags), "notes": sorted(_notes(pdf, content)), "pages": pages}


def _require_possible_drawings(pdf: Pdf) -> None:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        drawn = page.obj.get(Name.Contents)
        parts = list(drawn) if isinstance(drawn, Array) else [drawn]
        streams = [each for each in parts if isinstance(each, Stream)]
        total = sum(unpacked(each) for each in (*streams, *forms_within(page, seen)))
        if total > MOST_DRAWING:
            raise Declined(Refusal.DRAWING_BOMB)


def _flags(pdf: Pdf) -> Iterator[Flag]:
    counted: dict[tuple[int, int], int] = {}
    if any(asks_too_much(each, counted) or refers_to_itself(each) for each in pdf.pages):
        yield Flag.ENDLESS
    if any(_area(each) > VAST for each in pdf.pages):
        yield Flag.VAST_PAGE
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        yield Flag.LIVE_FORM
    warnings = [str(each).lower() for each in pdf.get_warnings()]
    if any(sign in each for each in warnings for sign in SIGNS_OF_DAMAGE):
        yield Flag.DAMAGED


def _area(page: pikepdf.Page) -> float:
    left, low, right, high = (float(each) for each in page.mediabox)
    return abs(right - left) * abs(high - low) * float(page.obj.get(Name.UserUnit, 1)) ** 2


def _notes(pdf: Pdf, content: bytes) -> Iterator[Note]:
    found = set(unsafe_in(pdf))
    if found & ATTACHING:
        yield Note.ATTACHMENTS
    if found - ATTACHING - {"/AcroForm"}:
        yield Note.ACTIVE
    if content.count(b"startxref") > (2 if pdf.is_linearized else 1):
        yield Note.EARLIER_VERSIONS
    if len(pdf.docinfo) or Name.Metadata in pdf.Root:
        yield Note.METADATA


def _hides_words(content: bytes) -> bool:
    """Whether words lie where the page shows one flat colour: under a box, or white on white."""
    until = time.monotonic() + SECONDS_FOR_HIDDEN_WORDS
    pdf = opened(content)
    for number in range(min(len(pdf), READ_FOR_HIDDEN_WORDS)):
        if time.monotonic() > until:
            break
        if _page_hides_words(pdf[number]):
            return True
    return False


def _page_hides_words(page: pypdfium2.PdfPage) -> bool:
    words = page.get_textpage()
    boxes = [words.get_rect(each) for each in range(words.count_rects())]
    wide, high = page.get_size()
    if not boxes or page.get_rotation() or wide * high > VAST:
        return False
    scale = min(1.0, WIDEST / wide, HIGHEST / high)
    drawn = page.render(scale=scale).to_pil().convert("L")
    left, low = page.get_mediabox()[:2]
    for box in boxes:
        if not words.get_text_bounded(*box).strip():
            continue
        x0, y0, x1, y1 = box
        over = (int((x0 - left) * scale), int((high - y1 + low) * scale),
                int((x1 - left) * scale) + 1, int((high - y0 + low) * scale) + 1)  # fmt: skip
        if _is_flat(drawn.crop(over)):
            return True
    return False


def _is_flat(window: object) -> bool:
    lowest, highest = window.getextrema()  # type: ignore[attr-defined]
    return bool(highest - lowest <= ONE_COLOUR)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document with the values of its forms, which are part of what it says."""
    try:
        pdf = pypdfium2.PdfDocument(content)
        pdf.init_forms()
    except pypdfium2.PdfiumError as refused:
        locked = getattr(refused, "err_code", None) == NEEDS_PASSWORD
        raise Declined(NotDrawn.LOCKED if locked else NotDrawn.BROKEN) from refused
    return pdf


def count(content: bytes) -> int:
    pages = len(opened(content))
    if not pages:
        raise Declined(NotDrawn.BROKEN)
    return pages


def picture(content: bytes, number: int, widest: int = WIDEST, highest: int = HIGHEST) -> bytes:
    """One page as a picture no larger than a screen needs."""
    pdf = opened(content)
    if not 1 <= number <= len(pdf):
        raise Declined(NotDrawn.NO_SUCH_PAGE)
    try:
        page = pdf[number - 1]
        wide, high = (max(each, 1) for each in page.get_size())
        scale = min(LARGEST_SCALE, widest / wide, highest / high)
        drawn = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as broken:
        raise Declined(NotDrawn.BROKEN) from broken
    return encoded(drawn, photograph=False)


def words(content: bytes, number: int) -> list[dict[str, object]]:
    """The words that a page itself holds, each run with its box, as parts of the page's size."""
    pdf = opened(content)
    if not 1 <= number <= len(pdf):
        raise Declined(NotDrawn.NO_SUCH_PAGE)
    page = pdf[number - 1]
    wide, high = page.get_size()
    left, low = page.get_mediabox()[:2]
    text = page.get_textpage()
    found = []
    for each in range(text.count_rects()):
        x0, y0, x1, y1 = text.get_rect(each)
        said = text.get_text_bounded(x0, y0, x1, y1).strip()
        box = [(x0 - left) / wide, 1 - (y1 - low) / high, (x1 - left) / wide, 1 - (y0 - low) / high]
        if said:
            found.append({"text": said, "box": [round(side, 5) for side in box]})
    return found


def warm() -> None:
    """Load every part of both libraries now: later nothing more can be opened."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(72, 72))
    held = io.BytesIO()
    pdf.save(held)
    examine(held.getvalue())
    picture(held.getvalue(), 1)
    words(held.getvalue(), 1)
