"""What every long list offers beside itself: a file, a printed page, and views that are kept."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from casework.access import TrustPermission, require_in_trust
from casework.case_file.recording import note_read
from casework.errors import NotFound
from casework.lists.asking import Asked, Asker
from casework.lists.taking import MOST_PRINTED, as_csv, taken
from casework.lists.views import (
    ViewName,
    change_view,
    delete_view,
    own_view,
    save_view,
    views_of,
)
from web.acting.forms import REFUSALS, Form, answers, refused
from web.frame.deps import Confirmed, Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import SEALED, disposition
from web.frame.serving import serves
from web.views.list_pages import PAGES
from web.views.listing import ListPage, described, said

router = APIRouter(prefix="/lists")
Route = Callable[..., Response]


def _csv(page: ListPage) -> Route:
    def export(
        request: Request, reading: Reading, visitor: Confirmed, today: Today
    ) -> StreamingResponse:
        """The whole list as its filters leave it. That it was taken is written down first."""
        actor = visitor.actor
        require_in_trust(actor, TrustPermission.EXPORT_LISTS)
        asked = _asked(request, reading, page)
        found = page.listed.page(reading, Asker(actor, today), asked)
        note_read(reading, taken(page.listed, asked, found, printed=False))
        name = disposition(f"{page.listed.slug}-{today}.csv")
        pieces = as_csv(page.listed, actor, today, asked)
        headers = {"Content-Disposition": name, **SEALED}
        return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)

    return export


def _print(page: ListPage) -> Route:
    def printed(request: Request, reading: Reading, actor: SignedIn, today: Today) -> HTMLResponse:
        """The list on paper, as far as anybody reads on paper. Every print is written down."""
        asked = _asked(request, reading, page)
        found = page.listed.page(reading, Asker(actor, today), asked, MOST_PRINTED)
        note_read(reading, taken(page.listed, asked, found, printed=True))
        told = described(page, asked, found)
        return show(request, "lists/print.html", here=page.here, most=MOST_PRINTED, **told)

    return printed


def _asked(request: Request, session: Reading, page: ListPage) -> Asked:
    """What the address asks for.

    Raises:
        NotFound: no list could be asked for so; nothing offers such an address.
    """
    asked = page.listed.asked(session, request.query_params)
    if asked.errors:
        raise NotFound
    return asked


def _new(page: ListPage) -> tuple[Route, Route]:
    def asking(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
        page.listed.require(actor)
        return _draw_new(request, page, _asked(request, reading, page), Form())

    def keep(
        request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
    ) -> Response:
        page.listed.require(actor)
        asked = _asked(request, transaction, page)
        query = asked.wanted.query
        try:
            told = ViewName.model_validate(answers(ViewName, posted))
            save_view(transaction, actor, page.listed.slug, told, query, datetime.now(UTC))
        except REFUSALS as error:
            form = refused(posted, error, ViewName)
            return _draw_new(request, page, asked, form)
        return RedirectResponse(f"{page.path}?{query or 'show='}", 303)

    return asking, keep


def _draw_new(request: Request, page: ListPage, asked: Asked, form: Form) -> HTMLResponse:
    told = said(page.listed, asked)
    back = f"{page.path}?{asked.wanted.query or 'show='}"
    return _draw(request, page, "lists/view_new.html", form, told=told, back=back)


def _views(page: ListPage) -> Route:
    def kept(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
        page.listed.require(actor)
        views = views_of(reading, actor, page.listed.slug)
        told = [
            (each, said(page.listed, page.listed.asked(reading, dict(parse_qsl(each.query)))))
            for each in views
        ]
        return _draw(request, page, "lists/views.html", Form(), views=told)

    return kept


def _one(page: ListPage) -> tuple[Route, Route, Route]:
    def asking(request: Request, view_id: UUID, reading: Reading, actor: SignedIn) -> HTMLResponse:
        view = own_view(reading, actor, view_id)
        first = {"opens_first": "yes"} if view.opens_first else {}
        form = Form(values={"name": view.name, **first})
        return _draw(request, page, "lists/view.html", form, view=view)

    def change(
        request: Request,
        view_id: UUID,
        transaction: Transaction,
        actor: SignedIn,
        posted: Posted,
    ) -> Response:
        view = own_view(transaction, actor, view_id)
        try:
            change_view(
                transaction, actor, view, ViewName.model_validate(answers(ViewName, posted))
            )
        except REFUSALS as error:
            form = refused(posted, error, ViewName)
            return _draw(request, page, "lists/view.html", form, view=view)
        return RedirectResponse(f"/lists/{page.listed.slug}/views", 303)

    def delete(view_id: UUID, transaction: Transaction, actor: SignedIn) -> Response:
        delete_view(transaction, own_view(transaction, actor, view_id))
        return RedirectResponse(f"/lists/{page.listed.slug}/views", 303)

    return asking, change, delete


def _draw(
    request: Request, page: ListPage, template: str, form: Form, **context: Any
) -> HTMLResponse:
    return show(
        request,
        template,
        status=form.status,
        here=page.here,
        place=page,
        listed=page.listed,
        form=form,
        **context,
    )


def _add(page: ListPage) -> None:
    """The same addresses for every list, each open to whoever the list is for."""
    slug, what = page.listed.slug, page.listed.serves
    exports = serves(TrustPermission.EXPORT_LISTS, what)
    router.add_api_route(f"/{slug}.csv", _csv(page), dependencies=exports, name=f"{slug}_csv")
    asking, keep = _new(page)
    one, change, delete = _one(page)
    routes: tuple[tuple[str, str, Route], ...] = (
        ("GET", "print", _print(page)),
        ("GET", "views", _views(page)),
        ("GET", "views/new", asking),
        ("POST", "views/new", keep),
        ("GET", "views/{view_id}", one),
        ("POST", "views/{view_id}", change),
        ("POST", "views/{view_id}/delete", delete),
    )
    for method, place, route in routes:
        router.add_api_route(f"/{slug}/{place}", route, methods=[method], dependencies=serves(what))


for each in PAGES:
    _add(each)
