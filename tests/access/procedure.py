"""The acts of the investigation and of the hearing in full, and whose work each is."""

from collections.abc import Callable

from tests.access.deciding import Row
from tests.access.people import TRIAGER

BY_HR = frozenset({"P13"})
ADDS = frozenset({"P12", "P13", "P16", TRIAGER})
RECEIVED_BY = frozenset({"P13", "P16"})
AT_THE_HEARING = frozenset({"P13", "P18"})
# What the employee does themselves, and what is recorded for them when it comes another way.
OWN = (
    "my-companion",
    "my-postponement-request",
    "my-adjustment",
    "my-hearing-witness",
    "my-notes-answer",
    "my-paper-withdrawn",
)
RECORDED = (
    "companion",
    "postponement-request",
    "adjustment",
    "hearing-witness",
    "notes-answer",
    "paper-withdrawn",
)
WORKS: dict[frozenset[str], tuple[str, ...]] = {
    AT_THE_HEARING: (
        "companion-withdrawn",
        "postponement-decision",
        "adjustment-decision",
        "non-attendance",
        "order-of-proceedings",
        "mitigation",
    ),
    RECEIVED_BY: (
        *RECORDED,
        "plan-step",
        "step-done",
        "invite-employee",
        "invite-witness",
        "meeting-held",
        "anonymity",
    ),
    BY_HR: (
        "sign-off-refusal",
        "move-hearing",
        "hearing-in-absence",
        "new-allegation",
        "tell-employee",
        "draft-comment",
    ),
    frozenset({"P16"}): ("share-draft",),
}


def acts(act: Callable[..., Row]) -> dict[str, Row]:
    """A row for each, by the last part of its address."""
    rows = {"hand-over": act("a25"), "signed-statement": act("a08", works=ADDS)} | {
        name: act(works=who) for who, names in WORKS.items() for name in names
    }
    return rows | dict.fromkeys(OWN, act("a20", early=True))
