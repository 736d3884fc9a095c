"""One's own calendar of what is due: its secret address, and what a program reads there."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from casework.access import Open
from casework.case_file.calendar_file import calendar_file
from casework.case_file.owed import calendar_beside
from casework.case_file.tasks import calendar_entries
from casework.journal import looked
from casework.people.calendars import CalendarRead, make_calendar, reader_at, revoke_calendar
from casework.settings import settings
from casework.working_days import local_day
from web.frame.deps import ByLink, Coming, Confirmed, Transaction, Visiting
from web.frame.rendering import show
from web.frame.sending import disposition
from web.frame.serving import serves

router = APIRouter()


@router.post("/account/calendar", dependencies=serves(Open.OWN_ACCOUNT))
def make(request: Request, transaction: Transaction, visitor: Confirmed) -> Response:
    """A new address. It ends the one before."""
    secret = make_calendar(transaction, visitor.actor, datetime.now(UTC))
    where = settings().origin or str(request.base_url).rstrip("/")
    # Shown in the answer itself: it is kept nowhere from which a second page could read it.
    address = f"{where}/calendar/{secret}.ics"
    return show(request, "account/calendar_made.html", here="account", address=address)


@router.post("/account/calendar/revoke", dependencies=serves(Open.OWN_ACCOUNT))
def revoke(transaction: Transaction, visitor: Visiting) -> Response:
    revoke_calendar(transaction, visitor.actor, datetime.now(UTC))
    return RedirectResponse("/account?said=calendar-revoked", 303)


@router.get("/calendar/{token}.ics", dependencies=serves(Open.EVERYBODY))
def calendar(token: str, session: ByLink, visit: Coming) -> Response:
    """What is due, for a program that cannot sign in. Each reading is written down first."""
    found, actor = reader_at(session, token, visit.at)
    beside = calendar_beside(session, actor, local_day(visit.at))
    entries = [*calendar_entries(session, actor), *beside]
    looked(None, actor, CalendarRead(calendar_id=found.id, entries=len(entries)), visit.at)
    headers = {
        "Content-Disposition": disposition("casework.ics", "inline"),
        "Cache-Control": "no-store",
    }
    content = calendar_file(entries, visit.at)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
