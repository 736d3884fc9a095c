"""The record of an item in words: for its page, its sheet in a pack, and the API alike. Pure."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from casework.evidence.attested import Confirmation, Correction, OnlineCheck
from casework.evidence.choices import AccessRoute, Means
from casework.evidence.details import CaptureDetails, called, is_blank

# Fields that only bear on what was posted or sent: of a paper they are not missed.
OF_A_SCREEN = frozenset(
    {
        "platform",
        "account",
        "display_name",
        "profile",
        "profile_picture",
        "account_link",
        "web_address",
        "final_address",
        "post_id",
        "posted_at",
        "edited",
        "audience",
        "privacy_setting",
        "counts",
        "sequence",
        "page_source",
        "seen_as",
        "network",
    }
)
# Asked only where another answer calls for it.
NOT_MISSED = frozenset({"dpia_reference", "dispute", "corroborated_by", "special_category"})


def recorded(
    details: CaptureDetails, leave_out: frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """Every recorded field, what it is called, and what it says."""
    told = ((name, value) for name, value in _fields(details) if name not in leave_out)
    return tuple((heading(name), said(value)) for name, value in told if not is_blank(value))


def not_recorded(details: CaptureDetails) -> tuple[str, ...]:
    """What nobody has recorded and somebody might ask for."""
    paper = not details.item_type.of_a_screen
    beside = NOT_MISSED | (OF_A_SCREEN if paper else frozenset())
    return tuple(
        called(name) for name, value in _fields(details) if is_blank(value) and name not in beside
    )


def _fields(details: CaptureDetails) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(details, name)) for name in CaptureDetails.model_fields)


def heading(field: str) -> str:
    """What a field is called at the head of a line."""
    name = called(field).removeprefix("the ")
    return name[:1].upper() + name[1:]


def said(value: object) -> str:
    """A recorded value in words."""
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value))
    return f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)


def how_obtained(details: CaptureDetails) -> str:
    """How it was come by, in one line."""
    told = [details.access_route.label]
    if details.access_route is AccessRoute.MONITORING and details.dpia_reference:
        told.append(f"under impact assessment {details.dpia_reference}")
    means = {
        Means.FAIR: "no borrowed sign-in, made-up account or pressure, by their own account",
        Means.UNKNOWN: "by what means is not known",
    }.get(details.means)
    return "; ".join([", ".join(told), means] if means else [", ".join(told)])


def confirmed(each: Confirmation) -> str:
    words = f" {each.words}" if each.words else ""
    return f"Confirmed: “{each.confirms.label}”.{words}"


def looked(each: OnlineCheck) -> str:
    note = f" {each.note}" if each.note else ""
    return f"{each.found.found} when looked for on {each.looked_on:%-d %B %Y}.{note}"


def was_corrected(each: Correction) -> str:
    """Both versions, and why."""
    was = f"“{plain(each.field, each.was)}”"
    now = f"“{plain(each.field, each.now)}”" if each.now is not None else "left blank"
    return f"Corrected {called(each.field)}, from {was} to {now}. Reason: {each.reason}"


def plain(field: str, stored: str) -> str:
    """A stored value of a field in words."""
    details = CaptureDetails.model_validate({field: stored})
    return said(getattr(details, field))
