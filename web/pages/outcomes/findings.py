"""Recording the finding on one allegation. Which one is in the address: ?allegation=2."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Action, Actor, Permission, require_to_ask
from casework.allegations.commands import RecordFinding
from casework.allegations.models import Finding
from casework.allegations.queries import alleged_number
from casework.case_file.queries import CaseFile, open_case
from casework.cases.gateway import standing_now
from casework.cases.stages import Stage
from web.acting.acts import BOOK, ActPage, after, draw
from web.acting.asking import choice, members, prose
from web.acting.forms import Form, submit
from web.acting.opening import open_case_file
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.serving import serves
from web.pages.investigation.allegations import can_decide, numbered

router = APIRouter()

FINDING = ActPage(
    slug="finding",
    command=RecordFinding,
    title="Record a finding",
    button="Record my finding",
    lead="Decide on the balance of probabilities: is it more likely than not?",
    what="The finding is recorded with your name. Only an appeal can change it. "
    "The employee gets the reasons in the outcome letter.",
    asks=(
        choice("finding", "Finding", members(Finding)),
        prose("reasons", "Reasons for this finding", "The employee will read this"),
    ),
    stages=frozenset({Stage.OUTCOME}),
    template="allegations/finding.html",
    back="/allegations",
)
BOOK.pages.append(FINDING)

Number = Annotated[int, Query(ge=0, le=10_000)]


def _drawn(request: Request, session: Session, file: CaseFile, number: int, form: Form) -> Response:
    alleged = numbered(file, number)
    others = [each for each in file.alleged if each is not alleged]
    findings = {each.value: each.label for each in Finding}
    told: dict[str, Any] = {"alleged": alleged, "others": others, "findings": findings}
    if form.theirs:
        form.errors = {}  # both texts are on the page: that says it, once
    page = replace(FINDING, extra=lambda _session, _file, _request: told)
    return draw(request, session, page, file, form)


@router.get("/cases/{reference}/finding", dependencies=serves(Permission.RECORD_FINDING))
def finding_form(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    allegation: Number = 0,
) -> Response:
    """The form; without a number it is the first allegation that waits for a finding."""
    file = open_case_file(reading, actor, reference, today)
    require_to_ask(file.standing, FINDING.permission)
    if allegation:
        return _drawn(request, reading, file, allegation, Form())
    waiting = [each for each in file.alleged if can_decide(file, each)]
    place = f"finding?allegation={waiting[0].allegation.number}" if waiting else "allegations"
    return RedirectResponse(f"/cases/{reference}/{place}", 303)


@router.post("/cases/{reference}/finding", dependencies=serves(Permission.RECORD_FINDING))
def record_finding(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
    allegation: Number = 0,
) -> Response:
    """Record it. Whoever is second sees the first finding beside their own words."""
    require_to_ask(standing_now(transaction, actor, reference), FINDING.permission)
    named = _named(transaction, actor, reference, allegation)
    kept = [each for each in posted.multi_items() if each[0] != named[0]]
    form = submit(transaction, actor, reference, RecordFinding, FormData([*kept, named]))
    if form.entry is not None:
        return after(transaction, FINDING, form.entry)
    file = open_case_file(transaction, actor, reference, today)
    require_to_ask(file.standing, FINDING.permission)
    return _drawn(request, transaction, file, allegation, form)


def _named(session: Session, actor: Actor, reference: str, number: int) -> tuple[str, str]:
    """The allegation as the command wants it named.

    Raises:
        NotFound: there is no such case for this person, or it has no such allegation.
    """
    case, _ = open_case(session, actor, reference, Action.VIEW_ALLEGATIONS)
    return "allegation_id", str(alleged_number(session, case.id, number).allegation.id)
