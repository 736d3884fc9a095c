"""Evidence that comes in later, what is recorded about it, and its numbers as exhibits."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from casework.demo.evidence_prose import counts_on, what_it_is, what_it_shows
from casework.demo.playing import Playing, clock
from casework.demo.post import Post
from casework.demo.story import Evidence
from casework.evidence.commands import AdmitExhibit, DescribeCapture, RecordCapture
from casework.evidence.custody import verify
from casework.evidence.details import Authenticity, CaptureDetails
from casework.evidence.freezing import CheckOriginal
from casework.evidence.intake import receive
from casework.evidence.models import Capture
from casework.hearings.notice import spoken_time
from casework.storage import new_key, store
from casework.working_days import local_day


def taken_in(play: Playing, item: Evidence, at: datetime) -> None:
    """The case manager streams a file into the store and records it."""
    received = receive(store(), new_key("evidence", play.case.id), item.file_name, [item.content()])
    details = details_of(play, item, Authenticity.UNVERIFIED)
    entry = play.manages(RecordCapture.of(received, details), at)
    play.captures[item.exhibit] = UUID(entry.facts["capture_id"])


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
    details = details_of(play, item, authenticity)
    play.manages(DescribeCapture(capture_id=capture_id, details=details), at)


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
        "what": what_it_is(item),
        "captured_on": local_day(item.captured_at),
        "captured_at": spoken_time(clock(item.captured_at)),
        "captured_by": play.name_of(item.captured_by),
        "access_route": item.seen,
        "authenticity": authenticity,
    }
    if not isinstance(item.source, Post):
        return CaptureDetails.model_validate(captured)
    shown = {
        "platform": story.account.platform,
        "account": story.account.handle,
        "account_link": f"The account shows the name {story.account.display_name}.",
        "web_address": story.link or None,
        "still_online": story.still_online,
        "last_checked_on": local_day(story.reported_at),
        "posted_at": item.source.shown_at,
        "audience": story.account.audience,
        "counts": counts_on(item.source),
        "third_parties": "Pupils who can be seen or named." if item.shows_a_pupil else None,
    }
    return CaptureDetails.model_validate(captured | shown)
