"""The figures of an academic year over JSON, with small numbers left out as on the page."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import TrustPermission, require_in_trust
from casework.insights.early_warning import academies_to_look_at, threshold
from casework.insights.feedback import feedback_of, unused
from casework.insights.figures import Figure
from casework.insights.overview import figures_of
from casework.insights.years import offered

router = APIRouter(tags=["insights"])


class FigureOut(BaseModel):
    """A table; a count of one to four is told as words."""

    slug: str
    title: str
    columns: list[str]
    rows: dict[str, list[str]]


class InsightsOut(BaseModel):
    """One academic year, and what is worth a look now."""

    year: str
    figures: list[FigureOut]
    clauses_never_alleged: list[str]
    early_warning_threshold: int
    academies_to_look_at: list[str]


@router.get("/insights", dependencies=serves(TrustPermission.SEE_INSIGHTS))
def insights(
    reading: Reading,
    caller: Caller,
    today: Today,
    year: Annotated[str, Query(max_length=10, description="such as 2025-26")] = "",
) -> InsightsOut:
    """The figures of a year; without one, of the year that runs."""
    require_in_trust(caller, TrustPermission.SEE_INSIGHTS)
    chosen, _ = offered(today, year)
    every = [*figures_of(reading, chosen), *feedback_of(reading, chosen)]
    return InsightsOut(
        year=chosen.label,
        figures=[_told(each) for each in every],
        clauses_never_alleged=[each.number for each in unused(reading, today)],
        early_warning_threshold=threshold(reading, today),
        academies_to_look_at=[each.academy for each in academies_to_look_at(reading, today)],
    )


def _told(figure: Figure) -> FigureOut:
    rows = {row.label: [cell.shown for cell in row.cells] for row in figure.rows}
    return FigureOut(slug=figure.slug, title=figure.title, columns=list(figure.heads), rows=rows)
