"""The guides. Whoever cannot sign in must be able to read how to."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casework.access import Open
from casework.errors import NotFound
from casework.particulars import particulars
from web.frame.deps import Reading
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.running.about import known_to
from web.views.guides import guides

router = APIRouter()


@router.get("/help", dependencies=serves(Open.EVERYBODY))
def every_guide(request: Request, reading: Reading) -> HTMLResponse:
    known_to(request)
    phone = particulars(reading)["help_phone"]
    return show(request, "about/guides.html", help_phone=phone, guides=guides().values())


@router.get("/help/{guide}", dependencies=serves(Open.EVERYBODY))
def one_guide(request: Request, reading: Reading, guide: str) -> HTMLResponse:
    known_to(request)
    if guide not in guides():
        raise NotFound
    phone = particulars(reading)["help_phone"]
    return show(request, "about/guide.html", help_phone=phone, guide=guides()[guide])
