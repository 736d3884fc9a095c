"""An act on a case as a page: its questions, its consequences, and what comes back when refused.

Every act has its own address, so it can be linked to, printed, and done without JavaScript.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Actor, Permission
from casework.case_file.queries import CaseFile
from casework.cases.gateway import Command
from casework.cases.previewing import prints
from casework.cases.stages import Stage
from casework.cases.standing import reference_now
from casework.database import reads_from_now
from casework.journal import JournalEntry
from web.acting.asking import Ask, Control
from web.acting.forms import SEE_FIRST, Form, seen_first, submit
from web.acting.opening import open_to_act
from web.acting.order_of_acts import IN_ORDER
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.views.casenav import case_links

Start = Callable[[Session, CaseFile, Request], dict[str, Any]]


def _nothing(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class ActPage:
    """One act: where it is, what it asks, what it does, and at which stages it is offered.

    `start` fills a fresh form with what the case already knows; `extra` hands a template of its
    own what it needs beside the case file.
    """

    slug: str
    command: type[Command]
    title: str
    button: str
    asks: tuple[Ask, ...] = ()
    lead: str = ""
    what: str = ""
    stages: frozenset[Stage] = frozenset(Stage) - {Stage.CLOSED}
    template: str = "acts/act.html"
    start: Start = _nothing
    extra: Start = _nothing
    back: str = ""
    kind: str = "pri"
    listed: bool = True
    leaves: str = ""  # for an act after which its own page is closed to whoever did it

    @property
    def previews(self) -> bool:
        """Whether what it prints can be seen before it is done."""
        return prints(self.command)

    @property
    def permission(self) -> Permission:
        return self.command.permission

    def offered(self, file: CaseFile) -> bool:
        """Whether the case page offers it to this reader now."""
        return self.listed and file.case.stage in self.stages and file.may(self.permission)


@dataclass
class Book:
    """Every act that has a page, in the order in which the procedure needs them."""

    pages: list[ActPage] = field(default_factory=list)

    def offered(self, file: CaseFile) -> list[ActPage]:
        """What this reader may do now, in the order of the procedure."""
        able = [each for each in self.pages if each.offered(file)]
        return sorted(able, key=lambda each: IN_ORDER.index(each.slug))


BOOK = Book()


def add_acts(router: APIRouter, *pages: ActPage) -> None:
    """Give each act its two routes: the form, and what it posts to."""
    for page in pages:
        BOOK.pages.append(page)
        path = f"/cases/{{reference}}/{page.slug}"
        for method, door, name in (("GET", _form, page.slug), ("POST", _post, f"{page.slug}-post")):
            told = serves(page.permission)
            router.add_api_route(path, door(page), methods=[method], name=name, dependencies=told)


def _form(page: ActPage) -> Callable[..., Response]:
    def form(
        request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
    ) -> HTMLResponse:
        file = open_to_act(reading, actor, reference, today, page.permission)
        fresh = Form(values=page.start(reading, file, request))
        return draw(request, reading, page, file, fresh)

    return form


def _post(page: ActPage) -> Callable[..., Response]:
    def post(
        request: Request,
        reference: str,
        transaction: Transaction,
        actor: SignedIn,
        today: Today,
        posted: Posted,
    ) -> Response:
        if page.previews and SEE_FIRST in posted:
            file = open_to_act(transaction, actor, reference, today, page.permission)
            return _look(request, transaction, actor, page, file, posted)
        form = submit(transaction, actor, reference, page.command, posted)
        if form.entry is not None:
            return after(transaction, page, form.entry)
        reads_from_now(transaction)  # what is drawn changes nothing, so it is asked once
        file = open_to_act(transaction, actor, reference, today, page.permission)
        return draw(request, transaction, page, file, form)

    return post


def _look(
    request: Request,
    session: Session,
    actor: Actor,
    page: ActPage,
    file: CaseFile,
    posted: FormData,
) -> Response:
    """The letter as it would be issued with what is typed; a refusal is the form again."""
    seen = seen_first(session, actor, file.case.reference, page.command, posted)
    if isinstance(seen, Form):
        return draw(request, session, page, file, seen)
    return pdf(seen.printed.pdf, f"{file.case.reference}-preview.pdf")


def after(session: Session, page: ActPage, entry: JournalEntry) -> RedirectResponse:
    """Back to the case, which says what was recorded."""
    if page.leaves:
        return RedirectResponse(f"/work?said={page.leaves}", 303)
    reference = reference_now(session, entry.case_id)
    return RedirectResponse(f"/cases/{reference}{page.back}?said={entry.number}", 303)


def draw(
    request: Request, session: Session, page: ActPage, file: CaseFile, form: Form
) -> HTMLResponse:
    options = {
        ask.name: list(ask.options(session, file)) for ask in page.asks if ask.options is not None
    }
    return show(
        request,
        page.template,
        status=form.status,
        act=page,
        file=file,
        form=form,
        options=options,
        Control=Control,
        here="cases",
        case_links=case_links(file),
        **page.extra(session, file, request),
    )
