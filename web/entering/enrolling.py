"""Who sets up a second factor: somebody signed in, or somebody whose password was just right."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor
from casework.people.credentials import StepKind
from casework.people.entrance import Visit, enter
from casework.people.factors import factors_of, make_recovery_codes
from casework.people.models import Account, Means
from casework.people.sign_in import actor_of
from casework.people.steps import step_at, take_step
from web.entering.entering import STEP_COOKIE, keep_session, place
from web.frame.deps import NotSignedIn, Reading, Transaction, require_confirmed, visitor
from web.frame.rendering import show


@dataclass(frozen=True)
class Enrolling:
    """An account to which a second factor may be added now."""

    account: Account
    actor: Actor
    signed_in: bool


def _enrolling(request: Request, session: Session) -> Enrolling:
    secret = request.cookies.get(STEP_COOKIE, "")
    step = step_at(session, secret, StepKind.ENROLMENT, datetime.now(UTC))
    if step is None or step.account_id is None:
        account = visitor(request).account  # a step that has ended is nobody: NotSignedIn
        require_confirmed(request)
        account = session.get_one(Account, account.id)
        return Enrolling(account, actor_of(session, account.person_id), True)
    account = session.get_one(Account, step.account_id)
    if account.disabled_at or factors_of(session, account).any:
        raise NotSignedIn  # there is one by now: the way in is to use it
    return Enrolling(account, actor_of(session, account.person_id), False)


def enrolling(request: Request, transaction: Transaction) -> Enrolling:
    """Who may add a second factor.

    Raises:
        NotSignedIn: neither a session nor a step on the way in.
        ConfirmationNeeded: they are signed in, and did not just show who they are.
    """
    return _enrolling(request, transaction)


def looking(request: Request, reading: Reading) -> Enrolling:
    """The same, for a page that changes nothing."""
    return _enrolling(request, reading)


EnrollingNow = Annotated[Enrolling, Depends(enrolling)]
LookingNow = Annotated[Enrolling, Depends(looking)]


def enrolled(
    request: Request, session: Session, who: Enrolling, visit: Visit, means: Means, to: str
) -> Response:
    """A factor is there: whoever was on the way in is in. Recovery codes come with the first."""
    session.flush()
    opened = ""
    if not who.signed_in:
        take_step(session, request.cookies.get(STEP_COOKIE, ""), StepKind.ENROLMENT, visit.at)
        opened = enter(session, who.account, means, visit).secret
    answer = _answer(request, session, who, visit, place(to))
    if opened:
        keep_session(answer, opened)
    return answer


def _answer(request: Request, session: Session, who: Enrolling, visit: Visit, to: str) -> Response:
    if factors_of(session, who.account).codes_left:
        return RedirectResponse("/account?said=factor", 303)
    return shown_codes(request, session, who, visit, to)


def shown_codes(
    request: Request, session: Session, who: Enrolling, visit: Visit, to: str
) -> Response:
    """New recovery codes, in the answer itself: they are kept nowhere they could be read again."""
    codes = make_recovery_codes(session, who.actor, who.account, visit.at)
    return show(request, "account/recovery_codes.html", codes=codes, to=to)
