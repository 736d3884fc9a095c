"""The letter of management advice (L-11): what is expected from now on. It is not a sanction."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import needed
from casework.documents.letterhead import Letter


@dataclass(frozen=True, kw_only=True)
class ManagementAdviceLetter(Letter):
    """L-11: a matter was settled informally."""

    code: ClassVar[str] = "L-11"
    subject: ClassVar[str] = "Advice after an informal resolution"
    template: ClassVar[str] = "letters/management_advice.html"
    guard: ClassVar[str] = "G-TRI-2"

    concern: str = field(metadata=needed("What it was about", "ACAS-03"))
    expectations: str = field(metadata=needed("What is expected", "ACAS-03"))
    review_on: date | None = field(metadata=needed("The day it is looked at again", "ACAS-03"))
