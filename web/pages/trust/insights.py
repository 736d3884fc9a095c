"""What the cases of a year say together: tables, drawings, the trustees’ paper, a file’s split."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from casework.access import TrustPermission, require_in_trust
from casework.errors import NotFound, WrongAnswer
from casework.insights.as_csv import figure_csv
from casework.insights.as_svg import figure_svg
from casework.insights.early_warning import academies_to_look_at, threshold
from casework.insights.equality import MOST_BYTES, equality_split
from casework.insights.feedback import feedback_of, unused
from casework.insights.figures import Figure
from casework.insights.overview import figures_of
from casework.insights.paper import trustee_paper
from casework.insights.years import AcademicYear, offered
from web.acting.forms import Form, uploads
from web.frame.deps import Posted, Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import SEALED, disposition, pdf, table
from web.frame.serving import serves

router = APIRouter(prefix="/insights")
SEES = TrustPermission.SEE_INSIGHTS
Year = Annotated[str, Query(max_length=10)]


@router.get("", dependencies=serves(SEES))
def page(
    request: Request, reading: Reading, actor: SignedIn, today: Today, year: Year = ""
) -> HTMLResponse:
    require_in_trust(actor, SEES)
    chosen, years = offered(today, year)
    return show(
        request,
        "insights/page.html",
        here="insights",
        year=chosen,
        years=years,
        figures=figures_of(reading, chosen),
        feedback=feedback_of(reading, chosen),
        unused=unused(reading, today),
        academies=academies_to_look_at(reading, today),
        threshold=threshold(reading, today),
    )


@router.get("/trustee-paper.pdf", dependencies=serves(SEES))
def paper(reading: Reading, actor: SignedIn, today: Today, year: Year = "") -> Response:
    require_in_trust(actor, SEES)
    chosen, _ = offered(today, year)
    printed = trustee_paper(reading, actor, chosen, today)
    return pdf(printed.pdf, f"trustee-paper-{chosen.slug}.pdf")


@router.get("/equality", dependencies=serves(SEES))
def choose_file(request: Request, actor: SignedIn, today: Today, year: Year = "") -> HTMLResponse:
    require_in_trust(actor, SEES)
    return _equality(request, offered(today, year)[0], Form(), [])


@router.post("/equality", dependencies=serves(SEES))
def count_file(
    request: Request,
    transaction: Transaction,
    actor: SignedIn,
    today: Today,
    posted: Posted,
    year: Year = "",
) -> HTMLResponse:
    """Count by the file that was sent. It is read from memory and gone with the answer."""
    require_in_trust(actor, SEES)
    chosen, _ = offered(today, year)
    content = next((each.file.read(MOST_BYTES + 1) for each in uploads(posted, "file")), b"")
    try:
        if not content:
            raise WrongAnswer({"file": "Choose a CSV file"})
        split = equality_split(transaction, actor, chosen, content, datetime.now(UTC))
    except WrongAnswer as wrong:
        form = Form(values=posted, errors=wrong.answers, status=422)
        return _equality(request, chosen, form, [])
    return _equality(request, chosen, Form(), split)


@router.get("/{slug}.csv", dependencies=serves(SEES))
def as_table(
    slug: str, reading: Reading, actor: SignedIn, today: Today, year: Year = ""
) -> Response:
    require_in_trust(actor, SEES)
    chosen, _ = offered(today, year)
    figure = _figure(reading, chosen, slug)
    return table(figure_csv(figure, chosen.label), f"{slug}-{chosen.slug}.csv")


@router.get("/{slug}.svg", dependencies=serves(SEES))
def as_drawing(
    slug: str, reading: Reading, actor: SignedIn, today: Today, year: Year = ""
) -> Response:
    require_in_trust(actor, SEES)
    chosen, _ = offered(today, year)
    drawn = figure_svg(_figure(reading, chosen, slug), chosen.label)
    headers = {"Content-Disposition": disposition(f"{slug}-{chosen.slug}.svg"), **SEALED}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _figure(session: Session, year: AcademicYear, slug: str) -> Figure:
    every = [*figures_of(session, year), *feedback_of(session, year)]
    for each in every:
        if each.slug == slug:
            return each
    raise NotFound


def _equality(
    request: Request, year: AcademicYear, form: Form, split: list[Figure]
) -> HTMLResponse:
    return show(
        request,
        "insights/equality.html",
        status=form.status,
        here="insights",
        year=year,
        form=form,
        split=split,
    )
