"""How days, times, sizes and paragraphs are written on paper."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from casework.working_days import LONDON


def long_day(day: date) -> str:
    """Thursday 26 November 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def plain_day(day: date) -> str:
    """26 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """26 Nov 2026, for tables."""
    return f"{day.day} {day:%b} {day.year}"


def moment(at: datetime) -> str:
    """26 November 2026, 09:12, on a London clock."""
    local = at.astimezone(LONDON)
    return f"{plain_day(local.date())}, {local:%H:%M}"


def moment_with_zone(at: datetime) -> str:
    """26 November 2026, 09:12:40 GMT: to the second, for evidence."""
    local = at.astimezone(LONDON)
    return f"{plain_day(local.date())}, {local:%H:%M:%S %Z}"


def file_size(size: int) -> str:
    """A number of bytes, as a person would say it, and exactly."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB ({size:,} bytes)"
    return f"{size / 1_000_000:.1f} MB ({size:,} bytes)"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that somebody typed."""
    return [each.strip() for each in text.split("\n") if each.strip()]


def counted(number: int, one: str, many: str = "") -> str:
    """1 month, 12 months."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def lower(words: Any) -> str:
    """Final written warning, within a sentence: final written warning."""
    return str(words).lower()


def _also_of_gaps(spell: Callable[..., Any], among: bool = False) -> Callable[..., Any]:
    """The same for paper, where something may still be missing: a marked gap stays as it is."""

    def spelt(value: Any, *more: Any) -> Any:
        if isinstance(value, Markup):
            return [value] if among else value
        return spell(value, *more)

    return spelt


FILTERS: dict[str, Callable[..., Any]] = {
    **{
        each.__name__: _also_of_gaps(each)
        for each in (long_day, plain_day, short_day, moment, moment_with_zone, file_size, counted)
    },
    "paragraphs": _also_of_gaps(paragraphs, among=True),
    "lower": _also_of_gaps(lower),
}
