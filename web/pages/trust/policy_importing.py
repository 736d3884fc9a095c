"""A new version of a policy by page: what it changes is shown first, and kept when sent again."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from casework.access import TrustPermission, require_in_trust
from casework.errors import OutOfDate, WrongAnswer
from casework.policies.pages import without_page_marks
from casework.policies.parsing import PolicyUnreadable
from casework.policies.proposing import NewVersion, WouldBe, keep_version, would_import
from casework.text import plainly
from web.acting.forms import Form, uploads
from web.frame.deps import Posted, SignedIn, Transaction
from web.frame.rendering import show
from web.frame.serving import serves

router = APIRouter(prefix="/policy/import")
CHANGES = serves(TrustPermission.MANAGE_TIMESCALES)
MOST_BYTES = 2_000_000
NO_FILE = "Choose a text file in UTF-8 that holds the policy"
NOTHING = "Nothing was kept. Correct the file and choose it again"
NAMES = ("title", "version", "effective_from")
WRONG = (WrongAnswer, OutOfDate, PolicyUnreadable, ValidationError)


@router.get("", dependencies=CHANGES)
def page(request: Request, actor: SignedIn) -> HTMLResponse:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    return _page(request, Form())


@router.post("", dependencies=CHANGES)
def look(
    request: Request, transaction: Transaction, actor: SignedIn, posted: Posted
) -> HTMLResponse:
    """What the version would change. Nothing is kept."""
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    try:
        asked, _ = _asked(posted)
        would = would_import(transaction, actor, asked)
    except WRONG as wrong:
        return _refused(request, posted, wrong)
    return _page(request, Form(values=posted), would=would)


@router.post("/keep", dependencies=CHANGES)
def keep(request: Request, transaction: Transaction, actor: SignedIn, posted: Posted) -> Response:
    require_in_trust(actor, TrustPermission.MANAGE_TIMESCALES)
    try:
        asked, name = _asked(posted)
        seen = str(posted.get("seen", ""))
        kept = keep_version(transaction, actor, asked, seen, name, datetime.now(UTC))
    except WRONG as wrong:
        return _refused(request, posted, wrong)
    return RedirectResponse(f"/policy/{kept.id}", 303)


def _asked(posted: FormData) -> tuple[NewVersion, str]:
    """The version of a form, and what its file is called.

    Raises:
        WrongAnswer, ValidationError: there is no file of text, or an answer is missing.
    """
    file = next(iter(uploads(posted, "file")), None)
    content = file.file.read(MOST_BYTES + 1) if file else b""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if file is None or not text.strip() or len(content) > MOST_BYTES:
        raise WrongAnswer({"file": NO_FILE})
    words = without_page_marks(text.split("\f")) if "\f" in text else text
    told = {name: str(posted.get(name, "")) for name in NAMES}
    return NewVersion.model_validate(told | {"text": words}), str(file.filename)


def _refused(
    request: Request,
    posted: FormData,
    wrong: WrongAnswer | OutOfDate | PolicyUnreadable | ValidationError,
) -> HTMLResponse:
    if isinstance(wrong, PolicyUnreadable):
        form = Form(values=posted, errors={"file": NOTHING}, status=422)
        return _page(request, form, problems=[str(each) for each in wrong.problems])
    if isinstance(wrong, OutOfDate):
        return _page(request, Form(values=posted, errors={"file": str(wrong)}, status=409))
    told = plainly(NewVersion, wrong) if isinstance(wrong, ValidationError) else wrong.answers
    errors = {("file" if name == "text" else name): says for name, says in told.items()}
    return _page(request, Form(values=posted, errors=errors, status=422))


def _page(
    request: Request,
    form: Form,
    *,
    problems: list[str] | None = None,
    would: WouldBe | None = None,
) -> HTMLResponse:
    return show(
        request,
        "policies/import.html",
        status=form.status,
        here="settings",
        form=form,
        problems=problems or [],
        would=would,
    )
