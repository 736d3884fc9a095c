"""Making a redacted copy, checking it, and its release by a second person."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.independence import ApprovalRequest
from casework.cases.second_person import ApprovalAsked, ask
from casework.errors import WrongAnswer
from casework.evidence.custody import link, verify
from casework.evidence.models import Capture, Handling
from casework.evidence.queries import Item, is_restricted
from casework.evidence.redacted import Audience, CopyStatus, RedactedCopy, released_copy
from casework.jobs import MAKE_COPY, enqueue
from casework.journal import Event
from casework.procedure import require
from casework.redaction.models import RedactionBox
from casework.redaction.opening import exhibit_of, to_redact
from casework.redaction.queries import desk, names_sought
from casework.redaction.reasons import Reason
from casework.redaction.rules import MAKING_RULES, RELEASE_RULES, CopyFacts
from casework.redaction.sound import is_sound
from casework.storage import store
from casework.text import Prose


class CopyAsked(Event):
    capture_id: UUID
    number: int
    audience: Audience

    def sentence(self) -> str:
        return f"asked for redacted copy {self.number}: {self.audience.label.lower()}"


class CopyChecked(Event):
    capture_id: UUID
    number: int
    sha256: str
    parent_sha256: str

    def sentence(self) -> str:
        return f"made redacted copy {self.number}, checked, SHA-256 {self.sha256[:12]}…"


class CopyReleased(Event):
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


class CopyOpened(Event):
    capture_id: UUID
    number: int

    def sentence(self) -> str:
        return f"viewed redacted copy {self.number}"


class MakeCopy(Command):
    """Make a copy of an original without what its boxes hide (domain RD-1)."""

    permission: ClassVar[Permission] = Permission.REDACT

    capture_id: UUID = Field(title="the file")
    audience: Audience = Field(
        default=Audience.PANEL_AND_EMPLOYEE, title="which copy is being prepared"
    )

    def perform(self, act: Act) -> CopyAsked:
        capture = to_redact(act, self.capture_id)
        found = desk(act.session, capture, self.audience, names_sought(act.session, act.case.id))
        facts = CopyFacts(found.is_read, len(found.undecided), len(found.boxes))
        require(MAKING_RULES, facts)
        last = select(func.max(RedactedCopy.number)).where(RedactedCopy.capture_id == capture.id)
        copy = RedactedCopy(
            case_id=act.case.id,
            capture_id=capture.id,
            number=(act.session.exec(last).one() or 0) + 1,
            audience=self.audience,
            status=CopyStatus.MAKING,
            shows_pupil=_shows_pupil(act, capture, found.boxes),
            boxes=[_kept(each) for each in found.boxes],
            parent_sha256=capture.sha256,
            made_by=act.actor.id,
            asked_at=act.at,
        )
        act.session.add(copy)
        act.session.flush()
        enqueue(act.session, MAKE_COPY, lock=f"copy-{capture.id}", copy_id=str(copy.id))
        return CopyAsked(capture_id=capture.id, number=copy.number, audience=self.audience)


class KeepCopy(Command):
    """Keep what the worker made and checked: its bytes are already in the store."""

    permission: ClassVar[Permission] = Permission.REDACT

    copy_id: UUID
    key: str
    sha256: str
    size: int
    media_type: str
    pages: int
    checked_with: str

    def perform(self, act: Act) -> CopyChecked:
        copy = on_case(act, RedactedCopy, self.copy_id)
        copy.check(self.key, self.sha256, self.size, self.media_type, self.pages)
        copy.checked_at, copy.checked_with = act.at, self.checked_with
        capture = on_case(act, Capture, copy.capture_id)
        told = f"Copy {copy.number}, {copy.audience.label}. SHA-256 {self.sha256}"
        link(act, capture, Handling.REDACTED, told)
        return CopyChecked(
            capture_id=capture.id,
            number=copy.number,
            sha256=self.sha256,
            parent_sha256=copy.parent_sha256,
        )


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
        copy.shows_pupil = copy.shows_pupil or _shows_pupil(act, capture, found.boxes)
        if copy.shows_pupil and copy.made_by == act.actor.id:
            return self._ask_another(act, copy)
        if before := released_copy(act.session, capture.id, copy.audience):
            before.withdraw(act.actor.id, f"Replaced by copy {copy.number}")
            act.session.flush()  # one is withdrawn before the other takes its place
        copy.release(act.actor.id, act.at)
        _settle_requests(act, copy)
        link(act, capture, Handling.RELEASED, f"Copy {copy.number}, {copy.audience.label}")
        return CopyReleased(capture_id=capture.id, number=copy.number, sha256=copy.sha256 or "")

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
        capture = on_case(act, Capture, copy.capture_id)
        link(act, capture, Handling.VIEWED, f"Redacted copy {copy.number}")
        return CopyOpened(capture_id=capture.id, number=copy.number)


def _shows_pupil(act: Act, capture: Capture, boxes: list[RedactionBox]) -> bool:
    restricted = is_restricted(act.case, Item(capture, exhibit_of(act, capture)))
    return restricted or any(each.reason is Reason.PUPIL for each in boxes)


def _kept(box: RedactionBox) -> dict[str, Any]:
    """A box as the copy was made with it, whatever becomes of it later."""
    told = box.model_dump(
        mode="json", include={"page", "from_left", "from_top", "wide", "high", "reason"}
    )
    return told | {"says": box.says}


def _requests(act: Act, copy: RedactedCopy) -> list[ApprovalRequest]:
    wanted = select(ApprovalRequest).where(
        ApprovalRequest.case_id == act.case.id,
        ApprovalRequest.act == ReleaseCopy.__name__,
        ApprovalRequest.decided_at.is_(None),  # type: ignore[union-attr]
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
