"""The hearing: its notice, its record, and the page from which the pack is made."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.access import Role
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.companions import companion_of
from casework.hearings.models import CompanionCategory
from casework.hearings.notice import ScheduleHearing
from casework.investigation.queries import investigated_by
from casework.timescales import standing
from casework.working_days import add_working_days
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, day, line, members, prose, select, yes_no
from web.frame.deps import today
from web.pages.cases.appointments import everybody

router = APIRouter()


def _usual(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """The earliest day that gives the usual notice, and the officer as presenter."""
    days = standing(session, today())["hearing_notice"].value
    told = {"day": add_working_days(today(), days).isoformat(), "starts": "10am"}
    if officer := investigated_by(session, file.case.id):
        told["presenter_id"] = str(officer)
    return told


def _companion(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """Whoever the employee named, so that the record starts from it."""
    named = companion_of(session, file.case.id)
    return {"companion": named.name, "companion_category": named.category.value} if named else {}


def _ready(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """Who is appointed, so that the page can say who will be in the room."""
    return {
        "chair": file.holders(Role.HEARING_MANAGER),
        "panel": file.holders(Role.PANEL_MEMBER),
        "note_taker": file.holders(Role.NOTE_TAKER),
    }


add_acts(
    router,
    ActPage(
        slug="hearing-notice",
        command=ScheduleHearing,
        title="Send the hearing notice",
        button="Send the notice",
        lead="The notice says what is alleged under which clause, what may follow, and who may "
        "accompany the employee.",
        what="The letter is printed, kept with its fingerprint, and its deadlines are set.",
        asks=(
            day("day", "Day of the hearing"),
            line("starts", "Time it starts", "For example 10am or 9:30am"),
            line("place", "Place"),
            select("presenter_id", "Who presents the investigation", everybody),
            yes_no("dismissal_possible", "Could it end in dismissal?"),
            line(
                "gross_misconduct_rule",
                "Rule under which it may be gross misconduct",
                "Only when dismissal is possible. For example: Staff social media policy, 5.6",
                optional=True,
            ),
            prose("why_dismissal", "Why dismissal is possible", optional=True),
            line("served_how", "How the notice is sent", "For example by hand and by e-mail"),
            prose(
                "shorter_notice_agreed",
                "How the employee agreed to shorter notice",
                "Only when they have agreed in writing to less than the usual notice.",
                optional=True,
            ),
            prose(
                "without_official",
                "Why it goes out though no union official was told",
                "Only when the employee represents a union and its official was not told.",
                optional=True,
            ),
        ),
        stages=frozenset({Stage.HEARING}),
        template="hearings/notice.html",
        start=_usual,
        extra=_ready,
    ),
    ActPage(
        slug="hearing-held",
        command=RecordHearingHeld,
        title="Record that the hearing was held",
        button="Record the hearing",
        what="Findings can be recorded from now on. The outcome letter has its deadline.",
        asks=(
            yes_no("attended", "Did the employee come?"),
            prose(
                "why_absent",
                "What was done before going on without them",
                "Only when they did not come: earlier dates offered, adjustments, remote or "
                "written alternatives.",
                optional=True,
            ),
            choice("companion_category", "Who accompanied them?", members(CompanionCategory)),
            line("companion", "Companion’s name", optional=True),
            prose("notes", "Notes of the hearing", "Who said what, in the order it was said"),
        ),
        stages=frozenset({Stage.HEARING}),
        start=_companion,
    ),
)
