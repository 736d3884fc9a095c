"""Redaction on the flagship: one picture redacted and released by two, one post half done."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from casework.access import Role
from casework.cases.commands import Appoint
from casework.cases.naming import GivePseudonym
from casework.cases.pseudonyms import Kind
from casework.demo.playing import Play, Playing
from casework.demo.playing_apart import number_of
from casework.evidence.models import Capture, Exhibit
from casework.evidence.redacted import Audience, RedactedCopy, copies_of
from casework.redaction.commands import PlaceBox
from casework.redaction.copies import MakeCopy
from casework.redaction.making import copy_made, keeping, order_of
from casework.redaction.models import ReadingStatus
from casework.redaction.opening import BeginRedaction
from casework.redaction.queries import reading_of
from casework.redaction.reading import is_pdf, words_kept
from casework.redaction.reasons import Reason
from casework.redaction.release import LookAtCopy, ReleaseCopy
from casework.redaction.seen_words import can_see
from casework.storage import store

SAFEGUARDING_LEAD = "Ruth Adekoya"
PUPILS = (
    ("Maisie Thirlwell", "Maisie T"),
    ("Harun Shafiq", None),
    ("Elsie Crane", None),
)
# The heads of three pupils on the stage of the harvest picture, in per cent of the screen.
HEADS = ((24.8, 31.6, 10.8, 6.2), (44.6, 30.8, 10.8, 6.6), (64.8, 31.6, 10.8, 6.2))
TO_READ, TO_MAKE, TO_RELEASE = timedelta(minutes=4), timedelta(minutes=9), timedelta(minutes=50)


def harvest_redacted(play: Playing) -> Play:
    """Pseudonyms, a copy of the first picture that left, and a post whose names are undecided."""
    hearing = play.story.hearing
    if hearing is None:
        return
    yield (at := hearing.notice_at + timedelta(minutes=40))
    lead = number_of(play, SAFEGUARDING_LEAD)
    play.manages(Appoint(role=Role.SAFEGUARDING_LEAD, person_id=play.id_of(lead)), at)
    for name, also in PUPILS:
        play.manages(GivePseudonym(kind=Kind.PUPIL, name=name, also=also), at)
    exhibits = play.exhibits()
    hidden(play, exhibits[1], at + TO_READ)
    hidden(play, exhibits[3], at + TO_READ)
    yield (made_at := at + TO_MAKE)
    copy = made(play, exhibits[1], made_at)
    play.manages(ReleaseCopy(copy_id=copy.id), made_at)
    yield (released_at := at + TO_RELEASE)
    play.acts(lead, LookAtCopy(copy_id=copy.id), released_at)
    play.acts(lead, ReleaseCopy(copy_id=copy.id), released_at)


def hidden(play: Playing, exhibit: Exhibit, at: datetime) -> None:
    """Opened, its words found, and a box over each pupil’s head."""
    play.manages(BeginRedaction(capture_id=exhibit.capture_id), at)
    capture = play.session.get_one(Capture, exhibit.capture_id)
    reading = reading_of(play.session, capture.id)
    if reading is not None:
        sizes, key = words_kept(play.case.id, store().read(capture.key), is_pdf(capture))
        reading.status, reading.sizes, reading.key = ReadingStatus.READ, sizes, key
        reading.pictures_read = can_see()
        play.session.flush()
    for place, letter in zip(HEADS, "ABC", strict=True):
        left, top, wide, high = place
        command = PlaceBox(
            capture_id=capture.id,
            page=1,
            from_left=left,
            from_top=top,
            wide=wide,
            high=high,
            reason=Reason.PUPIL,
            pseudonym=f"Pupil {letter}",
        )
        play.manages(command, at)


def made(play: Playing, exhibit: Exhibit, at: datetime) -> RedactedCopy:
    """A copy asked for and made as the worker makes it, in the one transaction of the demo."""
    audience = Audience.PANEL_AND_EMPLOYEE
    play.manages(MakeCopy(capture_id=exhibit.capture_id, audience=audience), at)
    copy = copies_of(play.session, exhibit.capture_id)[0]
    order = order_of(play.session, copy)
    if order is not None:
        play.manages(keeping(copy.id, play.case.id, copy_made(order)), at)
    return copy


REDACTED: Mapping[str, Callable[[Playing], Play]] = {"harvest-assembly": harvest_redacted}
