"""A suspension ends with what it was waiting for: the outcome letter, or the end of the case."""

from casework.cases.deadlines import meet
from casework.cases.gateway import Act
from casework.suspension.queries import LETTER, REVIEWS, measure_of


def end_measure(act: Act) -> None:
    """End what is in force; the letter that goes out now says what follows instead."""
    kept = measure_of(act.session, act.case.id)
    if kept is None:
        return
    kept.ended_on = max(act.today, kept.starts_on)
    meet(act, LETTER, *REVIEWS)
