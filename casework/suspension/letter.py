"""The letters about a suspension, from what was recorded of it."""

from typing import Any

from casework.cases.gateway import Act
from casework.cases.letterhead import opening
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument
from casework.documents.suspension_letters import (
    AlternativeLetter,
    Considered,
    SuspensionLetter,
    SuspensionReviewLetter,
)
from casework.documents.wording import Contact
from casework.people.models import Person
from casework.reports.queries import conduct_day
from casework.suspension.alternatives import Alternative, ReviewDecision
from casework.suspension.models import Suspension, SuspensionReview
from casework.suspension.queries import review_due_on


def send_suspension(act: Act, kept: Suspension, served_how: str) -> str:
    """Issue L-05. Its reference on the case."""
    letter = SuspensionLetter(**_of(act, kept, served_how), available=kept.available or "")
    return _sent(act, kept, letter, served_how)


def send_alternative(act: Act, kept: Suspension, served_how: str) -> str:
    """Issue L-07. Its reference on the case."""
    return _sent(act, kept, AlternativeLetter(**_of(act, kept, served_how)), served_how)


def send_review(
    act: Act, kept: Suspension, review: SuspensionReview, served_how: str
) -> IssuedDocument:
    """Issue L-06."""
    letter = SuspensionReviewLetter(
        **_opening(act, kept, served_how),
        reviewed_on=review.reviewed_on,
        decision=ReviewDecision(review.decision).label,
        reasons=review.reasons,
        ends=review.decision is ReviewDecision.LIFT,
        new_terms=review.new_terms or "",
        next_review_on=review.next_review_on,
    )
    return _issued(act, letter, served_how)


def _opening(act: Act, kept: Suspension, served_how: str) -> dict[str, Any]:
    return {
        **opening(act, conduct_day(act.session, act.case)),
        "delivery": served_how,
        "starts_on": kept.starts_on,
        "contact": _contact(act, kept),
    }


def _of(act: Act, kept: Suspension, served_how: str) -> dict[str, Any]:
    return {
        **_opening(act, kept, served_how),
        **{name: getattr(kept, name) for name in ("reason", "protects", "terms", "lasts")},
        "review_on": review_due_on(act.session, act.case.id),
        "alternatives": tuple(
            Considered(label=each.label, **kept.alternatives[each.value]) for each in Alternative
        ),
    }


def _contact(act: Act, kept: Suspension) -> Contact:
    who = act.session.get_one(Person, kept.contact_id)
    reached = [each for each in (who.phone, who.email) if each]
    return Contact(name=f"{who.name}, {who.job_title}", how=", ".join(reached))


def _sent(act: Act, kept: Suspension, letter: Letter, served_how: str) -> str:
    document = _issued(act, letter, served_how)
    kept.letter_document_id = document.id
    return document.reference


def _issued(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    printed = print_letter(letter)
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, printed, what)
