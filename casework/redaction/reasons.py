"""Why something is hidden (domain RD-8), and for whom a copy is."""

from enum import StrEnum


class Reason(StrEnum):
    """The code that every box has; a whole page needs one too (RD-3)."""

    PUPIL = "PUPIL"
    THIRD_PARTY = "THIRD_PARTY"
    SPECIAL_CATEGORY = "SPECIAL_CAT"
    SAFEGUARDING = "SAFEGUARD"
    PRIVILEGE = "PRIVILEGE"
    IRRELEVANT = "IRRELEVANT"
    SECURITY = "SECURITY"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Reason.PUPIL: "A pupil",
    Reason.THIRD_PARTY: "Somebody who is not in the case",
    Reason.SPECIAL_CATEGORY: "Health, belief or other special category data",
    Reason.SAFEGUARDING: "Safeguarding",
    Reason.PRIVILEGE: "Legal advice",
    Reason.IRRELEVANT: "Personal data that does not bear on the case",
    Reason.SECURITY: "Security, such as a sign-in",
}


class HiddenIn(StrEnum):
    """In which of the copies a box hides what is under it."""

    EVERY_COPY = "every_copy"
    PANEL_AND_EMPLOYEE = "panel_and_employee"
    PRESENTING_OFFICER = "presenting_officer"

    @property
    def label(self) -> str:
        return {
            HiddenIn.EVERY_COPY: "Hidden in every copy",
            HiddenIn.PANEL_AND_EMPLOYEE: "Only in the panel and employee copy",
            HiddenIn.PRESENTING_OFFICER: "Only in the presenting officer’s copy",
        }[self]
