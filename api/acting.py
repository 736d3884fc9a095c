"""An act on a case over JSON: the address names the case and the act, the body is the command."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlmodel import Session

from api.deps import Caller, NamesChecked, Once, Transaction
from api.serving import serves
from casework.cases.gateway import Command, perform
from casework.cases.standing import reference_now
from casework.journal import JournalEntry


class Recorded(BaseModel):
    """What an act left in the journal: its number on the case, and its sentence as kept."""

    reference: str
    number: int
    sentence: str
    at: datetime


def recorded(
    session: Session, request: Request, response: Response, entry: JournalEntry
) -> Recorded:
    """Say what was recorded and where to read it. An act may give its case a new reference."""
    reference = reference_now(session, entry.case_id)
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/v1/cases/{reference}"
    return Recorded(reference=reference, number=entry.number, sentence=entry.sentence, at=entry.at)


def add_act(router: APIRouter, name: str, command: type[Command]) -> None:
    """Give a command its route under the case. Its class is its schema and its description."""
    router.add_api_route(
        f"/cases/{{reference}}/{name}",
        _acting(command),
        methods=["POST"],
        status_code=201,
        name=command.__name__,
        description=command.__doc__,
        dependencies=serves(command.permission),
    )


def _acting(command: type[Command]) -> Callable[..., Recorded]:
    def act(
        reference: str,
        asked: Command,
        request: Request,
        response: Response,
        transaction: Transaction,
        caller: Caller,
        once: Once = None,
        names_checked: NamesChecked = False,
    ) -> Recorded:
        door = partial(perform, once=once, names_checked=names_checked)
        entry = door(transaction, caller, reference, asked)
        return recorded(transaction, request, response, entry)

    act.__annotations__["asked"] = command  # so that the body is read, and described, as this one
    return act
