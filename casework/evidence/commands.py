"""Taking evidence into a case, describing it, admitting it as an exhibit, and looking at it."""

from typing import ClassVar, Self
from uuid import UUID

from pydantic import Field
from sqlmodel import func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.errors import StoreUnavailable, WrongAnswer
from casework.evidence.choices import StillOnline
from casework.evidence.custody import keep, link, newest_link
from casework.evidence.describing import confirm, looked_today
from casework.evidence.details import CaptureDetails
from casework.evidence.examination import Examined, Treatment
from casework.evidence.intake import Received
from casework.evidence.kinds import FileKind, Recognised
from casework.evidence.models import Capture, Exhibit, Handling
from casework.evidence.preconditions import (
    require_happened,
    require_not_stopped,
    require_open,
)
from casework.evidence.redacted import released_copy
from casework.evidence.release_rules import PLACE_RULES, PlaceFacts
from casework.evidence.rules import MEANS_RULES, Collected, require_lawful
from casework.evidence.scanning import Scanned
from casework.evidence.seals import Seal, Sealed
from casework.jobs import PREPARE, enqueue
from casework.journal import Event
from casework.procedure import require as require_rules
from casework.storage.names import holder_of
from casework.text import Line, OptionalProse, Prose


class CaptureRecorded(Event, Sealed):
    capture_id: UUID
    sha256: str
    collected: Collected

    def sentence(self) -> str:
        return f"took in a file, SHA-256 {self.sha256[:12]}…"


class ExhibitAdmitted(Event, Sealed):
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


class RecordCapture(Command):
    """Record a file that has just been streamed into the store (ACPO principles 1 and 3).

    The store computes the hash; no door takes one from outside. Whoever adds it says how it was
    come by, and confirms it; what was not come by lawfully is refused.
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
    collected: Collected = Collected()
    online: StillOnline | None = None

    @classmethod
    def of(
        cls,
        received: Received,
        details: CaptureDetails,
        collected: Collected,
        online: StillOnline | None = None,
    ) -> Self:
        """The command for a file as it was received, with what is said about it."""
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
            collected=collected,
            online=online,
        )

    def perform(self, act: Act) -> CaptureRecorded:
        require_open(act)
        require_happened(act, self.details)
        require_lawful(self.collected)
        if holder_of(self.key) != act.case.id:
            raise StoreUnavailable("The file was not encrypted for this case. Nothing was saved")
        recognised = Recognised(self.kind, self.name_agrees)
        received = Received(
            self.key, self.name, self.size, self.sha256, recognised, self.examined, self.scanned
        )
        capture = keep(act, received, self._known())
        seal = Seal.of(newest_link(act.session, capture.id))
        self._confirm(act, capture)
        if self.online:
            looked_today(act, capture, self.online)
        enqueue(act.session, PREPARE, lock=f"prepare-{capture.id}", capture_id=str(capture.id))
        return CaptureRecorded(
            capture_id=capture.id, sha256=capture.sha256, collected=self.collected, seal=seal
        )

    def _confirm(self, act: Act, capture: Capture) -> None:
        confirm(act, capture, self.collected.confirms)

    def _known(self) -> CaptureDetails:
        """What is known, with how it was come by."""
        come_by = {"access_route", "means", "dpia_reference"}
        told = self.collected.model_dump(include=come_by)
        return self.details.model_copy(update=told)


class AdmitExhibit(Command):
    """Give an item of evidence its exhibit number, a title, and a description in words."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE
    for_others: ClassVar[frozenset[str]] = frozenset({"title", "description"})

    capture_id: UUID = Field(title="the file")
    title: Line = Field(title="a short title")
    description: Prose = Field(title="a description for people who cannot see it")
    shows_pupil: bool = Field(title="whether it shows or names a pupil")

    def perform(self, act: Act) -> ExhibitAdmitted:
        require_open(act)
        capture = on_case(act, Capture, self.capture_id)
        _require_usable(capture)
        taken = select(Exhibit).where(Exhibit.capture_id == capture.id)
        if found := act.session.exec(taken).first():
            raise WrongAnswer({"capture_id": f"This file is already exhibit {found.reference}"})
        last = select(func.max(Exhibit.number)).where(Exhibit.case_id == act.case.id)
        number = (act.session.exec(last).one() or 0) + 1
        act.session.add(Exhibit(case_id=act.case.id, number=number, **self.model_dump()))
        seal = Seal.of(link(act, capture, Handling.ADMITTED, f"E{number}"))
        told = {"capture_id": capture.id, "number": number, "sha256": capture.sha256}
        return ExhibitAdmitted.model_validate(told | {"seal": seal})


class DecidePackPlace(Command):
    """Decide whether an exhibit goes in the hearing pack, and why.

    An exhibit that shows a pupil goes in as a released redacted copy, or with a written reason why
    the panel must see it as it is.
    """

    permission: ClassVar[Permission] = Permission.MAKE_PACK
    for_others: ClassVar[frozenset[str]] = frozenset({"reason"})

    exhibit_id: UUID
    in_pack: bool = Field(title="whether it goes in the pack")
    reason: OptionalProse = Field(default=None, title="the reason")

    def perform(self, act: Act) -> PackPlaceDecided:
        require_open(act)
        exhibit = on_case(act, Exhibit, self.exhibit_id)
        capture = on_case(act, Capture, exhibit.capture_id)
        seen = exhibit.shows_pupil and released_copy(act.session, capture.id) is None
        if self.reason is None and (why := self._needs_reason(capture, seen)):
            raise WrongAnswer({"reason": f"Enter the reason why {why}"})
        if self.in_pack:
            _require_usable(capture)
            require_rules(PLACE_RULES, place_facts(capture))
        exhibit.in_pack, exhibit.pack_reason = self.in_pack, self.reason
        return PackPlaceDecided(exhibit=exhibit.reference, in_pack=self.in_pack, reason=self.reason)

    def _needs_reason(self, capture: Capture, seen: bool) -> str:
        if not self.in_pack:
            return "it is left out"
        if seen:
            return "the panel must see a pupil"
        flagged = capture.treatment is Treatment.FLAGGED
        return "the pack should refer to what it cannot print" if flagged else ""


def place_facts(capture: Capture) -> PlaceFacts:
    """What the rules about a place in the pack need to know of an item."""
    details = CaptureDetails.model_validate(capture.details)
    return PlaceFacts(capture.scan, capture.kind is FileKind.VIDEO, bool(details.transcript))


def _require_usable(capture: Capture) -> None:
    """Put nothing before a panel that is stopped, or that is known to be come by unlawfully.

    Raises:
        ProcedureBreach: naming what stands against it.
    """
    require_not_stopped(capture)
    known = CaptureDetails.model_validate(capture.details)
    told = known.model_dump(include={"access_route", "means", "dpia_reference"})
    require_rules(MEANS_RULES, Collected.model_validate(told))
