"""The employee's own statement: typed in their room, kept while they write, sent once."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import standing_now
from casework.room.drafts import draft_of, keep_draft
from casework.room.statements import TypedStatement, send_statement
from casework.storage import store
from casework.text import MOST_WORDS, storable
from web.acting.forms import REFUSALS, Form, answers, once_of, refused
from web.acting.opening import open_to_act
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.casenav import case_links

router = APIRouter(prefix="/cases/{reference}/my-statement")
ANSWERS = serves(Permission.ANSWER)
LATER = "later"


@router.get("", dependencies=ANSWERS)
def page(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    file = open_to_act(reading, actor, reference, today, Permission.ANSWER)
    kept = draft_of(reading, actor, file.case.id)
    return _page(request, file, Form(values={"words": kept.words if kept else ""}))


def _page(request: Request, file: CaseFile, form: Form) -> Response:
    return show(
        request,
        "room/statement.html",
        status=form.status,
        here=f"case-{file.case.reference}",
        file=file,
        case_links=case_links(file),
        form=form,
        most=MOST_WORDS,
    )


def _keep(session: Session, actor: Actor, reference: str, posted: FormData) -> None:
    standing = standing_now(session, actor, reference)
    require_to_ask(standing, Permission.ANSWER)
    words = "".join(each for each in str(posted.get("words", "")) if storable(each))
    keep_draft(session, actor, standing.of_case, words, datetime.now(UTC))


@router.post("/draft", dependencies=ANSWERS)
def autosave(reference: str, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    """Keep what is being typed; nothing is judged, and nobody else reads it."""
    _keep(transaction, actor, reference, posted)
    return Response(status_code=200)


@router.post("", dependencies=ANSWERS)
def send(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Send it, or keep it and come back; what is wrong comes back with every word typed."""
    file = open_to_act(transaction, actor, reference, today, Permission.ANSWER)
    if posted.get("then") == LATER:
        _keep(transaction, actor, reference, posted)
        return RedirectResponse(f"/cases/{reference}", 303)
    try:
        statement = TypedStatement.model_validate(answers(TypedStatement, posted))
        once = once_of(posted)
        entry = send_statement(transaction, store(), actor, reference, statement, once)
    except REFUSALS as error:
        return _page(request, file, refused(posted, error, TypedStatement))
    return RedirectResponse(f"/cases/{reference}?said={entry.number}", 303)
