"""What is done about a request, each on a page of its own: its clock, its letters, its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission
from casework.data_rights.acting import OnRequest
from casework.data_rights.answering import AnswerRequest
from casework.data_rights.kinds import Ended, Ground, RequestKind, Waiting
from casework.data_rights.queries import RequestFile, open_request
from casework.data_rights.releasing import (
    AcknowledgeRequest,
    AskRelease,
    DecideRelease,
    EndRequest,
    RefuseRequest,
)
from casework.data_rights.waiting import (
    ConfirmIdentity,
    ExtendRequest,
    ResumeRequestClock,
    SearchAgain,
    StopRequestClock,
)
from web.acting.asking import Ask, Control, choice, day, line, members, prose, yes_no
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/data-requests")
MAY = serves(TrustPermission.ANSWER_DATA_REQUESTS)
SENT = line("served_how", "How it is sent", "For example by post, signed for")


@dataclass(frozen=True)
class RequestPage:
    """One act on a request: its address, what it asks, and when it is offered."""

    slug: str
    command: type[OnRequest]
    title: str
    button: str
    what: str
    when: Callable[[RequestFile], bool]
    asks: tuple[Ask, ...] = ()


def _open(file: RequestFile) -> bool:
    return file.request.is_open and file.request.released_at is None


def _copy(file: RequestFile) -> bool:
    return _open(file) and file.request.kind is RequestKind.ACCESS


PAGES: tuple[RequestPage, ...] = (
    RequestPage(
        "acknowledge", AcknowledgeRequest, "Acknowledge the request", "Send the letter",
        "The letter says by when it is answered, and how to complain. It is kept.",
        lambda file: _open(file) and file.request.acknowledged_on is None, (SENT,),
    ),
    RequestPage(
        "identity", ConfirmIdentity, "Record who asks", "Record it",
        "Nothing is given before this is recorded.",
        lambda file: _open(file) and file.request.identity_on is None,
        (line("identity_how", "How did they show who they are?", "What you saw; keep no copy"),
         day("identity_on", "On which day?")),
    ),
    RequestPage(
        "stop", StopRequestClock, "Stop the clock", "Stop the clock",
        "The days until they answer are put behind the last day.",
        lambda file: _open(file) and file.stopped is None
        and file.request.kind is not RequestKind.COMPLAINT,
        (choice("waiting", "What does it wait for?", members(Waiting)),
         day("since", "On which day were they asked?"),
         prose("why", "What were they asked, and why is it needed?")),
    ),
    RequestPage(
        "resume", ResumeRequestClock, "Let the clock run again", "Let it run",
        "The last day is worked out anew.",
        lambda file: file.request.is_open and file.stopped is not None,
        (day("until", "On which day did they answer?"),),
    ),
    RequestPage(
        "extend", ExtendRequest, "Take two months more", "Extend it",
        "Only for a complex request, and told within the first month.",
        lambda file: _open(file) and file.request.extended_on is None
        and file.request.kind is not RequestKind.COMPLAINT,
        (prose("why", "Why is it complex?"), day("told_on", "On which day were they told?")),
    ),
    RequestPage(
        "search", SearchAgain, "Search again", "Search again",
        "What was decided stays. What is new is added, and its case is held.", _open,
    ),
    RequestPage(
        "ask-release", AskRelease, "Ask for the copy to be released", "Ask for it",
        "It is searched again first. Somebody else reads it and releases it.",
        lambda file: _copy(file) and file.request.asked_at is None,
        (prose("kept", "How long are the data kept?", "They read this in the letter"),),
    ),
    RequestPage(
        "release", DecideRelease, "Release the copy, or send it back", "Record my decision",
        "The letter is printed and the hash of each item kept. What was found stays held until "
        "the copy was handed over.",
        lambda file: _copy(file) and file.request.asked_at is not None,
        (yes_no("approved", "Do you release it?"), prose("reason", "Reason"), SENT),
    ),
    RequestPage(
        "answer", AnswerRequest, "Answer the request", "Send the answer",
        "The letter is kept, with how to complain to the Information Commissioner. What was held "
        "for it is free.",
        lambda file: _open(file) and file.request.kind is not RequestKind.ACCESS,
        (choice("ended", "What was decided?",
                members(Ended, Ended.AGREED, Ended.PARTLY, Ended.REFUSED)),
         prose("decision", "What are they told?", "They read this in the letter"),
         prose("because", "Why?", "They read this in the letter"), SENT),
    ),
    RequestPage(
        "refuse", RefuseRequest, "Refuse the request", "Refuse it",
        "They are written to with the reason and how to complain. What was held for it is free.",
        lambda file: _open(file) and file.request.kind is not RequestKind.COMPLAINT,
        (choice("ground", "On which ground?", members(Ground)),
         prose("reason", "Reason", "They read this in the letter"), SENT),
    ),
    RequestPage(
        "end", EndRequest, "End the request", "End it",
        "What was held for it is free.",
        lambda file: file.request.is_open,
        (choice("ended", "How did it end?", members(Ended, Ended.GIVEN, Ended.WITHDRAWN)),
         day("ended_on", "On which day?"), prose("reason", "How do you know?")),
    ),
)  # fmt: skip


def offered(file: RequestFile) -> list[RequestPage]:
    """What may be done about a request now."""
    return [each for each in PAGES if each.when(file)]


def _options(page: RequestPage) -> dict[str, Any]:
    """What each question offers; none of them depends on a case."""
    nothing: Any = None
    return {each.name: list(each.options(nothing, nothing)) for each in page.asks if each.options}


def _draw(
    request: Request, session: Session, actor: Actor, number: int, page: RequestPage, form: Form
) -> HTMLResponse:
    return show(
        request,
        "data_rights/act.html",
        status=form.status,
        here="data",
        asked=open_request(session, actor, number),
        act=page,
        form=form,
        options=_options(page),
        Control=Control,
    )


def _form(page: RequestPage) -> Callable[..., Response]:
    def form(request: Request, number: int, reading: Reading, actor: SignedIn) -> HTMLResponse:
        return _draw(request, reading, actor, number, page, Form())

    return form


def _post(page: RequestPage) -> Callable[..., Response]:
    def post(
        request: Request, number: int, transaction: Transaction, actor: SignedIn, posted: Posted
    ) -> Response:
        try:
            told = {**answers(page.command, posted), "number": number}
            asked = page.command.model_validate(told)
            asked.perform(transaction, actor, datetime.now(UTC))
        except REFUSALS as error:
            form = refused(posted, error, page.command)
            return _draw(request, transaction, actor, number, page, form)
        return RedirectResponse(f"/data-requests/{number}", 303)

    return post


for each in PAGES:
    path = f"/{{number}}/{each.slug}"
    router.add_api_route(path, _form(each), methods=["GET"], dependencies=MAY)
    router.add_api_route(path, _post(each), methods=["POST"], dependencies=MAY)
