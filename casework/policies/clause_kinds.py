"""What a statement of a policy is for, and how strongly it is put."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ClauseKind(StrEnum):
    """What a statement of a policy is for, which decides whether it can be alleged."""

    RULE = "rule"
    DUTY_TO_TELL = "duty_to_tell"
    STANDARD = "standard"
    INFORMATION = "information"

    @property
    def label(self) -> str:
        return KIND_WORDS[self][0]

    @property
    def sentence(self) -> str:
        return KIND_WORDS[self][1]

    @property
    def can_be_alleged(self) -> bool:
        """True when it can carry an allegation by itself."""
        return self in (ClauseKind.RULE, ClauseKind.DUTY_TO_TELL)

    @property
    def needs_a_rule(self) -> bool:
        """True when it can be named only next to a statement that can be alleged by itself."""
        return self is ClauseKind.STANDARD


KIND_WORDS: Mapping[ClauseKind, tuple[str, str]] = MappingProxyType(
    {
        ClauseKind.RULE: ("Rule", "Can be alleged."),
        ClauseKind.DUTY_TO_TELL: (
            "Duty to tell someone",
            "Can be alleged when the person who should have been told was not.",
        ),
        ClauseKind.STANDARD: ("Standard", "Use only with a specific clause."),
        ClauseKind.INFORMATION: ("Information", "Cannot be alleged."),
    }
)

# Longest first: “must not” is not a “must”.
STRENGTHS = (
    "must not",
    "must never",
    "should never",
    "should not",
    "may not",
    "can only",
    "do not",
    "must",
    "should",
)


def strength_of(text: str) -> str | None:
    """The first word of strength in a statement: must, must not, should … None when it has none."""
    found = re.search(rf"\b({'|'.join(STRENGTHS)})\b", text, re.IGNORECASE)
    return found[1].lower() if found else None
