"""The one thing that somebody without an account is asked to do, and nothing of the case."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from casework.access import Open
from casework.errors import NotFound, SignInRefused, WrongAnswer
from casework.investigation.witnesses import MOST_LETTERS, WitnessWords
from casework.people.credentials import TaskLink
from casework.people.task_links import link_at, unlock
from casework.text import plainly
from web.acting.forms import Form
from web.frame.deps import ByLink, Coming, ToldByAnybody
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/task")


@router.get("/{token}", dependencies=serves(Open.EVERYBODY))
def page(request: Request, token: str, reading: ByLink, visit: Coming) -> Response:
    try:
        link_at(reading, token, visit.at)
    except NotFound:
        return _over(request)
    return _code(request, Form())


def _over(request: Request) -> Response:
    return show(request, "witnesses/over.html", status=404, viewer=None)


def _code(request: Request, form: Form) -> Response:
    return show(request, "witnesses/code.html", status=form.status, form=form, viewer=None)


def _task(request: Request, link: TaskLink, form: Form, code: str) -> Response:
    return show(
        request,
        "witnesses/task.html",
        status=form.status,
        form=form,
        link=link,
        code=code,
        most=MOST_LETTERS,
        viewer=None,
    )


@router.post("/{token}", dependencies=serves(Open.EVERYBODY))
def open_task(
    request: Request, token: str, transaction: ByLink, visit: Coming, posted: ToldByAnybody
) -> Response:
    """With the second code, the task; with the words too, it is done."""
    code = str(posted.get("code", ""))
    try:
        if "words" in posted:
            return _give(request, token, transaction, visit, posted)
        return _task(request, unlock(transaction, token, code, visit.at), Form(), code)
    except NotFound:
        return _over(request)
    except SignInRefused as wrong:
        # Not raised on: the wrong code is counted only if this transaction commits.
        return _code(request, Form(errors={"code": str(wrong)}, status=401))


def _give(
    request: Request, token: str, session: ByLink, visit: Coming, posted: FormData
) -> Response:
    code = str(posted.get("code", ""))
    try:
        told = WitnessWords.model_validate(_written(posted))
        told.require_whole()
    except (ValidationError, WrongAnswer) as refused:
        link = unlock(session, token, code, visit.at)
        wrong = (
            refused.answers if isinstance(refused, WrongAnswer) else plainly(WitnessWords, refused)
        )
        return _task(request, link, Form(posted, wrong, 422), code)
    kept = told.give(session, token, code, visit.at)
    return show(request, "witnesses/thanks.html", viewer=None, words=told.words, kept=kept)


def _written(posted: FormData) -> dict[str, str]:
    """What a witness writes on the page, and nothing else that was posted."""
    asked = ("words", "role", "is_true", "signed_as", "fears")
    told = {name: str(posted.get(name, "")) for name in asked}
    return {name: said for name, said in told.items() if said or name == "words"}
