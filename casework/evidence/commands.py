"""Taking evidence into a case, describing it, admitting it as an exhibit, and looking at it."""

from typing import ClassVar, Self
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Permission, require_sight
from casework.access import require as require_permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.stages import Stage
from casework.errors import Breach, ProcedureBreach, WrongAnswer
from casework.evidence.custody import keep, link
from casework.evidence.details import CaptureDetails
from casework.evidence.examination import Examined, Treatment
from casework.evidence.intake import Received
from casework.evidence.kinds import FileKind, Recognised
from casework.evidence.models import Capture, Exhibit, Handling
from casework.evidence.queries import Item, governing_item
from casework.evidence.rules import PLACE_RULES, RELEASE_RULES, PlaceFacts, ReleaseFacts
from casework.evidence.scanning import Scanned
from casework.jobs import PREPARE, enqueue
from casework.journal import Event
from casework.procedure import require
from casework.text import Line, OptionalProse, Prose


class CaptureRecorded(Event):
    capture_id: UUID
    sha256: str

    def sentence(self) -> str:
        return f"took in a file, SHA-256 {self.sha256[:12]}…"


class CaptureDescribed(Event):
    capture_id: UUID
    details: CaptureDetails

    def sentence(self) -> str:
        return "recorded what is known about an item of evidence"


class ExhibitAdmitted(Event):
    capture_id: UUID
    number: int
    sha256: str

    def sentence(self) -> str:
        return f"admitted exhibit E{self.number}"


class PackPlaceDecided(Event):
    exhibit: str
    in_pack: bool
    reason: str | None

    def sentence(self) -> str:
        placed = f"put {self.exhibit} in" if self.in_pack else f"left {self.exhibit} out of"
        return f"{placed} the pack"


class EvidenceOpened(Event):
    capture_id: UUID
    handling: Handling
    label: str

    def sentence(self) -> str:
        return f"{self.handling} {self.label}"


class RecordCapture(Command):
    """Record a file that has just been streamed into the store (ACPO principles 1 and 3).

    The store computes the hash; no door takes one from outside.
    """

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    key: str
    name: str
    size: int
    sha256: str
    kind: FileKind
    name_agrees: bool
    examined: Examined = Examined()
    scanned: Scanned = Scanned()
    details: CaptureDetails = CaptureDetails()

    @classmethod
    def of(cls, received: Received, details: CaptureDetails) -> Self:
        """The command for a file as it was received."""
        told = received.recognised
        return cls(
            key=received.key,
            name=received.name,
            size=received.size,
            sha256=received.sha256,
            kind=told.kind,
            name_agrees=told.name_agrees,
            examined=received.examined,
            scanned=received.scanned,
            details=details,
        )

    def perform(self, act: Act) -> CaptureRecorded:
        _require_open(act)
        _require_happened(act, self.details)
        recognised = Recognised(self.kind, self.name_agrees)
        received = Received(
            self.key, self.name, self.size, self.sha256, recognised, self.examined, self.scanned
        )
        capture = keep(act, received, self.details)
        enqueue(act.session, PREPARE, lock=f"prepare-{capture.id}", capture_id=str(capture.id))
        return CaptureRecorded(capture_id=capture.id, sha256=capture.sha256)


class DescribeCapture(Command):
    """Record what is known about an item: where it was seen, by whom, and who disputes it."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    capture_id: UUID
    details: CaptureDetails

    def perform(self, act: Act) -> CaptureDescribed:
        _require_open(act)
        _require_happened(act, self.details)
        capture = on_case(act, Capture, self.capture_id)
        capture.details = self.details.model_dump(mode="json")
        return CaptureDescribed(capture_id=capture.id, details=self.details)


class AdmitExhibit(Command):
    """Give an item of evidence its exhibit number, a title, and a description in words."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    capture_id: UUID = Field(title="the file")
    title: Line = Field(title="a short title")
    description: Prose = Field(title="a description for people who cannot see it")
    shows_pupil: bool = Field(title="whether it shows or names a pupil")

    def perform(self, act: Act) -> ExhibitAdmitted:
        _require_open(act)
        capture = on_case(act, Capture, self.capture_id)
        taken = select(Exhibit).where(Exhibit.capture_id == capture.id)
        if found := act.session.exec(taken).first():
            raise WrongAnswer({"capture_id": f"This file is already exhibit {found.reference}"})
        last = select(func.max(Exhibit.number)).where(Exhibit.case_id == act.case.id)
        number = (act.session.exec(last).one() or 0) + 1
        act.session.add(Exhibit(case_id=act.case.id, number=number, **self.model_dump()))
        link(act, capture, Handling.ADMITTED, f"E{number}")
        return ExhibitAdmitted(capture_id=capture.id, number=number, sha256=capture.sha256)


class DecidePackPlace(Command):
    """Decide whether an exhibit goes in the hearing pack, and why.

    An exhibit that shows a pupil goes in only with a written reason: Casework does not redact
    files, so the panel would see it as it is.
    """

    permission: ClassVar[Permission] = Permission.MAKE_PACK

    exhibit_id: UUID
    in_pack: bool = Field(title="whether it goes in the pack")
    reason: OptionalProse = Field(default=None, title="the reason")

    def perform(self, act: Act) -> PackPlaceDecided:
        _require_open(act)
        exhibit = on_case(act, Exhibit, self.exhibit_id)
        capture = on_case(act, Capture, exhibit.capture_id)
        if self.reason is None and (why := self._needs_reason(exhibit, capture)):
            raise WrongAnswer({"reason": f"Enter the reason why {why}"})
        if self.in_pack:
            require(PLACE_RULES, place_facts(capture))
        exhibit.in_pack, exhibit.pack_reason = self.in_pack, self.reason
        return PackPlaceDecided(exhibit=exhibit.reference, in_pack=self.in_pack, reason=self.reason)

    def _needs_reason(self, exhibit: Exhibit, capture: Capture) -> str:
        if not self.in_pack:
            return "it is left out"
        if exhibit.shows_pupil:
            return "the panel must see a pupil"
        flagged = capture.treatment is Treatment.FLAGGED
        return "the pack should refer to what it cannot print" if flagged else ""


class OpenEvidence(Command):
    """Look at an original or take a copy of it away; either is a link in its chain of custody.

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
        require(RELEASE_RULES, ReleaseFacts(capture.scan))
        taken = select(Exhibit).where(Exhibit.capture_id == capture.id)
        exhibit = act.session.exec(taken).first()
        standing = act.standing_now()
        require_sight(standing, governing_item(act.case, Item(capture, exhibit)))
        if self.download:
            require_permission(standing, Permission.DOWNLOAD_ORIGINAL)
        handling = Handling.DOWNLOADED if self.download else Handling.VIEWED
        link(act, capture, handling, self.reason)
        label = f"exhibit {exhibit.reference}" if exhibit else "an item of evidence"
        return EvidenceOpened(capture_id=capture.id, handling=handling, label=label)


def place_facts(capture: Capture) -> PlaceFacts:
    """What the rules about a place in the pack need to know of an item."""
    details = CaptureDetails.model_validate(capture.details)
    return PlaceFacts(capture.scan, capture.kind is FileKind.VIDEO, bool(details.transcript))


def _require_open(act: Act) -> None:
    if act.case.stage is Stage.CLOSED:
        raise ProcedureBreach(Breach("G-STAGE", "HOUSE", "The case is closed"))


def _require_happened(act: Act, details: CaptureDetails) -> None:
    days = {"captured_on": details.captured_on, "last_checked_on": details.last_checked_on}
    wrong = [name for name, day in days.items() if day and day > act.today]
    if wrong:
        says = "Enter a day that is not in the future"
        raise WrongAnswer({f"details.{name}": says for name in wrong})
