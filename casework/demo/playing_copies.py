"""The copies of a story's pack: opened by those who hear it, posted, and given back afterwards."""

from datetime import datetime, timedelta

from casework.demo.playing import Play, Playing
from casework.demo.story_stages import Hearing
from casework.hearing_packs.commands import TakePack
from casework.hearing_packs.copies import Happened, PackCopy, copies_of_pack
from casework.hearing_packs.handing_out import FollowPackCopy
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.queries import issued_pack
from casework.working_days import local_day

TO_OPEN, TO_COLLECT = timedelta(hours=2), timedelta(minutes=10)
BY_POST = "First class, signed for, to the address on file"


def copies_opened(play: Playing, hearing: Hearing, pack: HearingPack, issued: datetime) -> Play:
    """The employee’s copy is posted as well; the employee and the chair open theirs."""
    yield (at := issued + TO_OPEN)
    theirs = _copy_of(play, pack, play.story.subject)
    _followed(play, theirs, Happened.POSTED, at, BY_POST)
    for who in (play.story.subject, hearing.chair):
        play.acts(who, TakePack(edition=pack.edition), at)


def panel_gave_back(play: Playing, hearing: Hearing, at: datetime) -> None:
    """After the hearing the note-taker hands back a copy on paper."""
    pack = issued_pack(play.session, play.case.id)
    if pack is None:
        return
    theirs = _copy_of(play, pack, hearing.note_taker)
    _followed(play, theirs, Happened.RETURNED, at + TO_COLLECT, "Handed back after the hearing")


def _copy_of(play: Playing, pack: HearingPack, staff_number: str) -> PackCopy | None:
    """Somebody's copy, if they have a part in this hearing."""
    person = play.id_of(staff_number)
    every = copies_of_pack(play.session, pack.id)
    return next((each for each in every if each.person_id == person), None)


def _followed(
    play: Playing, copy: PackCopy | None, what: Happened, at: datetime, told: str
) -> None:
    if copy is not None:
        command = FollowPackCopy(copy_id=copy.id, what=what, happened_on=local_day(at), told=told)
        play.manages(command, at)
