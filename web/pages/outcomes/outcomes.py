"""The outcome of a case: deciding it, reviewing a summary dismissal, and the letter."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.database.whose import working_on
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.comparators import comparators
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.proportionality import (
    ALTERNATIVES,
    COMPARABLE,
    DEPARTING,
    PROPORTION,
    WORDING,
)
from casework.outcomes.queries import on_private_account
from casework.sources import cited
from web.acting.acts import ActPage, add_acts
from web.acting.asking import Ask, choice, day, line, members, prose
from web.pages.outcomes.decision import decision_shown

router = APIRouter()

AT_OUTCOME = frozenset({Stage.OUTCOME})
WARNING = (
    prose("misconduct", "What the misconduct was"),
    prose("change_required", "Change that is required"),
    prose("change_by", "By when"),
    prose("further_misconduct", "What further misconduct may lead to"),
    prose("training", "Support or training that is given"),
)
DISMISSAL = (
    prose("misconduct", "What the misconduct was"),
    prose("why_no_lesser_sanction", "Why no lesser step is enough"),
    day("contract_ends", "Day the contract ends"),
    prose("final_pay", "What is paid, and when"),
    prose("holiday", "What is paid for holiday not taken"),
    prose("property", "What is to be returned, and how"),
)
SAYS: dict[Sanction, tuple[Ask, ...]] = {
    Sanction.NO_ACTION: (
        prose("statement", "What was decided, in one clear statement"),
        prose("return_to_work", "How normal work resumes"),
        day("removed_on", "Day the record is removed"),
    ),
    Sanction.FIRST_WRITTEN_WARNING: WARNING,
    Sanction.FINAL_WRITTEN_WARNING: (
        *WARNING,
        prose("why_final", "Why the warning is a final one"),
    ),
    Sanction.DISMISSAL_WITH_NOTICE: (
        *DISMISSAL,
        prose("notice_period", "Period of notice"),
        prose("notice", "Whether notice is worked or paid"),
    ),
    Sanction.SUMMARY_DISMISSAL: DISMISSAL,
}


# The field of a finding, that of its reasons, and how each is asked.
FINDINGS_ASKED = (
    (
        "gross_misconduct_found",
        "gross_misconduct",
        "Is it gross misconduct in fact?",
        "What makes it gross misconduct in fact, or why it is not",
    ),
    (
        "repudiatory_breach",
        "repudiatory_reasons",
        "Did the employee break the contract at its root?",
        "What broke it at its root, or why nothing did",
    ),
    (
        "fair_dismissal",
        "fair_dismissal_reasons",
        "Is it fair to dismiss in all the circumstances?",
        "Why it is fair, or is not",
    ),
)


def _to_weigh(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What must be weighed before a sanction, with what became of earlier cases."""
    with working_on(session, file.case.id):  # what the report says of the account, and no more
        private = on_private_account(session, file.case.id)
    return {
        "proportion_asked": PROPORTION,
        "wording_asked": WORDING,
        "alternatives_asked": ALTERNATIVES,
        "findings_asked": FINDINGS_ASKED,
        "private_account": private,
        "compared": comparators(session, file.case),
        "comparable": COMPARABLE,
        "departing": DEPARTING,
        "cited": cited,
    }


def _decided(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    return decision_shown(session, file)


def _letter(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What a letter of this outcome must say."""
    sanction = file.outcome.sanction if file.outcome else None
    return {"says": SAYS[sanction] if sanction else ()}


add_acts(
    router,
    ActPage(
        slug="outcome",
        command=DecideOutcome,
        title="Decide the outcome",
        button="Record my decision",
        lead="One outcome for the case, after a finding on each allegation.",
        what="The decision is recorded with your name. The employee is told in a letter, "
        "with the right to appeal.",
        asks=(
            choice("sanction", "Outcome", members(Sanction)),
            prose("reasons", "Reasons", "The employee will read this"),
            prose("mitigation", "Mitigation that was weighed", "The employee will read this"),
            prose(
                "lesser_steps",
                "Lesser steps considered, and why they will or won’t do",
                "For a dismissal, say it step by step below instead",
                optional=True,
            ),
        ),
        stages=AT_OUTCOME,
        template="outcomes/decide.html",
        extra=_to_weigh,
    ),
    ActPage(
        slug="review-dismissal",
        command=ReviewSummaryDismissal,
        title="Review the decision to dismiss without notice",
        button="I agree with the decision",
        lead="Somebody on the panel other than whoever decided looks at it again.",
        what="The outcome letter can then be sent.",
        asks=(prose("words", "What you considered"),),
        stages=AT_OUTCOME,
        template="outcomes/review.html",
        extra=_decided,
    ),
    ActPage(
        slug="outcome-letter",
        command=IssueOutcomeLetter,
        title="Send the outcome letter",
        button="Send the letter",
        lead="Which letter it is follows from the outcome.",
        what="The letter is printed, kept with its fingerprint, and cannot be changed. "
        "A warning is live from today.",
        asks=(line("served_how", "How the letter is sent", "For example by hand"),),
        stages=AT_OUTCOME,
        template="outcomes/letter.html",
        extra=_letter,
    ),
)
