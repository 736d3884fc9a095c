"""A story's hearing pack, made by the engine that makes every pack, without a worker."""

from datetime import datetime, time, timedelta

from casework.case_file.beside_pack import beside_pack
from casework.demo.playing import Play, Playing
from casework.demo.playing_copies import copies_opened
from casework.demo.story_stages import Hearing
from casework.documents.joining import assemble
from casework.documents.progress import unwatched
from casework.hearing_packs.building import keeping
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.contents import plan
from casework.hearing_packs.hidden import hidden_in, to_look_at
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.pressing import VaultPress
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.scanning import require_nothing_hidden
from casework.working_days import local_day, local_moment

TO_MAKE, TO_READ = timedelta(minutes=1), timedelta(minutes=35)
ISSUED_BY_CLOCK = time(14, 10)


def draft_made(play: Playing, hearing: Hearing) -> Play:
    """A draft, to see what the pack will be like."""
    yield (at := hearing.notice_at + timedelta(minutes=28))
    made(play, final=False, at=at)


def final_issued(play: Playing, hearing: Hearing) -> Play:
    """The final pack, read once more and issued on the day it is due."""
    yield (at := local_moment(hearing.pack_due_on, ISSUED_BY_CLOCK))
    pack = made(play, final=True, at=at)
    yield (read := at + TO_READ)
    play.manages(IssuePack(edition=pack.edition), read)
    yield from copies_opened(play, hearing, pack, read)


def made(play: Playing, *, final: bool, at: datetime) -> HearingPack:
    """Asked for, assembled and kept. Nobody watches, so nobody is told how far it has come."""
    play.manages(MakePack(final=final), at)
    pack = packs_of(play.session, play.case.id)[0]
    beside = beside_pack(play.session, pack.id, local_day(at))
    planned = plan(play.session, play.case, pack, beside, at)
    printed = assemble(planned, unwatched, VaultPress(play.case.id))
    looked_at = to_look_at(play.session, play.case, planned, printed)
    require_nothing_hidden(looked_at, hidden_in(play.session, play.case))
    play.manages(keeping(pack.edition, planned, printed), at + TO_MAKE)
    return pack
