"""Opening an original: looking at it, or taking a copy of it away."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, require, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.errors import WrongAnswer
from casework.evidence.custody import link
from casework.evidence.freezing import require_not_frozen
from casework.evidence.models import Capture, Handling
from casework.evidence.preconditions import require_not_held, require_not_stopped
from casework.evidence.queries import Item, exhibit_of, governing_item, named
from casework.evidence.seals import Seal, Sealed
from casework.journal import Event
from casework.text import OptionalProse


class EvidenceOpened(Event, Sealed):
    capture_id: UUID
    handling: Handling
    label: str

    def sentence(self) -> str:
        return f"{self.handling} {self.label}"


class OpenEvidence(Command):
    """Look at an original or take a copy of it away; either is a link in its chain of custody.

    Doors have the whole of it read first (`freezing.require_sound`); one that is frozen is refused.

    Whoever may see the item may look: one that shows a pupil is governed by an action of its own.
    """

    permission: ClassVar[Permission] = Permission.VIEW_CASE

    capture_id: UUID
    download: bool = False
    reason: OptionalProse = Field(default=None, title="the reason for taking a copy")

    def perform(self, act: Act) -> EvidenceOpened:
        if self.download and self.reason is None:
            raise WrongAnswer({"reason": "Enter the reason for taking a copy"})
        capture = on_case(act, Capture, self.capture_id)
        require_not_stopped(capture)
        require_not_held(capture)
        item = Item(capture, exhibit_of(act.session, capture.id))
        standing = act.standing_now()
        require_sight(standing, governing_item(act.case, item))
        if self.download:
            require(standing, Permission.DOWNLOAD_ORIGINAL)
        require_not_frozen(item)
        handling = Handling.DOWNLOADED if self.download else Handling.VIEWED
        seal = Seal.of(link(act, capture, handling, self.reason))
        told = {"capture_id": capture.id, "handling": handling, "label": named(item)}
        return EvidenceOpened.model_validate(told | {"seal": seal})
