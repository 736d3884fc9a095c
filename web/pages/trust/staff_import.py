"""The staff file by page: what it would change is shown first, then applied when sent again."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from casework.access import TrustPermission, require_in_trust
from casework.case_file.leaving import LeftBehind, left_behind
from casework.errors import OutOfDate, WrongAnswer
from casework.people.staff_diff import Kind, StaffDiff, apply_staff, staff_diff
from casework.people.staff_file import StaffRow
from casework.spreadsheets import TableRefused
from web.acting.forms import Form
from web.acting.tables import ACCEPT, chosen
from web.frame.deps import Posted, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/staff")
IMPORTS = serves(TrustPermission.IMPORT_STAFF)
SHOWN = 200
NO_FILE = "Choose a workbook (.xlsx) or a CSV file in UTF-8 with a heading and one row a person"
TOO_LARGE = "This file is too large for a page. Import it with casework staff import"
NOTHING = "Nothing was changed. Correct the file and choose it again"
COLUMNS = [(name, field.is_required()) for name, field in StaffRow.model_fields.items()]


@router.get("", dependencies=IMPORTS)
def page(request: Request, actor: SignedIn, said: str = "") -> HTMLResponse:
    require_in_trust(actor, TrustPermission.IMPORT_STAFF)
    return _page(request, Form(), said="The staff file is applied" if said else "")


@router.post("", dependencies=IMPORTS)
def look(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    """What the file would change. Nothing is applied."""
    require_in_trust(actor, TrustPermission.IMPORT_STAFF)
    try:
        file = chosen(posted, NO_FILE, TOO_LARGE)
        diff = staff_diff(transaction, actor, file.file)
    except (WrongAnswer, TableRefused) as wrong:
        return _refused(request, wrong)
    left = left_behind(transaction, actor, diff.leavers)
    return _page(request, Form(), diff=diff, left=left, word=file.word)


@router.post("/apply", dependencies=IMPORTS)
def apply(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.IMPORT_STAFF)
    seen = str(posted.get("seen", ""))
    try:
        file = chosen(posted, NO_FILE, TOO_LARGE)
        apply_staff(transaction, actor, file.file, seen, datetime.now(UTC))
    except OutOfDate as other:
        return _page(request, Form(errors={"file": str(other)}, status=409))
    except (WrongAnswer, TableRefused) as wrong:
        return _refused(request, wrong)
    return RedirectResponse("/staff?said=applied", 303)


def _refused(request: Request, wrong: WrongAnswer | TableRefused) -> HTMLResponse:
    if isinstance(wrong, TableRefused):
        form = Form(errors={"file": NOTHING}, status=422)
        return _page(request, form, problems=wrong.problems)
    return _page(request, Form(errors=wrong.answers, status=422))


def _page(
    request: Request,
    form: Form,
    *,
    problems: list[str] | None = None,
    diff: StaffDiff | None = None,
    left: dict[UUID, LeftBehind] | None = None,
    word: str = "",
    said: str = "",
) -> HTMLResponse:
    return show(
        request,
        "staff/diff.html" if diff else "staff/import.html",
        status=form.status,
        here="staff",
        form=form,
        problems=(problems or [])[:SHOWN],
        problems_in_all=len(problems or []),
        diff=diff,
        left=left or {},
        kinds=[(each, diff.of(each)) for each in Kind] if diff else [],
        most=SHOWN,
        word=word,
        accept=ACCEPT,
        columns=COLUMNS,
        said=said,
    )
