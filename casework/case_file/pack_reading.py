"""Reading a pack: whoever makes packs reads an edition, everybody else their own copy of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from casework.access import Action, Actor, Standing, require_sight
from casework.case_file.queries import open_case
from casework.case_file.sight import PACKS, governing_pack, require_any
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database.whose import working_on
from casework.documents.watermarks import Mark
from casework.errors import Breach, NotFound, ProcedureBreach
from casework.hearing_packs.commands import TakePack
from casework.hearing_packs.copies import Happened, PackCopy, own_copies, steps_of
from casework.hearing_packs.copying import edition_of, the_copy
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.queries import pack_edition

OPEN_FOR = timedelta(hours=1)
ON_ITS_PAGE = "This copy is read on its page. Whoever manages the case decides who may save one"


class CopyClosed(ProcedureBreach):
    """The reader's copy was recalled, returned or destroyed."""


@dataclass(frozen=True)
class PackRead:
    """What somebody reads: an edition, and their copy of it unless they make packs."""

    case: Case
    standing: Standing
    pack: HearingPack
    copy: PackCopy | None = None

    @property
    def made_at(self) -> datetime:
        if self.pack.made_at is None:
            raise NotFound
        return self.pack.made_at

    @property
    def mark(self) -> Mark | None:
        return self.copy.mark if self.copy else None

    @property
    def may_save(self) -> bool:
        return self.copy is None or self.copy.may_download

    def require_saved(self) -> None:
        """Raises ProcedureBreach: this copy is read on its page only."""
        if not self.may_save:
            raise ProcedureBreach(Breach("G-COPY-6", "GDPR-32", ON_ITS_PAGE))


def pack_to_read(session: Session, actor: Actor, reference: str, edition: int) -> PackRead:
    """An edition that this reader may see, and the copy that they have opened.

    Raises:
        NotFound, NotPermitted: as the matrix says. CopyClosed: their copy was closed.
    """
    case, standing = open_case(session, actor, reference)
    require_any(standing, PACKS)
    with working_on(session, case.id):  # there or not, the matrix answers first
        pack = pack_edition(session, case.id, edition)
    require_sight(standing, governing_pack(pack))
    if pack.key is None or pack.made_at is None:
        raise NotFound
    if standing.sees(Action.MAKE_PACK):
        return PackRead(case, standing, pack)
    theirs = own_copies(session, pack, actor.id)
    if theirs and theirs[0].closed_at is not None:
        raise CopyClosed(Breach("G-COPY-5", "ACAS-09b", "Your copy of this pack was closed"))
    return PackRead(case, standing, pack, theirs[0] if theirs else None)


def opened_copy(session: Session, actor: Actor, reference: str, edition: int) -> PackRead:
    """For the pictures of its pages: only of a copy whose opening is recorded.

    Raises:
        NotFound: they have not opened it. Otherwise as `pack_to_read`.
    """
    read = pack_to_read(session, actor, reference, edition)
    if not read.standing.sees(Action.MAKE_PACK) and (read.copy is None or not read.copy.sha256):
        raise NotFound
    return read


def open_pack(
    session: Session, actor: Actor, reference: str, edition: int, *, anew: bool = True
) -> PackRead:
    """Open an edition, or one's own copy of it, which is recorded; turning pages is not, for an
    hour, unless it is opened `anew`.
    """
    read = pack_to_read(session, actor, reference, edition)
    if read.standing.sees(Action.MAKE_PACK) or (not anew and _is_open(session, read.copy)):
        return read
    perform(session, actor, reference, TakePack(edition=edition))
    return replace(read, copy=own_copies(session, read.pack, actor.id)[0])


def _is_open(session: Session, copy: PackCopy | None) -> bool:
    if copy is None:
        return False
    opened = [each for each in steps_of(session, [copy])[copy.id] if each.what is Happened.OPENED]
    return bool(opened) and datetime.now(UTC) - opened[-1].at < OPEN_FOR


def bytes_of(read: PackRead) -> bytes:
    """The edition, or the copy, whole. Raises Unsound: it is not what was issued or handed out."""
    if read.copy is None:
        with edition_of(read.pack) as source:
            return source.read()
    with the_copy(read.pack, read.copy.mark, read.copy.sha256) as held:
        return held.read()
