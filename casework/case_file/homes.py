"""What somebody's first page is about: by the parts they hold now and their place in the trust."""

from collections.abc import Iterable
from enum import StrEnum

from casework.access import Actor, Role, TrustRole


class Desk(StrEnum):
    """A kind of work. Somebody who has several sees each on one page."""

    CASES = "cases"
    INVESTIGATIONS = "investigations"
    HEARINGS = "hearings"
    SAFEGUARDING = "safeguarding"
    PROTECTION = "protection"

    @property
    def label(self) -> str:
        return {
            Desk.CASES: "My work",
            Desk.INVESTIGATIONS: "My investigations",
            Desk.HEARINGS: "My hearings",
            Desk.SAFEGUARDING: "Safeguarding flags",
            Desk.PROTECTION: "Records and data",
        }[self]


HEARING_PARTS = frozenset(
    {
        Role.HEARING_MANAGER,
        Role.PANEL_MEMBER,
        Role.NOTE_TAKER,
        Role.APPEAL_MANAGER,
        Role.APPEAL_PANEL_MEMBER,
    }
)
BY_PART: dict[Desk, frozenset[Role]] = {
    Desk.CASES: frozenset(
        {Role.TRIAGE, Role.CASE_MANAGER, Role.DECISION_MAKER, Role.LEGAL_ADVISER}
    ),
    Desk.INVESTIGATIONS: frozenset({Role.INVESTIGATING_OFFICER}),
    Desk.HEARINGS: HEARING_PARTS,
    Desk.SAFEGUARDING: frozenset({Role.SAFEGUARDING_LEAD}),
}
BY_PLACE: dict[Desk, frozenset[TrustRole]] = {
    Desk.CASES: frozenset(
        {
            TrustRole.HR_CASE_MANAGER,
            TrustRole.HR_DIRECTOR,
            TrustRole.CHIEF_EXECUTIVE,
            TrustRole.CHAIR_OF_TRUSTEES,
        }
    ),
    Desk.HEARINGS: frozenset({TrustRole.PANEL_MEMBER}),
    Desk.SAFEGUARDING: frozenset({TrustRole.DSL, TrustRole.SAFEGUARDING_LEAD}),
    Desk.PROTECTION: frozenset({TrustRole.DPO, TrustRole.RECORDS_OFFICER}),
}
NO_PARTS: frozenset[Role] = frozenset()
NO_PLACES: frozenset[TrustRole] = frozenset()


def desks_of(actor: Actor, parts: Iterable[Role]) -> frozenset[Desk]:
    """Every kind of work that somebody has. Nobody's reports of their own are among them."""
    held = frozenset(parts)
    return frozenset(
        each
        for each in Desk
        if held & BY_PART.get(each, NO_PARTS) or actor.roles & BY_PLACE.get(each, NO_PLACES)
    )


def name_of(desks: frozenset[Desk]) -> str:
    """What their first page is called: by its one kind of work, or by whose it is."""
    alone = next(iter(desks)) if len(desks) == 1 else Desk.CASES
    return alone.label
