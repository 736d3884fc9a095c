"""Calling back a copy of a pack, or a pack with every copy of it."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.errors import WrongAnswer
from casework.hearing_packs.copies import Happened, PackCopy, RecallMail, copies_of_pack
from casework.hearing_packs.handing_out import close, happened, issued_edition
from casework.hearing_packs.models import HearingPack
from casework.jobs import TELL_OF_RECALL, enqueue
from casework.journal import Event
from casework.settings import settings
from casework.text import Prose


class CopyRecalled(Event):
    edition: int
    copy_number: int

    def sentence(self) -> str:
        return f"recalled copy {self.copy_number} of the hearing pack, edition {self.edition}"


class PackRecalled(Event):
    edition: int
    copies: int

    def sentence(self) -> str:
        return f"recalled the hearing pack, edition {self.edition}, and every copy of it"


class RecallPackCopy(Command):
    """Call one copy back, with a reason. It cannot be read from this moment."""

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    copy_id: UUID = Field(title="the copy")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> CopyRecalled:
        copy = on_case(act, PackCopy, self.copy_id)
        if copy.closed_at is not None:
            raise WrongAnswer({"copy_id": "This copy cannot be read any more"})
        _call_back(act, copy, self.reason)
        pack = act.session.get_one(HearingPack, copy.pack_id)
        return CopyRecalled(edition=pack.edition, copy_number=copy.number)


class RecallPack(Command):
    """Call an issued pack back, with a reason: nobody reads it or a copy of it from this moment.

    Another can be made and issued in its place.
    """

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    edition: int = Field(title="the edition")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> PackRecalled:
        pack = issued_edition(act, self.edition)
        pack.recalled_at, pack.why_recalled = act.at, self.reason
        copies = [each for each in copies_of_pack(act.session, pack.id) if each.closed_at is None]
        for each in copies:
            _call_back(act, each, self.reason)
        return PackRecalled(edition=pack.edition, copies=len(copies))


def _call_back(act: Act, copy: PackCopy, reason: str) -> None:
    """Close a copy, and have its reader told by a message of their own once this is recorded."""
    happened(act, copy, Happened.RECALLED, reason)
    copy.recall_mail = RecallMail.WAITING if settings().smtp_url else RecallMail.NO_SERVER
    close(act, copy)
    if copy.recall_mail is RecallMail.WAITING:
        enqueue(act.session, TELL_OF_RECALL, lock=f"recall-{copy.id}", copy_id=str(copy.id))
