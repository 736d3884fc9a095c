"""What is arranged for a hearing, as its page and the employee's own show it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.case_file.heard import Needed, adjustments_for, notes_for
from casework.case_file.queries import CaseFile
from casework.hearings.absence import missed_on
from casework.hearings.adjusting import adjustments_on
from casework.hearings.arrangements import (
    CalledWitness,
    Companion,
    MissedHearing,
    PostponementRequest,
)
from casework.hearings.booking import latest_for_companion_of
from casework.hearings.calling import called_to
from casework.hearings.companions import companion_of, companions_of
from casework.hearings.postponing import requests_on
from casework.hearings.proceeding import steps_heard
from casework.hearings.steps import Proceeding
from casework.investigation.notes import MeetingNotes, NotesOf
from casework.timescales import standing
from casework.working_days import local_day
from web.acting.acts import BOOK

Link = tuple[str, str]
ACTS = (
    "companion",
    "companion-withdrawn",
    "postponement-request",
    "postponement-decision",
    "sign-off-refusal",
    "move-hearing",
    "adjustment",
    "adjustment-decision",
    "hearing-witness",
    "new-allegation",
    "non-attendance",
    "hearing-in-absence",
    "order-of-proceedings",
    "mitigation",
)
OWN_ACTS = ("my-companion", "my-postponement-request", "my-adjustment", "my-hearing-witness")


@dataclass(frozen=True)
class Arranged:
    """Everything arranged for the hearing."""

    companion: Companion | None
    earlier: list[Companion]
    requests: list[PostponementRequest]
    latest: date | None
    adjustments: list[Needed]
    witnesses: list[CalledWitness]
    missed: list[MissedHearing]
    done: list[Proceeding]
    notes: list[MeetingNotes]
    acts: list[Link]

    @property
    def unanswered(self) -> list[PostponementRequest]:
        return [each for each in self.requests if not each.is_answered]


def arranged(session: Session, file: CaseFile, today: date) -> Arranged | None:
    """What is arranged, while there is a hearing to arrange it for."""
    hearing = file.hearing
    if hearing is None:
        return None
    case = file.case.id
    now, named = companion_of(session, case), companions_of(session, case)
    days = standing(session, today)["companion"].value
    return Arranged(
        companion=now,
        earlier=[each for each in named if each is not now],
        requests=requests_on(session, case),
        latest=latest_for_companion_of(local_day(hearing.starts_at), days),
        adjustments=adjustments_for(session, file.standing),
        witnesses=called_to(session, case),
        missed=missed_on(session, case),
        done=steps_heard(session, hearing),
        notes=notes_for(session, file.standing, NotesOf.HEARING),
        acts=links(file, *(OWN_ACTS if file.standing.is_employee else _needed_now(session, case))),
    )


def _needed_now(session: Session, case: UUID) -> list[str]:
    """The acts for which there is something to act on: nobody is led to an empty list."""
    asked = requests_on(session, case)
    there = {
        "companion-withdrawn": companion_of(session, case) is not None,
        "postponement-decision": any(each.granted is None for each in asked),
        "sign-off-refusal": any(each.needs_signing for each in asked),
        "adjustment-decision": any(each.decision is None for each in adjustments_on(session, case)),
        "hearing-in-absence": bool(missed_on(session, case)),
    }
    return [slug for slug in ACTS if there.get(slug, True)]


def links(file: CaseFile, *slugs: str) -> list[Link]:
    """The acts among these that this reader may do now, each with its address."""
    pages = {each.slug: each for each in BOOK.pages}
    able = [replace(pages[slug], listed=True) for slug in slugs]
    base = f"/cases/{file.case.reference}"
    return [(each.title, f"{base}/{each.slug}") for each in able if each.offered(file)]
