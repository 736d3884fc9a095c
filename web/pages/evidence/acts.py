"""What is recorded about an item: its details, its exhibit number, its place in the pack."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import require_to_ask
from casework.evidence.commands import AdmitExhibit, DecidePackPlace
from casework.evidence.describing import CheckOnline, ConfirmCapture, DescribeCapture
from casework.evidence.image_stop import LiftImageStop, StopForSuspectedImage
from casework.evidence.queries import Item
from web.acting.acts import ActPage, after, draw
from web.acting.evidence_asks import (
    ADMITTING,
    CONFIRMING,
    CORRECTING,
    DETAILS,
    LIFTING,
    LOOKING,
    PLACING,
)
from web.acting.forms import Form, submit
from web.acting.opening import open_evidence
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.serving import serves
from web.views.evidenceview import item_in

router = APIRouter()


@dataclass(frozen=True)
class ItemAct:
    """An act on one item: its page, which item it names to the command, and what is known."""

    page: ActPage
    names: Callable[[Item], tuple[str, str] | None]
    start: Callable[[Item], dict[str, Any]]


def _by_capture(item: Item) -> tuple[str, str]:
    return "capture_id", str(item.capture.id)


def _by_capture_once(item: Item) -> tuple[str, str] | None:
    """A file is admitted once: what is an exhibit already has nothing to ask."""
    return None if item.exhibit else _by_capture(item)


def _by_capture_if_stopped(item: Item) -> tuple[str, str] | None:
    return _by_capture(item) if item.capture.stopped_at else None


def _by_exhibit(item: Item) -> tuple[str, str] | None:
    return ("exhibit_id", str(item.exhibit.id)) if item.exhibit else None


def _known_details(item: Item) -> dict[str, Any]:
    known = item.details.model_dump(exclude_none=True)
    return {f"details.{name}": _written(value) for name, value in known.items()}


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _known_place(item: Item) -> dict[str, Any]:
    """The place that was decided; going in by default is nobody's decision."""
    exhibit = item.exhibit
    if exhibit is None or exhibit.pack_reason is None:
        return {}
    return {"in_pack": "yes" if exhibit.in_pack else "no", "reason": exhibit.pack_reason}


def _nothing(_item: Item) -> dict[str, Any]:
    return {}


ACTS = {
    "details": ItemAct(
        ActPage(
            slug="details",
            command=DescribeCapture,
            title="Record what is known about this item",
            button="Save what is known",
            lead="Write what you know and leave the rest blank. Someone else must be able to "
            "judge from this what the item proves.",
            what="What was recorded before is never lost: a correction keeps both versions, your "
            "name and the reason.",
            asks=(*DETAILS, *CORRECTING),
        ),
        _by_capture,
        _known_details,
    ),
    "admit": ItemAct(
        ActPage(
            slug="admit",
            command=AdmitExhibit,
            title="Admit this item as an exhibit",
            button="Admit as an exhibit",
            lead="It gets the next exhibit number, which is never used again.",
            asks=ADMITTING,
        ),
        _by_capture_once,
        _nothing,
    ),
    "pack-place": ItemAct(
        ActPage(
            slug="pack-place",
            command=DecidePackPlace,
            title="Decide its place in the hearing pack",
            button="Record my decision",
            what="The decision and its reason are recorded with your name. The employee gets the "
            "same pack as the panel.",
            asks=PLACING,
        ),
        _by_exhibit,
        _known_place,
    ),
    "confirm": ItemAct(
        ActPage(
            slug="confirm",
            command=ConfirmCapture,
            title="Confirm what this item is",
            button="Confirm",
            lead="Only what you know yourself. Open it first.",
            what="Your name, the day and the time are kept with it, and printed on its sheet.",
            asks=CONFIRMING,
        ),
        _by_capture,
        _nothing,
    ),
    "online-check": ItemAct(
        ActPage(
            slug="online-check",
            command=CheckOnline,
            title="Record whether it is still online",
            button="Record what I found",
            lead="Look again on later days: posts vanish. Do not like, follow or comment, and do "
            "not sign in as anybody else.",
            asks=LOOKING,
        ),
        _by_capture,
        _nothing,
    ),
    "image-stop": ItemAct(
        ActPage(
            slug="image-stop",
            command=StopForSuspectedImage,
            title="Stop: this may be a nude or sexual image of a child",
            button="Close this item now",
            lead="Do not open it again, copy it or show it to anybody. Call 999 if a child is in "
            "danger or an adult made or shared it.",
            what="Nobody can open, copy or print it from now on. The safeguarding lead has to "
            "tell the police today. That you stopped it is kept, and nothing of what it shows.",
            kind="danger",
        ),
        _by_capture,
        _nothing,
    ),
    "image-stop-lift": ItemAct(
        ActPage(
            slug="image-stop-lift",
            command=LiftImageStop,
            title="Open this item again",
            button="Open it again",
            lead="Only when the police or the local authority said that it is no such image.",
            asks=LIFTING,
        ),
        _by_capture_if_stopped,
        _nothing,
    ),
}


def _add(act: ItemAct) -> None:
    path = f"/cases/{{reference}}/evidence/{{item}}/{act.page.slug}"
    name = f"evidence-{act.page.slug}"
    for method, door, called in (("GET", _form, name), ("POST", _post, f"{name}-post")):
        told = serves(act.page.permission)
        router.add_api_route(path, door(act), methods=[method], name=called, dependencies=told)


def _form(act: ItemAct) -> Callable[..., Response]:
    def form(
        request: Request,
        reference: str,
        item: str,
        reading: Reading,
        actor: SignedIn,
        today: Today,
    ) -> Response:
        file = open_evidence(reading, actor, reference, today)
        found = item_in(file, item)
        require_to_ask(file.standing, act.page.permission)
        if act.names(found) is None:
            return RedirectResponse(_place(reference, found), 303)
        page = _page_of(act, found)
        return draw(request, reading, page, file, Form(values=act.start(found)))

    return form


def _post(act: ItemAct) -> Callable[..., Response]:
    def post(
        request: Request,
        reference: str,
        item: str,
        transaction: Transaction,
        actor: SignedIn,
        today: Today,
        posted: Posted,
    ) -> Response:
        file = open_evidence(transaction, actor, reference, today)
        found = item_in(file, item)
        require_to_ask(file.standing, act.page.permission)
        named = act.names(found)
        if named is None:
            return RedirectResponse(_place(reference, found), 303)
        # The address says which item it is; nothing that was posted does.
        kept = [each for each in posted.multi_items() if each[0] != named[0]]
        form = submit(transaction, actor, reference, act.page.command, FormData([*kept, named]))
        if form.entry is None:
            return draw(request, transaction, _page_of(act, found), file, form)
        return after(transaction, _page_of(act, found), form.entry)

    return post


def _place(reference: str, item: Item) -> str:
    return f"/cases/{reference}/evidence/{item.reference}"


def _page_of(act: ItemAct, item: Item) -> ActPage:
    """The page as it stands for one item: it leads back to it."""
    return replace(act.page, back=f"/evidence/{item.reference}")


for each in ACTS.values():
    _add(each)
