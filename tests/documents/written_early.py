"""Letters that go out before anything is alleged, as HR would have filled them in."""

from datetime import date
from typing import Any

from casework.documents.advice_letter import ManagementAdviceLetter
from casework.documents.letterhead import Letter
from casework.documents.suspension_letters import (
    AlternativeLetter,
    Considered,
    SuspensionLetter,
    SuspensionReviewLetter,
)
from casework.documents.wording import Contact
from tests.documents.written import EVERY

CONTACT = Contact(name="Petra Lomax, HR Officer", how="01632 960478")
MEASURE: dict[str, Any] = {
    **EVERY,
    "starts_on": date(2026, 10, 8),
    "reason": "A photograph of pupils on a personal account was reported to us.",
    "protects": "The pupils, and what witnesses have to say.",
    "terms": "Do not come to any academy of the Trust without asking your contact.",
    "lasts": "About four weeks.",
    "review_on": date(2026, 10, 22),
    "contact": CONTACT,
    "alternatives": (
        Considered(
            label="Working at another academy or site",
            will_do=False,
            reason="The pupils go there for swimming.",
        ),
    ),
}
WRITTEN_EARLY: tuple[Letter, ...] = (
    ManagementAdviceLetter(
        **EVERY,
        concern="A post without the words that views are your own.",
        expectations="Say on your profile that views are your own.",
        review_on=date(2026, 12, 18),
    ),
    SuspensionLetter(**MEASURE, available="9am to 3pm on working days, by telephone."),
    AlternativeLetter(**MEASURE),
    SuspensionReviewLetter(
        **EVERY,
        starts_on=date(2026, 10, 8),
        reviewed_on=date(2026, 10, 21),
        decision="It continues on other terms",
        reasons="Two witnesses have still to be heard.",
        contact=CONTACT,
        new_terms="You may come to the staff training day.",
        next_review_on=date(2026, 11, 4),
    ),
)
