"""A copy made anew: a picture of each page with its boxes painted, and the words that remain.

Nothing of the original file is carried over: no object, metadata, attachment, layer or revision.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from casework.redaction.glyphless import EM, WIDTH, font_in
from casework.redaction.pages import Page
from casework.redaction.painting import Cover, painted
from casework.redaction.places import Word, is_hidden

FEW_COLOURS = 4096  # writing and drawing; anything with more is a photograph
JPEG_QUALITY = 90
LARGEST_SIDE = 14_400.0
OUTSIDE_THE_PLANE = "\ufffd"


@dataclass(frozen=True)
class PageMade:
    """What one page of a copy must hold, and nothing more: what the check measures it by."""

    wide: int
    high: int
    covers: tuple[Cover, ...]
    words: tuple[Word, ...]
    hidden: tuple[str, ...]


def page_made(page: Page, words: Iterable[Word], covers: Iterable[Cover]) -> PageMade:
    """The words that remain, in their order, and those that do not."""
    kept, hidden, boxes = [], [], list(covers)
    for each in words:
        covered = is_hidden(each, [one.place for one in boxes])
        if covered or not each.seen:
            hidden.append(each.text)
        else:
            kept.append(each)
    return PageMade(page.wide, page.high, tuple(boxes), tuple(kept), tuple(hidden))


class FlatPdf:
    """A PDF that grows by a page at a time, so that a long one needs no more memory."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.font = font_in(self.pdf)

    def add(self, page: Page, made: PageMade) -> None:
        assert page.image is not None
        wide, high = (min(max(each, 3.0), LARGEST_SIDE) for each in page.points)
        image = painted(page.image, list(made.covers))
        resources = Dictionary(
            XObject=Dictionary(P=_image(self.pdf, image)), Font=Dictionary(T=self.font)
        )
        drawn = f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /P Do Q\n".encode() + _text(made, wide, high)
        added = self.pdf.add_blank_page(page_size=(wide, high))
        added.obj.Resources = resources
        added.obj.Contents = self.pdf.make_stream(drawn)

    def finished(self) -> bytes:
        out = BytesIO()
        # No information dictionary, no identifier of the original, one revision.
        if Name.Info in self.pdf.trailer:
            del self.pdf.trailer.Info
        self.pdf.save(out, deterministic_id=True, compress_streams=True)
        return out.getvalue()


def flat_picture(image: Image.Image, made: PageMade, *, photograph: bool) -> bytes:
    """A picture with its boxes painted and nothing beside its pixels."""
    done = painted(image, list(made.covers))
    out = BytesIO()
    if photograph:
        done.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    else:
        done.save(out, "PNG")
    return out.getvalue()


def _image(pdf: Pdf, image: Image.Image) -> pikepdf.Object:
    """Lossless where it is writing, as JPEG where it is a photograph."""
    colours = image.getcolors(FEW_COLOURS)
    told = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
        BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
    )  # fmt: skip
    if colours is None:
        out = BytesIO()
        image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        stream = pikepdf.Stream(pdf, out.getvalue())
        told.Filter = Name.DCTDecode
    else:
        if all(len({*colour}) == 1 for _, colour in colours if isinstance(colour, tuple)):
            image, told.ColorSpace = image.convert("L"), Name.DeviceGray
        stream = pikepdf.Stream(pdf, zlib.compress(image.tobytes(), 6))
        told.Filter = Name.FlateDecode
    stream.stream_dict = told
    return pdf.make_indirect(stream)


def _text(made: PageMade, wide: float, high: float) -> bytes:
    """The words that remain, unseen, each stretched over its own place."""
    lines = ["BT 3 Tr"]
    for each in made.words:
        place = each.place
        size = max(place.high * high / 100, 0.5)
        codes = "".join(one if ord(one) <= 0xFFFF else OUTSIDE_THE_PLANE for one in each.text)
        natural = size * WIDTH / EM * max(len(codes), 1)
        stretch = max(place.wide * wide / 100, 0.1) * 100 / natural
        left, bottom = place.left * wide / 100, high - place.bottom * high / 100
        shown = (codes + " ").encode("utf-16-be").hex()
        lines.append(
            f"/T {size:.3f} Tf {stretch:.3f} Tz 1 0 0 1 {left:.3f} {bottom:.3f} Tm <{shown}> Tj"
        )
    return "\n".join([*lines, "ET"]).encode()
