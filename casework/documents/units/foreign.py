"""What others wrote, made linkable: opened safely, upright, with its foot free, each page marked.

Pure but for the time it takes: bytes in, a unit out. It is run in the confined process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf

from casework.documents.archival import unfit_in
from casework.documents.conformance import faces_missing, was_tagged
from casework.documents.leaves import Layer, Leaf, Matrix, foreign_leaves
from casework.documents.packs import ExhibitUnreadable
from casework.documents.pictures import Shown, picture_pages
from casework.documents.safe_pages import UNREADABLE, opened_safely
from casework.documents.units.form import PACK, Unit, UnitPage, head_of
from casework.documents.units.writing import Own, UnitWriter

FRAME = b"0.79 0.77 0.72 RG 0.5 w\n"
STAMPS = b"/Font<</CwStamp %d 0 R>>/ExtGState<</CwFaint %d 0 R>>" % (PACK.FONT, PACK.FAINT)


def unit_of_pdf(content: bytes, called: str) -> bytes:
    """The pages of a PDF as a unit. Raises ExhibitUnreadable, which names the exhibit."""
    try:
        pdf = opened_safely(content, called)
        leaves = foreign_leaves(pdf)
        with_words = _with_words(content, len(leaves))
        pages = [Shown(leaf, words=words) for leaf, words in zip(leaves, with_words, strict=True)]
        made_of = sha256(content).hexdigest()
        brought = Brought(was_tagged(content), faces_missing(pdf), unfit_in(pdf))
        return _unit(pdf, pages, made_of, brought)
    except UNREADABLE as broken:
        raise ExhibitUnreadable(called, "one of its pages is damaged") from broken


def unit_of_picture(content: bytes, called: str) -> bytes:
    """A picture as a unit, not one pixel changed. Raises ExhibitUnreadable."""
    pdf, pages = picture_pages(content, called)
    return _unit(pdf, pages, sha256(content).hexdigest(), Brought(unfit=unfit_in(pdf)))


def _with_words(content: bytes, pages: int) -> list[bool]:
    """Which pages hold text of their own: read aloud it says more than a description would."""
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            return [pdf[number].get_textpage().count_chars() > 0 for number in range(pages)]
    except (pypdfium2.PdfiumError, IndexError):
        return [False] * pages  # one library reads it and the other does not: it is described


@dataclass(frozen=True)
class Brought:
    """Whether a file said what its parts are, what it did not bring, and why it is no PDF/A."""

    was_tagged: bool = False
    faces_missing: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


def _unit(pdf: Pdf, pages: Sequence[Shown], made_of: str, brought: Brought) -> bytes:
    """Each page has two objects that the pack writes: its stamp, and what it is."""
    count = len(pages)
    # After those of the pages: what holds the pages together, and which page is which.
    unit = UnitWriter(reserved=2 * count + 2)
    node, forms = unit.new(), _Forms(pdf, unit)
    numbers = [unit.new() for _ in pages]
    for at, page in enumerate(pages):
        _put_page(unit, forms, page, (Own(at), numbers[at], node))
    groups = tuple(_groups(pdf, unit))
    unit.put_all()
    unit.put(
        node,
        b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[" % (PACK.PAGES, count),
        *(said for number in numbers for said in (number, b" 0 R ")),
        b"]>>",
    )
    told = Unit(
        made_of=made_of,
        pages=tuple(_told(each) for each in pages),
        count=unit.next,
        reserved=unit.reserved,
        node=node,
        page_numbers=tuple(numbers),
        tagged=False,
        tops=(2 * count,),
        parents=2 * count + 1,
        links=(),
        groups=groups,
        offsets=unit.offsets(),
        places=unit.places,
        size=len(unit.bytes),
        was_tagged=brought.was_tagged,
        faces_missing=brought.faces_missing,
        unfit=brought.unfit,
    )
    return head_of(told) + unit.bytes


def _told(page: Shown) -> UnitPage:
    leaf = page.leaf
    return UnitPage(
        round(leaf.width, 3),
        round(leaf.height, 3),
        page.words,
        page.part,
        page.parts,
        page.captioned,
    )


class _Forms:
    """Each page as a thing that can be drawn. Whatever it does wrong stays inside it."""

    def __init__(self, pdf: Pdf, unit: UnitWriter) -> None:
        self._pdf, self._unit = pdf, unit
        self._made: dict[tuple[int, int], pikepdf.Object] = {}

    def of(self, page: pikepdf.Page) -> pikepdf.Object:
        found = self._made.get(page.obj.objgen)
        if found is None:
            form = page.as_form_xobject(handle_transformations=False)
            found = self._made[page.obj.objgen] = self._pdf.make_indirect(form)
        return found


def _put_page(unit: UnitWriter, forms: _Forms, page: Shown, numbers: tuple[Own, Own, Own]) -> None:
    stamp, number, node = numbers
    leaf, contents = page.leaf, unit.new()
    unit.put_stream(contents, _drawing(leaf, marked=b"/P" if page.words else b"/Figure"))
    links = [_link(unit, layer, each) for layer in leaf.layers for each in _links(layer)]
    said: list[bytes | Own] = [
        b"<</Type/Page/Parent ", node, b" 0 R/MediaBox[0 0 %.3f %.3f]" % (leaf.width, leaf.height),
        b"/Tabs/S/StructParents ", number, b"/Contents[", contents, b" 0 R ", stamp, b" 0 R]",
        b"/Resources<<", STAMPS, b"/XObject<<",
    ]  # fmt: skip
    for at, layer in enumerate(leaf.layers):
        said += [b"/CwLayer%d " % at, unit.number_of(forms.of(layer.page)), b" 0 R"]
    said.append(b">>>>")
    if links:
        said += [b"/Annots[", *(word for link in links for word in (link, b" 0 R ")), b"]"]
    unit.put(number, *said, b">>")


def _drawing(leaf: Leaf, marked: bytes) -> bytes:
    drawn = b"".join(_drawn(at, layer) for at, layer in enumerate(leaf.layers))
    if leaf.framed:
        drawn += b"q " + FRAME + _numbers(leaf.framed) + b" re S Q\n"
    return marked + b" <</MCID 0>> BDC\n" + drawn + b"EMC\n"


def _drawn(at: int, layer: Layer) -> bytes:
    window = _numbers(layer.clip) + b" re W n " if layer.clip else b""
    return b"q " + window + _numbers(layer.matrix) + b" cm /CwLayer%d Do Q\n" % at


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(b"%.5f" % value for value in values)


def _links(layer: Layer) -> list[Dictionary]:
    return [each for each in layer.page.obj.get(Name.Annots, ()) if isinstance(each, Dictionary)]


def _link(unit: UnitWriter, layer: Layer, link: Dictionary) -> Own:
    """A link to the web, moved to where its words are now."""
    number, address = unit.new(), pikepdf.String(str(link[Name.A][Name.URI])).unparse()
    box = b"%.3f %.3f %.3f %.3f" % moved(link[Name.Rect], layer.matrix)
    unit.put(
        number,
        b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[" + box + b"]/Contents " + address,
        b"/A<</S/URI/URI " + address + b">>>>",
    )
    return number


def moved(rectangle: pikepdf.Object, matrix: Matrix) -> tuple[float, float, float, float]:
    """A box of a page after the page was turned, moved and made smaller."""
    a, b, c, d, e, f = matrix
    x1, y1, x2, y2 = (float(each) for each in Array(rectangle))
    corners = [(x, y) for x in (x1, x2) for y in (y1, y2)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _groups(pdf: Pdf, unit: UnitWriter) -> list[tuple[int, bool]]:
    """Each layer of a document, and whether it is off when the document is opened.

    A PDF keeps this for the whole document (ISO 32000-1, 8.11.4), so a pack that did not carry it
    would show what nobody was shown.
    """
    properties = pdf.Root.get(Name.OCProperties)
    if not isinstance(properties, Dictionary):
        return []
    first = properties.get(Name.D, Dictionary())
    starts_off = first.get(Name.BaseState) == Name.OFF
    turned = _ids(first.get(Name.ON if starts_off else Name.OFF))
    return [
        (int(unit.number_of(group)), (group.objgen in turned) != starts_off)
        for group in properties.get(Name.OCGs, ())
        if group.is_indirect
    ]


def _ids(groups: pikepdf.Object | None) -> set[tuple[int, int]]:
    return {each.objgen for each in groups} if isinstance(groups, Array) else set()
