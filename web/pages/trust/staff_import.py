"""The staff file by page: what it would change is shown first, then applied when sent again."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import TrustPermission, require_in_trust
from casework.case_file.leaving import LeftBehind, left_behind
from casework.errors import OutOfDate, WrongAnswer
from casework.people.staff_diff import Kind, StaffDiff, apply_staff, staff_diff
from casework.people.staff_file import StaffFileRefused, StaffRow
from web.deps import Posted, SignedIn, Transaction
from web.forms import Form, uploads
from web.rendering import show
from web.serving import serves

router = APIRouter(prefix="/staff")
IMPORTS = serves(TrustPermission.IMPORT_STAFF)
MOST_BYTES = 5_000_000
SHOWN = 200
NO_FILE = "Choose a CSV file in UTF-8 with a heading and one row a person"
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
        diff = staff_diff(transaction, actor, _text(posted))
    except (WrongAnswer, StaffFileRefused) as wrong:
        return _refused(request, wrong)
    left = left_behind(transaction, actor, diff.leavers)
    return _page(request, Form(), diff=diff, left=left)


@router.post("/apply", dependencies=IMPORTS)
def apply(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.IMPORT_STAFF)
    seen = str(posted.get("seen", ""))
    try:
        apply_staff(transaction, actor, _text(posted), seen, datetime.now(UTC))
    except OutOfDate as other:
        return _page(request, Form(errors={"file": str(other)}, status=409))
    except (WrongAnswer, StaffFileRefused) as wrong:
        return _refused(request, wrong)
    return RedirectResponse("/staff?said=applied", 303)


def _text(posted: FormData) -> str:
    """The file as text.

    Raises:
        WrongAnswer: none was chosen, or it is none of text, or too large.
    """
    for each in uploads(posted, "file"):
        content = each.file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise WrongAnswer({"file": TOO_LARGE})
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            break
    raise WrongAnswer({"file": NO_FILE})


def _refused(request: Request, wrong: WrongAnswer | StaffFileRefused) -> HTMLResponse:
    if isinstance(wrong, StaffFileRefused):
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
        columns=COLUMNS,
        said=said,
    )
