"""Closing academies for some days: shown first with the clocks that run over them, then kept."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import TrustPermission, require_in_trust
from casework.case_file.closing_days import CloseDays, WouldClose, close_days, would_close
from casework.errors import OutOfDate, WrongAnswer
from casework.people.closed_days import ClosedDaysRefused, Span, read_spans
from casework.people.queries import academies
from casework.text import plainly
from web.acting.forms import Form, uploads
from web.frame.deps import Posted, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/closed-days")
CLOSES = serves(TrustPermission.MANAGE_TIMESCALES)
MOST_BYTES = 1_000_000
NO_FILE = "Choose a CSV or iCalendar file in UTF-8"
EITHER = "Enter the days, or choose a file with them"
NOT_BOTH = "Enter the days or choose a file, not both"


@router.get("", dependencies=CLOSES)
def page(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    return _ask(request, reading, Form())


@router.post("", dependencies=CLOSES)
def look(
    request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
) -> HTMLResponse:
    """What it would do. Nothing is kept."""
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    try:
        asked = _asked(posted)
        would = would_close(transaction, actor, asked)
    except (WrongAnswer, ClosedDaysRefused, ValidationError) as wrong:
        return _refused(request, transaction, posted, wrong)
    return _look(request, asked, would, Form())


@router.post("/keep", dependencies=CLOSES)
def keep(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    try:
        asked = CloseDays.model_validate_json(str(posted.get("asked", "")))
        close_days(transaction, actor, asked, str(posted.get("seen", "")), datetime.now(UTC))
    except OutOfDate as later:
        again = Form(errors={"form": str(later)}, status=409)
        return _look(request, asked, would_close(transaction, actor, asked), again)
    except (WrongAnswer, ValidationError) as wrong:
        return _refused(request, transaction, posted, wrong)
    return RedirectResponse("/academies?said=closed-days", 303)


def _asked(posted: FormData) -> CloseDays:
    """The academies and days of the form.

    Raises:
        WrongAnswer, ClosedDaysRefused, ValidationError: something of it cannot be meant.
    """
    where = [each for each in posted.getlist("academies") if isinstance(each, str)]
    typed = {name: str(posted.get(name, "")).strip() for name in ("first", "last", "says")}
    file = next(iter(uploads(posted, "file")), None)
    if file is None and not any(typed.values()):
        raise WrongAnswer({"first": EITHER})
    if file is not None and any(typed.values()):
        raise WrongAnswer({"file": NOT_BOTH})
    if file is None:
        return CloseDays.model_validate({"academies": where, "spans": [Span.model_validate(typed)]})
    content = file.file.read(MOST_BYTES + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise WrongAnswer({"file": NO_FILE}) from wrong
    if len(content) > MOST_BYTES:
        raise WrongAnswer({"file": NO_FILE})
    spans = read_spans(text, terms=posted.get("terms") == "yes")
    return CloseDays.model_validate({"academies": where, "spans": spans})


def _refused(
    request: Request,
    session: Session,
    posted: FormData,
    wrong: WrongAnswer | ClosedDaysRefused | ValidationError,
) -> HTMLResponse:
    problems: list[str] = []
    if isinstance(wrong, ClosedDaysRefused):
        errors, problems = (
            {"file": "Nothing was kept. Correct it and send it again"},
            wrong.problems,
        )
    elif isinstance(wrong, ValidationError):
        model = Span if wrong.title == Span.__name__ else CloseDays
        errors = {name.split(".")[0]: says for name, says in plainly(model, wrong).items()}
    else:
        given = next(iter(uploads(posted, "file")), None)
        place = "file" if given else "first"
        errors = {(place if at == "spans" else at): says for at, says in wrong.answers.items()}
    return _ask(request, session, Form(values=posted, errors=errors, status=422), problems)


def _ask(
    request: Request, session: Session, form: Form, problems: list[str] | None = None
) -> HTMLResponse:
    return show(
        request,
        "academies/closed_days.html",
        status=form.status,
        here="academies",
        form=form,
        problems=problems or [],
        academies=[(str(each.id), each.name) for each in academies(session)],
    )


def _look(request: Request, asked: CloseDays, would: WouldClose, form: Form) -> HTMLResponse:
    return show(
        request,
        "academies/would_close.html",
        status=form.status,
        here="academies",
        form=form,
        would=would,
        asked=asked.model_dump_json(),
    )
