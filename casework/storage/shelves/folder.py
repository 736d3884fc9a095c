"""A folder in which each name is written once and made durable before it is acknowledged."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casework.durable import flush_folder, make_folder
from casework.errors import NotFound, StoreUnavailable
from casework.storage.shelves import Held

ARRIVING = ".incoming"


@dataclass(frozen=True)
class OpenFile:
    """A file of the folder, open."""

    handle: int
    size: int

    def read_at(self, start: int, length: int) -> bytes:
        try:
            return os.pread(self.handle, length, start)
        except OSError as failed:
            raise StoreUnavailable(f"The store cannot be read ({failed.strerror})") from failed

    def close(self) -> None:
        os.close(self.handle)


class FolderShelf:
    """Files under one folder. They arrive under another name and are linked into place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / ARRIVING

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        try:
            self._keep(name, pieces)
        except FileExistsError as taken:
            raise StoreUnavailable(
                f"The store already holds {name}; nothing was changed"
            ) from taken
        except OSError as failed:
            said = f"The file could not be stored ({failed.strerror}). Nothing was saved"
            raise StoreUnavailable(said) from failed

    def _keep(self, name: str, pieces: Iterable[bytes]) -> None:
        place = self.place(name)
        make_folder(place.parent)
        make_folder(self.incoming, 0o700)
        handle, arriving = tempfile.mkstemp(dir=self.incoming)
        try:
            with os.fdopen(handle, "wb") as out:
                for piece in pieces:
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(arriving, 0o400)
            os.link(arriving, place)  # a link fails where a rename would overwrite
        finally:
            os.unlink(arriving)
        flush_folder(place.parent)

    def open(self, name: str) -> OpenFile:
        try:
            handle = os.open(self.place(name), os.O_RDONLY | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError) as missing:
            raise NotFound(name) from missing
        except OSError as failed:
            raise StoreUnavailable(f"The store cannot be read ({failed.strerror})") from failed
        return OpenFile(handle, os.fstat(handle).st_size)

    def remove(self, name: str) -> None:
        self.place(name).unlink(missing_ok=True)

    def held(self) -> Iterator[Held]:
        for folder, within, files in os.walk(self.root):
            within[:] = [each for each in within if each != ARRIVING]
            for each in files:
                place = Path(folder, each)
                since = datetime.fromtimestamp(place.stat().st_mtime, UTC)
                yield Held(str(place.relative_to(self.root)), since)

    def sweep(self, before: datetime) -> int:
        old = [each for each in self.incoming.glob("*") if _since(each) < before]
        for each in old:
            each.unlink(missing_ok=True)
        return len(old)

    def require_there(self) -> None:
        try:
            make_folder(self.incoming, 0o700)
        except OSError as failed:
            said = f"The folder of the store cannot be had ({failed.strerror})"
            raise StoreUnavailable(said) from failed
        if not os.access(self.incoming, os.R_OK | os.W_OK | os.X_OK):
            raise StoreUnavailable("The folder of the store cannot be written to")

    @property
    def says(self) -> str:
        free = shutil.disk_usage(self.root).free // (1 << 30)
        return f"A folder with {free} GB free; each name is written once and never overwritten"

    def place(self, name: str) -> Path:
        place = (self.root / name).resolve()
        if not place.is_relative_to(self.root.resolve()):
            raise StoreUnavailable("A key may not leave the store")
        return place


def _since(place: Path) -> datetime:
    return datetime.fromtimestamp(place.stat().st_mtime, UTC)
