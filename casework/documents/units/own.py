"""What we print ourselves, made linkable: its structure, its links and its letters stay."""

import io
from collections.abc import Iterator
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from casework.documents.archival import unfit_in
from casework.documents.leaves import upright
from casework.documents.units.form import PACK, Placed, Unit, UnitPage, head_of
from casework.documents.units.writing import Own, UnitWriter

# The index is printed with links to an address that cannot exist; a pack turns each into a link to
# that page.
PLACE = "https://page.invalid/"
# What stands for each page or link in the printed structure, and its number here.
Keys = dict[int, Own]
STAMPED_WITH = {
    "/Font": b"/CwStamp %d 0 R" % PACK.FONT,
    "/ExtGState": b"/CwFaint %d 0 R" % PACK.FAINT,
}


def unit_of_own(pdf: bytes) -> bytes:
    """A printed part of a pack as a unit."""
    with Pdf.open(io.BytesIO(pdf)) as printed:
        return _unit(printed, sha256(pdf).hexdigest())


def _unit(pdf: Pdf, made_of: str) -> bytes:
    pages = list(pdf.pages)
    placed = [each for page in pages for each in _annotations(page) if _leads(each)]
    unit = UnitWriter(reserved=len(pages) + len(placed))
    node, numbers = unit.new(), [unit.new() for _ in pages]
    _name_apart(pdf, made_of[:8])
    links = tuple(_placed(unit, each, at) for at, each in enumerate(placed, start=len(pages)))
    for page, number in zip(pages, numbers, strict=True):
        unit.stands_for(page.obj, number)
    keys = _keys(unit, pages)
    for at, page in enumerate(pages):
        _put_page(unit, page, Own(at), node)
    tops, parents = _put_structure(unit, pdf, keys)
    unit.put_all()
    unit.put(
        node,
        b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[" % (PACK.PAGES, len(pages)),
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
        tagged=True,
        tops=tops,
        parents=parents,
        links=links,
        groups=(),
        offsets=unit.offsets(),
        places=unit.places,
        size=len(unit.bytes),
        unfit=unfit_in(pdf),
    )
    return head_of(told) + unit.bytes


def _name_apart(pdf: Pdf, name: str) -> None:
    """Cells of tables are named by number: two parts of a pack may not use the same names."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or thing.get(Name.Type) != Name.StructElem:
            continue
        if Name.ID in thing:
            thing.ID = _apart(thing.ID, name)
        for each in _attributes(thing):
            if Name.Headers in each:
                each.Headers = Array([_apart(header, name) for header in Array(each.Headers)])


def _apart(called: pikepdf.Object, name: str) -> pikepdf.String:
    return pikepdf.String(f"{name}-{called}")


def _attributes(element: Dictionary) -> list[Dictionary]:
    told = element.get(Name.A)
    every = list(told) if isinstance(told, Array) else [told]
    return [each for each in every if isinstance(each, Dictionary)]


def _told(page: pikepdf.Page) -> UnitPage:
    seen = upright(page)
    return UnitPage(round(seen.width, 3), round(seen.height, 3))


def _annotations(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    yield from page.obj.get(Name.Annots, ())


def _leads(link: pikepdf.Object) -> bool:
    return str(link.get(Name.A, Dictionary()).get(Name.URI, "")).startswith(PLACE)


def _placed(unit: UnitWriter, link: pikepdf.Object, at: int) -> Placed:
    """A link of the index: the pack writes it, once it knows the pages."""
    unit.stands_for(link, Own(at))
    x1, y1, x2, y2 = (round(float(each), 3) for each in Array(link[Name.Rect]))
    box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return Placed(at, box, int(str(link[Name.A][Name.URI]).removeprefix(PLACE)))


def _keys(unit: UnitWriter, pages: list[pikepdf.Page]) -> Keys:
    """Each page and link is found in the structure under a key: from now on under its number."""
    keys: Keys = {}
    for page in pages:
        keys[int(page.obj.StructParents)] = _own(unit, page.obj)
        for each in _annotations(page):
            if not _leads(each):
                _put_link(unit, each)
            if Name.StructParent in each:
                keys[int(each.StructParent)] = _own(unit, each)
    return keys


def _own(unit: UnitWriter, thing: pikepdf.Object) -> Own:
    number = unit.number_of(thing)
    if not isinstance(number, Own):
        raise ValueError("A page and its links are objects of their own")
    return number


def _put_link(unit: UnitWriter, link: pikepdf.Object) -> None:
    """A link that leads out of the pack, such as to the web."""
    number = unit.new()
    unit.stands_for(link, number)
    kept = {key: value for key, value in link.items() if key not in ("/StructParent", "/F")}
    with unit.numbered(number):
        unit.entries(kept, b"/F 4/StructParent ", number)


def _put_page(unit: UnitWriter, page: pikepdf.Page, stamp: Own, node: Own) -> None:
    drawn, number = unit.new(), _own(unit, page.obj)
    page.contents_coalesce()
    unit.put_stream(drawn, page.obj.Contents.read_bytes())
    links = [_own(unit, each) for each in _annotations(page)]
    with unit.numbered(number):
        unit.say(b"<</Type/Page/Parent ", node, b" 0 R/MediaBox ")
        unit.value(page.mediabox)
        unit.say(b"/Tabs/S/StructParents ", number)
        unit.say(b"/Contents[%d 0 R " % PACK.OPENING, drawn, b" 0 R ", stamp, b" 0 R]/Annots[")
        unit.say(*(said for link in links for said in (link, b" 0 R ")))
        unit.say(b"]/Resources<<")
        _say_resources(unit, page.resources)
        unit.say(b">>>>")


def _say_resources(unit: UnitWriter, resources: Dictionary) -> None:
    """What a page draws with, and what it is stamped with."""
    told = {str(key): value for key, value in resources.items()}
    for key, stamped in STAMPED_WITH.items():
        unit.say(key.encode() + b" ")
        unit.entries({str(k): v for k, v in told.pop(key, Dictionary()).items()}, stamped)
    for key, value in told.items():
        unit.say(key.encode() + b" ")
        unit.value(value)


def _put_structure(unit: UnitWriter, pdf: Pdf, keys: Keys) -> tuple[tuple[int, ...], int]:
    """The structure as printed, but that its top is a part of the pack's."""
    root = pdf.Root.StructTreeRoot
    tops = []
    for top in Array(root.K):
        number = unit.new()
        unit.stands_for(top, number)
        tops.append((number, top))
    for number, top in tops:
        kept = {key: value for key, value in top.items() if key not in ("/P", "/S")}
        with unit.numbered(number):
            unit.entries(kept, b"/S/Part/P %d 0 R" % PACK.DOCUMENT)
    parents = unit.new()
    named = list(root.ParentTree.Nums)
    found = {keys[int(at)]: what for at, what in zip(named[::2], named[1::2], strict=True)}
    with unit.numbered(parents):
        unit.say(b"<</Limits[", min(found), b" ", max(found), b"]/Nums[")
        for key in sorted(found):
            unit.say(key, b" ")
            unit.value(found[key])
            unit.say(b" ")
        unit.say(b"]>>")
    return tuple(int(number) for number, _ in tops), int(parents)
