"""The hard stop for suspected nude or sexual images of children (UKCIS guidance; KCSIE).

Nothing is uploaded, viewed, copied or kept. That the stop was reached is recorded, by whom and
when, and the safeguarding lead has it to report to the police the same day. What was taken in
before anybody suspected it is closed to everybody until somebody who was advised lifts the stop.
"""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, select

from casework.access import Permission, Role, TrustRole, require_sight
from casework.cases.appointing import conflict_of, holder, parts_taken, place
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command, on_case
from casework.errors import WrongAnswer
from casework.evidence.models import Capture, Exhibit
from casework.evidence.queries import Item, governing_item
from casework.journal import Event
from casework.people.queries import with_role
from casework.text import Line, Prose

TASK = "IMG"
TO_DO = "Tell the police of a suspected image of a child"


class ImageStopReached(Event):
    """That the stop was reached. Nothing of what is suspected is described here."""

    capture_id: UUID | None
    label: str

    def sentence(self) -> str:
        if self.capture_id is None:
            return "reached the stop for suspected images of a child; nothing was added"
        return f"closed {self.label} as a suspected image of a child"


class ImageStopLifted(Event):
    capture_id: UUID
    label: str
    advised_by: str
    reason: str

    def sentence(self) -> str:
        return f"opened {self.label} again, which was closed as a suspected image of a child"


class StopForSuspectedImage(Command):
    """Stop: it may be a nude or sexual image of a child. Closes an item; never describes it.

    Whoever may look at an item may stop it, without asking anybody first. Without an item, it
    records that the stop was reached before anything was added.
    """

    permission: ClassVar[Permission] = Permission.VIEW_CASE

    capture_id: UUID | None = None

    def perform(self, act: Act) -> ImageStopReached:
        tell_safeguarding(act)
        if self.capture_id is None:
            return ImageStopReached(capture_id=None, label="")
        capture = on_case(act, Capture, self.capture_id)
        item = _item(act.session, capture)
        require_sight(act.standing_now(), governing_item(act.case, item))
        capture.stopped_at = capture.stopped_at or act.at
        return ImageStopReached(capture_id=capture.id, label=_called(item))


class LiftImageStop(Command):
    """Open an item again that is no such image, on the advice of the police or the local authority.

    The task stays: whether it was reported is for the safeguarding lead to say.
    """

    permission: ClassVar[Permission] = Permission.RECORD_LADO

    capture_id: UUID
    advised_by: Line = Field(title="who advised you, and on what day")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> ImageStopLifted:
        capture = on_case(act, Capture, self.capture_id)
        if capture.stopped_at is None:
            raise WrongAnswer({"capture_id": "This item is open already"})
        capture.stopped_at = None
        told = self.model_dump(exclude={"capture_id"})
        label = _called(_item(act.session, capture))
        return ImageStopLifted(capture_id=capture.id, label=label, **told)


class ImageReported(Event):
    told: str

    def sentence(self) -> str:
        return "recorded that a suspected image of a child was reported"


class RecordImageReported(Command):
    """Record who was told of a suspected image of a child, and what they advised."""

    permission: ClassVar[Permission] = Permission.RECORD_LADO

    told: Line = Field(title="who you told, for example the police, and their reference")
    advice: Prose = Field(title="what they advised")

    def perform(self, act: Act) -> ImageReported:
        meet(act, TASK)
        return ImageReported(told=self.told)


def tell_safeguarding(act: Act) -> None:
    """Give the matter to the safeguarding lead, to report today."""
    lead = holder(act.session, act.case.id, Role.SAFEGUARDING_LEAD) or _lead(act)
    act.case.pupil_involved = True
    start_clock(act, TASK, act.today, lead, says=TO_DO)


def _lead(act: Act) -> UUID | None:
    """The trust’s safeguarding lead, unless the matter is theirs; then HR has the task."""
    for each in with_role(act.session, TrustRole.SAFEGUARDING_LEAD):
        theirs = parts_taken(act.session, act.case.id, each.id)
        if each.id != act.case.employee_id and not theirs and _free(act, each.id):
            place(act, each.id, Role.SAFEGUARDING_LEAD)
            return each.id
    return None


def _free(act: Act, person_id: UUID) -> bool:
    return conflict_of(act.session, act.case.id, person_id) is None


def _item(session: Session, capture: Capture) -> Item:
    taken = select(Exhibit).where(Exhibit.capture_id == capture.id)
    return Item(capture, session.exec(taken).first())


def _called(item: Item) -> str:
    return f"exhibit {item.reference}" if item.exhibit else "an item of evidence"
