"""Days as filters: a moment in time belongs to the day it was in London."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from casework.lists.asking import Asker, DayFilter
from casework.working_days import local_moment


def since(name: str, label: str, moment: Any) -> DayFilter:
    """From this day on."""

    def where(value: str, _: Asker) -> ColumnElement[bool]:
        return moment >= local_moment(date.fromisoformat(value), time())  # type: ignore[no-any-return]

    return DayFilter(name, label, where)


def until(name: str, label: str, moment: Any) -> DayFilter:
    """Up to and including this day."""

    def where(value: str, _: Asker) -> ColumnElement[bool]:
        return moment < local_moment(date.fromisoformat(value) + timedelta(1), time())  # type: ignore[no-any-return]

    return DayFilter(name, label, where)


def day_from(name: str, label: str, day: Any) -> DayFilter:
    """The same for what is kept as a day."""
    return DayFilter(name, label, lambda value, _: day >= date.fromisoformat(value))


def day_until(name: str, label: str, day: Any) -> DayFilter:
    return DayFilter(name, label, lambda value, _: day <= date.fromisoformat(value))


def read_moment(written: str) -> datetime:
    """A moment as a key holds it. ValueError for anything else."""
    read = datetime.fromisoformat(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
