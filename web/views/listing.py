"""A long list as a page: filters as a form, columns as links that sort, pages by key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission, may_in_trust
from casework.lists.asking import Asked, Asker, Filter, Kind, Wanted
from casework.lists.listing import ListOf, Page
from casework.lists.views import opening_view, views_of
from casework.text import within
from web.acting.forms import Form
from web.frame.rendering import show, wants_a_part
from web.frame.wording import counted

FRAME = "lists/list.html"
WHICH, EVERY = "show", "all"  # which rows a list is of: its answers say it alone
Head = str | tuple[str, str, str]


@dataclass(frozen=True)
class ListPage:
    """Where a list is shown, what it is called there, and the template of its rows.

    A head that names an order is a link that sorts by it.
    """

    listed: ListOf
    path: str
    here: str
    lead: str
    heads: Callable[[Wanted], tuple[tuple[str, str], ...]]
    rows: str
    nothing: str  # what an empty list says when nothing narrows it
    empty: str = "Nothing is here"
    title: str = ""
    template: str = FRAME


def draw_list(
    request: Request,
    session: Session,
    actor: Actor,
    today: date,
    page: ListPage,
    **context: Any,
) -> Response:
    """The list as its address asks for it, or as the person has it open first.

    Raises:
        NotPermitted: the list is not theirs.
    """
    listed, told = page.listed, request.query_params
    listed.require(actor)
    if not told and (first := opening_view(session, actor, listed.slug)) and first.query:
        return RedirectResponse(f"{page.path}?{first.query}", 303)
    asked = listed.asked(session, told)
    found = listed.page(session, Asker(actor, today), asked)
    drawn = {**described(page, asked, found), **context}
    drawn |= {"views": views_of(session, actor, listed.slug), "exports": may_export(actor)}
    status = 422 if asked.errors else 200
    if not wants_a_part(request):
        return show(request, page.template, None, status, here=page.here, **drawn)
    answer: HTMLResponse = show(request, FRAME, "results", status, here=page.here, **drawn)
    answer.headers["HX-Trigger"] = json.dumps({"announce": drawn["how_many"]})
    answer.headers["HX-Push-Url"] = _address(page.path, asked.wanted.query)
    return answer


def may_export(actor: Actor) -> bool:
    return may_in_trust(actor, TrustPermission.EXPORT_LISTS)


def described(page: ListPage, asked: Asked, found: Page) -> dict[str, Any]:
    """What every drawing of a list hands its template."""
    wanted = asked.wanted
    return {
        "place": page,
        "nothing": page.nothing,
        "listed": page.listed,
        "asked": asked,
        "found": found,
        "form": Form(values=asked.values, errors=asked.errors),
        "Kind": Kind,
        "query": wanted.query,
        "told": said(page.listed, asked),
        "how_many": how_many(page.listed, found),
        "heads": heads(page, wanted),
        "onward": _turned(page.path, wanted, "after", found.after),
        "back": _turned(page.path, wanted, "before", found.before),
        "first": _address(page.path, wanted.query or "show="),
        "turned": bool(wanted.after or wanted.before),
    }


def how_many(listed: ListOf, found: Page) -> str:
    """How many rows there are, counted as far as anybody reads."""
    if found.many:
        return f"More than {found.total:,} {listed.each}s"
    return counted(found.total, listed.each)


def said(listed: ListOf, asked: Asked) -> list[str]:
    """What the list is narrowed to, in words."""
    return [
        _narrowed(listed, asked, each, value)
        for each in listed.filters
        if (value := asked.wanted.answers.get(each.name))
    ]


def _narrowed(listed: ListOf, asked: Asked, by: Filter, value: str) -> str:
    chosen = dict(asked.options.get(by.name, [])).get(value, value)
    if by.kind is Kind.FLAG:
        return by.label
    if by.name != WHICH:
        return f"{by.label}: {chosen}"
    return f"{chosen} {within(listed.title)}" if value == EVERY else chosen


def heads(page: ListPage, wanted: Wanted) -> list[Head]:
    """The heads of the table: a word, or with it where it sorts and how it is sorted now."""
    now, falling = page.listed.order_of(wanted)
    orders = {each.name: each for each in page.listed.orders}
    told: list[Head] = []
    for label, name in page.heads(wanted):
        if name not in orders:
            told.append(label)
            continue
        here = orders[name] == now
        down = not falling if here else orders[name].falling
        sorted_so = Wanted(wanted.told, f"{'-' if down else ''}{name}")
        state = ("descending" if falling else "ascending") if here else ""
        told.append((label, _address(page.path, sorted_so.query), state))
    return told


def _turned(path: str, wanted: Wanted, way: str, key: str) -> str:
    """The page beside this one; nothing where there is none."""
    place = urlencode({way: key}, safe="~")
    return _address(path, f"{wanted.query}&{place}".lstrip("&")) if key else ""


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
