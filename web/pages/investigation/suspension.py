"""Suspending somebody, arranging something else instead, and reviewing it."""

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.access import Action
from casework.case_file.queries import CaseFile
from casework.people.queries import holding
from casework.suspension.alternatives import MAY_SUSPEND, Alternative, ReviewDecision
from casework.suspension.commands import (
    ArrangeAlternative,
    SendSuspensionLetter,
    SuspendEmployee,
)
from casework.suspension.queries import measures_on, reviews_on
from casework.suspension.reviewing import ReviewSuspension
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Ask, Option, choice, day, line, members, prose, select, yes_no
from web.pages.cases.appointments import everybody

router = APIRouter()

SERVED = line("served_how", "How the letter is sent", "For example by hand, and by e-mail")


def _may_suspend(session: Session, _file: CaseFile) -> Iterable[Option]:
    for each in holding(session, *MAY_SUSPEND):
        yield str(each.id), f"{each.name}, {each.job_title}, {each.academy}"


def _alternatives(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    return {
        "alternatives": [(each.value, each.label) for each in Alternative],
        "may_tell": any(each.may_tell_employee for each in file.lado[:1]),
        "sees_lado": file.sees(Action.VIEW_SAFEGUARDING),
    }


def _so_far(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What there was before this review, for those who read what is alleged."""
    sees = file.sees(Action.VIEW_ALLEGATIONS)
    return {
        "measures": measures_on(session, file.case.id)[:1] if sees else [],
        "reviews": reviews_on(session, file.case.id) if sees else [],
    }


def _asks(*more: Ask) -> tuple[Ask, ...]:
    return (
        select("decided_by_id", "Who decided", _may_suspend, "Somebody with authority to suspend"),
        day("starts_on", "Day it starts"),
        prose("reason", "Reason", "What is said to have happened, in outline. No conclusion."),
        prose(
            "protects",
            "What it protects",
            "Pupils, colleagues, witnesses, evidence, the employee themselves.",
        ),
        prose("terms", "What they may and may not do", "Sites, systems, contact with others"),
        line("lasts", "How long it is likely to last"),
        select("contact_id", "Named contact", everybody, "Keeps in touch. Not the investigator."),
        *more,
    )


add_acts(
    router,
    ActPage(
        slug="suspend",
        command=SuspendEmployee,
        title="Suspend the employee",
        button="Suspend on full pay",
        lead="Only where nothing less will do. It is a neutral act, on full pay, and as short as "
        "it can be.",
        what="The letter is due within one working day, and a review on a day that is set now. "
        "While a review is overdue, every other step of the case waits for it.",
        asks=_asks(
            prose("available", "When they are to be available", "Hours in which they can be asked"),
            yes_no(
                "immediate",
                "Is it immediate protective action?",
                "Only where a child may be at risk now. The LADO is told the same day.",
            ),
        ),
        template="suspension/measure.html",
        extra=_alternatives,
    ),
    ActPage(
        slug="alternative-to-suspension",
        command=ArrangeAlternative,
        title="Arrange something else instead of suspension",
        button="Arrange it and send the letter",
        lead="Other duties, another site, or another step that protects what has to be protected.",
        what="The employee is told in writing. It is reviewed on a day that is set now.",
        asks=_asks(SERVED),
        template="suspension/measure.html",
        extra=_alternatives,
    ),
    ActPage(
        slug="suspension-letter",
        command=SendSuspensionLetter,
        title="Send the suspension letter",
        button="Send the letter",
        lead="It says why, on what terms, on full pay, until when, whom to call, and that it is "
        "not a disciplinary step.",
        what="The letter is printed, kept with its fingerprint, and cannot be changed. The "
        "employee has a page of the case from then on.",
        asks=(SERVED,),
    ),
    ActPage(
        slug="review-suspension",
        command=ReviewSuspension,
        title="Review the suspension or changed terms",
        button="Record this review and send the letter",
        lead="Is it still needed? Has anything changed that something less will do?",
        what="The employee is told in writing. If it continues, the next review is set. If it was "
        "overdue, the other steps of the case go on.",
        asks=(
            day("reviewed_on", "Day of the review"),
            choice("decision", "What was decided", members(ReviewDecision)),
            prose("reasons", "Reasons for this decision", "The employee will read this"),
            prose("new_terms", "What changes", "Only when the terms change", optional=True),
            SERVED,
        ),
        template="suspension/review.html",
        extra=_so_far,
    ),
)
