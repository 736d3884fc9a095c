"""Hostile pictures, each made for one weakness of what decodes pictures."""

import io
import struct
import zlib

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def flat_png(wide: int, high: int, *, grey: bool = False, also: bytes = b"") -> bytes:
    """A PNG of nothing but black: however large it says it is, it packs to very little."""
    row = bytes(1 + wide * (1 if grey else 3))
    packing = zlib.compressobj(9)
    rows = b"".join(packing.compress(row) for _ in range(high)) + packing.flush()
    header = struct.pack(">IIBBBBB", wide, high, 8, 0 if grey else 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + also + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return SIGNATURE + parts


def packed_text() -> bytes:
    text = b"Comment\0\1\0\0\0" + zlib.compress(bytes(200_000_000), 9)
    return flat_png(10, 10, also=chunk(b"iTXt", text))


def saved(*frames: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    first, *more = frames
    if more:
        how |= {"save_all": True, "append_images": more}
    first.save(out, kind, **how)
    return out.getvalue()


def many_frames() -> bytes:
    one, other = Image.new("L", (4000, 4000), 0), Image.new("L", (4000, 4000), 1)
    return saved(one, *[other] * 200, kind="TIFF", compression="tiff_deflate")


def moving(frames: int = 121) -> bytes:
    shades = [Image.new("RGB", (600, 600), (each, 0, 0)) for each in range(frames)]
    return saved(*shades, kind="WEBP", duration=20)


def telling_photograph() -> bytes:
    """A JPEG that says who is on it and where it was taken, and holds a script."""
    exif = Image.Exif()
    exif[0x010E] = "PUPIL NAME ZZ-EXIF-MARKER"
    exif[0x8825] = {1: "N", 2: (53.0, 40.0, 1.0)}
    script = b"<script>alert('ZZ-COMMENT')</script>"
    return saved(Image.new("RGB", (64, 64)), kind="JPEG", exif=exif, comment=script)


def cut_photograph() -> bytes:
    return saved(Image.new("RGB", (500, 500), "red"), kind="JPEG")[:700]


def acting_drawing() -> bytes:
    entity = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"'
    fetched = '<image l:href="http://127.0.0.1:9/a.png"/><image l:href="file:///etc/passwd"/>'
    held = '<foreignObject><iframe src="javascript:alert(3)"/></foreignObject><text>&x;</text>'
    whole = f'<svg {names} onload="alert(1)"><script>alert(2)</script>{fetched}{held}</svg>'
    return f'<?xml version="1.0"?>{entity}{whole}'.encode()


def two_kinds() -> bytes:
    return b"GIF89a/*" + bytes(6) + b"*/=1;<script>alert(1)</script><!--"


def boasting_heic() -> bytes:
    kind = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic"
    extent = struct.pack(">I", 20) + b"ispe" + bytes(4) + struct.pack(">II", 65535, 65535)
    return kind + extent
