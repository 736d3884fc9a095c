"""Asking somebody to show again who they are, without losing a word they typed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from casework.database import in_reading
from casework.people.factors import factors_of
from casework.people.models import Account
from casework.people.sign_in import session_holder
from casework.people.single_sign_on import is_bound
from casework.settings import settings
from web.acting.forms import Form
from web.frame.deps import COOKIE
from web.frame.rendering import show

PREFIX = "typed."
MOST_FIELDS, LARGEST_FIELD = 1000, 1 << 20


@dataclass(frozen=True)
class Known:
    """By what an account can show who its owner is."""

    password: bool
    code: bool
    passkey: bool
    trust: bool


def known_means(session: Session, account: Account) -> Known:
    has = factors_of(session, account)
    return Known(
        password=bool(account.password_hash)
        and (has.app or not has.passkeys or has.codes_left > 0),
        code=has.any,
        passkey=bool(has.passkeys),
        trust=bool(settings().oidc_issuer) and is_bound(session, account),
    )


def carried_in(posted: FormData) -> list[tuple[str, str]]:
    """What was typed in the form that had to wait, as this page carried it."""
    return [
        (name, value)
        for name, value in posted.multi_items()
        if name.startswith(PREFIX) and isinstance(value, str)
    ]


def confirm_page(
    request: Request,
    means: Known,
    form: Form,
    *,
    to: str,
    carried: list[tuple[str, str]],
    waiting: bool = False,
    files: bool = False,
) -> Response:
    return show(
        request,
        "account/confirm.html",
        status=form.status,
        form=form,
        means=means,
        to=to,
        carried=[*carried, ("posted", "yes")] if carried or waiting else [],
        files=files,
        trust_sign_in=settings().oidc_name,
    )


async def confirmation_needed(request: Request, _: Exception) -> Response:
    """Ask; a page is come back to, and what was posted is carried along and posted again."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method in ("GET", "HEAD"):
        place = f"/sign-in/confirm?to={quote(back)}"
        if request.headers.get("HX-Request") == "true":
            return Response(status_code=403, headers={"HX-Redirect": place})
        return RedirectResponse(place, 303)
    try:
        posted = await request.form(max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    except HTTPException:  # no form that could be carried along
        return show(request, "errors/400.html", status=400)
    told = [(PREFIX + name, each) for name, each in posted.multi_items() if isinstance(each, str)]
    files = any(isinstance(each, UploadFile) and each.filename for each in posted.values())
    secret = request.cookies.get(COOKIE, "")
    means = await run_in_threadpool(_means, secret)
    form = Form(status=403)
    return confirm_page(request, means, form, to=back, carried=told, waiting=True, files=files)


def _means(secret: str) -> Known:
    with in_reading() as session:
        found = session_holder(session, secret, datetime.now(UTC))
        return known_means(session, found.account) if found else Known(True, True, False, False)
