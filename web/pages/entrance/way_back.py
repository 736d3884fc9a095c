"""A way in, or back in, for whoever was handed the link: once, and only for its owner."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import Open
from casework.errors import NotFound, SignInRefused, WrongAnswer
from casework.people.passwords import LONGEST_PASSWORD, RECOMMENDED_PASSWORD, SHORTEST_PASSWORD
from casework.people.ways_back import Told, use_way_back, way_back_at
from casework.text import read_day
from web.acting.forms import Form
from web.entering.entering import entered
from web.frame.deps import Coming, PostedByAnybody, Reading, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/way-back")


@router.get("/{token}", dependencies=serves(Open.EVERYBODY))
def page(request: Request, token: str, reading: Reading, visit: Coming) -> Response:
    if way_back_at(reading, token, visit.at) is None:
        return _over(request)
    return _page(request, Form())


def _page(request: Request, form: Form) -> Response:
    return show(
        request,
        "accounts/way_back.html",
        status=form.status,
        form=form,
        shortest=SHORTEST_PASSWORD,
        recommended=RECOMMENDED_PASSWORD,
        longest=LONGEST_PASSWORD,
        viewer=None,
    )


def _over(request: Request) -> Response:
    return show(request, "accounts/way_back_over.html", status=404, viewer=None)


@router.post("/{token}", dependencies=serves(Open.EVERYBODY))
def use(
    request: Request,
    token: str,
    transaction: Transaction,
    visit: Coming,
    posted: PostedByAnybody,
) -> Response:
    typed = {name: str(posted.get(name, "")) for name in ("staff_number", "employed_from")}
    began, password = _day(typed["employed_from"]), str(posted.get("password", ""))
    told = Told(typed["staff_number"], began, password)
    try:
        return entered(use_way_back(transaction, token, told, visit), "/")
    except NotFound:
        return _over(request)
    except SignInRefused as refused:
        # Not raised on: the failed try is recorded only if this transaction commits.
        return _page(request, Form(typed, {"staff_number": str(refused)}, 401))
    except WrongAnswer as refused:
        return _page(request, Form(typed, refused.answers, 422))


def _day(typed: str) -> date | None:
    try:
        told = read_day(typed)
    except ValueError:
        return None
    return told if isinstance(told, date) else None
