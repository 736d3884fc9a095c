"""Opening a PDF that somebody else wrote, and taking out whatever is not pages to be read.

Only what is on this page's lists stays: a page's boxes, contents and fonts, and links to the web.
Scripts, actions, attachments, form logic and document-level names have nowhere to remain.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from casework.documents.acting import FORBIDDEN_KEYS, parts_of
from casework.documents.forms_in_forms import Counted, asks_too_much
from casework.documents.packs import ExhibitUnreadable
from casework.documents.unpacking import MOST_DRAWING, unpacked

KEPT_OF_A_PAGE = frozenset(
    ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Annots",
     "/Group", "/Parent")
)  # fmt: skip
WEB = ("https://", "http://", "mailto:")
# What the reader of PDFs says when a file is cut short or broken and it had to guess.
SIGNS_OF_DAMAGE = ("file is damaged", "reconstruct", "unexpected eof", "expected endstream")
UNREADABLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


MOST_PAGES = 2_000
ENDLESS = "its pages ask for more than any reader can draw"
LOCKED = "it is locked with a password. Add a copy that opens without one"


def opened_safely(content: bytes, called: str) -> Pdf:
    """The pages of a PDF and nothing else. Raises ExhibitUnreadable, which names the exhibit."""
    pdf = _opened(content, called)
    try:
        _require_drawable(pdf, called)
        _print_forms(pdf)
        for page in pdf.pages:
            _require_words_and_lines(page)
            _keep_only_the_page(page)
        _forget_the_document(pdf)
    except UNREADABLE as broken:
        raise ExhibitUnreadable(called, "it is damaged and its pages cannot be read") from broken
    if _is_damaged(pdf):
        raise ExhibitUnreadable(called, "it is damaged, so pages may be missing")
    return pdf


def _opened(content: bytes, called: str) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(content))
        pages = len(pdf.pages)
    except pikepdf.PasswordError as locked:
        raise ExhibitUnreadable(called, LOCKED) from locked
    except UNREADABLE as broken:
        raise ExhibitUnreadable(called, "it is damaged and cannot be opened") from broken
    if pages == 0:
        raise ExhibitUnreadable(called, "it has no pages")
    if pages > MOST_PAGES:
        raise ExhibitUnreadable(called, f"it has {pages:,} pages, and the most is {MOST_PAGES:,}")
    return pdf


def _require_drawable(pdf: Pdf, called: str) -> None:
    counted: Counted = {}
    if any(asks_too_much(page, counted) for page in pdf.pages):
        raise ExhibitUnreadable(called, ENDLESS)
    for page in pdf.pages:
        if sum(unpacked(each) for each in _drawn_on(page)) > MOST_DRAWING:
            raise ExhibitUnreadable(called, ENDLESS)


def _is_damaged(pdf: Pdf) -> bool:
    warnings = [str(each).lower() for each in pdf.get_warnings()]
    return any(sign in each for each in warnings for sign in SIGNS_OF_DAMAGE)


def _require_words_and_lines(page: pikepdf.Page) -> None:
    """Unpack what is drawn on a page once: the pack must not be the first to find it broken."""
    for each in _drawn_on(page):
        each.read_bytes()


def _drawn_on(page: pikepdf.Page) -> list[pikepdf.Stream]:
    drawn = page.obj.get(Name.Contents)
    every = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
    return [each for each in every if isinstance(each, pikepdf.Stream)]


def _print_forms(pdf: Pdf) -> None:
    """Turn filled-in fields and comments into ink, so that what a reader saw is still there."""
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")


def _keep_only_the_page(page: pikepdf.Page) -> None:
    kept = [each for each in _annotations(page) if _is_web_link(each)]
    for link in kept:
        _keep_only_the_address(link)
    page.obj[Name.Annots] = pikepdf.Array(kept)
    for key in set(page.obj.keys()) - KEPT_OF_A_PAGE:
        del page.obj[key]


def _annotations(page: pikepdf.Page) -> Iterator[Dictionary]:
    for each in page.obj.get(Name.Annots, ()):
        if isinstance(each, Dictionary):
            yield each


def _is_web_link(annotation: Dictionary) -> bool:
    action = annotation.get(Name.A)
    if annotation.get(Name.Subtype) != Name.Link or not isinstance(action, Dictionary):
        return False
    return action.get(Name.S) == Name.URI and web_address(action) is not None


def web_address(action: Dictionary) -> str | None:
    """Where a link leads, when it leads to the web."""
    address = str(action.get(Name.URI, ""))
    return address if address.lower().startswith(WEB) else None


def _keep_only_the_address(link: Dictionary) -> None:
    address = str(link[Name.A][Name.URI])
    rectangle = link[Name.Rect]
    for key in list(link.keys()):
        del link[key]
    link.update(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=rectangle,
            Border=[0, 0, 0],
            A=Dictionary(S=Name.URI, URI=pikepdf.String(address)),
        )
    )


def _forget_the_document(pdf: Pdf) -> None:
    for key in set(pdf.Root.keys()) - {"/Type", "/Pages", "/OCProperties"}:
        del pdf.Root[key]
    for each in pdf.objects:
        _forget(each)


def _forget(thing: object) -> None:
    """Take out what is attached to a picture, a font or a layer rather than to a page."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, Dictionary):
        for key in FORBIDDEN_KEYS & set(thing.keys()):
            del thing[key]
    for value in parts_of(thing):
        _forget(value)
