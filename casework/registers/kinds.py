"""The policy's own registers: what is asked or told under each clause, and who decides. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Register(StrEnum):
    """One register, by the clause of the policy that asks for it."""

    SITE = "2.1"
    RELATIONSHIP = "2.4"
    RELEASE = "2.6"
    OWN_SITE = "3.7"
    LOGO = "3.8"
    CONFLICT = "3.9"

    @property
    def label(self) -> str:
        return KEPT[self].title

    @property
    def hint(self) -> str:
        return KEPT[self].asks


class Decider(StrEnum):
    """Who decides, or takes note."""

    PRINCIPAL = "principal"
    LINE_MANAGER = "line_manager"

    @property
    def label(self) -> str:
        return {Decider.PRINCIPAL: "the Principal", Decider.LINE_MANAGER: "the line manager"}[self]


@dataclass(frozen=True)
class Kept:
    """What a register holds and what it asks."""

    title: str
    asks: str
    decided_by: Decider


KEPT: dict[Register, Kept] = {
    Register.SITE: Kept(
        "Permission for a site or account (2.1)",
        "Which site or account for work, and what for",
        Decider.PRINCIPAL,
    ),
    Register.RELATIONSHIP: Kept(
        "Relationship with a pupil from before (2.4)",
        "What the relationship is, without the pupil’s name",
        Decider.PRINCIPAL,
    ),
    Register.RELEASE: Kept(
        "Digital media release slips (2.6)",
        "Which pictures or film, and where the slips are kept",
        Decider.PRINCIPAL,
    ),
    Register.OWN_SITE: Kept(
        "Own site that shows where they work (3.7)",
        "Which site, and what it shows of the academy",
        Decider.LINE_MANAGER,
    ),
    Register.LOGO: Kept(
        "Use of the logo or other material (3.8)",
        "What is used, and where",
        Decider.PRINCIPAL,
    ),
    Register.CONFLICT: Kept(
        "Possible conflict of interest (3.9)",
        "What could be a conflict, in outline",
        Decider.PRINCIPAL,
    ),
}
