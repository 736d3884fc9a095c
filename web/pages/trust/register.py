"""The register for whoever oversees, and a case's entry in it: no names, nothing of the matter."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Action, TrustPermission, Verdict
from casework.case_file.file import CaseFile
from casework.case_file.register import entry_of, register
from web.acting.acts import BOOK
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()


@router.get("/register", dependencies=serves(Action.KNOW_OF_CASE, TrustPermission.OVERSEE))
def page(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    older_than: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    found = register(reading, actor, today, older_than)
    return show(request, "cases/register.html", here="register", found=found, older=older_than)


def draw_entry(
    request: Request, _session: Session, file: CaseFile, today: date, said: str
) -> HTMLResponse:
    """A case as its entry in the register, with what this reader may do about it."""
    return show(
        request,
        "cases/entry.html",
        here="register",
        said=said,
        entry=entry_of(file.case, file.academy, today),
        acts=_offered(file),
    )


def _offered(file: CaseFile) -> list[tuple[str, str]]:
    """What this reader may do about a case of which they see no more than its entry."""
    reference = file.case.reference
    offered = [(each.title, f"/cases/{reference}/{each.slug}") for each in BOOK.offered(file)]
    if file.sees(Action.VIEW_RECORD_OF_ACCESS):
        offered.append(("Who has looked", f"/cases/{reference}/looked"))
    if file.standing.verdict(Action.BREAK_GLASS) >= Verdict.STEP_UP:
        offered.append(("Open it under break-glass", f"/break-glass?reference={reference}"))
    return offered
