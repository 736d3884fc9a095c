"""The trustees' paper of a year, from the same figures as the page."""

from datetime import date

from sqlmodel import Session

from casework.access import Actor
from casework.documents.printing import PrintedDocument
from casework.documents.trustee_paper import PaperTable, TrusteePaper, print_trustee_paper
from casework.insights.early_warning import academies_to_look_at, threshold
from casework.insights.feedback import unused
from casework.insights.figures import Figure
from casework.insights.overview import figures_of
from casework.insights.years import AcademicYear
from casework.settings import settings

FOR_TRUSTEES = ("volumes", "outcomes", "times", "appeals", "posts")


def trustee_paper(
    session: Session, actor: Actor, year: AcademicYear, today: date
) -> PrintedDocument:
    """The paper for a year as it stands today."""
    every = {each.slug: each for each in figures_of(session, year)}
    return print_trustee_paper(
        TrusteePaper(
            trust=settings().trust_name,
            year=year.label,
            made_on=today,
            made_by=actor.name,
            tables=[_table(every[slug]) for slug in FOR_TRUSTEES],
            academies=tuple(each.academy for each in academies_to_look_at(session, today)),
            threshold=threshold(session, today),
            unused=len(unused(session, today)),
        )
    )


def _table(figure: Figure) -> PaperTable:
    rows = tuple((row.label, *(cell.shown for cell in row.cells)) for row in figure.rows)
    heads = (figure.rows_are, *figure.heads)
    return PaperTable(title=figure.title, says=figure.says, heads=heads, rows=rows)
