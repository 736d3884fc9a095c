"""What qpdf finds in a finished PDF: only what we write may be there, object by object."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from casework.redaction.flattening import PageMade
from casework.redaction.painting import looks_painted, paper

QPDF = "qpdf"
OF_THE_FILE = frozenset({"/Root", "/Size", "/ID", "/Length", "/Type", "/W", "/Index", "/Filter"})
OF_THE_ROOT = frozenset({"/Type", "/Pages"})
OF_A_PAGE = frozenset({"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"})
OF_A_PICTURE = frozenset(
    ("/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter",
     "/Length")
)  # fmt: skip
DRAWN = re.compile(
    rb"q [\d.]+ 0 0 [\d.]+ 0 0 cm /P Do Q\nBT 3 Tr\n"
    rb"(/T [\d.]+ Tf [\d.]+ Tz 1 0 0 1 -?[\d.]+ -?[\d.]+ Tm <[0-9a-f]*> Tj\n)*ET\s*"
)
SHOWN = re.compile(rb"/T ([\d.]+) Tf ([\d.]+) Tz 1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm <([0-9a-f]*)> Tj")
SHORTEST = 4  # a shorter word turns up by chance among compressed bytes
UNREADABLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)


def found_by_qpdf(finished: bytes, made: list[PageMade]) -> list[str]:
    """Every object, revision, stream or byte that should not be there."""
    found = [*_revisions(finished), *_in_bytes(finished, made, "the bytes of the file")]
    try:
        with Pdf.open(BytesIO(finished)) as pdf:
            found += _structure(pdf, made)
            found += _streams(pdf, made)
            for number, page in enumerate(pdf.pages, start=1):
                if number <= len(made):
                    found += _page(page, number, made[number - 1])
            found += [f"{QPDF} warns: {each}" for each in pdf.get_warnings()]
    except UNREADABLE as broken:
        found.append(f"{QPDF} cannot read the copy: {broken}")
    return found


def _revisions(finished: bytes) -> Iterator[str]:
    if finished.count(b"%%EOF") != 1 or finished.count(b"startxref") != 1:
        yield "An earlier revision is in the file"
    if not finished.rstrip().endswith(b"%%EOF"):
        yield "Something follows the end of the file"


def _in_bytes(content: bytes, made: list[PageMade], where: str) -> Iterator[str]:
    """Hidden words in bytes as they are, as UTF-16 or as hexadecimal digits."""
    low = content.lower()
    words = dict.fromkeys(word for page in made for word in page.hidden)
    kept = " ".join(each.text for page in made for each in page.words).casefold()
    for word in words:
        if len(word) < SHORTEST or word.casefold() in kept:
            continue
        folded = word.casefold()
        forms = (folded.encode(), folded.encode("utf-16-be"), folded.encode("utf-16-le"))
        if any(each in low for each in forms):
            yield f"“{word}” is in {where}"
        # Digits keep the case of letters, so each way of writing is looked for.
        hexed = (one.encode("utf-16-be").hex().encode() for one in (word, folded, word.upper()))
        if any(each in low for each in hexed):
            yield f"“{word}” is in {where} as digits"


def _structure(pdf: Pdf, made: list[PageMade]) -> Iterator[str]:
    yield from _extra(pdf.trailer, OF_THE_FILE, "the file")
    yield from _extra(pdf.Root, OF_THE_ROOT, "the document")
    if len(pdf.pages) != len(made):
        yield f"{QPDF} finds {len(pdf.pages)} pages where there should be {len(made)}"
    for number, page in enumerate(pdf.pages, start=1):
        yield from _extra(page.obj, OF_A_PAGE, f"page {number}")
        resources = page.obj.get(Name.Resources, Dictionary())
        yield from _extra(resources, frozenset({"/XObject", "/Font"}), f"page {number}")


def _extra(holder: pikepdf.Object, allowed: frozenset[str], where: str) -> Iterator[str]:
    for key in sorted(set(holder.keys()) - allowed):
        yield f"{key[1:]} is in {where} and should not be"


def _streams(pdf: Pdf, made: list[PageMade]) -> Iterator[str]:
    """What is in no page is in no copy: every stream is a page's, a picture's or the font's."""
    own = {page.obj.Contents.objgen for page in pdf.pages}
    for each in pdf.objects:
        if not isinstance(each, Stream) or each.get(Name.Type) in (Name.XRef, Name.ObjStm):
            continue
        if each.get(Name.Subtype) == Name.Image:
            yield from _extra(each.stream_dict, OF_A_PICTURE, "a picture")
            continue
        yield from _in_bytes(each.read_bytes(), made, "a stream")
        if each.objgen not in own and each.get(Name.Type) is not None:
            yield f"A stream of the kind {each.get(Name.Type)} is in the file and should not be"


def _page(page: pikepdf.Page, number: int, made: PageMade) -> Iterator[str]:
    drawn = page.obj.Contents.read_bytes()
    if not DRAWN.fullmatch(drawn):
        yield f"Page {number} draws more than its picture and its words ({QPDF})"
    high = float(page.obj.MediaBox[3])
    wide = float(page.obj.MediaBox[2])
    for size, stretch, left, bottom, digits in SHOWN.findall(drawn):
        text = bytes.fromhex(digits.decode()).decode("utf-16-be", "replace").rstrip(" ")
        across = float(size) * 0.5 * len(text) * float(stretch) / 100
        x = (float(left) + across / 2) * 100 / wide
        y = (high - float(bottom) - float(size) / 2) * 100 / high
        for at, cover in enumerate(made.covers, start=1):
            if cover.place.holds(x, y):
                yield f"Page {number}: “{text}” can still be read under box {at} ({QPDF})"
    yield from _picture(page, number, made)


def _picture(page: pikepdf.Page, number: int, made: PageMade) -> Iterator[str]:
    """The picture itself, inflated from its stream and not drawn."""
    pictures = list(page.obj.Resources.XObject.values())
    if len(pictures) != 1:
        yield f"Page {number} has {len(pictures)} pictures where there should be one ({QPDF})"
        return
    picture = pictures[0]
    if not isinstance(picture, Stream):
        yield f"Page {number} has no picture ({QPDF})"
        return
    image = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    if image.size != (made.wide, made.high):
        yield f"Page {number}: the picture has another size ({QPDF})"
        return
    wanted = paper(image.size, list(made.covers))
    for at, cover in enumerate(made.covers, start=1):
        if not looks_painted(image, wanted, cover.place):
            yield f"Page {number}: the picture under box {at} is not gone ({QPDF})"
