"""Whether the law protects what was said: twelve questions, and the advice of a second person."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.allegations.protected_content import QUESTIONS, Reply
from casework.allegations.screening import (
    BEFORE_THE_HEARING,
    AdviseOnProtectedContent,
    ScreenProtectedContent,
)
from casework.case_file.queries import CaseFile
from casework.people.queries import known
from casework.sources import cited
from web.acting.acts import ActPage, add_acts
from web.acting.asking import prose, yes_no

router = APIRouter()


def screen_shown(session: Session, file: CaseFile) -> dict[str, Any]:
    """The questions with their sources, and who answered and advised last."""
    screen = file.screen
    return {
        "questions": QUESTIONS,
        "replies": [(each.value, each.label) for each in Reply],
        "reply_of": {each.value: each.label for each in Reply},
        "cited": cited,
        "screened_by": known(session, screen.screened_by).name if screen else "",
        "advised_by": known(session, screen.advised_by).name
        if screen and screen.advised_by
        else "",
    }


def _shown(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    return screen_shown(session, file)


def _answered(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What was answered last, to be changed knowingly."""
    if file.screen is None:
        return {}
    told: dict[str, Any] = {"basis": file.screen.basis}
    for id, answered in file.screen.answers.items():
        told[f"answers.{id}.answer"] = answered["answer"]
        told[f"answers.{id}.words"] = answered["words"] or ""
    return told


add_acts(
    router,
    ActPage(
        slug="protected-content",
        command=ScreenProtectedContent,
        title="Answer the questions about protected content",
        button="Record my answers",
        lead="Twelve things the law may protect. A yes does not stop the case: it needs advice.",
        what="The answers are recorded with your name. If any is yes or not sure, the Director of "
        "HR or a lawyer must advise before a hearing is called.",
        asks=(
            prose(
                "basis",
                "What you read to answer the questions",
                "For example the post, the thread around it, and the employee’s first account",
            ),
        ),
        stages=BEFORE_THE_HEARING,
        template="allegations/protected_content.html",
        start=_answered,
        extra=_shown,
    ),
    ActPage(
        slug="protected-content-advice",
        command=AdviseOnProtectedContent,
        title="Advise on protected content",
        button="Record my advice",
        lead="Somebody answered yes or not sure. Read the answers, then say whether formal action "
        "may go on.",
        what="Your advice is recorded with your name. Only the case manager and advisers read it. "
        "If formal action may not go on, no hearing can be called on these answers.",
        asks=(
            yes_no("may_go_on", "May formal action go on?"),
            prose(
                "advice",
                "Your advice",
                "Say what is protected, and what the case must keep to: the manner, not the belief",
            ),
        ),
        stages=BEFORE_THE_HEARING,
        template="allegations/protected_content_advice.html",
        extra=_shown,
    ),
)
