"""What is recorded about a capture, so that someone else could judge what it proves."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from casework.text import OptionalDay, OptionalLine, OptionalProse


class AccessRoute(StrEnum):
    """How whoever captured it came to see it. Never a borrowed login or a made-up account."""

    PUBLIC = "public"
    OWN_ACCOUNT = "own_account"
    SHOWN = "shown_by_someone"
    SUPPLIED = "supplied_by_someone"
    WORK_SYSTEM = "work_system"
    NOT_RECORDED = "not_recorded"

    @property
    def label(self) -> str:
        return {
            AccessRoute.PUBLIC: "Anyone could see it",
            AccessRoute.OWN_ACCOUNT: "Seen in the capturer’s own account",
            AccessRoute.SHOWN: "Shown to them by someone",
            AccessRoute.SUPPLIED: "Sent to them by someone",
            AccessRoute.WORK_SYSTEM: "Found on a Trust system",
            AccessRoute.NOT_RECORDED: "Not recorded yet",
        }[self]


class Authenticity(StrEnum):
    """What is known about whether an item is what it seems."""

    UNVERIFIED = "unverified"
    CORROBORATED = "corroborated"
    ADMITTED = "admitted"
    DISPUTED = "disputed"

    @property
    def label(self) -> str:
        return {
            Authenticity.UNVERIFIED: "Not checked with anybody yet",
            Authenticity.CORROBORATED: "Supported by another source",
            Authenticity.ADMITTED: "The employee accepts it",
            Authenticity.DISPUTED: "The employee disputes it",
        }[self]


class StillOnline(StrEnum):
    YES = "yes"
    REMOVED = "removed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            StillOnline.YES: "Yes",
            StillOnline.REMOVED: "No, it was removed",
            StillOnline.UNKNOWN: "I do not know",
        }[self]


class CaptureDetails(BaseModel):
    """What is recorded beside an original (ISO/IEC 27037; Berkeley Protocol). All may be blank."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    what: OptionalLine = Field(default=None, title="what it is, for example a screenshot")
    platform: OptionalLine = Field(default=None, title="the platform")
    account: OptionalLine = Field(default=None, title="the account name shown")
    account_link: OptionalProse = Field(default=None, title="how the account is linked to them")
    web_address: OptionalLine = Field(default=None, title="the web address")
    still_online: StillOnline = Field(default=StillOnline.UNKNOWN, title="whether it is online")
    last_checked_on: OptionalDay = Field(default=None, title="the day it was last checked")
    posted_at: OptionalLine = Field(default=None, title="when it was posted, as displayed")
    edited: OptionalLine = Field(default=None, title="whether it is marked as edited")
    captured_on: OptionalDay = Field(default=None, title="the day it was captured")
    captured_at: OptionalLine = Field(default=None, title="the time it was captured")
    captured_by: OptionalLine = Field(default=None, title="who captured it")
    witnessed_by: OptionalLine = Field(default=None, title="who watched the capture")
    device: OptionalLine = Field(default=None, title="the device, app or browser")
    access_route: AccessRoute = Field(
        default=AccessRoute.NOT_RECORDED, title="how they came to see it"
    )
    audience: OptionalLine = Field(default=None, title="who could see it")
    counts: OptionalLine = Field(default=None, title="reactions, shares and comments shown")
    authenticity: Authenticity = Field(
        default=Authenticity.UNVERIFIED, title="whether it is accepted"
    )
    dispute: OptionalProse = Field(default=None, title="what is disputed")
    third_parties: OptionalProse = Field(default=None, title="other people who can be seen")
    special_category: OptionalLine = Field(default=None, title="sensitive personal data it shows")
    transcript: OptionalProse = Field(
        default=None, title="what is said and seen in a video, with times"
    )
    relevance: OptionalProse = Field(default=None, title="why it matters")

    @property
    def does_not_prove(self) -> str:
        """What this item cannot show by itself, in words a panel can weigh."""
        limits = []
        if self.authenticity is Authenticity.UNVERIFIED:
            limits.append("that the account is the employee’s or that nothing was altered earlier")
        if self.authenticity is Authenticity.DISPUTED:
            limits.append("what the employee disputes about it")
        if not self.web_address:
            limits.append("that the post was online, because no web address is recorded")
        if self.access_route is AccessRoute.NOT_RECORDED:
            limits.append("how it was obtained, because that is not recorded")
        return "It does not by itself prove " + "; ".join(limits) + "." if limits else ""
