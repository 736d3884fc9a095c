"""What is stamped on every page of a pack: its number, the case, and whether it is a draft."""

import io
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sin

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from casework.documents.leaves import MM, Leaf
from casework.documents.printing import FONTS

FACE = FONTS / "SourceSans3-Semibold.ttf"
CODES = range(32, 256)
INSET = 9 * MM
BASELINE = 5 * MM
NUMBER_SIZE = 12.0
LABEL_SIZE = 8.0
GAP = 5.0
DRAFT = "DRAFT"
CAPTION_SIZE, CAPTION_LINES, CAPTION_STEP = 9.0, 3, 4.2 * MM
CAPTION_INSET, CAPTION_TOP = 14 * MM, 21 * MM
SLANT = radians(52)


@dataclass(frozen=True)
class Face:
    """The stamp's typeface, cut down to the letters that a stamp can hold."""

    file: bytes
    widths: tuple[int, ...]
    ascent: int
    descent: int
    box: tuple[int, int, int, int]

    def width(self, words: str, size: float) -> float:
        return sum(self.widths[code - CODES.start] for code in encoded(words)) * size / 1000


def encoded(words: str) -> bytes:
    """The words in the stamp's encoding; a letter it does not have becomes a question mark."""
    return words.encode("cp1252", errors="replace")


@cache
def face() -> Face:
    """The face is cut once: it takes a tenth of a second."""
    font = TTFont(FACE, recalcTimestamp=False)
    letters = {code: _letter(code) for code in CODES}
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(each) for each in letters.values() if each])
    cutter.subset(font)
    file = io.BytesIO()
    font.save(file)
    cmap, widths, per_em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    head, vertical = font["head"], font["hhea"]
    return Face(
        file=file.getvalue(),
        widths=tuple(
            round(widths[cmap.get(ord(each or " "), ".notdef")][0] * 1000 / per_em)
            for each in letters.values()
        ),
        ascent=vertical.ascent,
        descent=vertical.descent,
        box=(head.xMin, head.yMin, head.xMax, head.yMax),
    )


def _letter(code: int) -> str:
    """The letter at a place of the encoding; five places have none."""
    return bytes([code]).decode("cp1252", errors="ignore")


@dataclass(frozen=True)
class Marks:
    """What is stamped on one page."""

    label: str
    number: int
    draft: bool = False
    caption: str = ""


def stamp(leaf: Leaf, marks: Marks) -> bytes:
    """The marks for one page, as drawing instructions."""
    drawn = _watermark(leaf) if marks.draft else b""
    drawn += _below(leaf, marks.caption) if marks.caption else b""
    drawn += _at_the_foot(leaf, marks.label, marks.number)
    return b"/Artifact <</Type /Pagination>> BDC q\n" + drawn + b"Q EMC\n"


def _at_the_foot(leaf: Leaf, label: str, number: int) -> bytes:
    scale, cut = leaf.scale, face()
    big, small = NUMBER_SIZE * scale, LABEL_SIZE * scale
    end, base = leaf.width - INSET * scale, BASELINE * scale
    number_at = end - cut.width(str(number), big)
    label_at = number_at - GAP * scale - cut.width(label, small)
    return (
        b"0.26 0.32 0.36 rg\n"
        + _words(label, small, (1, 0, 0, 1, label_at, base))
        + b"0.09 0.14 0.17 rg\n"
        + _words(str(number), big, (1, 0, 0, 1, number_at, base))
    )


def _below(leaf: Leaf, caption: str) -> bytes:
    """A line or three below a picture, above the number of its page."""
    wide = leaf.width - 2 * CAPTION_INSET
    lines = _broken(caption, wide)[:CAPTION_LINES]
    return b"0.26 0.32 0.36 rg\n" + b"".join(
        _words(line, CAPTION_SIZE, (1, 0, 0, 1, CAPTION_INSET, CAPTION_TOP - at * CAPTION_STEP))
        for at, line in enumerate(lines)
    )


def _broken(words: str, wide: float) -> list[str]:
    """The words in lines that are no wider than that, but for a word that is."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face().width(longer, CAPTION_SIZE) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def can_be_set(words: str) -> bool:
    """Whether the face has every letter of it."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return words.isprintable()


def _watermark(leaf: Leaf) -> bytes:
    size = min(leaf.width, leaf.height) * 0.3
    half = face().width(DRAFT, size) / 2
    across, up = cos(SLANT), sin(SLANT)
    left = leaf.width / 2 - half * across + size * 0.3 * up
    bottom = leaf.height / 2 - half * up - size * 0.3 * across
    where = (across, up, -up, across, left, bottom)
    return b"q /CwFaint gs 0.26 0.32 0.36 rg\n" + _words(DRAFT, size, where) + b"Q\n"


def _words(words: str, size: float, where: tuple[float, ...]) -> bytes:
    placed = " ".join(f"{each:.3f}" for each in where)
    shown = encoded(words).replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return f"BT /CwStamp {size:.2f} Tf {placed} Tm (".encode() + shown + b") Tj ET\n"
