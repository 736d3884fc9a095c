"""The acts of an investigation between its beginning and its report, a page each."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.investigation.drafting import CommentOnDraft, ShareDraft, drafts_of
from casework.investigation.inquiry import CommentOn, LooksFor
from casework.investigation.meetings import (
    InviteEmployee,
    InviteWitness,
    RecordMeeting,
    meetings_of,
)
from casework.investigation.planning import FinishStep, PlanStep, plan_of
from casework.investigation.telling import COMPANION, TellEmployee
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Option, choice, day, line, members, prose, select
from web.acting.clausechoice import clauses_so_far
from web.frame.deps import today
from web.frame.wording import day as drawn_day
from web.pages.cases.appointments import everybody

router = APIRouter()
UNDER_WAY = frozenset({Stage.INVESTIGATION})
BACK = "/investigation"


def _usual(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What the letter usually says; whoever sends it changes what does not fit."""
    return {
        "companion": COMPANION,
        "clauses": "\n".join(clauses_so_far(session, file)),
        "decides": "Somebody who does not investigate decides whether there is a case to answer.",
    }


def _invited(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"companion": COMPANION, "day": (today() + timedelta(5)).isoformat(), "starts": "2pm"}


def _today(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"held_on": today().isoformat()}


def _to_hold(session: Session, file: CaseFile) -> list[Option]:
    return [
        (str(each.id), f"{each.name}, {drawn_day(each.starts_at)}")
        for each in meetings_of(session, file.case.id)
        if each.notes_id is None
    ]


def _steps(session: Session, file: CaseFile) -> list[Option]:
    return [
        (str(each.id), f"{each.number}. {each.says}")
        for each in plan_of(session, file.case.id)
        if each.done_on is None
    ]


def _versions(session: Session, file: CaseFile) -> list[Option]:
    return [
        (str(each.id), f"Version {each.version}, shared {drawn_day(each.shared_at)}")
        for each in drafts_of(session, file.case.id)
    ]


MEETING = (
    day("day", "Day of the meeting"),
    line("starts", "Time it starts", "For example 10am or 9:30am"),
    line("place", "Place"),
    prose("topics", "What they are asked about", "They read this. Do not put the answer in it."),
    prose("companion", "Who may come along", "As the Trust’s policy has it."),
    line("served_how", "How the letter is sent", "For example by hand, by post"),
)

add_acts(
    router,
    ActPage(
        slug="tell-employee",
        command=TellEmployee,
        title="Tell the employee about the investigation",
        button="Send the letter",
        lead="The letter says what the concern is, who looks into it, and that nothing is decided.",
        what="The letter is printed and kept. From now on the employee can see that there is a "
        "case, their letters and their dates.",
        asks=(
            prose("concern", "What the concern is", "The employee will read this."),
            prose("clauses", "Clauses it may concern", "One a line."),
            line("decides", "Who decides what happens next"),
            prose("companion", "Who may come along to a meeting"),
            line("served_how", "How the letter is sent", "For example by hand, by post"),
        ),
        stages=UNDER_WAY,
        start=_usual,
        back=BACK,
    ),
    ActPage(
        slug="invite-employee",
        command=InviteEmployee,
        title="Invite the employee to a meeting",
        button="Send the invitation",
        lead="To hear their account. The meeting cannot itself lead to a sanction.",
        what="The letter is printed and kept. Afterwards they get the notes, to agree or dispute.",
        asks=MEETING,
        stages=UNDER_WAY,
        start=_invited,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="invite-witness",
        command=InviteWitness,
        title="Invite a witness",
        button="Send the invitation",
        lead="The letter does not say whom the case is about.",
        what="The letter is printed and kept with what witnesses say. It goes in no hearing pack.",
        asks=(
            select("person_id", "Somebody of the Trust", everybody, optional=True),
            line("name", "Or somebody else", "Their full name", optional=True),
            *MEETING,
        ),
        stages=UNDER_WAY,
        start=_invited,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="meeting-held",
        command=RecordMeeting,
        title="Record what somebody said",
        button="Record and share the notes",
        what="The notes are shared with whoever spoke. They agree, or say what they dispute, and "
        "that stands beside the notes.",
        asks=(
            select("meeting_id", "Meeting", _to_hold),
            day("held_on", "Day it was held"),
            line("companion", "Who came along", optional=True),
            prose("notes", "Notes of the meeting", "Who said what, in the order it was said."),
        ),
        stages=UNDER_WAY,
        start=_today,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="plan-step",
        command=PlanStep,
        title="Plan a step",
        button="Add the step",
        lead="Look as hard for what may help the employee as for what may not.",
        what="It stands in the plan with its day until you record what it came to.",
        asks=(
            line("says", "What is to be done"),
            choice("looks_for", "Whom it could help", members(LooksFor)),
            day("due_on", "By when"),
        ),
        stages=UNDER_WAY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="step-done",
        command=FinishStep,
        title="Record what a step came to",
        button="Record it",
        asks=(
            select("step_id", "Step", _steps),
            prose("came_to", "What it came to", "Also when it came to nothing."),
        ),
        what="It stands in the plan. It is not changed afterwards.",
        stages=UNDER_WAY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="share-draft",
        command=ShareDraft,
        title="Share a draft of the report",
        button="Share this version",
        lead="HR may comment on the law, the procedure and consistency. What the facts are is for "
        "you alone.",
        what="This version is kept as it is. HR reads it and can comment, and can change nothing.",
        asks=(prose("words", "The draft"),),
        stages=UNDER_WAY,
        back=BACK,
        listed=False,
    ),
    ActPage(
        slug="draft-comment",
        command=CommentOnDraft,
        title="Comment on a draft",
        button="Send the comment",
        lead="On the law, the procedure, or consistency and clarity. Not on what happened, whom to "
        "believe, or what to conclude.",
        what="It is kept as you said it, and the officer decides what to do with it.",
        asks=(
            select("draft_id", "Version", _versions),
            choice("concerns", "What it is about", members(CommentOn)),
            prose("words", "Your comment"),
        ),
        stages=UNDER_WAY,
        back=BACK,
        listed=False,
    ),
)
