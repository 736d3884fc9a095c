"""From a posted form to a command, and back to the form with what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_origin
from uuid import UUID, uuid4

from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from casework.access import Actor
from casework.cases.gateway import Command, perform
from casework.cases.previewing import preview
from casework.documents.previewing import Preview
from casework.errors import NamesSomebody, OutOfDate, ProcedureBreach, WrongAnswer
from casework.journal import JournalEntry
from casework.sources import cited
from casework.text import plainly

ONCE = "once"
SEE_FIRST = "see_first"  # the letter is shown, and nothing is done
NAMES_CHECKED = "names_checked"  # the writer says that a name is not the one of the register


@dataclass
class Form:
    """What was typed, and every reason it was refused."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200
    theirs: dict[str, str] = field(default_factory=dict)
    named: str = ""  # the first field that names somebody who has a pseudonym
    entry: JournalEntry | None = None
    once: str = field(default_factory=lambda: str(uuid4()))

    @property
    def accepted(self) -> bool:
        return self.entry is not None


def answers(model: type[BaseModel], posted: FormData) -> dict[str, Any]:
    """Posted fields as a model's input: dotted names nest, list fields keep every value.

    A field left blank is left out, so that it is missing rather than empty.
    """
    told: dict[str, Any] = {}
    for name in dict.fromkeys(posted):
        values = [each for each in posted.getlist(name) if isinstance(each, str) and each.strip()]
        if name in {ONCE, NAMES_CHECKED, SEE_FIRST} or not values:
            continue
        _nest(told, name.split("."), values if _takes_list(model, name) else values[-1])
    return told


def _takes_list(model: type[BaseModel], name: str) -> bool:
    known = model.model_fields.get(name)
    return known is not None and get_origin(known.annotation) in {list, frozenset}


def _nest(told: dict[str, Any], path: list[str], value: Any) -> None:
    *inner, last = path
    for part in inner:
        deeper = told.setdefault(part, {})
        if not isinstance(deeper, dict):
            return
        told = deeper
    told[last] = value


def refused(posted: FormData, error: Exception, model: type[BaseModel]) -> Form:
    """The form again, with the words that were typed and what is wrong with them."""
    form = Form(values=posted, once=str(posted.get(ONCE) or uuid4()))
    if isinstance(error, ValidationError):
        form.errors, form.status = plainly(model, error), 422
    elif isinstance(error, WrongAnswer):
        form.errors, form.status = error.answers, 422
        if isinstance(error, NamesSomebody):
            form.named = next(iter(error.answers))
    elif isinstance(error, OutOfDate):
        form.errors, form.status = {"form": str(error)}, 409
        form.theirs = error.theirs
    elif isinstance(error, ProcedureBreach):
        form.status = 409
        form.errors = {each.rule: f"{each.says} ({cited(each.source)})" for each in error.breaches}
    else:
        raise error
    return form


REFUSALS = (ValidationError, WrongAnswer, OutOfDate, ProcedureBreach)


def submit(
    session: Session, actor: Actor, reference: str, command: type[Command], posted: FormData
) -> Form:
    """Perform the command a form describes; a refusal comes back on the form.

    Raises:
        NotFound, NotPermitted: those are pages of their own.
    """
    try:
        asked = command.model_validate(answers(command, posted))
        checked = NAMES_CHECKED in posted
        once = once_of(posted)
        entry = perform(session, actor, reference, asked, once=once, names_checked=checked)
    except REFUSALS as error:
        return refused(posted, error, command)
    return Form(values=posted, entry=entry)


def seen_first(
    session: Session, actor: Actor, reference: str, command: type[Command], posted: FormData
) -> Preview | Form:
    """What the act that a form describes would print; a refusal comes back on the form.

    Raises:
        NotFound, NotPermitted: those are pages of their own.
    """
    try:
        asked = command.model_validate(answers(command, posted))
        checked = NAMES_CHECKED in posted
        return preview(session, actor, reference, asked, names_checked=checked)
    except REFUSALS as error:
        return refused(posted, error, command)


def once_of(posted: FormData) -> UUID | None:
    """The id under which a form acts only once, however often it is sent."""
    try:
        return UUID(str(posted.get(ONCE, "")))
    except ValueError:
        return None


def uploads(posted: FormData, name: str) -> list[UploadFile]:
    """Files chosen in a plain form; a field left empty posts one without a name."""
    found = [each for each in posted.getlist(name) if isinstance(each, UploadFile)]
    return [each for each in found if each.filename]
