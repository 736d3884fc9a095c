"""Making a pack here and in memory; and what whoever keeps packs does in its place."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Protocol

from casework.documents.contents import Contents
from casework.documents.linking import Binding, Part, linked
from casework.documents.packs import Finished
from casework.documents.press import Foreign, Press, Pressed, printed_unit, unit_of_foreign
from casework.documents.progress import Making, Progress, Told
from casework.documents.soundness import Expected, require_sound, weights_of


class Bindery(Press, Protocol):
    """Makes the parts of a pack, links them, and keeps what passed its check."""

    def ahead(self, parts: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Say which parts will be asked for, so that they can be begun with."""
        ...

    def bind(
        self, parts: Sequence[Part], binding: Binding, contents: Contents, progress: Progress
    ) -> Finished:
        """The pack, linked, kept and checked. Raises PackUnsound, UnitChanged, NotMade."""
        ...


@dataclass(frozen=True)
class InMemory:
    """A pack that was kept nowhere else."""

    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        return len(self.content)

    def opens(self) -> BinaryIO:
        return io.BytesIO(self.content)


class HandPress:
    """Makes every part anew, here and in memory: for tests, and where nothing is kept."""

    def own(self, template: str, **context: Any) -> Pressed:
        return self._pressed(printed_unit(template, **context))

    def foreign(self, part: Foreign, called: str) -> Pressed:
        return self._pressed(unit_of_foreign(part, called))

    def ahead(self, parts: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Nothing is begun before it is asked for."""

    def keep(self, pieces: Iterable[bytes]) -> Finished:
        return InMemory(b"".join(pieces))

    def bind(
        self, parts: Sequence[Part], binding: Binding, contents: Contents, progress: Progress
    ) -> Finished:
        leaves = [page.leaf for part in parts for page in part.unit.pages]
        progress(Told(Making.LINKING, 0, len(leaves)))
        kept = self.keep(linked(parts, binding))
        progress(Told(Making.CHECKING, 0, len(leaves), len(leaves)))
        with kept.opens() as source:
            require_sound(source, Expected(contents, leaves, binding.first, weights_of(parts)))
        return kept

    @staticmethod
    def _pressed(unit: bytes) -> Pressed:
        return Pressed.of(lambda: io.BytesIO(unit))
