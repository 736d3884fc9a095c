"""What may be asked of one's own data, what may be withheld, and why. Pure data."""

from dataclasses import dataclass
from enum import StrEnum


class RequestKind(StrEnum):
    """What somebody asks."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    COMPLAINT = "complaint"

    @property
    def label(self) -> str:
        return _KINDS[self][0]

    @property
    def hint(self) -> str:
        return _KINDS[self][1]

    @property
    def clock(self) -> str:
        """The clock that runs from the day it arrived (`cases.clocks`)."""
        return "T15" if self is RequestKind.COMPLAINT else "T14"


_KINDS: dict[RequestKind, tuple[str, str]] = {
    RequestKind.ACCESS: ("Subject access request", "A copy of what is held about them, art 15"),
    RequestKind.RECTIFICATION: ("Put right what is wrong", "Art 16"),
    RequestKind.ERASURE: ("Delete their data", "Art 17"),
    RequestKind.RESTRICTION: ("Use their data less", "Art 18"),
    RequestKind.OBJECTION: ("Object to how data are used", "Art 21"),
    RequestKind.COMPLAINT: (
        "Data protection complaint",
        "Acknowledged within 30 days (Data Protection Act 2018, s.164A)",
    ),
}


class Giving(StrEnum):
    """What is decided about one item that was found."""

    WHOLE = "whole"
    REDACTED = "redacted"
    WITHHELD = "withheld"
    NOT_THEIRS = "not_theirs"

    @property
    def label(self) -> str:
        return {
            Giving.WHOLE: "Give it whole",
            Giving.REDACTED: "Give it with parts hidden",
            Giving.WITHHELD: "Withhold it",
            Giving.NOT_THEIRS: "It is not about them",
        }[self]

    @property
    def leaves(self) -> bool:
        return self in (Giving.WHOLE, Giving.REDACTED)


class OtherPeople(StrEnum):
    """Whether an item is about others too, and whether it may still go (DPA 2018 Sch 2 para 16)."""

    NOBODY = "nobody"
    CONSENTED = "consented"
    REASONABLE = "reasonable"
    NOT_REASONABLE = "not_reasonable"

    @property
    def label(self) -> str:
        return {
            OtherPeople.NOBODY: "It shows nothing of anybody else",
            OtherPeople.CONSENTED: "They agreed that it is given",
            OtherPeople.REASONABLE: "It is reasonable to give it without their agreement",
            OtherPeople.NOT_REASONABLE: "It is not reasonable to give it without their agreement",
        }[self]


@dataclass(frozen=True)
class Exemption:
    """One exemption: where it stands, and what it covers."""

    id: str
    source: str
    says: str


_ALL = (
    Exemption("P2", "DPA 2018 Sch 2 para 2", "It would prejudice the finding of a crime"),
    Exemption("P5", "DPA 2018 Sch 2 para 5", "Legal proceedings, or advice on legal rights"),
    Exemption("P16", "DPA 2018 Sch 2 para 16", "It is about somebody else, who has not agreed"),
    Exemption("P19", "DPA 2018 Sch 2 para 19", "Legal professional privilege"),
    Exemption("P22", "DPA 2018 Sch 2 para 22", "Management planning that it would prejudice"),
    Exemption("P24", "DPA 2018 Sch 2 para 24", "A reference given in confidence"),
    Exemption("S3", "DPA 2018 Sch 3", "Child abuse, education or social work, or serious harm"),
)
EXEMPTIONS: dict[str, Exemption] = {each.id: each for each in _ALL}


class Ground(StrEnum):
    """Why a whole request may be refused (UK GDPR, art 12(5))."""

    UNFOUNDED = "unfounded"
    EXCESSIVE = "excessive"

    @property
    def label(self) -> str:
        return {
            Ground.UNFOUNDED: "Manifestly unfounded",
            Ground.EXCESSIVE: "Manifestly excessive",
        }[self]


class Waiting(StrEnum):
    """What the clock of a request waits for."""

    IDENTITY = "identity"
    CLARIFICATION = "clarification"

    @property
    def label(self) -> str:
        return {
            Waiting.IDENTITY: "Proof of who they are",
            Waiting.CLARIFICATION: "What exactly they ask for",
        }[self]


class Ended(StrEnum):
    """How a request ended."""

    GIVEN = "given"
    AGREED = "agreed"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            Ended.GIVEN: "Answered with a copy",
            Ended.AGREED: "Agreed to",
            Ended.PARTLY: "Agreed to in part",
            Ended.REFUSED: "Refused",
            Ended.WITHDRAWN: "Withdrawn by whoever asked",
        }[self]


class Thing(StrEnum):
    """What an item is, which decides how a copy of it is made."""

    WORDS = "words"
    PAPER = "paper"
    EXHIBIT = "exhibit"
