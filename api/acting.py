"""An act on a case over JSON: the address names the case and the act, the body is the command."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from api.deps import Caller, NamesChecked, Once, Transaction
from api.serving import serves
from casework.cases.gateway import Command, perform
from casework.cases.previewing import preview, prints
from casework.cases.standing import reference_now
from casework.documents.filling import filled_in_at
from casework.documents.previewing import Preview
from casework.journal import JournalEntry


class Recorded(BaseModel):
    """What an act left in the journal: its number on the case, and its sentence as kept."""

    reference: str
    number: int
    sentence: str
    at: datetime


@dataclass
class Asked:
    """Who asks for an act: their transaction, their answer, and the key it is done once under."""

    request: Request
    response: Response
    session: Transaction
    caller: Caller
    once: Once = None

    def perform(
        self, reference: str, command: Command, *, names_checked: bool = False
    ) -> JournalEntry:
        return perform(
            self.session,
            self.caller,
            reference,
            command,
            once=self.once,
            names_checked=names_checked,
        )

    def does(self, reference: str, command: Command) -> Recorded:
        return self.told(self.perform(reference, command))

    def told(self, entry: JournalEntry) -> Recorded:
        """Say what was recorded and where to read it. An act may give its case a new reference."""
        reference = reference_now(self.session, entry.case_id)
        self.point_at(f"cases/{reference}")
        return Recorded(
            reference=reference, number=entry.number, sentence=entry.sentence, at=entry.at
        )

    def point_at(self, where: str) -> None:
        root = self.request.scope.get("root_path", "")
        self.response.headers["Location"] = f"{root}/v1/{where}"


Acting = Annotated[Asked, Depends()]


Door = Callable[..., Any]


def add_act(
    router: APIRouter,
    name: str,
    command: type[Command],
    around: Callable[[Door], Door] | None = None,
) -> None:
    """Give a command its route under the case. Its class is its schema and its description.

    `around` puts something about the route, which keeps what it is asked with.
    """
    door: Door = _printing(command) if prints(command) else _acting(command)
    router.add_api_route(
        f"/cases/{{reference}}/{name}",
        around(door) if around else door,
        methods=["POST"],
        status_code=201,
        name=command.__name__,
        description=command.__doc__,
        dependencies=serves(command.permission),
    )


class Lacking(BaseModel):
    """One thing that a letter must say and does not, and where it is filled in."""

    field: str
    says: str
    source: str
    filled_in_at: str


class PreviewOut(BaseModel):
    """A letter as it would be issued now: a PDF in base64, and what it lacks."""

    code: str
    subject: str
    pages: int
    missing: list[Lacking]
    pdf: str


def _shown(seen: Preview) -> PreviewOut:
    return PreviewOut(
        code=seen.code,
        subject=seen.subject,
        pages=seen.printed.pages,
        missing=[
            Lacking(**vars(each), filled_in_at=filled_in_at(each.field)) for each in seen.missing
        ],
        pdf=b64encode(seen.printed.pdf).decode(),
    )


def _printing(command: type[Command]) -> Callable[..., Recorded | PreviewOut]:
    """An act that issues a letter: with `see_first` the letter is told, and nothing is done."""
    do = _acting(command)

    def act(
        reference: str,
        asked: Command,
        acting: Acting,
        names_checked: NamesChecked = False,
        see_first: bool = False,
    ) -> Recorded | PreviewOut:
        if see_first:
            acting.response.status_code = 200
            to_see = (acting.session, acting.caller, reference, asked)
            return _shown(preview(*to_see, names_checked=names_checked))
        return do(reference, asked, acting, names_checked)

    act.__annotations__["asked"] = command
    return act


def _acting(command: type[Command]) -> Callable[..., Recorded]:
    def act(
        reference: str,
        asked: Command,
        acting: Acting,
        names_checked: NamesChecked = False,
    ) -> Recorded:
        return acting.told(acting.perform(reference, asked, names_checked=names_checked))

    act.__annotations__["asked"] = command  # so that the body is read, and described, as this one
    return act
