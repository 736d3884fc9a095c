"""The allegations of a case, one allegation, and making a new one."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from casework.access import Action, Permission
from casework.allegations.commands import MakeAllegation
from casework.allegations.queries import Alleged
from casework.allegations.screening import BEFORE_THE_HEARING
from casework.allegations.severity import FACTORS
from casework.case_file.queries import CaseFile
from casework.cases.stages import Severity, Stage
from casework.errors import NotFound
from casework.people.queries import known
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, day, line, many, members, prose
from web.acting.clausechoice import clause_choice, confirmed_at_triage
from web.acting.opening import open_case_file
from web.acting.said import said_by
from web.frame.deps import Reading, SignedIn, Today
from web.frame.rendering import show
from web.frame.serving import serves
from web.pages.investigation.protected_content import screen_shown
from web.views.casenav import case_links

router = APIRouter()

BEFORE_THE_REPORT = frozenset({Stage.TRIAGE, Stage.INVESTIGATION})


@router.get("/cases/{reference}/allegations", dependencies=serves(Action.VIEW_ALLEGATIONS))
def allegations(
    request: Request,
    reference: str,
    reading: Reading,
    actor: SignedIn,
    today: Today,
    said: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_ALLEGATIONS)
    assessed = file.severity
    return show(
        request,
        "allegations/list.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        said=said_by(reading, actor, file, said),
        can_allege=file.case.stage in BEFORE_THE_REPORT and file.may(Permission.MAKE_ALLEGATION),
        to_decide=[each for each in file.alleged if can_decide(file, each)],
        can_assess=file.case.stage is Stage.OUTCOME and file.may(Permission.ASSESS_SEVERITY),
        assessed_by=known(reading, assessed.assessed_by).name if assessed else "",
        factors=FACTORS,
        can_screen=file.case.stage in BEFORE_THE_HEARING and file.may(Permission.SCREEN_CONTENT),
        **screen_shown(reading, file),
    )


@router.get("/cases/{reference}/allegations/{number}", dependencies=serves(Action.VIEW_ALLEGATIONS))
def allegation(
    request: Request,
    reference: str,
    number: Annotated[int, Path(ge=1, le=10_000)],
    reading: Reading,
    actor: SignedIn,
    today: Today,
) -> HTMLResponse:
    file = open_case_file(reading, actor, reference, today, Action.VIEW_ALLEGATIONS)
    alleged = numbered(file, number)
    return show(
        request,
        "allegations/allegation.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        alleged=alleged,
        can_decide=can_decide(file, alleged),
    )


def numbered(file: CaseFile, number: int) -> Alleged:
    """One allegation of this case.

    Raises:
        NotFound: the case has no allegation of that number.
    """
    for each in file.alleged:
        if each.allegation.number == number:
            return each
    raise NotFound


def can_decide(file: CaseFile, alleged: Alleged) -> bool:
    """Whether this reader can record a finding on it now."""
    open_for_it = file.case.stage is Stage.OUTCOME and file.may(Permission.RECORD_FINDING)
    told = alleged.allegation
    return open_for_it and told.finding is None and told.notified_on is not None


def _known(_session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    """What the report and its triage already say: the day, the place, the first clause left."""
    told: dict[str, Any] = {}
    if file.reports:
        report = file.reports[-1].report
        told["conduct_on"] = report.posted_on.isoformat() if report.posted_on else None
        told["place"] = f"{report.platform}, {report.account_type.label.lower()}"
    taken = {each.clause.number for each in file.alleged}
    left = [number for number in confirmed_at_triage(file) if number not in taken]
    return told | {"clause": left[0] if left else None}


def _choice(session: Session, file: CaseFile, _request: Request) -> dict[str, Any]:
    return {"clauses": clause_choice(session, file, file.policy_day)}


def _exhibits(_session: Session, file: CaseFile) -> list[tuple[str, str]]:
    return [
        (str(item.exhibit.id), f"{item.exhibit.reference} {item.exhibit.title}")
        for item in file.exhibits
        if item.exhibit
    ]


add_acts(
    router,
    ActPage(
        slug="make-allegation",
        command=MakeAllegation,
        title="Make an allegation",
        button="Make the allegation",
        lead="One breach of one clause, in enough detail for the employee to answer it.",
        what="The allegation gets its number and the clause as worded on the day. "
        "The employee is told in the hearing notice, if it goes to a hearing.",
        asks=(
            day("conduct_on", "Day it happened", "The clause as worded on this day is used."),
            line(
                "occurred",
                "When it happened, as closely as you know",
                "For example 30 October 2026, 7:42pm. Leave blank to use the day.",
                optional=True,
            ),
            line("place", "Where it happened", "For example the site and the account"),
            prose(
                "particulars",
                "What is alleged",
                "Who did what, when and where. The employee will read this. Do not name pupils.",
            ),
            choice("severity", "How serious is it, if proved?", members(Severity)),
            many("exhibits", "Exhibits that bear on it", _exhibits, optional=True),
        ),
        stages=BEFORE_THE_REPORT,
        template="allegations/make.html",
        start=_known,
        extra=_choice,
        back="/allegations",
    ),
)
