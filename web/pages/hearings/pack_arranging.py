"""Putting a pack in order, leaving a document out, and comparing two editions."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from casework.access import Action, Permission, require_to_ask
from casework.case_file.queries import CaseFile
from casework.cases.gateway import perform
from casework.errors import NotFound
from casework.hearing_packs.arranging import ArrangePack, LeaveOutOfPack, PutBackInPack
from casework.hearing_packs.differences import differences
from casework.hearing_packs.listing import Entry, Listed, moved
from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.supplements import lines_in
from web.acting.acts import ActPage, add_acts
from web.acting.asking import prose
from web.acting.forms import Form, once_of
from web.acting.opening import open_case_file
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.cases.cases import case_page
from web.pages.hearings.packs import shown_again
from web.views.packview import contents_now, kind_in, place_of

router = APIRouter()
WAYS = {"up": -1, "down": 1}
SINCE = "Somebody else changed this order meanwhile. It is shown as it is now: move it again"


@router.post("/cases/{reference}/hearing/order", dependencies=serves(Permission.MAKE_PACK))
def order(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    """Move one document within its section: by a button, or to the place it was dragged to.

    One up or down is one up or down of the order that is there now. A place counts from what
    was seen: where somebody else has changed the order since, nothing is moved.
    """
    file = open_case_file(transaction, actor, reference, today)
    require_to_ask(file.standing, Permission.MAKE_PACK)
    kind, what = kind_in(str(posted.get("kind") or "")), str(posted.get("what") or "")
    section, entry = _found(contents_now(transaction, file, kind), what)
    if _was_dragged(posted) and str(posted.get("seen") or section.seen) != section.seen:
        form = Form(errors={"form": SINCE}, status=409)
        return shown_again(request, transaction, actor, reference, form, kind)
    told = moved(section, what, _to(section, entry, str(posted.get("move") or "")))
    command = ArrangePack(kind=kind, order=told)
    perform(transaction, actor, reference, command, once=once_of(posted))
    return RedirectResponse(f"{place_of(reference, kind)}#{entry.anchor}", 303)


def _was_dragged(posted: Posted) -> bool:
    return str(posted.get("move") or "") not in WAYS


def _found(sections: list[Listed], what: str) -> tuple[Listed, Entry]:
    for section in sections:
        for each in section.entries:
            if each.what == what:
                return section, each
    raise NotFound


def _to(section: Listed, entry: Entry, move: str) -> int:
    """The place something is moved to: one up, one down, or a number; else it stays."""
    here = section.entries.index(entry)
    if move.isdecimal() and len(move) < 6:
        return int(move)
    return here + WAYS.get(move, 0)


def _asked(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    asked = request.query_params
    return {"kind": kind_in(asked.get("kind", "")).value, "what": asked.get("what", "")}


def _named(session: Session, file: CaseFile, request: Request) -> dict[str, Any]:
    """The title of what is left out, for the page that asks why."""
    told = _asked(session, file, request)
    sections = contents_now(session, file, kind_in(told["kind"]))
    names = {each.what: each.title for section in sections for each in section.entries}
    return {"document": names.get(told["what"], "")}


add_acts(
    router,
    ActPage(
        slug="leave-out-of-pack",
        command=LeaveOutOfPack,
        title="Leave a document out of the pack",
        button="Leave it out",
        lead="Never leave out what helps the employee, or what the decision will rest on.",
        what="The reason is printed in the pack, on the procedure sheet. Both sides read it.",
        asks=(prose("reason", "Why it is left out", "Both sides read this."),),
        template="packs/leave_out.html",
        start=_asked,
        extra=_named,
        back="/hearing",
        listed=False,
    ),
    ActPage(
        slug="put-back-in-pack",
        command=PutBackInPack,
        title="Put a document back into the pack",
        button="Put it back",
        template="packs/leave_out.html",
        start=_asked,
        extra=_named,
        back="/hearing",
        listed=False,
    ),
)


@router.get("/cases/{reference}/hearing/compare", dependencies=serves(Action.MAKE_PACK))
def compare(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    since: int = 0,
    edition: int = 0,
) -> HTMLResponse:
    """What is different between two editions, for whoever makes them."""
    file = open_case_file(reading, actor, reference, today, Action.MAKE_PACK)
    made = [each for each in file.packs if each.contents]
    pair = _pair(made, since, edition)
    changes = differences(lines_in(pair[0]), lines_in(pair[1])) if pair else []
    return show(
        request,
        "packs/compare.html",
        made=made,
        pair=pair,
        changes=changes,
        **case_page(file, "hearing"),
    )


def _pair(
    made: list[HearingPack], since: int, edition: int
) -> tuple[HearingPack, HearingPack] | None:
    """The two that were asked for, or the two made last of one kind."""
    by_number = {each.edition: each for each in made}
    if since in by_number and edition in by_number:
        return by_number[since], by_number[edition]
    if since or edition:
        raise NotFound
    newest = made[0] if made else None
    alike = [each for each in made[1:] if newest and each.kind is newest.kind]
    return (alike[0], newest) if newest and alike else None
