"""Taking an item's custody report away: that, too, is a link of its chain."""

from typing import ClassVar
from uuid import UUID

from casework.access import Action, Permission, Verdict, refusal, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.evidence.custody import link
from casework.evidence.models import Capture, Handling
from casework.evidence.queries import Item, exhibit_of, governing_item, named
from casework.evidence.seals import Seal, Sealed
from casework.journal import Event

CALLED = "Custody report"


class CustodyReported(Event, Sealed):
    capture_id: UUID
    label: str

    def sentence(self) -> str:
        return f"took the custody report of {self.label}"


class ReportCustody(Command):
    """Take the custody report of one item: who handled it, when and why (ACPO principle 3)."""

    permission: ClassVar[Permission] = Permission.VIEW_CASE

    capture_id: UUID

    def perform(self, act: Act) -> CustodyReported:
        capture = on_case(act, Capture, self.capture_id)
        item = Item(capture, exhibit_of(act.session, capture.id))
        standing = act.standing_now()
        require_sight(standing, governing_item(act.case, item))
        told = standing.verdict(Action.VIEW_RECORD_OF_ACCESS)
        if told < Verdict.REDACTED:
            raise refusal(told, standing, Action.VIEW_RECORD_OF_ACCESS)
        seal = Seal.of(link(act, capture, Handling.EXPORTED, CALLED))
        return CustodyReported(capture_id=capture.id, label=named(item), seal=seal)
