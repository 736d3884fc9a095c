"""Checkpoints in a folder, each file written once. Best on another machine's disk."""

from dataclasses import dataclass
from pathlib import Path

from casework.durable import write_durably
from casework.errors import DeliveryFailed
from casework.journal.places import Copy, copies_in

OTHER = "{} already holds something else under this number: look at it before anything else"


@dataclass(frozen=True)
class Folder:
    folder: Path

    @property
    def name(self) -> str:
        return f"folder {self.folder}"

    def deliver(self, copy: Copy) -> None:
        for name, content in copy.files.items():
            try:
                self._keep(self.folder / name, content.encode())
            except OSError as failed:
                said = f"The folder cannot be written: {failed.strerror}"
                raise DeliveryFailed(said) from failed

    def _keep(self, place: Path, content: bytes) -> None:
        try:
            write_durably(place, content)
        except FileExistsError:
            if place.read_bytes() != content:
                raise DeliveryFailed(OTHER.format("The folder")) from None

    def exists(self) -> bool:
        return self.folder.is_dir()

    def copies(self) -> dict[int, Copy]:
        if not self.folder.is_dir():
            raise DeliveryFailed(f"There is no folder {self.folder}")
        try:
            held = [each for each in self.folder.iterdir() if each.suffix in (".note", ".heads")]
            return copies_in({each.name: each.read_bytes() for each in held})
        except OSError as failed:
            raise DeliveryFailed(f"The folder cannot be read: {failed.strerror}") from failed
