"""Weighing how serious the conduct was: 24 factors on one page, then one person's judgement."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from casework.access import Permission, require_to_ask
from casework.allegations.commands import AssessSeverity
from casework.allegations.severity import FACTORS, Factor
from casework.case_file.queries import CaseFile
from casework.cases.stages import Severity, Stage
from web.acting.acts import BOOK, ActPage, after, draw
from web.acting.asking import choice, members, prose
from web.acting.forms import Form, answers, submit
from web.acting.opening import open_case_file
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.serving import serves

router = APIRouter()

GROUPS = (
    ("The rule, and what they knew of it", ("F-01", "F-02")),
    ("What was posted", ("F-03", "F-04", "F-05", "F-06", "F-07", "F-08", "F-09")),
    ("Harm", ("F-10", "F-11", "F-13", "F-14")),
    ("The employee", ("F-12", "F-15", "F-16", "F-17", "F-18")),
    ("The Trust’s own part", ("F-19", "F-20")),
    ("Before any sanction", ("F-21", "F-22", "F-23", "F-24")),
)


def _factors(_session: Session, _file: CaseFile, _request: Request) -> dict[str, Any]:
    known = {each.id: each for each in FACTORS}
    return {"groups": [(title, [known[id] for id in ids]) for title, ids in GROUPS]}


SEVERITY = ActPage(
    slug="severity",
    command=AssessSeverity,
    title="Assess how serious it was",
    button="Record my assessment",
    lead="Weigh each factor in words, or say why it does not apply. Nothing is added up: "
    "the judgement is yours.",
    what="The assessment is recorded with your name. It informs the outcome "
    "and does not decide it.",
    asks=(
        choice("severity", "How serious was it?", members(Severity)),
        prose("reasons", "Reasons for this judgement", "Say which factors weighed most, and why"),
    ),
    stages=frozenset({Stage.OUTCOME}),
    template="allegations/severity.html",
    extra=_factors,
    back="/allegations",
)
BOOK.pages.append(SEVERITY)


@router.get("/cases/{reference}/severity", dependencies=serves(Permission.ASSESS_SEVERITY))
def severity_form(
    request: Request, reference: str, reading: Reading, actor: SignedIn, today: Today
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today)
    require_to_ask(file.standing, SEVERITY.permission)
    return draw(request, reading, SEVERITY, file, Form(values=_assessed(file)))


@router.post("/cases/{reference}/severity", dependencies=serves(Permission.ASSESS_SEVERITY))
def assess(
    request: Request,
    reference: str,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
) -> Response:
    form = submit(transaction, actor, reference, AssessSeverity, posted)
    if form.entry is not None:
        return after(transaction, SEVERITY, form.entry)
    file = open_case_file(transaction, actor, reference, today)
    require_to_ask(file.standing, SEVERITY.permission)
    if form.status == 422:
        form.errors = _by_factor(posted, form.errors)
    return draw(request, transaction, SEVERITY, file, form)


def _assessed(file: CaseFile) -> dict[str, Any]:
    """What was assessed before, to be changed knowingly."""
    kept = file.severity
    if kept is None:
        return {}
    told: dict[str, Any] = {
        "severity": kept.severity.value,
        "reasons": kept.reasons,
        "seen": kept.assessed_at.isoformat(),
    }
    for id, weighed in kept.factors.items():
        told[f"factors.{id}.applies"] = "yes" if weighed["applies"] else "no"
        told[f"factors.{id}.words"] = weighed["words"]
    return told


def _by_factor(posted: FormData, errors: dict[str, str]) -> dict[str, str]:
    """Every factor that lacks an answer in the order of the page, then what else is wrong."""
    lacking = _each_factor(posted)
    rest = {name: says for name, says in errors.items() if name not in lacking}
    if lacking:
        rest.pop("factors", None)
    return lacking | rest


def _each_factor(posted: FormData) -> dict[str, str]:
    """Every factor that lacks an answer, under its own name."""
    given = answers(AssessSeverity, posted).get("factors", {})
    wrong: dict[str, str] = {}
    for factor in FACTORS:
        wrong |= _lacking(factor, given.get(factor.id, {}))
    return wrong


def _lacking(factor: Factor, given: dict[str, str]) -> dict[str, str]:
    called, wrong = f"{factor.id} {factor.name}", {}
    if "applies" not in given:
        wrong[f"factors.{factor.id}.applies"] = f"{called}: choose whether it applies"
    if "words" not in given:
        says = "say what you weighed, or why it does not apply"
        wrong[f"factors.{factor.id}.words"] = f"{called}: {says}"
    return wrong
