"""A story's hearing pack, made by the engine that makes every pack, without a worker."""

from datetime import datetime, time, timedelta

from casework.case_file.beside_pack import beside_pack
from casework.demo.playing import Play, Playing
from casework.demo.playing_copies import copies_opened
from casework.demo.story_stages import Hearing
from casework.documents.issuing import issued_on
from casework.documents.joining import assemble
from casework.documents.progress import unwatched
from casework.hearing_packs.building import keeping
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.contents import plan
from casework.hearing_packs.differing import ChoosePackProfile
from casework.hearing_packs.hidden import hidden_in, to_look_at
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.papers import is_correspondence
from casework.hearing_packs.pressing import VaultPress
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.scanning import require_nothing_hidden
from casework.working_days import add_working_days, local_day, local_moment

TO_MAKE, TO_READ = timedelta(minutes=1), timedelta(minutes=35)
KNOWN_SINCE = "Both sides have known who the witnesses are since the hearing. Pupils stay hidden."
ISSUED_BY_CLOCK, TO_ADD_BY_CLOCK = time(14, 10), time(10, 25)


def draft_made(play: Playing, hearing: Hearing) -> Play:
    """A draft, to see what the pack will be like."""
    yield (at := hearing.notice_at + timedelta(minutes=28))
    made(play, MakePack(), at)


def final_issued(play: Playing, hearing: Hearing) -> Play:
    """The final pack, read once more and issued on the day it is due."""
    yield (at := local_moment(hearing.pack_due_on, ISSUED_BY_CLOCK))
    pack = made(play, MakePack(final=True), at)
    yield (read := at + TO_READ)
    play.manages(IssuePack(edition=pack.edition), read)
    yield from copies_opened(play, hearing, pack, read)
    yield (late := local_moment(add_working_days(hearing.pack_due_on, 3), TO_ADD_BY_CLOCK))
    if came_since(play, pack):
        added = made(play, MakePack(final=True, supplement=True), late)
        yield (again := late + TO_READ)
        play.manages(IssuePack(edition=added.edition), again)


def appeal_pack_issued(play: Playing, noticed: datetime) -> Play:
    """The pack of an appeal, within the hour in which its hearing was notified."""
    yield (at := noticed + TO_READ)
    kind = PackKind.APPEAL
    play.manages(ChoosePackProfile(kind=kind, profile=Profile.PUPILS, reason=KNOWN_SINCE), at)
    pack = made(play, MakePack(final=True, kind=kind), at + TO_MAKE)
    yield (read := at + TO_MAKE + TO_READ)
    play.manages(IssuePack(edition=pack.edition), read)


def came_since(play: Playing, pack: HearingPack) -> bool:
    """Whether a letter went to the employee after the pack was made."""
    letters = issued_on(play.session, play.case.id)
    return any(is_correspondence(e) and e.issued_at > pack.requested_at for e in letters)


def made(play: Playing, asked: MakePack, at: datetime) -> HearingPack:
    """Asked for, assembled and kept. Nobody watches, so nobody is told how far it has come."""
    play.manages(asked, at)
    pack = packs_of(play.session, play.case.id)[0]
    beside = beside_pack(play.session, pack.id, local_day(at))
    planned = plan(play.session, play.case, pack, beside, at)
    printed = assemble(planned, unwatched, VaultPress(play.case.id))
    looked_at = to_look_at(play.session, play.case, planned, printed, pack.profile)
    require_nothing_hidden(looked_at, hidden_in(play.session, play.case, pack.profile))
    play.manages(keeping(pack.edition, planned, printed), at + TO_MAKE)
    return pack
