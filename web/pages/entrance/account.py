"""One's own account: how pages look, password, personal tokens, open sessions."""

from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Open
from casework.errors import WrongAnswer
from casework.people.account import (
    LONGEST_DAYS,
    THEMES,
    TOKEN_DAYS,
    ChangePassword,
    MakeToken,
    choose_shortcuts,
    choose_theme,
    end_session,
    open_sessions,
    revoke_token,
    sign_out_everywhere,
    tokens_of,
)
from casework.people.calendars import calendar_of
from casework.people.digests import REMINDERS, choose_reminders, reminders_of
from casework.people.factors import LAST_ONE, factors_of
from casework.people.models import Account, DigestKind
from casework.people.passwords import LONGEST_PASSWORD, RECOMMENDED_PASSWORD, SHORTEST_PASSWORD
from casework.people.queries import known
from casework.people.sign_in import hashed
from casework.people.tokens import TokenScope
from web.acting.forms import REFUSALS, Form, answers, refused
from web.entering.devices import device_in_words
from web.entering.entering import signed_out
from web.frame.deps import COOKIE, Coming, Confirmed, Posted, Reading, Transaction, Visiting
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/account")

SAID = {
    "theme": "pages look as you chose",
    "shortcuts": "your keyboard shortcuts",
    "password": "your new password. Every other session was ended",
    "revoked": "the token no longer works",
    "session": "that device is signed out",
    "reminders": "when you are written to",
    "calendar-revoked": "the address of your calendar no longer works",
    "factor": "your second factor",
    "factor-removed": "your second factor was removed",
}


@router.get("", dependencies=serves(Open.OWN_ACCOUNT))
def page(request: Request, reading: Reading, visitor: Visiting, said: str = "") -> HTMLResponse:
    form = Form(errors={"form": LAST_ONE} if said == "last-factor" else {})
    return _page(request, reading, visitor.account, form, SAID.get(said, ""))


def _page(
    request: Request, session: Session, account: Account, form: Form, said: str = ""
) -> HTMLResponse:
    now, this = datetime.now(UTC), hashed(request.cookies.get(COOKIE, ""))
    form.values = {
        "theme": account.theme,
        "shortcuts": "on" if account.shortcuts else "off",
        "reminders": reminders_of(account),
        "kinds": account.digest_kinds,
        **form.values,
    }
    return show(
        request,
        "account/account.html",
        status=form.status,
        here="account",
        form=form,
        account=account,
        person=known(session, account.person_id),
        tokens=tokens_of(session, account.id, now),
        sessions=[
            (each, device_in_words(each.device), each.id_hash == this)
            for each in open_sessions(session, account.id, now)
        ],
        factors=factors_of(session, account),
        themes=list(THEMES.items()),
        reminders=list(REMINDERS.items()),
        kinds=[(each.value, each.label) for each in DigestKind],
        calendar=calendar_of(session, account.person_id),
        said=said,
    )


def _choose(
    request: Request,
    session: Session,
    visitor: Visiting,
    choose: Callable[[Account], None],
    name: str,
) -> Response:
    account = session.get_one(Account, visitor.account.id)
    try:
        choose(account)
    except REFUSALS as error:
        form = Form(errors=getattr(error, "answers", {}), status=422)
        return _page(request, session, account, form)
    return RedirectResponse(f"/account?said={name}", 303)


@router.post("/theme", dependencies=serves(Open.OWN_ACCOUNT))
def theme(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted
) -> Response:
    chosen = str(posted.get("theme", ""))
    return _choose(
        request, transaction, visitor, lambda account: choose_theme(account, chosen), "theme"
    )


@router.post("/shortcuts", dependencies=serves(Open.OWN_ACCOUNT))
def shortcuts(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted
) -> Response:
    chosen = str(posted.get("shortcuts", ""))
    return _choose(
        request,
        transaction,
        visitor,
        lambda account: choose_shortcuts(account, chosen),
        "shortcuts",
    )


@router.post("/reminders", dependencies=serves(Open.OWN_ACCOUNT))
def reminders(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted
) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    how, kinds = str(posted.get("reminders", "")), [str(each) for each in posted.getlist("kinds")]
    try:
        choose_reminders(account, how, kinds)
    except WrongAnswer as wrong:
        chosen = {"reminders": how, "kinds": kinds}
        form = Form(values=chosen, errors=wrong.answers, status=422)
        return _page(request, transaction, account, form)
    return RedirectResponse("/account?said=reminders", 303)


@router.get("/password", dependencies=serves(Open.OWN_ACCOUNT))
def password(request: Request, _: Visiting) -> HTMLResponse:
    return _password(request, Form())


@router.post("/password", dependencies=serves(Open.OWN_ACCOUNT))
def change_password(
    request: Request, transaction: Transaction, visitor: Visiting, posted: Posted, visit: Coming
) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    told = {name: str(posted.get(name, "")) for name in ("old", "new")}
    keep = request.cookies.get(COOKIE, "")
    try:
        # An empty field is a missing answer, not an empty password.
        asked = ChangePassword.model_validate({key: each for key, each in told.items() if each})
        asked.perform(transaction, visitor.actor, account, keep, visit)
    except REFUSALS as error:
        # Answered here rather than raised on: a wrong try counts only if this commits.
        return _password(request, refused(posted, error, ChangePassword))
    return RedirectResponse("/account?said=password", 303)


def _password(request: Request, form: Form) -> HTMLResponse:
    form.values = {}  # a password is never sent back
    return show(
        request,
        "account/password.html",
        status=form.status,
        here="account",
        form=form,
        shortest=SHORTEST_PASSWORD,
        recommended=RECOMMENDED_PASSWORD,
        longest=LONGEST_PASSWORD,
    )


@router.get("/tokens/new", dependencies=serves(Open.OWN_ACCOUNT))
def new_token(request: Request, _: Confirmed) -> HTMLResponse:
    fresh = Form(values={"scope": TokenScope.READ.value, "days": str(TOKEN_DAYS)})
    return _token(request, fresh)


def _token(request: Request, form: Form) -> HTMLResponse:
    return show(
        request,
        "account/token.html",
        status=form.status,
        here="account",
        form=form,
        scopes=[(each.value, each.label) for each in TokenScope],
        longest=LONGEST_DAYS,
    )


@router.post("/tokens/new", dependencies=serves(Open.OWN_ACCOUNT))
def make_token(
    request: Request, transaction: Transaction, visitor: Confirmed, posted: Posted
) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    try:
        asked = MakeToken.model_validate(answers(MakeToken, posted))
        secret = asked.perform(transaction, visitor.actor, account, datetime.now(UTC))
    except REFUSALS as error:
        return _token(request, refused(posted, error, MakeToken))
    # Shown in the answer itself: it is kept nowhere from which a second page could read it.
    return show(request, "account/token_made.html", here="account", name=asked.name, secret=secret)


@router.post("/tokens/{token_id}/revoke", dependencies=serves(Open.OWN_ACCOUNT))
def revoke(token_id: str, transaction: Transaction, visitor: Visiting) -> Response:
    token = id_in(token_id)
    account = transaction.get_one(Account, visitor.account.id)
    revoke_token(transaction, visitor.actor, account, token, datetime.now(UTC))
    return RedirectResponse("/account?said=revoked", 303)


@router.post("/sessions/{number}/end", dependencies=serves(Open.OWN_ACCOUNT))
def end_one(number: str, request: Request, transaction: Transaction, visitor: Visiting) -> Response:
    """Sign one device out; where it is this one, the sign-in page follows."""
    asked = id_in(number)
    account = transaction.get_one(Account, visitor.account.id)
    ended = end_session(transaction, visitor.actor, account, asked, datetime.now(UTC))
    if ended == hashed(request.cookies.get(COOKIE, "")):
        return signed_out()
    return RedirectResponse("/account?said=session", 303)


@router.post("/sign-out-everywhere", dependencies=serves(Open.OWN_ACCOUNT))
def sign_out_of_all(transaction: Transaction, visitor: Visiting) -> Response:
    account = transaction.get_one(Account, visitor.account.id)
    sign_out_everywhere(transaction, visitor.actor, account, datetime.now(UTC))
    return signed_out()
