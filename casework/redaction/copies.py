"""Making a redacted copy, and keeping it once it has been checked."""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.evidence.custody import link
from casework.evidence.models import Capture, Handling
from casework.evidence.queries import is_restricted
from casework.evidence.redacted import Audience, CopyStatus, RedactedCopy
from casework.evidence.seals import Seal, Sealed
from casework.jobs import MAKE_COPY, enqueue
from casework.journal import Event
from casework.procedure import require
from casework.redaction.models import RedactionBox
from casework.redaction.opening import item_of, to_redact
from casework.redaction.queries import desk, names_sought
from casework.redaction.reasons import Reason
from casework.redaction.rules import MAKING_RULES, CopyFacts


class CopyAsked(Event):
    capture_id: UUID
    number: int
    audience: Audience

    def sentence(self) -> str:
        return f"asked for redacted copy {self.number}: {self.audience.label.lower()}"


class CopyChecked(Event, Sealed):
    capture_id: UUID
    number: int
    sha256: str
    parent_sha256: str

    def sentence(self) -> str:
        return f"made redacted copy {self.number}, checked, SHA-256 {self.sha256[:12]}…"


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
            shows_pupil=shows_pupil(act, capture, found.boxes),
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
        seal = Seal.of(link(act, capture, Handling.REDACTED, told))
        return CopyChecked(
            capture_id=capture.id,
            number=copy.number,
            sha256=self.sha256,
            parent_sha256=copy.parent_sha256,
            seal=seal,
        )


def shows_pupil(act: Act, capture: Capture, boxes: list[RedactionBox]) -> bool:
    restricted = is_restricted(act.case, item_of(act, capture))
    return restricted or any(each.reason is Reason.PUPIL for each in boxes)


def _kept(box: RedactionBox) -> dict[str, Any]:
    """A box as the copy was made with it, whatever becomes of it later."""
    told = box.model_dump(
        mode="json", include={"page", "from_left", "from_top", "wide", "high", "reason"}
    )
    return told | {"says": box.says}
