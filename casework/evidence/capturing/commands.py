"""Asking for a public web page to be captured, and keeping what was captured."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from casework import journal
from casework.access import Permission
from casework.access.roles import CASEWORK
from casework.cases.gateway import Act, Command, perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.errors import CaseworkError, WrongAnswer
from casework.evidence.capturing.addresses import NotCaptured, target
from casework.evidence.capturing.running import FILES, Captured, capture
from casework.evidence.choices import AccessRoute, Means, StillOnline
from casework.evidence.commands import RecordCapture
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import receive
from casework.evidence.models import Capture
from casework.evidence.preconditions import require_open
from casework.evidence.rules import Collected, require_lawful
from casework.jobs import CAPTURE_PAGE, enqueue
from casework.journal import Event
from casework.people.sign_in import actor_of
from casework.settings import settings
from casework.storage import new_key, store
from casework.text import Line
from casework.working_days import LONDON, local_day

# A page as anybody sees it; whoever asks for it answers for what it may show.
IN_PUBLIC = Collected(
    suspected_image=False, access_route=AccessRoute.PUBLIC, means=Means.FAIR, confirmed=True
)
OFF = "Capturing web pages is switched off here. Take a screenshot and add it"


class WebPageAsked(Event):
    url: str

    def sentence(self) -> str:
        return "asked for a public web page to be captured"


class WebPageCaptured(Event):
    url: str
    files: int

    def sentence(self) -> str:
        return f"captured a public web page as {self.files} files"


class WebPageNotCaptured(Event):
    url: str
    why: str

    def sentence(self) -> str:
        return f"could not capture a web page: {self.why}"


class CaptureWebPage(Command):
    """Have a public page captured as anybody sees it: no account, no cookie (ACPO principle 2)."""

    permission: ClassVar[Permission] = Permission.ADD_EVIDENCE

    url: Line = Field(title="the web address")
    suspected_image: bool = Field(title="whether it could be a nude or sexual image of a child")

    def perform(self, act: Act) -> WebPageAsked:
        require_open(act)
        require_lawful(IN_PUBLIC.model_copy(update={"suspected_image": self.suspected_image}))
        if not settings().capture:
            raise WrongAnswer({"url": OFF})
        try:
            target(self.url)
        except NotCaptured as refused:
            raise WrongAnswer({"url": str(refused)}) from refused
        asked = {"case_id": str(act.case.id), "person_id": str(act.actor.id), "url": self.url}
        enqueue(act.session, CAPTURE_PAGE, lock=CAPTURE_PAGE, **asked)
        return WebPageAsked(url=self.url)


class KeepWebPage(RecordCapture):
    """A file of a captured page. Nobody has seen it yet, so nobody confirms it by this."""

    def _confirm(self, act: Act, capture: Capture) -> None:
        """Whoever looks at it confirms it then: this is what was saved."""


def capture_page(case_id: UUID, person_id: UUID, url: str) -> int:
    """Capture a page for whoever asked, and keep its files; how many were kept.

    A page that cannot be captured is said in the journal of the case.
    """
    if not settings().capture:
        return 0
    try:
        captured = capture(url, settings().chromium)
        keep_captured(case_id, person_id, url, captured)
    except CaseworkError as refused:
        _journal(case_id, WebPageNotCaptured(url=url, why=str(refused)))
        return 0
    _journal(case_id, WebPageCaptured(url=url, files=len(captured.files)))
    return len(captured.files)


def keep_captured(case_id: UUID, person_id: UUID, url: str, captured: Captured) -> None:
    """All files of a capture, or none: each goes in as any file does, examined and hashed."""
    with reading_as_casework() as session:
        reference = session.get_one(Case, case_id).reference
        actor = actor_of(session, person_id)
    at = datetime.now(UTC)
    with as_casework() as session:
        for name, content in captured.files.items():
            called = f"{at:%Y%m%d-%H%M%S}-{name}"
            received = receive(store(), new_key("evidence", case_id), called, [content])
            details = _details(name, url, captured.record, actor.name, at)
            command = KeepWebPage.of(received, details, IN_PUBLIC, StillOnline.YES)
            perform(session, actor, reference, command, at)


def _details(
    name: str, url: str, record: dict[str, Any], asked_by: str, at: datetime
) -> CaptureDetails:
    return CaptureDetails(
        what=FILES[name],
        web_address=str(record.get("final", url))[:500],
        captured_on=local_day(at),
        captured_at=f"{at.astimezone(LONDON):%H:%M}, by the server’s clock",
        captured_by=f"Casework, when {asked_by} asked",
        device=f"Chromium {record.get('browser', '')}",
        access_route=AccessRoute.PUBLIC,
        audience="Anybody: no account was used and no cookie was kept",
    )


def _journal(case_id: UUID, event: Event) -> None:
    with as_casework() as session:
        journal.append(session, case_id, CASEWORK, event, datetime.now(UTC))
