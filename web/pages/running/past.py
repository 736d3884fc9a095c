"""Importing old cases: the file is shown first, and kept only when the same one is sent again."""

from datetime import UTC, date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from casework.access import TrustPermission, require_in_trust
from casework.errors import WrongAnswer
from casework.past.columns import columns, example, example_workbook
from casework.past.importing import DryRun, dry_run, import_past
from casework.spreadsheets import TableRefused
from web.acting.forms import Form
from web.acting.tables import ACCEPT, WORKBOOK, Chosen, chosen
from web.frame.deps import Posted, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/settings/past")
IMPORTS = serves(TrustPermission.IMPORT_PAST)
SHOWN = 200
NO_FILE = "Choose a workbook (.xlsx) or a CSV file in UTF-8 with a heading and one row a case"
TOO_LARGE = "This file is too large. Split it into files of at most 5,000 cases"
NOTHING = "Nothing was imported. Correct the file and choose it again"
ANOTHER = "This is not the file that was shown. Look at what this one would do first"


@router.get("", dependencies=IMPORTS)
def page(request: Request, actor: SignedIn, today: Today, said: str = "") -> HTMLResponse:
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    return _page(request, Form(), today, said="The old cases are imported" if said else "")


@router.get("/example.csv", dependencies=IMPORTS)
def sample(actor: SignedIn) -> Response:
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    told = {"content-disposition": 'attachment; filename="old-cases.csv"'}
    return Response(example(), media_type="text/csv", headers=told)


@router.get("/example.xlsx", dependencies=IMPORTS)
def sample_workbook(actor: SignedIn) -> Response:
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    told = {"content-disposition": 'attachment; filename="old-cases.xlsx"'}
    return Response(example_workbook(), media_type=WORKBOOK, headers=told)


@router.post("", dependencies=IMPORTS)
def look(
    request: Request, transaction: Transaction, actor: SignedIn, today: Today, posted: Posted
) -> HTMLResponse:
    """What the file would do. Nothing of it is kept."""
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    try:
        file = chosen(posted, NO_FILE, TOO_LARGE)
        would = dry_run(transaction, actor, _origin(posted), file.file, datetime.now(UTC))
    except (WrongAnswer, TableRefused) as wrong:
        return _refused(request, posted, wrong, today)
    return _page(request, Form(values=posted), today, would=would, file=file)


@router.post("/keep", dependencies=IMPORTS)
def keep(
    request: Request, transaction: Transaction, actor: SignedIn, today: Today, posted: Posted
) -> Response:
    require_in_trust(actor, TrustPermission.IMPORT_PAST)
    try:
        file = chosen(posted, NO_FILE, TOO_LARGE)
        if file.sha256 != posted.get("seen"):
            raise WrongAnswer({"file": ANOTHER})
        import_past(transaction, actor, _origin(posted), file.file, datetime.now(UTC))
    except (WrongAnswer, TableRefused) as wrong:
        return _refused(request, posted, wrong, today)
    return RedirectResponse("/settings/past?said=imported", 303)


def _origin(posted: FormData) -> str:
    return str(posted.get("origin", ""))


def _refused(
    request: Request, posted: FormData, wrong: WrongAnswer | TableRefused, today: date
) -> HTMLResponse:
    if isinstance(wrong, TableRefused):
        form = Form(values=posted, errors={"file": NOTHING}, status=422)
        return _page(request, form, today, problems=wrong.problems)
    return _page(request, Form(values=posted, errors=wrong.answers, status=422), today)


def _page(
    request: Request,
    form: Form,
    today: date,
    *,
    problems: list[str] | None = None,
    would: DryRun | None = None,
    file: Chosen | None = None,
    said: str = "",
) -> HTMLResponse:
    return show(
        request,
        "settings/past.html",
        status=form.status,
        here="settings",
        form=form,
        problems=(problems or [])[:SHOWN],
        problems_in_all=len(problems or []),
        would=would,
        shown=would.would_be[:SHOWN] if would else [],
        seen=file.sha256 if file else "",
        word=file.word if file else "",
        accept=ACCEPT,
        today=today,
        columns=columns(),
        said=said,
    )
