"""Turns what somebody sent into pixels and words. Runs as a process of its own that may be killed.

`page_source.py KIND PIXELS FIRST LAST` reads a PDF or a picture from standard input and writes, for
each page, one line of JSON (its size, its words and where they are, in per cent of the page) and,
when asked for, its raw pixels. Nothing else leaves: no object of the file, no metadata, no font.
Never imported for its work: only `pages` asks.

A word counts as seen only when taking the text off the page changes the picture under each of its
letters. What lies under a black rectangle or a photograph, is white on white or on a hidden layer
is not seen, and what is not seen is not written into any copy.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator
from enum import IntEnum
from io import BytesIO
from math import sqrt
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import (
    Image,
    ImageChops,
    ImageOps,
    JpegImagePlugin,  # noqa: F401 (loaded before the limits, not while under them)
    PngImagePlugin,  # noqa: F401
)

MEMORY, SECONDS = 3 << 29, 240
DOTS_PER_INCH = 150
MOST_PIXELS_OF_A_PAGE, MOST_PIXELS_OF_A_PICTURE = 12_000_000, 64_000_000
MOST_PAGES = 300
MOST_WORDS_OF_A_PAGE = 20_000
INK = 32  # how much lighter and darker the paper must be under a letter for it to be readable
NEEDS_PASSWORD = 4
FORMATS = ("PNG", "JPEG", "MPO", "GIF", "WEBP")


class Refusal(IntEnum):
    """Why nothing was read, as the exit status."""

    LOCKED = 3
    BROKEN = 4
    TOO_MANY_PAGES = 5
    TOO_MANY_PIXELS = 6


def confine() -> None:
    """No more memory, time, files or processes than reading takes."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))


def main(kind: str, pixels: bool, first: int, last: int) -> None:
    confine()
    content = sys.stdin.buffer.read()
    read = pdf_pages if kind == "pdf" else picture
    for told, image in read(content, first, last):
        _tell(told, image if pixels else None)


def _tell(told: dict[str, Any], image: Image.Image | None) -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(told).encode() + b"\n")
    if image is not None:
        out.write(image.tobytes())
    out.flush()


def picture(content: bytes, *_: int) -> Iterator[tuple[dict[str, Any], Image.Image]]:
    """A picture the way up it is meant to be seen; of several frames, the first."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS_OF_A_PICTURE:
                sys.exit(Refusal.TOO_MANY_PIXELS)
            upright = ImageOps.exif_transpose(opened)
            flat = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            flat.paste(shown, mask=shown.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        sys.exit(Refusal.BROKEN)
    told = {"number": 1, "of": 1, "wide": flat.width, "high": flat.height, "words": []}
    yield told | {"pictured": True}, flat


def pdf_pages(
    content: bytes, first: int, last: int
) -> Iterator[tuple[dict[str, Any], Image.Image]]:
    try:
        pdf = pypdfium2.PdfDocument(content)
        pdf.init_forms()
    except pypdfium2.PdfiumError as refused:
        locked = getattr(refused, "err_code", None) == NEEDS_PASSWORD
        sys.exit(Refusal.LOCKED if locked else Refusal.BROKEN)
    if len(pdf) > MOST_PAGES:
        sys.exit(Refusal.TOO_MANY_PAGES)
    if not len(pdf):
        sys.exit(Refusal.BROKEN)
    for number in range(first, min(last or len(pdf), len(pdf)) + 1):
        try:
            yield _page(pdf, number)
        except pypdfium2.PdfiumError:
            sys.exit(Refusal.BROKEN)


def _page(pdf: Any, number: int) -> tuple[dict[str, Any], Image.Image]:
    page = pdf[number - 1]
    wide, high = (max(each, 1.0) for each in page.get_size())
    scale = min(DOTS_PER_INCH / 72, sqrt(MOST_PIXELS_OF_A_PAGE / (wide * high)))
    shown = page.render(scale=scale).to_pil().convert("RGB")
    words = _words(page, shown, scale)
    pictured = any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    told = {"number": number, "of": len(pdf), "wide": shown.width, "high": shown.height}
    return told | {"points": [wide, high], "words": words, "pictured": pictured}, shown


def _words(page: Any, shown: Image.Image, scale: float) -> list[list[Any]]:
    """The words of a page: text, left, top, right, bottom in per cent, whether seen, its line."""
    text = page.get_textpage()
    if not text.count_chars():
        return []
    letters = list(_letters(page, text))
    printed = {at for at, *_, mode in letters if mode != raw.FPDF_TEXTRENDERMODE_INVISIBLE}
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15):
        raw.FPDFTextObj_SetTextRenderMode(each.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    without = page.render(scale=scale).to_pil().convert("RGB")
    change = ImageChops.difference(shown, without).convert("L").point(_any_change)
    grey = shown.convert("L")
    return _joined(letters, printed, change, grey)


_any_change = [0, *([255] * 255)]


def _letters(page: Any, text: Any) -> Iterator[tuple[int, str, tuple[float, ...], int]]:
    """Each letter with its number, its box in per cent, and how it is drawn."""
    place = _to_per_cent(page)
    modes: dict[int, int] = {}
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if letter.isspace() or raw.FPDFText_IsGenerated(text.raw, at) == 1:
            yield at, letter if letter in "\r\n" else " ", (), 0
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        held = raw.FPDFText_GetTextObject(text.raw, at)
        known = ctypes.cast(held, ctypes.c_void_p).value or 0
        if known not in modes:
            modes[known] = raw.FPDFTextObj_GetTextRenderMode(held)
        yield at, letter, _turned(place, left, bottom, right, top), modes[known]


def _to_per_cent(page: Any) -> tuple[float, ...]:
    """How a point of the PDF is turned, moved and scaled to per cent of the page as it is shown."""
    fine = 1_000_000
    x, y = ctypes.c_int(), ctypes.c_int()

    def at(left: float, bottom: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, fine, fine, 0, left, bottom, x, y)
        return x.value * 100 / fine, y.value * 100 / fine

    (ox, oy), (right_x, right_y), (up_x, by) = at(0, 0), at(1000, 0), at(0, 1000)
    across = ((right_x - ox) / 1000, (right_y - oy) / 1000)
    return ox, oy, *across, (up_x - ox) / 1000, (by - oy) / 1000


def _turned(
    place: tuple[float, ...], left: float, bottom: float, right: float, top: float
) -> tuple[float, ...]:
    ox, oy, right_x, right_y, up_x, by = place
    corners = [
        (ox + x * right_x + y * up_x, oy + x * right_y + y * by)
        for x in (left, right)
        for y in (bottom, top)
    ]
    xs, ys = [each[0] for each in corners], [each[1] for each in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _joined(
    letters: list[tuple[int, str, tuple[float, ...], int]],
    printed: set[int],
    change: Image.Image,
    grey: Image.Image,
) -> list[list[Any]]:
    """Letters as words; a word is seen when every one of its letters is."""
    words: list[list[Any]] = []
    line, fresh = 1, True
    for at, letter, box, _ in letters:
        if not box:
            line += letter == "\n"
            fresh = True
            continue
        seen = _is_seen(change if at in printed else grey, box, 1 if at in printed else INK)
        if fresh and len(words) >= MOST_WORDS_OF_A_PAGE:
            sys.exit(Refusal.TOO_MANY_PIXELS)
        if fresh:
            words.append([letter, *box, seen, line])
        else:
            last = words[-1]
            last[0] += letter
            last[1:5] = (*map(min, last[1:3], box[:2]), *map(max, last[3:5], box[2:]))
            last[5] = last[5] and seen
        fresh = False
    return words


def _is_seen(picture: Image.Image, box: tuple[float, ...], least: int) -> bool:
    """Whether there is so much difference of light within a letter's box."""
    wide, high = picture.size
    edge = (box[2] - box[0]) / 6  # what a neighbour reaches over is not this letter
    left, top = int((box[0] + edge) * wide / 100), int(box[1] * high / 100)
    right, bottom = int((box[2] - edge) * wide / 100) + 1, int(box[3] * high / 100) + 1
    if left >= wide or top >= high or right <= 0 or bottom <= 0:
        return False
    darkest, lightest = picture.crop((left, top, right, bottom)).getextrema()
    return lightest - (darkest if least > 1 else 0) >= least  # type: ignore[operator]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] == "pixels", int(sys.argv[3]), int(sys.argv[4]))
