"""The clearing registers for HR: entries, imports, coverage; and deciding what was asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import TrustPermission, require_in_trust
from casework.errors import WrongAnswer
from casework.people.queries import serving
from casework.policies.queries import versions
from casework.registers.commands import AcknowledgePolicy, AskEntry, SayCoverage
from casework.registers.importing import NAMES
from casework.registers.importing_read import NAMES as READ_NAMES
from casework.registers.importing_read import import_file
from casework.registers.kinds import Register
from casework.registers.queries import coverage, entries_in
from casework.spreadsheets import TableRefused
from web.acting.forms import REFUSALS, Form, answers, refused
from web.acting.tables import ACCEPT, chosen
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/registers")

REGISTERS = [(each.value, each.label, each.hint) for each in Register]
SAID = {
    "asked": "The request is entered",
    "decided": "The decision is recorded",
    "covers": "From when the register is complete is recorded",
    "imported": "The file is imported",
    "read": "The acknowledgement is recorded",
}
NO_FILE = "Choose a workbook (.xlsx) or a CSV file in UTF-8 with a heading and one row an entry"
TOO_LARGE = "This file is too large. Split it"
NOTHING = "Nothing was imported. Correct the file and choose it again"


@router.get("", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def page(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    register: Annotated[str, Query(max_length=4)] = "",
    said: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    return _page(request, reading, Form(), register, SAID.get(said, ""))


def _page(
    request: Request, session: Session, form: Form, register: str = "", said: str = ""
) -> HTMLResponse:
    chosen = Register(register) if register in set(Register) else None
    return show(
        request,
        "registers/registers.html",
        status=form.status,
        here="registers",
        said=said,
        form=form,
        entries=entries_in(session, chosen),
        chosen=chosen,
        Register=Register,
        covers={each.kind: each for each in coverage(session)},
        choices=[(value, label) for value, label, _ in REGISTERS],
    )


@router.get("/new", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def new(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    return _new(request, reading, today, Form(values={"asked_on": today.isoformat()}))


@router.post("/new", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def enter(
    request: Request, transaction: Transaction, actor: SignedIn, today: Today, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    form = tried(posted, AskEntry, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/registers?said=asked", 303)
    return _new(request, transaction, today, form)


def _staff(session: Session, today: date) -> list[tuple[str, str]]:
    found = serving(session, today)
    return [(str(each.id), f"{each.listed}, {each.job_title}") for each in found]


def _new(request: Request, session: Session, today: date, form: Form) -> HTMLResponse:
    return show(
        request,
        "registers/new.html",
        status=form.status,
        here="registers",
        form=form,
        people=_staff(session, today),
        registers=REGISTERS,
    )


@router.get("/acknowledged", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def acknowledged(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
    """For somebody who cannot sign in, or signed on paper."""
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    fresh = Form(values={"acknowledged_on": today.isoformat()})
    return _acknowledged(request, reading, today, fresh)


@router.post("/acknowledged", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def acknowledge(
    request: Request, transaction: Transaction, actor: SignedIn, today: Today, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    form = tried(posted, AcknowledgePolicy, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/registers?said=read", 303)
    return _acknowledged(request, transaction, today, form)


def _acknowledged(request: Request, session: Session, today: date, form: Form) -> HTMLResponse:
    return show(
        request,
        "registers/acknowledged.html",
        status=form.status,
        here="registers",
        form=form,
        people=_staff(session, today),
        versions=[(str(each.id), each.named) for each in versions(session)],
    )


@router.post("/covers", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def covers(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    form = tried(posted, SayCoverage, lambda asked: asked.perform(transaction, actor, _now()))
    if form is None:
        return RedirectResponse("/registers?said=covers", 303)
    return _page(request, transaction, form)


@router.get("/import", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def choose_file(request: Request, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    return _import(request, Form())


@router.post("/import", dependencies=serves(TrustPermission.KEEP_REGISTERS))
def take_file(
    request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.KEEP_REGISTERS)
    try:
        import_file(transaction, actor, chosen(posted, NO_FILE, TOO_LARGE).file, _now())
    except WrongAnswer as wrong:
        return _import(request, Form(values=posted, errors=wrong.answers, status=422))
    except TableRefused as wrong:
        form = Form(values=posted, errors={"file": NOTHING}, status=422)
        return _import(request, form, wrong.problems)
    return RedirectResponse("/registers?said=imported", 303)


def _import(request: Request, form: Form, problems: list[str] | None = None) -> HTMLResponse:
    return show(
        request,
        "registers/import.html",
        status=form.status,
        here="registers",
        form=form,
        problems=problems or [],
        accept=ACCEPT,
        columns=NAMES,
        read_columns=READ_NAMES,
    )


def tried(posted: FormData, model: Any, act: Callable[[Any], object]) -> Form | None:
    """Do what a form asks; nothing when it is done, else the form with what is wrong."""
    kind: type[BaseModel] = model
    try:
        act(kind.model_validate(answers(kind, posted)))
    except REFUSALS as error:
        return refused(posted, error, kind)
    return None


def _now() -> datetime:
    return datetime.now(UTC)
