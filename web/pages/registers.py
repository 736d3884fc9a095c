"""The clearing registers for HR: entries, imports, coverage; and deciding what was asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Open, TrustPermission, require_in_trust
from casework.errors import NotFound
from casework.people.queries import serving
from casework.registers.commands import AskEntry, DecideEntry, SayCoverage
from casework.registers.importing import NAMES, RegisterFileRefused, import_registers
from casework.registers.kinds import Register
from casework.registers.queries import Listed, coverage, entries_in, to_decide
from web.addresses import id_in
from web.deps import Posted, Reading, SignedIn, Today, Transaction
from web.forms import REFUSALS, Form, answers, refused, uploads
from web.rendering import show
from web.serving import serves

router = APIRouter(prefix="/registers")

REGISTERS = [(each.value, each.label, each.hint) for each in Register]
SAID = {
    "asked": "The request is entered",
    "decided": "The decision is recorded",
    "covers": "From when the register is complete is recorded",
    "imported": "The file is imported",
}
MOST_CHARACTERS = 2_000_000


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


def _new(request: Request, session: Session, today: Any, form: Form) -> HTMLResponse:
    people = [
        (str(each.id), f"{each.listed}, {each.job_title}") for each in serving(session, today)
    ]
    return show(
        request,
        "registers/new.html",
        status=form.status,
        here="registers",
        form=form,
        people=people,
        registers=REGISTERS,
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
    text = _text(posted)
    if text is None:
        says = "Choose a CSV file in UTF-8 with a heading and one row an entry"
        return _import(request, Form(values=posted, errors={"file": says}, status=422))
    try:
        import_registers(transaction, actor, text, _now())
    except RegisterFileRefused as wrong:
        errors = {"file": "Nothing was imported. Correct the file and choose it again"}
        form = Form(values=posted, errors=errors, status=422)
        return _import(request, form, wrong.problems)
    return RedirectResponse("/registers?said=imported", 303)


def _text(posted: FormData) -> str | None:
    """The words of the file that was chosen, if it is one of text."""
    for each in uploads(posted, "file"):
        try:
            return each.file.read(MOST_CHARACTERS).decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
    return None


def _import(request: Request, form: Form, problems: list[str] | None = None) -> HTMLResponse:
    return show(
        request,
        "registers/import.html",
        status=form.status,
        here="registers",
        form=form,
        problems=problems or [],
        columns=NAMES,
    )


@router.get("/decide", dependencies=serves(Open.SIGNED_IN))
def waiting(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    said: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """What waits for this person's decision, which is nothing for most."""
    return show(
        request,
        "registers/waiting.html",
        here="registers-decide",
        said=SAID.get(said, ""),
        waiting=to_decide(reading, actor),
    )


@router.get("/decide/{entry_id}", dependencies=serves(Open.SIGNED_IN))
def look(
    request: Request, entry_id: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    fresh = Form(values={"valid_from": today.isoformat()})
    return _decide(request, _waiting_for(reading, actor, entry_id), fresh)


@router.post("/decide/{entry_id}", dependencies=serves(Open.SIGNED_IN))
def decide(
    request: Request, entry_id: str, transaction: Transaction, actor: SignedIn, posted: Posted
) -> Response:
    found = _waiting_for(transaction, actor, entry_id)

    def act(asked: DecideEntry) -> object:
        return asked.perform(transaction, actor, found.entry.id, _now())

    form = tried(posted, DecideEntry, act)
    if form is None:
        return RedirectResponse("/registers/decide?said=decided", 303)
    return _decide(request, found, form)


def _waiting_for(session: Session, actor: Actor, entry_id: str) -> Listed:
    """An entry this person decides on; any other does not exist for them.

    Raises:
        NotFound: it is not theirs to decide, or it is decided.
    """
    wanted = id_in(entry_id)
    for each in to_decide(session, actor):
        if each.entry.id == wanted:
            return each
    raise NotFound


def _decide(request: Request, found: Listed, form: Form) -> HTMLResponse:
    return show(
        request,
        "registers/decide.html",
        status=form.status,
        here="registers-decide",
        form=form,
        found=found,
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
