"""How this deployment runs: its checks and tests, its background work. No word of any case."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import NotFound
from casework.operations.checking import Around, every_check, worst
from casework.operations.queue import cancel, mail_again, try_again, work
from casework.operations.trying import Tried, try_mail, try_scanner, try_store
from casework.settings import settings
from casework.storage import store
from web.frame.deps import Coming, Reading, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/operations")
LOOKS_AFTER = serves(TrustPermission.LOOK_AFTER)
SAID = {
    "again": "it is tried again",
    "cancelled": "it is forgotten",
    "mail": "the mail is tried again",
}
Try = Callable[[Session, Actor, datetime], Tried]
TESTS: dict[str, tuple[str, Try]] = {
    "mail": ("Mail", lambda session, actor, at: try_mail(session, actor, settings(), at)),
    "store": ("Store of files", lambda session, actor, at: try_store(session, actor, store(), at)),
    "scanner": (
        "Malware scanner",
        lambda session, actor, at: try_scanner(session, actor, settings(), at),
    ),
}
BIGGEST = 2**63 - 1


@router.get("", dependencies=LOOKS_AFTER)
def page(request: Request, reading: Reading, actor: SignedIn) -> Response:
    return _page(request, reading, actor)


def _page(
    request: Request, session: Session, actor: Actor, tested: str = "", tried: Tried | None = None
) -> Response:
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    checks = every_check(Around(session, settings(), store(), datetime.now(UTC)))
    return show(
        request,
        "operations/page.html",
        here="operations",
        checks=checks,
        worst=worst(checks),
        tests=[(name, what) for name, (what, _) in TESTS.items()],
        tested=tested,
        tried=tried,
    )


@router.post("/tests/{name}", dependencies=LOOKS_AFTER)
def test(
    request: Request, name: str, transaction: Transaction, actor: SignedIn, visit: Coming
) -> Response:
    """Done at once, and shown in the answer itself."""
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    if name not in TESTS:
        raise NotFound
    what, does = TESTS[name]
    return _page(request, transaction, actor, what, does(transaction, actor, visit.at))


@router.get("/work", dependencies=LOOKS_AFTER)
def background(request: Request, reading: Reading, actor: SignedIn, said: str = "") -> Response:
    return show(
        request,
        "operations/work.html",
        here="operations",
        work=work(reading, actor, datetime.now(UTC)),
        said=SAID.get(said, ""),
    )


@router.post("/work/{job_id}/again", dependencies=LOOKS_AFTER)
def again(job_id: str, transaction: Transaction, actor: SignedIn, visit: Coming) -> Response:
    try_again(transaction, actor, _number(job_id), visit.at)
    return RedirectResponse("/operations/work?said=again", 303)


@router.post("/work/{job_id}/cancel", dependencies=LOOKS_AFTER)
def forget(job_id: str, transaction: Transaction, actor: SignedIn, visit: Coming) -> Response:
    cancel(transaction, actor, _number(job_id), visit.at)
    return RedirectResponse("/operations/work?said=cancelled", 303)


@router.post("/mails/{mail_id}/again", dependencies=LOOKS_AFTER)
def mail(mail_id: str, transaction: Transaction, actor: SignedIn, visit: Coming) -> Response:
    number: UUID = id_in(mail_id)
    mail_again(transaction, actor, number, visit.at)
    return RedirectResponse("/operations/work?said=mail", 303)


def _number(job_id: str) -> int:
    """Raises NotFound: the queue numbers nothing so."""
    if not job_id.isascii() or not job_id.isdigit() or int(job_id) > BIGGEST:
        raise NotFound
    return int(job_id)
