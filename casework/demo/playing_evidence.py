"""Evidence that comes in later, what is recorded about it, and its numbers as exhibits."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from casework.demo.evidence_prose import counts_on, what_it_is, what_it_shows
from casework.demo.papers import Email, RegisterCheck, SavedPage, Statement
from casework.demo.playing import Playing, clock
from casework.demo.post import Post
from casework.demo.story import Evidence
from casework.evidence.choices import (
    Authenticity,
    Form,
    ItemType,
    LawfulBasis,
    Means,
    Metadata,
    StillOnline,
)
from casework.evidence.commands import AdmitExhibit, RecordCapture
from casework.evidence.custody import verify
from casework.evidence.describing import CheckOnline, DescribeCapture, corrected
from casework.evidence.details import CaptureDetails, is_blank
from casework.evidence.freezing import CheckOriginal
from casework.evidence.intake import receive
from casework.evidence.models import Capture
from casework.evidence.rules import Collected
from casework.hearings.notice import spoken_time
from casework.storage import new_key, store
from casework.working_days import local_day

TYPES: dict[type, ItemType] = {
    Post: ItemType.SCREENSHOT,
    SavedPage: ItemType.WEB_PAGE,
    Email: ItemType.EMAIL,
    RegisterCheck: ItemType.LOOK_UP,
    Statement: ItemType.STATEMENT,
}
REPORTER = "The person who reported it"
WHY_CORRECTED = "The report said what the reporter knew then. HR has asked them since."


def taken_in(play: Playing, item: Evidence, at: datetime) -> None:
    """The case manager streams a file into the store and records it."""
    received = receive(store(), new_key("evidence", play.case.id), item.file_name, [item.content()])
    details = details_of(play, item, Authenticity.UNVERIFIED)
    entry = play.manages(RecordCapture.of(received, details, come_by(item)), at)
    play.captures[item.exhibit] = UUID(entry.facts["capture_id"])


def come_by(item: Evidence) -> Collected:
    """What whoever adds an item says about how it was come by."""
    return Collected(
        suspected_image=False, access_route=item.seen, means=means_of(item), confirmed=True
    )


def means_of(item: Evidence) -> Means:
    """Of what somebody sent on, nobody here knows how they got it."""
    return Means.UNKNOWN if isinstance(item.source, Email) else Means.FAIR


def admitted(play: Playing, items: Iterable[Evidence], at: datetime) -> None:
    """What came with the report is described and numbered."""
    for item in items:
        described(play, item, Authenticity.UNVERIFIED, at)
        numbered(play, item, at)
        checked(play, item, at)


def checked(play: Playing, item: Evidence, at: datetime) -> None:
    """Read the original again before anybody relies on it, as the case manager's button does."""
    capture = play.session.get_one(Capture, play.captures[item.exhibit])
    play.manages(CheckOriginal.of(verify(store(), capture)), at)


def described(play: Playing, item: Evidence, authenticity: Authenticity, at: datetime) -> None:
    capture_id = play.captures[item.exhibit]
    kept = CaptureDetails.model_validate(play.session.get_one(Capture, capture_id).details)
    details = known_now(kept, details_of(play, item, authenticity))
    reason = WHY_CORRECTED if corrected(kept, details) else None
    command = DescribeCapture(capture_id=capture_id, details=details, reason=reason)
    play.manages(command, at)


def known_now(kept: CaptureDetails, told: CaptureDetails) -> CaptureDetails:
    """What was recorded before, with what is told now; what nobody tells stays as it was."""
    fresh = {name: getattr(told, name) for name in CaptureDetails.model_fields}
    said = {name: value for name, value in fresh.items() if not is_blank(value)}
    return kept.model_copy(update=said)


def looked_for(play: Playing, item: Evidence, at: datetime) -> None:
    """The investigator looks whether it is still there: posts vanish."""
    if not isinstance(item.source, Post):
        return
    found = StillOnline.REMOVED if play.story.hearing else play.story.still_online
    command = CheckOnline(
        capture_id=play.captures[item.exhibit], looked_on=local_day(at), found=found
    )
    play.manages(command, at)


def numbered(play: Playing, item: Evidence, at: datetime) -> None:
    command = AdmitExhibit(
        capture_id=play.captures[item.exhibit],
        title=item.description,
        description=what_it_shows(item),
        shows_pupil=item.shows_a_pupil,
    )
    play.manages(command, at)


def details_of(play: Playing, item: Evidence, authenticity: Authenticity) -> CaptureDetails:
    """The fields recorded beside an original; a paper has fewer of them than a screen."""
    story = play.story
    captured = {
        "item_type": type_of(item),
        "what": what_it_is(item),
        "form": Form.COPY if isinstance(item.source, Email) else Form.ORIGINAL,
        "metadata": Metadata.CAME_WITH_IT,
        "captured_on": local_day(item.captured_at),
        "captured_at": spoken_time(clock(item.captured_at)),
        "clock": "The clock of the device, set by its network",
        "captured_by": REPORTER if item.at_report else play.name_of(item.captured_by),
        "access_route": item.seen,
        "means": means_of(item),
        "lawful_basis": LawfulBasis.PUBLIC_TASK,
        "authenticity": authenticity,
    }
    if authenticity is Authenticity.CORROBORATED:
        captured["corroborated_by"] = "The employee and another person who saw it describe it so."
    if not isinstance(item.source, Post):
        return CaptureDetails.model_validate(captured)
    shown = {
        "platform": story.account.platform,
        "account": story.account.handle,
        "display_name": item.source.display_name,
        "account_link": f"The account shows the name {story.account.display_name}.",
        "web_address": story.link or None,
        "posted_at": item.source.shown_at,
        "audience": story.account.audience,
        "counts": counts_on(item.source),
        "sequence": "The post and the comments below it, as far as the screen shows them.",
        "third_parties": "Pupils who can be seen or named." if item.shows_a_pupil else None,
    }
    return CaptureDetails.model_validate(captured | shown)


def type_of(item: Evidence) -> ItemType:
    """The kind of thing it is, in the words of the trust’s schedule of evidence."""
    return TYPES[type(item.source)]
