"""Where the parts of a pack come from: made now, or kept from an earlier time."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO, Protocol

from casework.documents.packs import Finished, ImagePage, PdfPages
from casework.documents.printing import printed, template_version
from casework.documents.units.foreign import unit_of_pdf, unit_of_picture
from casework.documents.units.form import FORM, Opens, Unit, unit_in
from casework.documents.units.own import unit_of_own

Foreign = PdfPages | ImagePage


@dataclass(frozen=True)
class Pressed:
    """A part of a pack, ready to be linked."""

    unit: Unit
    opens: Opens

    @classmethod
    def of(cls, opens: Opens) -> "Pressed":
        """What a unit's file says of itself. Raises Unsound when it is none."""
        with opens() as source:
            return cls(unit_in(source), opens)


class Press(Protocol):
    """Makes the parts of a pack, and keeps what they are linked to."""

    def own(self, template: str, **context: Any) -> Pressed:
        """A part that we print."""
        ...

    def foreign(self, part: Foreign, called: str) -> Pressed:
        """Pages of others that come as they are. Raises ExhibitUnreadable."""
        ...

    def keep(self, pieces: Iterable[bytes]) -> Finished:
        """Keep a linked pack."""
        ...


def printed_unit(template: str, **context: Any) -> bytes:
    """A part that we print, as a unit."""
    return unit_of_own(printed(template, **context).pdf)


def unit_of_foreign(part: Foreign, called: str) -> bytes:
    """Pages of others as a unit, made in this process. Raises ExhibitUnreadable."""
    make = unit_of_pdf if isinstance(part, PdfPages) else unit_of_picture
    return make(part.content, called)


def fingerprint_of_own(template: str, context: dict[str, Any]) -> str:
    """The same for the same words on the same templates, and for nothing else."""
    told = repr((FORM, template, template_version(template), sorted(context.items())))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


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

    def keep(self, pieces: Iterable[bytes]) -> Finished:
        return InMemory(b"".join(pieces))

    @staticmethod
    def _pressed(unit: bytes) -> Pressed:
        return Pressed.of(lambda: io.BytesIO(unit))
