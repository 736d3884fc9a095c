"""Where the parts of a pack come from: made now, or kept from an earlier time."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from casework.documents.packs import ImagePage, PdfPages
from casework.documents.printing import printed, template_version
from casework.documents.units.foreign import unit_of_pdf, unit_of_picture
from casework.documents.units.form import FORM, Opens, Unit, unit_in
from casework.documents.units.own import unit_of_own
from casework.errors import CaseworkError

Foreign = PdfPages | ImagePage


class NotMade(CaseworkError):
    """Something of a pack was not printed or put together. Says why, in words after a colon."""


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
    """Makes the parts of a pack."""

    def own(self, template: str, **context: Any) -> Pressed:
        """A part that we print. Raises NotMade."""
        ...

    def foreign(self, part: Foreign, called: str) -> Pressed:
        """Pages of others that come as they are. Raises ExhibitUnreadable."""
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
