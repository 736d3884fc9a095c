"""Pictures that somebody sent: looked at whole, and copied as pixels and nothing else."""

import io
import warnings
from contextlib import suppress

import pi_heif
from PIL import Image, ImageOps, PngImagePlugin, UnidentifiedImageError

from casework.evidence.confined.told import Declined, Flag, NotDrawn, Note, Refusal

MOST_PIXELS, LONGEST_SIDE, MOST_FRAMES = 64_000_000, 50_000, 50
SCREEN, PAPER = (1600, 16_000), (4000, 16_000)
MARKUP = (b"<script", b"<html", b"<!doctype html", b"<svg")
SCANS = {"TIFF"}  # each frame is a page; of anything else it is a moment
MOVING = {"GIF", "WEBP", "PNG"}  # what a phone keeps beside a photograph is not a film
PHOTOGRAPHS = {"JPEG", "MPO", "HEIF", "WEBP"}
EXTENT = b"\x00\x00\x00\x14ispe"  # ISO/IEC 23008-12: the size an image says it has

pi_heif.options.DECODE_THREADS = 1  # it may start none
pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # its own limit only warns; ours is looked at first
PngImagePlugin.MAX_TEXT_CHUNK = 1 << 20
warnings.simplefilter("ignore")


def examine(content: bytes) -> dict[str, object]:
    """What a picture is, before anybody sees it."""
    _require_possible_extent(content)
    try:
        image = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        return _undecodable(content)
    except ValueError as bomb:  # what a PNG's packed text raises when it is unpacked
        raise Declined(Refusal.TEXT_BOMB) from bomb
    except (OSError, SyntaxError, EOFError):
        return _undecodable(content)
    frames = _frames(image)
    _require_drawable(image, frames)
    try:
        image.load()
    except (OSError, SyntaxError, EOFError, ValueError):
        return _undecodable(content)
    return _said(image, frames)


def _require_possible_extent(content: bytes) -> None:
    """A HEIC says how large it is before its decoder asks for memory, and may lie."""
    at = content.find(EXTENT, 0, 1 << 20)
    while at >= 0:
        wide = int.from_bytes(content[at + 12 : at + 16], "big")
        high = int.from_bytes(content[at + 16 : at + 20], "big")
        if wide * high > MOST_PIXELS:
            raise Declined(Refusal.PIXELS)
        at = content.find(EXTENT, at + 1, 1 << 20)


def _undecodable(content: bytes) -> dict[str, object]:
    """Cut short or broken it is still evidence; a page that a browser would run is not."""
    lower = content.lower()
    if any(each in lower for each in MARKUP):
        raise Declined(Refusal.TWO_KINDS)
    return {"flags": [Flag.DAMAGED], "notes": [], "pages": 0}


def _frames(image: Image.Image) -> int:
    try:
        return int(getattr(image, "n_frames", 1))
    except (OSError, SyntaxError, EOFError, ValueError):
        return 1


def _require_drawable(image: Image.Image, frames: int) -> None:
    wide, high = image.size
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
        raise Declined(Refusal.PIXELS)
    if image.format in SCANS and frames > MOST_FRAMES:
        raise Declined(Refusal.FRAMES)


def _said(image: Image.Image, frames: int) -> dict[str, object]:
    notes, flags = [], []
    if image.getexif() or image.info.get("comment") or getattr(image, "text", None):
        notes.append(Note.METADATA)
    if frames > 1 and image.format in MOVING:
        flags.append(Flag.MOVING)
    pages = frames if image.format in SCANS else 1
    return {"flags": flags, "notes": notes, "pages": pages, "size": list(image.size)}


def picture(content: bytes, frame: int = 1, paper: bool = False) -> bytes:
    """One frame as a picture that holds pixels, and nothing its author wrote beside them."""
    try:
        image = Image.open(io.BytesIO(content))
        _require_drawable(image, 1)
        photograph = image.format in PHOTOGRAPHS
        _seek(image, frame)
        image.draft("RGB", PAPER if paper else SCREEN)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail(PAPER if paper else SCREEN, Image.Resampling.LANCZOS, reducing_gap=2.0)
    except (OSError, SyntaxError, EOFError, ValueError) as broken:
        raise Declined(NotDrawn.BROKEN) from broken
    return encoded(upright, photograph=photograph, paper=paper)


def _seek(image: Image.Image, frame: int) -> None:
    if frame > 1 and image.format not in SCANS:
        raise Declined(NotDrawn.NO_SUCH_PAGE)
    try:
        image.seek(frame - 1)
    except EOFError as beyond:
        raise Declined(NotDrawn.NO_SUCH_PAGE) from beyond


def encoded(image: Image.Image, *, photograph: bool, paper: bool = False) -> bytes:
    """New pixels in a new file: whatever the picture carried stays behind."""
    see_through = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    mode = "RGBA" if see_through else "L" if image.mode in {"1", "L"} else "RGB"
    clean = Image.new(mode, image.size)
    clean.paste(image.convert(mode))
    out = io.BytesIO()
    if photograph and not see_through:
        clean.save(out, "JPEG", quality=92 if paper else 85)
    else:
        clean.save(out, "PNG", compress_level=3)
    return out.getvalue()


def warm() -> None:
    """Load every codec now: later nothing more can be opened."""
    Image.init()
    small = Image.new("RGB", (8, 8))
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF"):
        held = io.BytesIO()
        small.save(held, kind)
        examine(held.getvalue())
    with suppress(Declined):
        examine(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
