"""The door of an employee's room: a link, a code, a password. It says nothing of any case."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Open
from casework.errors import NotFound, SignInRefused, WrongAnswer
from casework.people.passwords import LONGEST_PASSWORD, RECOMMENDED_PASSWORD, SHORTEST_PASSWORD
from casework.room.entering import Arriving, enter_room, invitation_at, typed_token
from casework.room.models import RoomInvitation
from web.acting.forms import Form
from web.entering.entering import entered
from web.frame.deps import ByLink, Coming, PostedByAnybody
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/room")


@router.get("", dependencies=serves(Open.EVERYBODY))
def from_a_letter(request: Request) -> Response:
    """For whoever has the link on paper."""
    return _letter(request, Form())


def _letter(request: Request, form: Form) -> Response:
    return show(request, "room/from_a_letter.html", status=form.status, form=form, viewer=None)


@router.post("", dependencies=serves(Open.EVERYBODY))
def typed_from_it(
    request: Request, transaction: ByLink, visit: Coming, posted: PostedByAnybody
) -> Response:
    typed = str(posted.get("token", ""))
    try:
        return RedirectResponse(f"/room/{typed_token(transaction, typed, visit)}", 303)
    except SignInRefused as refused:
        # Not raised on: the failed try is recorded only if this transaction commits.
        return _letter(request, Form({"token": typed}, {"token": str(refused)}, 401))


@router.get("/{token}", dependencies=serves(Open.EVERYBODY))
def page(request: Request, token: str, reading: ByLink, visit: Coming) -> Response:
    try:
        return _page(request, invitation_at(reading, token, visit.at), Form())
    except NotFound:
        return _over(request)


def _page(request: Request, invitation: RoomInvitation, form: Form) -> Response:
    return show(
        request,
        "room/door.html",
        status=form.status,
        form=form,
        username=invitation.username,
        shortest=SHORTEST_PASSWORD,
        recommended=RECOMMENDED_PASSWORD,
        longest=LONGEST_PASSWORD,
        viewer=None,
    )


def _over(request: Request) -> Response:
    return show(request, "room/over.html", status=404, viewer=None)


@router.post("/{token}", dependencies=serves(Open.EVERYBODY))
def come_in(
    request: Request, token: str, transaction: ByLink, visit: Coming, posted: PostedByAnybody
) -> Response:
    """With the code and a password, on to the second factor."""
    told = Arriving(str(posted.get("code", "")), str(posted.get("password", "")))
    typed = {"code": told.code}
    try:
        invitation = invitation_at(transaction, token, visit.at)
        return entered(enter_room(transaction, token, told, visit), "/")
    except NotFound:
        return _over(request)
    except SignInRefused as refused:
        # Not raised on: the wrong code is counted only if this transaction commits.
        return _page(request, invitation, Form(typed, {"code": str(refused)}, 401))
    except WrongAnswer as refused:
        return _page(request, invitation, Form(typed, refused.answers, 422))
