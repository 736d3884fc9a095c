"""How much a packed drawing becomes, counted before anything believes it."""

import zlib
from collections.abc import Iterator

from pikepdf import Array, Name, Stream

MOST_DRAWING = 64 << 20  # bytes of orders to draw on one page, unpacked
PIECE = 1 << 16


def unpacked(stream: Stream) -> int:
    """How many bytes a stream becomes, counted while unpacking and never kept."""
    filters = stream.stream_dict.get(Name.Filter)
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    packed = stream.read_raw_bytes()
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            return len(packed)
        if name is names[-1]:
            return _inflated(packed)
        packed = b"".join(_pieces(packed, MOST_DRAWING))
    return len(packed)


def _inflated(packed: bytes) -> int:
    return sum(len(each) for each in _pieces(packed, MOST_DRAWING + PIECE))


def _pieces(packed: bytes, most: int) -> Iterator[bytes]:
    unpacking, total = zlib.decompressobj(), 0
    while packed and total <= most:
        try:
            piece = unpacking.decompress(packed, PIECE)
        except zlib.error:
            return
        packed, total = unpacking.unconsumed_tail, total + len(piece)
        yield piece
