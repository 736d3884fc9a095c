"""How the files of a draft were come by, and the hard stop while a report is being written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from pydantic import ValidationError
from sqlmodel import Session

from casework import journal
from casework.access import Actor, Permission
from casework.errors import FileRefused
from casework.evidence.image_stop import StopForSuspectedImage
from casework.evidence.rules import Collected, at_fields, breached
from casework.journal import Event
from casework.reports.models import ReportDraft
from casework.text import plainly

STOPPED = "Nothing can be added to this report: it may be a nude or sexual image of a child"

SAY_FIRST = (
    "Say first whether any of it could be a nude or sexual image of a child. Then choose the file "
    "again"
)


class ImageStopReachedInReport(Event):
    """That the stop was reached while a report was written: nothing else of the report."""

    def sentence(self) -> str:
        return "reached the stop for suspected images of a child while writing a report"


class StopAddingToReport(StopForSuspectedImage):
    """Stop: what somebody was about to add to their report may be such an image (UKCIS)."""

    permission: ClassVar[Permission] = Permission.ADD_TO_REPORT

    capture_id: None = None


def collected_in(answers: Mapping[str, Any]) -> Collected:
    """What a draft says about how its files were come by.

    Raises:
        ValidationError: an answer is none of those that were offered.
    """
    told = {name: answers.get(name) for name in Collected.model_fields}
    return Collected.model_validate({name: each for name, each in told.items() if each is not None})


def wrong_about_files(answers: Mapping[str, Any]) -> dict[str, str]:
    """What stands against taking in the files of a draft, at the fields where it is asked."""
    try:
        return at_fields(breached(collected_in(answers)))
    except ValidationError as wrong:
        return plainly(Collected, wrong)


def is_stopped(answers: Mapping[str, Any]) -> bool:
    return answers.get("suspected_image") in {True, "yes", "true"}


def require_no_image(draft: ReportDraft) -> None:
    """Refuse a file before a byte of it is kept.

    Raises:
        FileRefused: it may be a nude or sexual image of a child, or nobody has said that it is not.
    """
    if is_stopped(draft.answers):
        raise FileRefused(STOPPED)
    if draft.answers.get("suspected_image") is None:
        raise FileRefused(SAY_FIRST)


def note_stop(session: Session, actor: Actor, at: datetime) -> None:
    """Record that the stop was reached, whether or not the report is ever sent."""
    journal.append(session, None, actor, ImageStopReachedInReport(), at)
