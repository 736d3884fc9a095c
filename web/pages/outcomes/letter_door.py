"""Collecting a letter with a link and a code. Until both are right it says nothing of any case."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import Open
from casework.errors import NotFound, SignInRefused
from casework.letters.collecting import collect, letter_at, require_link
from casework.storage import store
from web.acting.forms import Form
from web.frame.deps import ByLink, Coming, PostedByAnybody
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves

router = APIRouter(prefix="/letter")


@router.get("/{token}", dependencies=serves(Open.EVERYBODY))
def page(request: Request, token: str, reading: ByLink, visit: Coming) -> Response:
    try:
        require_link(reading, token, visit.at)
    except NotFound:
        return _over(request)
    return _code(request, Form())


def _over(request: Request) -> Response:
    """Used, run out, ended or unknown: the same page, which does not say whose it was."""
    return show(request, "letters/over.html", status=404, viewer=None)


def _code(request: Request, form: Form) -> Response:
    return show(request, "letters/code.html", status=form.status, form=form, viewer=None)


@router.post("/{token}", dependencies=serves(Open.EVERYBODY))
def take(
    request: Request, token: str, transaction: ByLink, visit: Coming, posted: PostedByAnybody
) -> Response:
    """With the code, what waits; asked for again by its button, the letter itself, once."""
    code = str(posted.get("code", ""))
    try:
        if "take" not in posted:
            waiting = letter_at(transaction, token, code, visit.at)
            return show(
                request, "letters/waiting.html", letter=waiting, code=code, form=Form(), viewer=None
            )
        document = collect(transaction, token, code, visit.at)
    except NotFound:
        return _over(request)
    except SignInRefused as wrong:
        # Not raised on: the wrong code is counted only if this transaction commits.
        return _code(request, Form(errors={"code": str(wrong)}, status=401))
    with store().open_sound(document.key, document.sha256, "The letter") as source:
        return pdf(source.read(), "letter.pdf", attached=True)
