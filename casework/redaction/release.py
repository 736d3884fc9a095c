"""The release of a redacted copy, for which one that shows a pupil takes two; and looking at it."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import col, select

from casework.access import Permission, require_sight
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import ApprovalRequest
from casework.cases.second_person import ApprovalAsked, ask
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.evidence.custody import link, verify
from casework.evidence.models import Capture, Handling
from casework.evidence.queries import governing_item
from casework.evidence.redacted import CopyStatus, RedactedCopy, released_copy
from casework.evidence.seals import Seal, Sealed
from casework.journal import Event
from casework.procedure import require
from casework.redaction.copies import shows_pupil
from casework.redaction.opening import item_of, to_redact
from casework.redaction.queries import desk, names_sought
from casework.redaction.rules import RELEASE_RULES, CopyFacts
from casework.redaction.sound import is_sound
from casework.storage import store
from casework.text import Prose


class CopyReleased(Event, Sealed):
    capture_id: UUID
    number: int
    sha256: str

    def sentence(self) -> str:
        return f"released redacted copy {self.number}"


class CopyWithdrawn(Event):
    capture_id: UUID
    number: int

    def sentence(self) -> str:
        return f"withdrew redacted copy {self.number}"


class CopyOpened(Event, Sealed):
    capture_id: UUID
    number: int

    def sentence(self) -> str:
        return f"viewed redacted copy {self.number}"


class CopyTaken(Event, Sealed):
    capture_id: UUID
    number: int

    def sentence(self) -> str:
        return f"took redacted copy {self.number} away"


class ReleaseCopy(Command):
    """Release a checked copy for its audience. One that shows a pupil takes two people.

    Whoever made it asks; another who may see the original looks at the copy and releases it.
    """

    permission: ClassVar[Permission] = Permission.RELEASE_COPY

    copy_id: UUID = Field(title="the copy")

    def perform(self, act: Act) -> CopyReleased | ApprovalAsked:
        copy = on_case(act, RedactedCopy, self.copy_id)
        capture = to_redact(act, copy.capture_id)
        names = names_sought(act.session, act.case.id)
        found = desk(act.session, capture, copy.audience, names)
        facts = CopyFacts(
            read=found.is_read,
            undecided=len(found.undecided),
            boxes=len(copy.boxes),
            original_sound=bool(verify(store(), capture).sound),
            copy_sound=copy.status is not CopyStatus.CHECKED or is_sound(copy),
        )
        require(RELEASE_RULES, facts)
        copy.shows_pupil = copy.shows_pupil or shows_pupil(act, capture, found.boxes)
        if copy.shows_pupil and copy.made_by == act.actor.id:
            return self._ask_another(act, copy)
        if before := released_copy(act.session, capture.id, copy.audience):
            before.withdraw(act.actor.id, f"Replaced by copy {copy.number}")
            act.session.flush()  # one is withdrawn before the other takes its place
        copy.release(act.actor.id, act.at)
        _settle_requests(act, copy)
        told = f"Copy {copy.number}, {copy.audience.label}"
        seal = Seal.of(link(act, capture, Handling.RELEASED, told))
        return CopyReleased(
            capture_id=capture.id, number=copy.number, sha256=copy.sha256 or "", seal=seal
        )

    def _ask_another(self, act: Act, copy: RedactedCopy) -> ApprovalAsked:
        if copy.status is not CopyStatus.CHECKED:
            copy.release(act.actor.id, act.at)  # says why it cannot be
        if _requests(act, copy):
            raise WrongAnswer({"copy_id": "A second person has been asked to release it"})
        told = self.model_dump(mode="json")
        return ask(act.session, act.case.id, act.actor.id, act.at, type(self).__name__, told)


class WithdrawCopy(Command):
    """Withdraw a copy, or send one back that should not be released, with the reason."""

    permission: ClassVar[Permission] = Permission.RELEASE_COPY

    copy_id: UUID = Field(title="the copy")
    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> CopyWithdrawn:
        copy = on_case(act, RedactedCopy, self.copy_id)
        to_redact(act, copy.capture_id)
        copy.withdraw(act.actor.id, self.reason)
        _settle_requests(act, copy, approved=False, reason=self.reason)
        return CopyWithdrawn(capture_id=copy.capture_id, number=copy.number)


class LookAtCopy(Command):
    """Look at a redacted copy as it would leave. It is a link in the chain of custody."""

    permission: ClassVar[Permission] = Permission.RELEASE_COPY

    copy_id: UUID = Field(title="the copy")

    def perform(self, act: Act) -> CopyOpened:
        copy = on_case(act, RedactedCopy, self.copy_id)
        capture = _seen_whole(act, copy)
        seal = Seal.of(link(act, capture, Handling.COPY_VIEWED, f"Copy {copy.number}"))
        return CopyOpened(capture_id=capture.id, number=copy.number, seal=seal)


class TakeRedactedCopy(Command):
    """Take a released copy away, for whoever it was made for. With the reason."""

    permission: ClassVar[Permission] = Permission.RELEASE_COPY

    copy_id: UUID = Field(title="the copy")
    reason: Prose = Field(title="the reason for taking a copy")

    def perform(self, act: Act) -> CopyTaken:
        copy = on_case(act, RedactedCopy, self.copy_id)
        capture = _seen_whole(act, copy)
        if copy.status is not CopyStatus.RELEASED or not is_sound(copy):
            says = "Only a released copy that is still what was checked can be taken away"
            raise ProcedureBreach(Breach("RD-1d", "GDPR-MIN", says))
        told = f"Copy {copy.number}: {self.reason}"
        seal = Seal.of(link(act, capture, Handling.COPY_TAKEN, told))
        return CopyTaken(capture_id=capture.id, number=copy.number, seal=seal)


def _seen_whole(act: Act, copy: RedactedCopy) -> Capture:
    """The original of a copy, for somebody who may see all of it."""
    capture = on_case(act, Capture, copy.capture_id)
    item = item_of(act, capture)
    require_sight(act.standing_now(), governing_item(act.case, item))
    return capture


def _requests(act: Act, copy: RedactedCopy) -> list[ApprovalRequest]:
    wanted = select(ApprovalRequest).where(
        ApprovalRequest.case_id == act.case.id,
        ApprovalRequest.act == ReleaseCopy.__name__,
        col(ApprovalRequest.decided_at).is_(None),
    )
    return [each for each in act.session.exec(wanted) if each.told["copy_id"] == str(copy.id)]


def _settle_requests(
    act: Act, copy: RedactedCopy, *, approved: bool = True, reason: str = "Looked at the copy"
) -> None:
    """What was asked for is decided by the act itself, wherever it was done."""
    for each in _requests(act, copy):
        if each.asked_by != act.actor.id:
            each.decided_by, each.decided_at = act.actor.id, act.at
            each.approved, each.reason = approved, reason
