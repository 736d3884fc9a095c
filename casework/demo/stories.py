"""About sixty invented matters in every stage of the procedure, as they stand on a given day."""

from datetime import date

from casework.demo.people import invented_trust
from casework.demo.plots import all_plots
from casework.demo.story import Story
from casework.demo.telling import Telling
from casework.working_days import add_months

DISMISSALS = {"dismissal_with_notice", "summary_dismissal"}
NOTICE_MONTHS = {"dismissal_with_notice": 3, "summary_dismissal": 0}
FLAGSHIP = "harvest-assembly"
OVERTURNED = "marking-for-money"  # an appeal undid the dismissal: they are still here


def stories(today: date) -> tuple[Story, ...]:
    """Every story in the order in which it was reported, so that references follow the years."""
    trust = invented_trust()
    told = (Telling(plot, trust, today, turn).story() for turn, plot in enumerate(all_plots()))
    return tuple(sorted(told, key=lambda story: story.reported_at))


def leavers(today: date) -> dict[str, date]:
    """The last day of everybody whom a story dismissed, by staff number, if it is over by today."""
    last_days = {story.subject: last_day(story) for story in stories(today) if dismissed(story)}
    return {number: day for number, day in last_days.items() if day is not None and day < today}


def dismissed(story: Story) -> bool:
    ended = story.outcome is not None and story.outcome.sanction in DISMISSALS
    return ended and story.key != OVERTURNED


def last_day(story: Story) -> date | None:
    """The day of the letter, or the end of a teacher's three months' notice."""
    if story.outcome is None:
        return None
    return add_months(story.outcome.letter_at.date(), NOTICE_MONTHS[story.outcome.sanction])
