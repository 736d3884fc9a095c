"""What is recorded about a capture, so that someone else could judge what it proves.

The fields are those of the trust’s own schedule of evidence (ISO/IEC 27037; Berkeley Protocol):
what, where, whose, when, by whom and how. What is blank is said to be not recorded.
"""

from datetime import date, datetime, time

from pydantic import BaseModel, ConfigDict, Field

from casework.evidence.choices import (
    BLANK,
    AccessRoute,
    Authenticity,
    Form,
    ItemType,
    LawfulBasis,
    Means,
    Metadata,
    StillOnline,
)
from casework.text import OptionalDay, OptionalLine, OptionalProse, read_time
from casework.working_days import local_moment

__all__ = ["AccessRoute", "Authenticity", "CaptureDetails", "StillOnline", "called", "is_blank"]


class CaptureDetails(BaseModel):
    """What is recorded beside an original. All may be blank; a door asks for what it needs."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    item_type: ItemType = Field(default=ItemType.NOT_RECORDED, title="what kind of item it is")
    what: OptionalLine = Field(default=None, title="what it is, for example a screenshot")
    form: Form = Field(default=Form.NOT_RECORDED, title="whether it is the original")
    original_kept_at: OptionalLine = Field(default=None, title="where the thing itself is kept")
    metadata: Metadata = Field(default=Metadata.NOT_RECORDED, title="whether its metadata is kept")

    platform: OptionalLine = Field(default=None, title="the platform")
    account: OptionalLine = Field(default=None, title="the account name shown")
    display_name: OptionalLine = Field(default=None, title="the display name shown")
    profile: OptionalLine = Field(default=None, title="the address or number of the profile")
    profile_picture: OptionalLine = Field(default=None, title="the profile picture")
    account_link: OptionalProse = Field(default=None, title="how the account is linked to them")
    web_address: OptionalLine = Field(default=None, title="the web address")
    final_address: OptionalLine = Field(default=None, title="the address it led on to")
    post_id: OptionalLine = Field(default=None, title="the number of the post")
    posted_at: OptionalLine = Field(default=None, title="when it was posted, as displayed")
    edited: OptionalLine = Field(default=None, title="whether it is marked as edited")
    audience: OptionalLine = Field(default=None, title="who could see it")
    privacy_setting: OptionalLine = Field(default=None, title="the privacy setting shown")
    counts: OptionalLine = Field(default=None, title="reactions, shares and comments shown")
    sequence: OptionalProse = Field(default=None, title="what comes before and after it")
    page_source: OptionalLine = Field(default=None, title="the page source and media kept")

    captured_on: OptionalDay = Field(default=None, title="the day it was captured")
    captured_at: OptionalLine = Field(default=None, title="the time it was captured")
    captured_until: OptionalLine = Field(default=None, title="the time the capture ended")
    clock: OptionalLine = Field(default=None, title="which clock the time is from")
    captured_by: OptionalLine = Field(default=None, title="who captured it")
    captured_by_role: OptionalLine = Field(default=None, title="the role of whoever captured it")
    witnessed_by: OptionalLine = Field(default=None, title="who watched the capture")
    device: OptionalLine = Field(default=None, title="the device, app or browser")
    software: OptionalLine = Field(default=None, title="the version of the app and the system")
    seen_as: OptionalLine = Field(default=None, title="the account it was seen through")
    network: OptionalLine = Field(default=None, title="the network it was captured from")

    access_route: AccessRoute = Field(
        default=AccessRoute.NOT_RECORDED, title="how they came to see it"
    )
    obtained_from: OptionalLine = Field(default=None, title="whom it came from")
    means: Means = Field(default=Means.NOT_RECORDED, title="whether a forbidden means was used")
    dpia_reference: OptionalLine = Field(default=None, title="the reference of the DPIA")
    lawful_basis: LawfulBasis = Field(default=LawfulBasis.NOT_RECORDED, title="the lawful basis")

    authenticity: Authenticity = Field(
        default=Authenticity.UNVERIFIED, title="whether it is accepted"
    )
    corroborated_by: OptionalProse = Field(default=None, title="what else supports it")
    dispute: OptionalProse = Field(default=None, title="what is disputed")
    third_parties: OptionalProse = Field(default=None, title="other people who can be seen")
    special_category: OptionalLine = Field(default=None, title="sensitive personal data it shows")
    transcript: OptionalProse = Field(
        default=None, title="what is said and seen in a video, with times"
    )
    relevance: OptionalProse = Field(default=None, title="why it matters")

    @property
    def capture_started(self) -> datetime | None:
        """When the capture began, in UTC; none when no day and time of a London clock is told."""
        return _moment(self.captured_on, self.captured_at)

    @property
    def capture_ended(self) -> datetime | None:
        """When the capture ended, in UTC."""
        return _moment(self.captured_on, self.captured_until)


def _moment(day: date | None, written: str | None) -> datetime | None:
    at = _clock(written)
    return local_moment(day, at) if day and at else None


def _clock(written: str | None) -> time | None:
    """A time that was written as one; “about nine” is kept as words and is no moment."""
    try:
        told = read_time(written)
    except ValueError:
        return None
    return told if isinstance(told, time) else None


def called(field: str) -> str:
    """What a field is called in a sentence."""
    return CaptureDetails.model_fields[field].title or field


def is_blank(value: object) -> bool:
    """Whether nobody has recorded this yet."""
    return value in BLANK
