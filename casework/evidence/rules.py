"""What must be true of how a file was come by before it is taken in. Pure.

Nothing is taken in that was got by a false account, somebody else’s sign-in or pressure, or that
may show a child nude or in a sexual way: such a file is never uploaded, viewed, copied or kept.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from casework.errors import Breach
from casework.evidence.choices import AccessRoute, Confirms, Means
from casework.procedure import Rule, require, unmet
from casework.sources import cited
from casework.text import OptionalLine


class Collected(BaseModel):
    """What whoever adds a file says about how it was come by."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    suspected_image: bool | None = Field(
        default=None, title="whether it could be a nude or sexual image of a child"
    )
    access_route: AccessRoute = Field(
        default=AccessRoute.NOT_RECORDED, title="how you came to see it"
    )
    means: Means = Field(default=Means.NOT_RECORDED, title="whether a forbidden means was used")
    dpia_reference: OptionalLine = Field(default=None, title="the reference of the DPIA")
    confirmed: bool = Field(default=False, title="that it is what you saw")

    @property
    def confirms(self) -> Confirms:
        """What they confirm, by how they came to see it."""
        return Confirms.by_route(self.access_route)


IMAGE_RULE = "IMG-1"
# Whatever else is recorded of it, an item that breaks one of these is never put before a panel.
MEANS_RULES: list[Rule[Collected]] = [
    Rule(
        "G-EV-3",
        "CMA90-1",
        "Nobody used somebody else’s sign-in or unlocked device to get it",
        lambda told: told.means is not Means.BORROWED_LOGIN,
    ),
    Rule(
        "G-EV-4",
        "GDPR-FAIR",
        "Nobody made up an account, or asked to be a friend under a pretext, to get it",
        lambda told: told.means is not Means.FALSE_ACCOUNT,
    ),
    Rule(
        "G-EV-5",
        "GDPR-FAIR",
        "Nobody was pressed to open a private account or to hand it over",
        lambda told: told.means is not Means.PRESSURE,
    ),
    Rule(
        "G-EV-6",
        "GDPR-35",
        "What was found by monitoring staff names the impact assessment (DPIA) it was done under",
        lambda told: (
            told.access_route is not AccessRoute.MONITORING or told.dpia_reference is not None
        ),
    ),
]
COLLECTION_RULES: list[Rule[Collected]] = [
    Rule(
        "IMG-0",
        "IMG",
        "It is said whether it could be a nude or sexual image of a child",
        lambda told: told.suspected_image is not None,
    ),
    Rule(
        IMAGE_RULE,
        "IMG",
        "It cannot be a nude or sexual image of a child",
        lambda told: not told.suspected_image,
    ),
    Rule(
        "G-EV-1",
        "ACPO-3",
        "It is said how whoever adds it came to see it",
        lambda told: told.access_route is not AccessRoute.NOT_RECORDED,
    ),
    Rule(
        "G-EV-2",
        "CMA90-1",
        "It is said whether a forbidden means was used to get it",
        lambda told: told.means is not Means.NOT_RECORDED,
    ),
    Rule(
        "G-EV-7",
        "ISO-27037",
        "Whoever adds it confirms that it is what they saw, or what they were given",
        lambda told: told.confirmed,
    ),
    *MEANS_RULES,
]
# A stop ends the matter: while it stands, nothing else is asked.
_STOPS = {IMAGE_RULE}
FORBIDDEN = "Do not add it. Tell HR in words what you know, and who has it"
# Where each demand is asked, and what whoever adds a file is told to do about it.
ASKED_AT: dict[str, tuple[str, str]] = {
    "IMG-0": (
        "suspected_image",
        "Say whether any of it could be a nude or sexual image of a child",
    ),
    IMAGE_RULE: ("suspected_image", "Do not add it. Do what the stop panel says"),
    "G-EV-1": ("access_route", "Say how you came to see it"),
    "G-EV-2": ("means", "Say whether any of these was used"),
    "G-EV-3": ("means", FORBIDDEN),
    "G-EV-4": ("means", FORBIDDEN),
    "G-EV-5": ("means", FORBIDDEN),
    "G-EV-6": (
        "dpia_reference",
        "Enter the reference of the impact assessment (DPIA) for the monitoring. Without one, "
        "leave the file out",
    ),
    "G-EV-7": ("confirmed", "Confirm that it is what you saw, or what you were given"),
}


def breached(told: Collected) -> list[Breach]:
    """Every demand that is not met; where the hard stop is reached, that one alone."""
    found = unmet(COLLECTION_RULES, told)
    return [each for each in found if each.rule in _STOPS] or found


def require_lawful(told: Collected) -> None:
    """Refuse a file that was not come by lawfully, before a byte of it is kept.

    Raises:
        ProcedureBreach: naming each demand that is not met, with its source.
    """
    require([rule for rule in COLLECTION_RULES if rule.id in _STOPS], told)
    require(COLLECTION_RULES, told)


def at_fields(breaches: Iterable[Breach]) -> dict[str, str]:
    """The same refusals at the fields where they are asked; of several at one, the first."""
    told: dict[str, str] = {}
    for each in breaches:
        field, says = ASKED_AT[each.rule]
        told.setdefault(field, f"{says} ({cited(each.source)})")
    return told
