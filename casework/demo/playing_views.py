"""The views that the invented HR keeps of its lists."""

from datetime import datetime

from casework.demo.playing import Company
from casework.lists.views import ViewName, save_view

KEPT = (
    ("Priya Nair", "cases", "Pupil involved", "pupil=yes"),
    ("Priya Nair", "cases", "Overdue", "due=overdue"),
    ("Priya Nair", "cases", "Closed this year", "show=closed&sort=-closed"),
    ("Priya Nair", "hearings", "Packs to issue", "pack=not_issued"),
    ("Fiona Leigh", "retention", "On hold", "held=yes"),
)


def keep_views(company: Company, now: datetime) -> None:
    """What each of them comes back to every day."""
    for name, listed, called, query in KEPT:
        keeper = company.actor(company.trust.named(name).staff_number)
        save_view(company.session, keeper, listed, ViewName(name=called), query, now)
