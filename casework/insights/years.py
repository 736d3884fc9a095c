"""The academic year and its terms, by which a school counts. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from casework.working_days import LONDON


@dataclass(frozen=True)
class Span:
    """Some time with a name: from the first moment of a day to the first of another."""

    name: str
    first: date
    after: date

    @property
    def bounds(self) -> dict[str, datetime]:
        """Its two ends as a query takes them."""
        return {"since": _midnight(self.first), "until": _midnight(self.after)}


@dataclass(frozen=True)
class AcademicYear:
    """From September to August; named by both of its calendar years."""

    began: int

    @property
    def label(self) -> str:
        return f"{self.began}/{(self.began + 1) % 100:02d}"

    @property
    def slug(self) -> str:
        return f"{self.began}-{(self.began + 1) % 100:02d}"

    @property
    def span(self) -> Span:
        return Span(self.label, date(self.began, 9, 1), date(self.began + 1, 9, 1))

    @property
    def terms(self) -> tuple[Span, Span, Span]:
        return (
            Span("Autumn term", date(self.began, 9, 1), date(self.began + 1, 1, 1)),
            Span("Spring term", date(self.began + 1, 1, 1), date(self.began + 1, 4, 1)),
            Span("Summer term", date(self.began + 1, 4, 1), date(self.began + 1, 9, 1)),
        )


def academic_year(day: date) -> AcademicYear:
    """The academic year that a day is in."""
    return AcademicYear(day.year if day.month >= 9 else day.year - 1)


def offered(today: date, slug: str = "") -> tuple[AcademicYear, list[AcademicYear]]:
    """The year somebody chose, else the one that runs, and the four there are to choose from."""
    runs = academic_year(today)
    every = [AcademicYear(runs.began - ago) for ago in range(4)]
    return next((each for each in every if each.slug == slug), runs), every


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)
