"""One page of a pack before it is numbered: upright, with whatever is laid on it."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Name

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, width, height
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
# What is kept free at the foot of a page that somebody else laid out, so that its number
# never lies over their words. For a page as wide as A4; wider and narrower pages in proportion.
FOOT = 11 * MM
# A receipt or a label gets white around it, so that its number can be read.
SMALLEST_SIDE = 105 * MM


@dataclass(frozen=True)
class Layer:
    """A page that is laid on a leaf, and how: turned, moved, scaled, and seen through a window."""

    source: pikepdf.Pdf
    page: pikepdf.Page
    matrix: Matrix
    clip: Box | None = None


@dataclass(frozen=True)
class Leaf:
    """A page of the pack. A thin line is drawn around what is `framed`."""

    width: float
    height: float
    layers: tuple[Layer, ...]
    framed: Box | None = None

    @property
    def scale(self) -> float:
        """How large a page number is on this page, compared with one on A4."""
        return min(3.0, max(0.35, min(self.width, self.height) / A4[0]))

    @property
    def foot(self) -> float:
        """How high the strip for the page number is."""
        return FOOT * self.scale


@dataclass(frozen=True)
class Upright:
    """A page as its reader sees it: its size, and what turns it from how it is stored."""

    width: float
    height: float
    matrix: Matrix

    def fitted(self, left: float, bottom: float, scale: float) -> Matrix:
        a, b, c, d, e, f = self.matrix
        return (
            a * scale, b * scale, c * scale, d * scale, e * scale + left, f * scale + bottom,
        )  # fmt: skip


def upright(page: pikepdf.Page) -> Upright:
    """The visible part of a page, turned the way it is read. Raises ValueError when empty."""
    left, bottom, right, top = _visible(page)
    unit = float(page.obj.get(Name.UserUnit, 1)) or 1.0
    wide, high = (right - left) * unit, (top - bottom) * unit
    if wide <= 0 or high <= 0:
        raise ValueError("a page has no area")
    match _turned(page):
        case 90:
            return Upright(high, wide, (0, -unit, unit, 0, -bottom * unit, right * unit))
        case 180:
            return Upright(wide, high, (-unit, 0, 0, -unit, right * unit, top * unit))
        case 270:
            return Upright(high, wide, (0, unit, -unit, 0, top * unit, -left * unit))
        case _:
            return Upright(wide, high, (unit, 0, 0, unit, -left * unit, -bottom * unit))


def _visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The crop box, as far as it lies on the page (ISO 32000-1, 14.11.2)."""
    media, crop = _ordered(page.mediabox), _ordered(page.cropbox)
    shared = (
        max(media[0], crop[0]), max(media[1], crop[1]),
        min(media[2], crop[2]), min(media[3], crop[3]),
    )  # fmt: skip
    return shared if shared[2] > shared[0] and shared[3] > shared[1] else media


def _ordered(box: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(each) for each in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _turned(page: pikepdf.Page) -> int:
    return int(page.rotation or 0) % 360


def own_leaves(pdf: pikepdf.Pdf) -> list[Leaf]:
    """Pages that we laid out, with room for their numbers already left free."""
    return [_own_leaf(pdf, page) for page in pdf.pages]


def _own_leaf(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Leaf:
    seen = upright(page)
    return Leaf(seen.width, seen.height, (Layer(pdf, page, seen.matrix),))


def foreign_leaves(pdf: pikepdf.Pdf) -> list[Leaf]:
    """Pages that somebody else laid out, made a little smaller so that the foot is free."""
    return [_foreign_leaf(pdf, page) for page in pdf.pages]


def _foreign_leaf(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Leaf:
    seen = upright(page)
    blank = Leaf(max(seen.width, SMALLEST_SIDE), max(seen.height, SMALLEST_SIDE), ())
    scale = min(1.0, (blank.height - blank.foot) / seen.height)
    left = (blank.width - seen.width * scale) / 2
    bottom = blank.height - seen.height * scale
    layer = Layer(pdf, page, seen.fitted(left, bottom, scale))
    return Leaf(blank.width, blank.height, (layer,))
