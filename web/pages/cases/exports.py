"""What leaves Casework beside packs: asked for by one, decided by another, taken within a week."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from sqlmodel import Session

from casework.access import Permission, Verdict, outcome, require
from casework.case_file.queries import CaseFile
from casework.case_file.taking_out import take_out
from casework.cases.gateway import standing_now
from casework.database.whose import working_on
from casework.hearing_packs.exports import AskExport, DecideExport, ExportKind, exports_of
from casework.people.queries import known_by_id
from web.acting.acts import ActPage, add_acts
from web.acting.asking import members, prose, select
from web.acting.forms import Form, once_of, submit
from web.acting.opening import open_to_act
from web.acting.said import said_by
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import SEALED, disposition
from web.frame.serving import serves
from web.pages.cases.cases import case_page

router = APIRouter()
HERE = "/cases/{reference}/exports"


@router.get(HERE, dependencies=serves(Permission.EXPORT))
def page(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> HTMLResponse:
    file = open_to_act(reading, actor, reference, today, Permission.EXPORT)
    sentence = said_by(reading, actor, file, said) if file.reads_journal else ""
    return show(
        request,
        "cases/exports.html",
        form=Form(),
        said=sentence,
        **_context(reading, file),
    )


def _context(session: Session, file: CaseFile) -> dict[str, Any]:
    with working_on(session, file.case.id):
        rows = exports_of(session, file.case.id)
    both = {id for row in rows for id in (row.asked_by, row.decided_by) if id}
    return {
        "exports": rows,
        "moment": datetime.now(UTC),
        "names": {id: each.name for id, each in known_by_id(session, both).items()},
        "decides": outcome(file.standing, Permission.EXPORT) >= Verdict.STEP_UP,
        "takes": file.may(Permission.MAKE_PACK),
        **case_page(file, "exports"),
    }


@router.post(f"{HERE}/{{number}}/decide", dependencies=serves(Permission.EXPORT))
def decide(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Whoever needs a second person to export cannot be that person."""
    require(standing_now(transaction, actor, reference), Permission.EXPORT)
    form = submit(transaction, actor, reference, DecideExport, posted)
    if form.accepted:
        return RedirectResponse(f"/cases/{reference}/exports", 303)
    file = open_to_act(transaction, actor, reference, today, Permission.EXPORT)
    context = _context(transaction, file)
    return show(request, "cases/exports.html", status=form.status, form=form, **context)


@router.post(f"{HERE}/{{number}}/take", dependencies=serves(Permission.MAKE_PACK))
def take(
    reference: str,
    number: int,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """The file itself. That it was taken is recorded first."""
    out = take_out(transaction, actor, reference, number, today, once_of(posted))
    headers = {"Content-Disposition": disposition(out.name), **SEALED}
    return StreamingResponse(iter(out.pieces), media_type=out.media_type, headers=headers)


add_acts(
    router,
    ActPage(
        slug="ask-export",
        command=AskExport,
        title="Ask to take something of the case out",
        button="Ask for it",
        lead="It leaves Casework as a file. The data protection officer decides.",
        what="Each taking is recorded, and so is each exhibit in it. It can be taken for a week.",
        asks=(
            select("what", "What is taken out", members(ExportKind)),
            prose("reason", "Why it is needed, and who gets it"),
        ),
        back="/exports",
        listed=False,
    ),
)
