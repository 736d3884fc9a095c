"""Deciding what is hidden: boxes that are drawn, or typed as positions."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.pseudonyms import Pseudonym
from casework.errors import WrongAnswer
from casework.evidence.models import Capture
from casework.journal import Event
from casework.redaction.models import RedactionBox
from casework.redaction.opening import to_redact
from casework.redaction.places import Place
from casework.redaction.queries import reading_of
from casework.redaction.reasons import HiddenIn, Reason
from casework.text import OptionalLine, within

LARGEST, SMALLEST = 100.0, 0.2
Per = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
Size = Annotated[float, Field(ge=SMALLEST, le=LARGEST, allow_inf_nan=False)]


class BoxPlaced(Event):
    capture_id: UUID
    boxes: list[UUID]
    page: int
    reason: Reason

    def sentence(self) -> str:
        return f"marked a place on page {self.page} to be hidden: {within(self.reason.label)}"


class BoxRemoved(Event):
    capture_id: UUID
    page: int
    reason: Reason

    def sentence(self) -> str:
        return f"no longer hides a place on page {self.page} ({self.reason})"


class PlaceBox(Command):
    """Hide a place of a page, in per cent from its left and top, with the reason (domain RD-8)."""

    permission: ClassVar[Permission] = Permission.REDACT

    capture_id: UUID = Field(title="the file")
    page: int = Field(ge=1, title="the page")
    from_left: Per = Field(title="how far it is from the left")
    from_top: Per = Field(title="how far it is from the top")
    wide: Size = Field(title="how wide it is")
    high: Size = Field(title="how high it is")
    reason: Reason = Field(title="the reason")
    hidden_in: HiddenIn = Field(default=HiddenIn.EVERY_COPY, title="in which copies it is hidden")
    pseudonym: OptionalLine = Field(default=None, title="who it shows")

    def perform(self, act: Act) -> BoxPlaced:
        capture = to_redact(act, self.capture_id)
        told = self.model_dump(include={"hidden_in", "reason"})
        told["pseudonym"] = known_label(act, self.pseudonym)
        place = _within(Place(self.from_left, self.from_top, self.wide, self.high))
        box = placed(act, capture, self.page, place, told)
        return BoxPlaced(capture_id=capture.id, boxes=[box.id], page=box.page, reason=self.reason)


class MoveBox(Command):
    """Move a box, change its size, its reason, or in which copies it hides."""

    permission: ClassVar[Permission] = Permission.REDACT

    box_id: UUID = Field(title="the box")
    from_left: Per = Field(title="how far it is from the left")
    from_top: Per = Field(title="how far it is from the top")
    wide: Size = Field(title="how wide it is")
    high: Size = Field(title="how high it is")
    reason: Reason = Field(title="the reason")
    hidden_in: HiddenIn = Field(default=HiddenIn.EVERY_COPY, title="in which copies it is hidden")
    pseudonym: OptionalLine = Field(default=None, title="who it shows")

    def perform(self, act: Act) -> BoxPlaced:
        box = on_case(act, RedactionBox, self.box_id)
        capture = to_redact(act, box.capture_id)
        place = _within(Place(self.from_left, self.from_top, self.wide, self.high))
        box.from_left, box.from_top = place.left, place.top
        box.wide, box.high = place.wide, place.high
        box.reason, box.hidden_in = self.reason, self.hidden_in
        box.pseudonym = known_label(act, self.pseudonym)
        return BoxPlaced(capture_id=capture.id, boxes=[box.id], page=box.page, reason=self.reason)


class RemoveBox(Command):
    """Take a box away. A name that was under it must be decided on again."""

    permission: ClassVar[Permission] = Permission.REDACT

    box_id: UUID = Field(title="the box")

    def perform(self, act: Act) -> BoxRemoved:
        box = on_case(act, RedactionBox, self.box_id)
        to_redact(act, box.capture_id)
        act.session.delete(box)
        return BoxRemoved(capture_id=box.capture_id, page=box.page, reason=box.reason)


def known_label(act: Act, label: str | None) -> str | None:
    """A pseudonym of this case.

    Raises:
        WrongAnswer: nobody in the register has it.
    """
    if label is None:
        return None
    wanted = select(Pseudonym.id).where(Pseudonym.case_id == act.case.id, Pseudonym.label == label)
    if act.session.exec(wanted).first() is None:
        raise WrongAnswer({"pseudonym": "Choose somebody from the register of pseudonyms"})
    return label


def _within(place: Place) -> Place:
    """A box that reaches over the edge of the page ends there."""
    wide = min(place.wide, LARGEST - place.left)
    high = min(place.high, LARGEST - place.top)
    if wide < SMALLEST or high < SMALLEST:
        raise WrongAnswer({"from_left": "Enter a place that lies on the page"})
    return Place(*(round(each, 3) for each in (place.left, place.top, wide, high)))


def placed(
    act: Act, capture: Capture, page: int, place: Place, told: dict[str, Any]
) -> RedactionBox:
    reading = reading_of(act.session, capture.id)
    if reading and reading.sizes and page > len(reading.sizes):
        raise WrongAnswer({"page": f"Enter a page from 1 to {len(reading.sizes)}"})
    box = RedactionBox(
        case_id=act.case.id,
        capture_id=capture.id,
        page=page,
        from_left=place.left,
        from_top=place.top,
        wide=place.wide,
        high=place.high,
        made_by=act.actor.id,
        made_at=act.at,
        **told,
    )
    act.session.add(box)
    act.session.flush()
    return box
