"""What is in the file of a picture beside its pixels: nothing may be."""

import struct
from collections.abc import Iterable, Iterator

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
PNG_PARTS = frozenset({b"IHDR", b"IDAT", b"IEND"})
# Start of image, its tables, its one scan, its end; APP0 says only how dense the dots are.
JPEG_PARTS = frozenset({0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA, 0xE0})
LONGEST_APP0 = 16
SHORTEST = 6


def found_in_picture_file(finished: bytes, hidden: Iterable[str]) -> list[str]:
    """Every part of the file that is no pixel, and hidden words among its bytes."""
    if finished.startswith(PNG_START):
        found = list(_png(finished))
    elif finished.startswith(JPEG_START):
        found = list(_jpeg(finished))
    else:
        return ["The copy is neither a PNG nor a JPEG"]
    low = finished.lower()
    for word in dict.fromkeys(hidden):
        if len(word) >= SHORTEST and word.casefold().encode() in low:
            found.append(f"“{word}” is in the bytes of the file")
    return found


def _png(finished: bytes) -> Iterator[str]:
    at = len(PNG_START)
    while at + 12 <= len(finished):
        length, kind = struct.unpack(">I4s", finished[at : at + 8])
        if kind not in PNG_PARTS:
            yield f"The picture carries {kind.decode('latin-1')}, which is no picture"
        at += 12 + length
        if kind == b"IEND":
            break
    if at != len(finished):
        yield "Something follows the end of the picture"


def _jpeg(finished: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(finished) and finished[at] == 0xFF:
        kind, length = finished[at + 1], struct.unpack(">H", finished[at + 2 : at + 4])[0]
        if kind not in JPEG_PARTS or (kind == 0xE0 and length > LONGEST_APP0):
            yield f"The picture carries a part {kind:#x}, which is no picture"
        at += 2 + length
        if kind == 0xDA:
            break
    end = finished.find(b"\xff\xd9", at)
    if end == -1 or end + 2 != len(finished):
        yield "Something follows the end of the picture"
