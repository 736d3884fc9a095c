"""What an earlier version kept without encrypting it: still read, never written."""

import io
from typing import Any

from casework.storage.sealing import Kept


class Plain(io.RawIOBase):
    """The bytes as they lie there."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept, self._at = kept, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._kept.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        found = self._kept.read_at(self._at, len(buffer))
        memoryview(buffer).cast("B")[: len(found)] = found  # whatever kind of buffer it is
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        if not self.closed:
            self._kept.close()
        super().close()
