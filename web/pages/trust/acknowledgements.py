"""Rounds of acknowledgement: HR asks, reminds and closes; executives see counts and no names."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, TrustPermission, may_in_trust, require_in_trust
from casework.errors import OutOfDate, WrongAnswer
from casework.insights.figures import figure
from casework.people.queries import academies
from casework.policies.queries import version_named, versions
from casework.registers.acknowledging import StartRound, close_round, remind_round, round_with
from casework.registers.round_progress import by_academy, progress_of, rounds
from casework.registers.rounds import AcknowledgementRound
from casework.spreadsheets import spreadsheet
from web.acting.forms import Form
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.investigation.registers import tried
from web.views.addresses import id_in

router = APIRouter(prefix="/acknowledgements")
KEEPS = serves(TrustPermission.KEEP_REGISTERS)
SEES = serves(TrustPermission.KEEP_REGISTERS, TrustPermission.SEE_INSIGHTS)
SHOWN = 200
SAID = {
    "started": "staff are asked to read it",
    "reminded": "that they are reminded. Each is written to once",
    "closed": "the round is closed",
}
Said = Annotated[str, Query(max_length=10)]


def _require_sight(actor: Actor) -> None:
    if not may_in_trust(actor, TrustPermission.SEE_INSIGHTS):
        require_in_trust(actor, TrustPermission.KEEP_REGISTERS)


@router.get("", dependencies=SEES)
def page(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    _require_sight(actor)
    return _list(request, reading, actor, Form())


@router.post("", dependencies=KEEPS)
def start(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    made: list[UUID] = []

    def begin(asked: StartRound) -> None:
        made.append(asked.perform(transaction, actor, _now()).id)

    form = tried(_trimmed(posted), StartRound, begin)
    if form is None:
        return RedirectResponse(f"/acknowledgements/{made[0]}?said=started", 303)
    return _list(request, transaction, actor, form)


def _trimmed(posted: FormData) -> FormData:
    """The academies only where somebody chose them: everybody is asked otherwise."""
    named = posted.get("whom") == "some"
    return FormData(
        [
            (key, value)
            for key, value in posted.multi_items()
            if key != "whom" and (named or key != "academies")
        ]
    )


def _list(request: Request, session: Session, actor: Actor, form: Form) -> HTMLResponse:
    return show(
        request,
        "registers/rounds.html",
        status=form.status,
        here="registers",
        form=form,
        rounds=rounds(session),
        starts=may_in_trust(actor, TrustPermission.KEEP_REGISTERS),
        versions=[(str(each.id), each.named) for each in versions(session)],
        academies=[(str(each.id), each.name) for each in academies(session)],
    )


@router.get("/{round_id}", dependencies=SEES)
def one(
    request: Request,
    round_id: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Said = "",
) -> HTMLResponse:
    _require_sight(actor)
    asked = round_with(reading, id_in(round_id))
    if not may_in_trust(actor, TrustPermission.KEEP_REGISTERS):
        return _counts(request, reading, asked, today)
    return _one(request, reading, actor, asked, today, Form(), SAID.get(said, ""))


def _counts(
    request: Request, session: Session, asked: AcknowledgementRound, today: date
) -> HTMLResponse:
    """Counts in which nobody can be found, for whoever has no need of names."""
    rows = by_academy(session, asked, today)
    heads = ("Have read it", "Have not")
    counted = {
        each.academy: dict(zip(heads, (each.read, each.asked - each.read), strict=True))
        for each in rows
    }
    told = figure(
        "read", "By academy", "", "Academy", counted, heads, [each.academy for each in rows]
    )
    return show(
        request,
        "registers/round_counts.html",
        here="registers",
        asked=asked,
        version=version_named(session, asked.version_id),
        figure=told,
    )


def _one(
    request: Request,
    session: Session,
    actor: Actor,
    asked: AcknowledgementRound,
    today: date,
    form: Form,
    said: str = "",
) -> HTMLResponse:
    told = progress_of(session, actor, asked, today)
    return show(
        request,
        "registers/round.html",
        status=form.status,
        here="registers",
        form=form,
        progress=told,
        missing=told.missing[:SHOWN],
        said=said,
    )


@router.get("/{round_id}/missing.csv", dependencies=KEEPS)
def missing(round_id: str, reading: Reading, actor: SignedIn, today: Today) -> Response:
    """Whoever has not read it, as a file."""
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    told = progress_of(reading, actor, round_with(reading, id_in(round_id)), today)
    rows = [(each.listed, each.job_title, each.academy) for each in told.missing]
    headers = {"content-disposition": 'attachment; filename="not-read-yet.csv"'}
    content = spreadsheet(("Name", "Job title", "Academy"), rows)
    return Response(content, media_type="text/csv", headers=headers)


@router.post("/{round_id}/remind", dependencies=KEEPS)
def remind(
    request: Request,
    round_id: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    number = id_in(round_id)
    try:
        remind_round(transaction, actor, number, _now())
    except (WrongAnswer, OutOfDate) as wrong:
        return _refused(request, transaction, actor, number, today, wrong)
    return RedirectResponse(f"/acknowledgements/{number}?said=reminded", 303)


@router.post("/{round_id}/close", dependencies=KEEPS)
def close(
    request: Request,
    round_id: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    number = id_in(round_id)
    try:
        close_round(transaction, actor, number, _now())
    except OutOfDate as wrong:
        return _refused(request, transaction, actor, number, today, wrong)
    return RedirectResponse(f"/acknowledgements/{number}?said=closed", 303)


def _refused(
    request: Request,
    session: Session,
    actor: Actor,
    round_id: UUID,
    today: date,
    wrong: WrongAnswer | OutOfDate,
) -> HTMLResponse:
    status = 422 if isinstance(wrong, WrongAnswer) else 409
    says = wrong.answers["form"] if isinstance(wrong, WrongAnswer) else str(wrong)
    form = Form(errors={"form": says}, status=status)
    return _one(request, session, actor, round_with(session, round_id), today, form)


def _now() -> datetime:
    return datetime.now(UTC)
