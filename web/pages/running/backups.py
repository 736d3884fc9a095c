"""How well the trust could come back from a loss: backups, and how putting one back was tried."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casework.access import TrustPermission, may_in_trust
from casework.backups.register import kept
from web.frame.deps import Reading, SignedIn
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter()


@router.get("/settings/backups", dependencies=serves(TrustPermission.SEE_BACKUPS))
def backups(request: Request, reading: Reading, actor: SignedIn) -> HTMLResponse:
    sets = may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    return show(
        request,
        "records/backups.html",
        here="settings" if sets else "backups",
        sets=sets,
        kept=kept(reading, actor, datetime.now(UTC)),
    )
