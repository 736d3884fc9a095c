"""A JPEG without what stands beside its picture, not one pixel changed (ITU-T T.81, annex B)."""

from collections.abc import Iterator

START, END, SCAN = 0xD8, 0xD9, 0xDA
# Kept: how to read the colours (JFIF, ICC profile, Adobe). Dropped: EXIF, XMP, IPTC, comments.
KEPT_APPLICATIONS = {0xE0, 0xE2, 0xEE}
APPLICATIONS, COMMENT = range(0xE0, 0xF0), 0xFE
ALONE = {0x01, *range(0xD0, 0xD8)}
COLOURS = b"ICC_PROFILE"


def bare(jpeg: bytes) -> bytes:
    """The same picture, ending where it ends: nothing after it, and nothing said about it."""
    return b"".join(_parts(jpeg))


def _parts(jpeg: bytes) -> Iterator[bytes]:
    yield jpeg[:2]
    at = 2
    while at + 4 <= len(jpeg):
        marker, after = _marker(jpeg, at)
        if marker == END:
            break
        if marker in ALONE:
            at = after
            continue
        ends = after + int.from_bytes(jpeg[after : after + 2], "big")
        if marker == SCAN:
            ends = _end_of_scan(jpeg, ends)
        if _is_kept(marker, jpeg[after + 2 : after + 14]):
            yield bytes((0xFF, marker)) + jpeg[after:ends]
        at = ends
    yield bytes((0xFF, END))


def _marker(jpeg: bytes, at: int) -> tuple[int, int]:
    """The next marker and where it ends; any number of fill bytes may stand before it."""
    if jpeg[at] != 0xFF:
        raise ValueError("This is not a JPEG any more")
    while at < len(jpeg) - 1 and jpeg[at] == 0xFF:
        at += 1
    return jpeg[at], at + 1


def _end_of_scan(jpeg: bytes, at: int) -> int:
    """Where the next marker stands: FF00 is a byte of the picture, FFD0 to FFD7 lie within it."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] and jpeg[at + 1] not in ALONE and jpeg[at + 1] != 0xFF:
            return at
        at += 1 if jpeg[at + 1] == 0xFF else 2
    return len(jpeg)


def _is_kept(marker: int, begins: bytes) -> bool:
    if marker == COMMENT:
        return False
    if marker not in APPLICATIONS:
        return True
    return marker in KEPT_APPLICATIONS and (marker != 0xE2 or begins.startswith(COLOURS))
