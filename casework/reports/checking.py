"""Judging a draft while it is written: one step as it is left, or all of them before sending."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session

from casework.people.models import Person
from casework.reports.answers import About, ChildInvolved
from casework.reports.collecting import wrong_about_files
from casework.reports.drafts import answered
from casework.reports.routing import about_whom
from casework.reports.steps import ANSWERS, Circumstances, Step, StepAnswers, concerned
from casework.text import plainly

Answers = Mapping[str, Any]


def wrong_on(
    session: Session, answers: Answers, step: Step, today: date, *, files: bool
) -> dict[str, str]:
    """What is wrong with the answers of one step, by field; the other steps are not judged."""
    model = ANSWERS.get(step)
    known = _circumstances(session, answers, today)
    about = wrong_about_files(answers) if files and step is Step.EVIDENCE else {}
    return about | (_wrong(model, answers, known) if model else {})


def wrong_anywhere(
    session: Session, answers: Answers, today: date, *, files: bool
) -> dict[Step, dict[str, str]]:
    """Each step that has something wrong with it, in order."""
    found = {step: wrong_on(session, answers, step, today, files=files) for step in ANSWERS}
    return {step: wrong for step, wrong in found.items() if wrong}


def _wrong(model: type[StepAnswers], answers: Answers, known: Circumstances) -> dict[str, str]:
    try:
        told = model.model_validate(answered(answers, model))
    except ValidationError as wrong:
        return plainly(model, wrong)
    return told.wrong(known)


def _circumstances(session: Session, answers: Answers, today: date) -> Circumstances:
    named = employee_of(answers)
    return Circumstances(concerned(session.get(Person, named) if named else None), today)


def employee_of(answers: Answers) -> UUID | None:
    """The employee a draft names, if it names one."""
    try:
        return UUID(str(answers.get("employee_id") or ""))
    except ValueError:
        return None


def about_of(session: Session, answers: Answers) -> About | None:
    """Whom a draft is really about, as far as it says."""
    said = str(answers.get("about") or "")
    return about_whom(session, About(said), employee_of(answers)) if said in set(About) else None


def stops(answers: Answers) -> bool:
    """Whether a draft says that a child may be at risk."""
    said = answers.get("child")
    return said in set(ChildInvolved) and ChildInvolved(said).stops
