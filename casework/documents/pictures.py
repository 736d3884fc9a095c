"""A picture on a page of its own: its pixels untouched, readable upright, a caption below."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import img2pdf
import pikepdf
from PIL import Image, ImageOps

from casework.documents.bare_jpeg import bare
from casework.documents.leaves import A4, MM, Box, Layer, Leaf, Matrix, Upright, upright
from casework.documents.packs import ExhibitUnreadable

MOST_PIXELS = 64_000_000
TOO_MANY_PIXELS = "the picture has more than 64 million pixels"
MOST_FRAMES = 200
MARGIN = 14 * MM
CAPTION = 26 * MM
# A small picture is enlarged only a little: more would show dots that are not in it.
LARGEST_ENLARGEMENT = 1.5
# A screen that was captured while scrolling would be a thin strip on one page.
TALLEST = 3.0
OVERLAP = 6 * MM
A_HAIR = 1e-6  # what rounding adds is no reason for another page
JPEGS = ("JPEG", "MPO")
ORIENTATION = 0x0112
# What a camera says of how it was held (EXIF 2.32, 4.6.4); mirrored ones are drawn anew.
TURNED = {
    1: img2pdf.Rotation.none,
    3: img2pdf.Rotation["180"],
    6: img2pdf.Rotation["90"],
    8: img2pdf.Rotation["270"],
}
PLACED_AS_THEY_ARE = ("PNG", "GIF", "TIFF")
POINTS_PER_PIXEL = 72 / 96
SMALLEST_SIDE, LARGEST_SIDE = 3.0, 14_400.0


@dataclass(frozen=True)
class Shown:
    """A page of something that others made, and what a pack may say of it."""

    leaf: Leaf
    words: bool = False
    part: int = 1
    parts: int = 1
    captioned: bool = False


def picture_pages(content: bytes, called: str) -> tuple[pikepdf.Pdf, list[Shown]]:
    """A page for a picture; several for a scan of several, or for a very tall screen.

    Raises ExhibitUnreadable, which names the exhibit.
    """
    images = pikepdf.Pdf.open(io.BytesIO(_untouched(content, called)))
    return images, [shown for page in images.pages for shown in _pages(images, page)]


def _untouched(content: bytes, called: str) -> bytes:
    """The picture as PDF pages of its own size; the bytes of a JPEG stay as they are."""
    try:
        as_kept, several, turned = _looked_at(content, called)
        pdf: bytes = img2pdf.convert(
            as_kept,
            rotation=turned,
            layout_fun=_at_screen_size,
            first_frame_only=not several,
            nodate=True,
        )
    except ExhibitUnreadable:
        raise
    except Image.DecompressionBombError as bomb:
        raise ExhibitUnreadable(called, TOO_MANY_PIXELS) from bomb
    except Exception as broken:  # these libraries raise a dozen kinds of error with no base
        raise ExhibitUnreadable(called, "the picture is damaged or of an unknown kind") from broken
    return pdf


def _looked_at(content: bytes, called: str) -> tuple[bytes, bool, img2pdf.Rotation]:
    """Decode it once, to know that it is whole; leave behind what is not picture.

    Also says whether it is a scan of several pages, and how it has to be turned to stand upright.
    """
    with Image.open(io.BytesIO(content)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ExhibitUnreadable(called, TOO_MANY_PIXELS)
        if image.format == "TIFF" and getattr(image, "n_frames", 1) > MOST_FRAMES:
            raise ExhibitUnreadable(called, f"the scan has more than {MOST_FRAMES} pages")
        image.load()
        held = image.getexif().get(ORIENTATION, 1)
        if image.format in JPEGS and held in TURNED:
            return bare(content), False, TURNED[held]
        if image.format in PLACED_AS_THEY_ARE:
            return content, image.format == "TIFF", img2pdf.Rotation.ifvalid
        kept = io.BytesIO()
        ImageOps.exif_transpose(image).convert("RGB").save(kept, "PNG")
        return kept.getvalue(), False, img2pdf.Rotation.none


def _at_screen_size(wide: int, high: int, _: object) -> tuple[float, float, float, float]:
    """The size a picture has on a screen, within what a PDF page can be."""
    scale = min(POINTS_PER_PIXEL, LARGEST_SIDE / max(wide, high))
    width, height = max(SMALLEST_SIDE, wide * scale), max(SMALLEST_SIDE, high * scale)
    return width, height, width, height


def _pages(images: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[Shown]:
    seen = upright(page)
    wide, high = (A4[1], A4[0]) if seen.width > seen.height else A4
    windows = list(_windows(seen, wide, high))
    for part, (window, matrix) in enumerate(windows, start=1):
        shown = Layer(images, page, matrix, clip=window)
        leaf = Leaf(wide, high, (shown,), framed=window)
        yield Shown(leaf, part=part, parts=len(windows), captioned=True)


def _windows(seen: Upright, wide: float, high: float) -> Iterator[tuple[Box, Matrix]]:
    """Where a picture lies, at the top and in the middle; a tall one continues, page by page."""
    room = high - MARGIN - CAPTION
    widest = min((wide - 2 * MARGIN) / seen.width, LARGEST_ENLARGEMENT)
    tall = seen.height > TALLEST * seen.width and seen.height * widest > room
    scale = widest if tall else min(widest, room / seen.height)
    width, height = seen.width * scale, seen.height * scale
    left, top = (wide - width) / 2, high - MARGIN
    parts = ceil((height - OVERLAP) / (room - OVERLAP) - A_HAIR)
    for part in range(max(1, parts)):
        hidden = part * (room - OVERLAP)
        shown = min(room, height - hidden)
        yield (left, top - shown, width, shown), seen.fitted(left, top - height + hidden, scale)
