"""Letters about what interrupts a case, as an HR adviser would have filled them in."""

from datetime import date

from casework.documents.interruption_letters import CriminalProceedingsLetter, ResignationLetter
from casework.documents.letterhead import Letter
from tests.documents.written import EVERY

WRITTEN_ON_INTERRUPTION: tuple[Letter, ...] = (
    ResignationLetter(
        **EVERY,
        received_on=date(2026, 11, 30),
        last_day=date(2026, 12, 31),
        goes_on=True,
        why="The hearing is on 3 December 2026, before you leave.",
        child=True,
    ),
    CriminalProceedingsLetter(
        **EVERY,
        reason="The police have asked the Trust to wait until they have spoken to a witness.",
        review_on=date(2026, 12, 14),
    ),
)
