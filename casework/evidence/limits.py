"""What an item does not prove by itself, in plain words, each with what it rests on. Pure.

The sentences follow from what is recorded: a better record changes them, a good chain of custody
alone does not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from casework.evidence.choices import (
    AccessRoute,
    Authenticity,
    Form,
    ItemType,
    Means,
    StillOnline,
)
from casework.evidence.details import CaptureDetails


@dataclass(frozen=True)
class Look:
    """The last look at whether it is still online."""

    found: StillOnline
    on: date


@dataclass(frozen=True)
class ItemFacts:
    """What the rules below are told about one item."""

    details: CaptureDetails = field(default_factory=CaptureDetails)
    confirmed: bool = False
    looked: Look | None = None

    @property
    def of_a_screen(self) -> bool:
        return self.details.item_type.of_a_screen

    @property
    def supported(self) -> bool:
        """Whether anything besides the item itself speaks for it."""
        told = self.details.authenticity
        return told is Authenticity.CORROBORATED or self.details.corroborated_by is not None

    @property
    def disputed(self) -> bool:
        return self.details.authenticity is Authenticity.DISPUTED

    @property
    def admitted(self) -> bool:
        return self.details.authenticity is Authenticity.ADMITTED

    @property
    def unlawful(self) -> bool:
        """Whether it is recorded that a forbidden means was used."""
        return self.details.means in {
            Means.BORROWED_LOGIN,
            Means.FALSE_ACCOUNT,
            Means.PRESSURE,
        }


@dataclass(frozen=True)
class Limit:
    """One thing an item does not show by itself, where it applies, and why that is said."""

    id: str
    source: str
    says: str
    applies: Callable[[ItemFacts], bool]


LIMITS: tuple[Limit, ...] = (
    Limit(
        "EV-L01",
        "GDPR-FAIR",
        "It is recorded that it was got by a means that is not allowed. Take advice before anybody "
        "relies on it.",
        lambda it: it.unlawful,
    ),
    Limit(
        "EV-L02",
        "ACPO-3",
        "How it was come by is not recorded, so nobody can judge whether that was fair.",
        lambda it: it.details.access_route is AccessRoute.NOT_RECORDED,
    ),
    Limit(
        "EV-L03",
        "CMA90-1",
        "It is not known whether somebody’s sign-in, a made-up account or pressure was used to get "
        "it.",
        lambda it: it.details.means in {Means.UNKNOWN, Means.NOT_RECORDED},
    ),
    Limit(
        "EV-L04",
        "ISO-27037",
        "Whoever added it got it from somebody else. It does not show what that person left out or "
        "changed first.",
        lambda it: it.details.access_route in {AccessRoute.SHOWN, AccessRoute.SUPPLIED},
    ),
    Limit(
        "EV-L05",
        "ACPO-1",
        "It is a copy, so it does not show whether the original said the same.",
        lambda it: it.details.form is Form.COPY,
    ),
    Limit(
        "EV-L06",
        "ACPO-1",
        "It is a photo of a screen: it does not show whether what was on the screen was real.",
        lambda it: it.details.form is Form.PHOTO,
    ),
    Limit(
        "EV-L07",
        "ISO-27037",
        "Whether it is the original or a copy is not recorded.",
        lambda it: it.details.form is Form.NOT_RECORDED,
    ),
    Limit(
        "EV-L08",
        "BERKELEY",
        "It does not prove that the account is the employee’s. Anybody can copy a name and a "
        "picture.",
        lambda it: it.of_a_screen and not it.admitted and it.details.account_link is None,
    ),
    Limit(
        "EV-L09",
        "BURCHELL",
        "It does not prove who typed or sent it, even if the account is the employee’s.",
        lambda it: it.of_a_screen and not it.admitted,
    ),
    Limit(
        "EV-L10",
        "BERKELEY",
        "It does not prove that it was ever online, because no web address is recorded.",
        lambda it: it.of_a_screen and it.details.web_address is None,
    ),
    Limit(
        "EV-L11",
        "BERKELEY",
        "Nobody has recorded a look at whether it is still online.",
        lambda it: it.of_a_screen and it.looked is None,
    ),
    Limit(
        "EV-L12",
        "BERKELEY",
        "It was gone, or had changed, when last checked, so it can no longer be compared with what "
        "was posted.",
        lambda it: (
            it.looked is not None and it.looked.found in {StillOnline.REMOVED, StillOnline.CHANGED}
        ),
    ),
    Limit(
        "EV-L13",
        "BERKELEY",
        "It does not prove when it was posted: no time is recorded.",
        lambda it: it.of_a_screen and it.details.posted_at is None,
    ),
    Limit(
        "EV-L14",
        "BERKELEY",
        "It does not prove who could see it: no audience is recorded.",
        lambda it: it.of_a_screen and not (it.details.audience or it.details.privacy_setting),
    ),
    Limit(
        "EV-L15",
        "BERKELEY",
        "It does not show what was said before and after it.",
        lambda it: it.of_a_screen and it.details.sequence is None,
    ),
    Limit(
        "EV-L16",
        "ISO-27037",
        "Nobody has confirmed that it is what they saw, or what was saved.",
        lambda it: not it.confirmed,
    ),
    Limit(
        "EV-L17",
        "BURCHELL",
        "It does not settle what the employee disputes about it.",
        lambda it: it.disputed,
    ),
    Limit(
        "EV-L18",
        "BURCHELL",
        "Nothing else supports it yet.",
        lambda it: not (it.supported or it.admitted),
    ),
    Limit(
        "EV-L19",
        "BURCHELL",
        "It is what one person says. It does not prove that it happened so.",
        lambda it: it.details.item_type is ItemType.STATEMENT,
    ),
    Limit(
        "EV-L20",
        "BURCHELL",
        "An entry that was not found is not proof that there was none.",
        lambda it: it.details.item_type is ItemType.LOOK_UP,
    ),
    Limit(
        "EV-L21",
        "BERKELEY",
        "The name of a sender does not prove who sent it.",
        lambda it: it.details.item_type is ItemType.EMAIL and not it.admitted,
    ),
    Limit(
        "EV-L22",
        "ACPO-1",
        "Its SHA-256 shows that the file is what was taken in, and nothing of what happened to it "
        "before.",
        lambda _: True,
    ),
)


def limits(facts: ItemFacts) -> tuple[str, ...]:
    """Everything an item does not prove, the gravest first."""
    return tuple(each.says for each in LIMITS if each.applies(facts))
