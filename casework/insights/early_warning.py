"""Academies where reports come thick: a threshold for a place, never for a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import text
from sqlmodel import Session

from casework.database.whose import every_case
from casework.insights.figures import FEWEST
from casework.insights.years import Span
from casework.timescales import standing

KEY, DAYS = "early_warning", 90
_REPORTED = text(
    """
    SELECT a.name, count(*) FROM reports r
    JOIN cases c ON c.id = r.case_id JOIN academies a ON a.id = c.academy_id
    WHERE r.sent_at >= :since AND r.sent_at < :until
    GROUP BY 1 HAVING count(*) >= :least ORDER BY 2 DESC, 1
    """
)


@dataclass(frozen=True)
class Warned:
    """An academy at or over the threshold."""

    academy: str
    reports: int


def threshold(session: Session, today: date) -> int:
    """How many reports in ninety days call for a look; never so few that one could be known."""
    return max(FEWEST, standing(session, today)[KEY].value)


def academies_to_look_at(session: Session, today: date) -> list[Warned]:
    """Where at least as many reports came in ninety days as the Trust set."""
    span = Span("", today - timedelta(DAYS), today + timedelta(1))
    asked = {**span.bounds, "least": threshold(session, today)}
    with every_case(session):
        return [Warned(*row) for row in session.execute(_REPORTED, asked)]
