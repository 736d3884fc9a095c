"""Recording what is known of an item, correcting it, confirming it, and looking for it again."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.errors import WrongAnswer
from casework.evidence.attested import Confirmation, Correction, OnlineCheck
from casework.evidence.choices import Authenticity, Confirms, StillOnline
from casework.evidence.details import CaptureDetails, called, is_blank
from casework.evidence.models import Capture
from casework.evidence.preconditions import require_happened, require_not_weeded, require_open
from casework.journal import Event
from casework.text import Day, OptionalProse


class Change(BaseModel):
    """One recorded field that says something else now."""

    field: str
    was: str
    now: str | None


class CaptureDescribed(Event):
    capture_id: UUID
    details: CaptureDetails

    def sentence(self) -> str:
        return "recorded what is known about an item of evidence"


class CaptureCorrected(Event):
    capture_id: UUID
    details: CaptureDetails
    changes: list[Change]
    reason: str

    def sentence(self) -> str:
        fields = ", ".join(called(each.field) for each in self.changes)
        return f"corrected what is recorded about an item of evidence: {fields}"


class CaptureConfirmed(Event):
    capture_id: UUID
    confirms: Confirms

    def sentence(self) -> str:
        return f"confirmed of an item of evidence: “{self.confirms.label}”"


class OnlineChecked(Event):
    capture_id: UUID
    found: StillOnline

    def sentence(self) -> str:
        return f"looked whether an item of evidence is still online: {self.found.found.lower()}"


class DescribeCapture(Command):
    """Record what is known about an item: where it was seen, by whom, and who disputes it.

    What was recorded before is changed only with a reason, and both versions are kept. With
    `only_told`, what is not told stays as it is; without, it is cleared.
    """

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    capture_id: UUID
    details: CaptureDetails
    reason: OptionalProse = Field(default=None, title="the reason for the correction")
    only_told: bool = False

    def perform(self, act: Act) -> CaptureDescribed | CaptureCorrected:
        require_open(act)
        require_happened(act, self.details)
        capture = on_case(act, Capture, self.capture_id)
        require_not_weeded(capture)
        known = CaptureDetails.model_validate(capture.details)
        now = self._now(known)
        _require_said_why(known, now)
        changes = corrected(known, now)
        told: dict[str, Any] = {"capture_id": capture.id, "details": now}
        capture.details = now.model_dump(mode="json")
        if not changes:
            return CaptureDescribed(**told)
        if self.reason is None:
            names = ", ".join(called(each.field) for each in changes)
            raise WrongAnswer({"reason": f"Say why you change what was recorded: {names}"})
        for each in changes:
            act.session.add(Correction(**_by(act, capture), **dict(each), reason=self.reason))
        return CaptureCorrected(**told, changes=changes, reason=self.reason)

    def _now(self, known: CaptureDetails) -> CaptureDetails:
        """The record as it is to be."""
        told = self.details.model_fields_set if self.only_told else CaptureDetails.model_fields
        return known.model_copy(update={name: getattr(self.details, name) for name in told})


def corrected(known: CaptureDetails, now: CaptureDetails) -> list[Change]:
    """Every field that was recorded and says something else now. Filling a blank is none."""
    before, after = known.model_dump(mode="json"), now.model_dump(mode="json")
    return [
        Change(field=field, was=str(was), now=None if is_blank(after[field]) else after[field])
        for field, was in before.items()
        if not is_blank(was) and was != after[field]
    ]


def _require_said_why(known: CaptureDetails, now: CaptureDetails) -> None:
    """A word about whether it is accepted needs what it rests on, from when it is first said."""
    if now.authenticity is known.authenticity:
        return
    if now.authenticity is Authenticity.CORROBORATED and now.corroborated_by is None:
        raise WrongAnswer({"details.corroborated_by": "Say what else supports it"})
    if now.authenticity is Authenticity.DISPUTED and now.dispute is None:
        raise WrongAnswer({"details.dispute": "Say what is disputed"})


class ConfirmCapture(Command):
    """Confirm, in one’s own name, that an item is what one saw, was given, or saw being saved."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    capture_id: UUID
    confirms: Confirms = Field(title="what you confirm")
    words: OptionalProse = Field(default=None, title="anything to add")

    def perform(self, act: Act) -> CaptureConfirmed:
        require_open(act)
        capture = on_case(act, Capture, self.capture_id)
        require_not_weeded(capture)
        confirm(act, capture, self.confirms, self.words)
        return CaptureConfirmed(capture_id=capture.id, confirms=self.confirms)


class CheckOnline(Command):
    """Record a look at whether something is still online. Posts vanish: look again and again."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    capture_id: UUID
    looked_on: Day = Field(title="the day you looked")
    found: StillOnline = Field(title="what you found")
    note: OptionalProse = Field(default=None, title="anything to add")

    def perform(self, act: Act) -> OnlineChecked:
        require_open(act)
        if self.looked_on > act.today:
            raise WrongAnswer({"looked_on": "Enter a day that is not in the future"})
        capture = on_case(act, Capture, self.capture_id)
        require_not_weeded(capture)
        told = self.model_dump(exclude={"capture_id"})
        act.session.add(OnlineCheck(**_by(act, capture), **told))
        return OnlineChecked(capture_id=capture.id, found=self.found)


def confirm(act: Act, capture: Capture, confirms: Confirms, words: str | None = None) -> None:
    """Keep what whoever acts confirms about an item."""
    act.session.add(Confirmation(**_by(act, capture), confirms=confirms, words=words))


def looked_today(act: Act, capture: Capture, found: StillOnline) -> None:
    """Keep what whoever acts says about whether it is online now."""
    told: dict[str, Any] = {"looked_on": act.today, "found": found}
    act.session.add(OnlineCheck(**_by(act, capture), **told))


def _by(act: Act, capture: Capture) -> dict[str, Any]:
    """Which item, who, and when."""
    return {
        "capture_id": capture.id,
        "at": act.at,
        "person_id": act.actor.id,
        "person_name": act.actor.name,
    }
