"""What the employee sends: a statement or a document, by whichever way it comes.

It goes through the same door as any evidence, is in custody from its first byte, and is marked as
theirs. HR looks at it and admits it as an exhibit, or does not; the employee takes it back only
until somebody has looked.
"""

from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, func, select

from casework.access import Permission
from casework.cases.gateway import Act, Command, on_case
from casework.cases.received import Received, Themselves
from casework.cases.stages import Stage
from casework.errors import WrongAnswer
from casework.evidence.choices import AccessRoute, ItemType, Means
from casework.evidence.commands import CaptureRecorded, RecordCapture
from casework.evidence.custody import link
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import Received as Arrived
from casework.evidence.models import Capture, CustodyEntry, Handling
from casework.evidence.queries import exhibit_of
from casework.evidence.rules import Collected
from casework.evidence.seals import Seal, Sealed
from casework.journal import Event
from casework.procedure import require
from casework.room.drafts import forget
from casework.room.models import EmployeePaper, PaperKind
from casework.room.rules import (
    SENDING_RULES,
    WITHDRAWING_RULES,
    SendingFacts,
    WithdrawingFacts,
)
from casework.text import Line, OptionalLine, OptionalProse

FROM_THEM = "The employee"
# Whoever takes it in knows no more than that the employee sent it: the grade of the item says so.
SUPPLIED = {"access_route": AccessRoute.SUPPLIED, "means": Means.UNKNOWN}
LOOKS = frozenset({Handling.VIEWED, Handling.DOWNLOADED, Handling.COPY_VIEWED, Handling.COPY_TAKEN})
TAKEN_BACK = "This was taken back before"


class EmployeePaperReceived(CaptureRecorded):
    paper_id: UUID
    what: PaperKind

    def sentence(self) -> str:
        what = self.what.label[0].lower() + self.what.label[1:]
        return f"handed in a {what} of the employee’s, SHA-256 {self.sha256[:12]}…"


class EmployeePaperWithdrawn(Event, Sealed):
    paper_id: UUID
    capture_id: UUID

    def sentence(self) -> str:
        return "took back what the employee had sent, before anybody had looked at it"


def supplied(*, suspected_image: bool | None, confirmed: bool) -> Collected:
    """What is said of how it was come by: the employee sent it."""
    return Collected.model_validate(
        {**SUPPLIED, "suspected_image": suspected_image, "confirmed": confirmed}
    )


class Described(BaseModel):
    """What a paper is, in the words of whoever hands it in."""

    what: PaperKind = Field(title="what it is")
    title: Line = Field(title="what you call it")
    words: OptionalProse = Field(default=None, title="what the statement says")
    signed_as: OptionalLine = Field(default=None, title="the full name as a signature")


def _keep(
    act: Act, sent: "SendMyPaper | RecordEmployeePaper", given: dict[str, Any]
) -> EmployeePaperReceived:
    """Take it in like any evidence, with what it is beside it; a statement may have its words."""
    require(SENDING_RULES, sending_facts(act))
    taken = RecordCapture.perform(sent, act)
    paper = EmployeePaper(
        **given,
        **sent.model_dump(include={*Described.model_fields, "name", "size", "sha256"}),
        capture_id=taken.capture_id,
    )
    act.session.add(paper)
    act.session.flush()
    return EmployeePaperReceived(**dict(taken), paper_id=paper.id, what=sent.what)


class SendMyPaper(Described, Themselves, RecordCapture):
    """Hand in a statement or a document of your own (Acas Code para 12)."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> EmployeePaperReceived:
        if self.what is PaperKind.STATEMENT and self.words:
            forget(act)
        return _keep(act, self, self.given(act))


class RecordEmployeePaper(Described, Received, RecordCapture):
    """Record a statement or a document that the employee gave on paper or by e-mail."""

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> EmployeePaperReceived:
        return _keep(act, self, self.given(act))


Sending = TypeVar("Sending", bound=RecordCapture)


def paper_of(
    kind: type[Sending], arrived: Arrived, collected: Collected, told: Described
) -> Sending:
    """The command for a file as it arrived, marked as the employee's."""
    item = ItemType.STATEMENT if told.what is PaperKind.STATEMENT else ItemType.PAPER
    details = CaptureDetails(
        item_type=item, what=told.title, captured_by=FROM_THEM, obtained_from=FROM_THEM
    )
    capture = dict(RecordCapture.of(arrived, details, collected))
    asked = {name: value for name, value in dict(told).items() if name in kind.model_fields}
    return kind.model_validate({**capture, **asked})


def sending_facts(act: Act) -> SendingFacts:
    sent = select(func.count()).where(EmployeePaper.case_id == act.case.id)
    return SendingFacts(act.case.stage is Stage.CLOSED, act.session.exec(sent).one())


class _Withdrawal(BaseModel):
    """Until somebody has looked; after that, HR keeps it with a note of what is said of it."""

    paper_id: UUID = Field(title="what is taken back")

    def withdraw(self, act: Act, how: str) -> EmployeePaperWithdrawn:
        paper = on_case(act, EmployeePaper, self.paper_id)
        if paper.withdrawn_at:
            raise WrongAnswer({"paper_id": TAKEN_BACK})
        capture = on_case(act, Capture, paper.capture_id)
        require(WITHDRAWING_RULES, withdrawing_facts(act.session, paper))
        paper.withdraw(act.at, how)
        capture.withdrawn_at = act.at
        seal = Seal.of(link(act, capture, Handling.WITHDRAWN))
        return EmployeePaperWithdrawn(paper_id=paper.id, capture_id=capture.id, seal=seal)


class WithdrawMyPaper(_Withdrawal, Themselves, Command):
    """Take back what you sent, until somebody has looked at it."""

    permission: ClassVar[Permission] = Permission.ANSWER

    def perform(self, act: Act) -> EmployeePaperWithdrawn:
        return self.withdraw(act, self.given(act)["given_how"])


class RecordPaperWithdrawn(_Withdrawal, Received, Command):
    """Record that the employee takes back what they sent, until somebody has looked at it."""

    permission: ClassVar[Permission] = Permission.RECORD_ANSWER

    def perform(self, act: Act) -> EmployeePaperWithdrawn:
        return self.withdraw(act, self.given(act)["given_how"])


def withdrawing_facts(session: Session, paper: EmployeePaper) -> WithdrawingFacts:
    looks = select(CustodyEntry.id).where(
        CustodyEntry.capture_id == paper.capture_id, col(CustodyEntry.handling).in_(LOOKS)
    )
    return WithdrawingFacts(
        looked_at=session.exec(looks).first() is not None,
        admitted=exhibit_of(session, paper.capture_id) is not None,
    )
