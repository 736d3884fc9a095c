"""How dates, times, names and amounts are said on a page."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from casework import text
from casework.working_days import working_days_between

LOCAL = ZoneInfo("Europe/London")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def local_now() -> datetime:
    """This moment on the clock of the trust."""
    return datetime.now(UTC).astimezone(LOCAL)


def in_local_time(moment: datetime) -> datetime:
    """A stored moment as the clock in the academy showed it. A moment without a zone is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LOCAL)


def _calendar_day(when: date) -> date:
    return in_local_time(when).date() if isinstance(when, datetime) else when


def day(when: date, today: date | None = None) -> str:
    """Thu 26 Nov, with the year when it is not this year's."""
    on, this_year = _calendar_day(when), (today or local_now().date()).year
    said = f"{on:%a} {on.day} {on:%b}"
    return said if on.year == this_year else f"{said} {on.year}"


def long_day(when: date) -> str:
    """Thursday 26 November 2026."""
    on = _calendar_day(when)
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def said_cell(cell: str) -> str:
    """A cell of a list as a page says it: its day is not written as in a file."""
    return day(date.fromisoformat(cell)) if ISO_DAY.fullmatch(cell) else cell


def clock(moment: datetime) -> str:
    """09:12, for people who read logs."""
    return f"{in_local_time(moment):%H:%M}"


def friendly_clock(moment: datetime) -> str:
    """9:12am, for people who do not."""
    at = in_local_time(moment)
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def initials(name: str) -> str:
    """RH for Rebecca Hallam; one letter for a single name."""
    first, *others = name.split() or [""]
    return "".join(word[:1] for word in (first, *others[-1:])).upper()


def initial_surname(name: str) -> str:
    """R. Hallam, for lists that others may see over a shoulder."""
    words = name.split()
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name


def within(label: str) -> str:
    """A label inside a sentence."""
    return text.within(label)


def counted(count: int, one: str, many: str | None = None) -> str:
    """1 exhibit, 6 exhibits, 2 inquiries."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def working_days_phrase(days: int) -> str:
    """How far off a date is: today, in 3 working days, 4 working days late."""
    if days == 0:
        return "today"
    said = counted(abs(days), "working day")
    return f"in {said}" if days > 0 else f"{said} late"


def due_says(when: date, today: date | None = None) -> str:
    """How far off a deadline is, in working days; over a weekend a missed one is simply late."""
    this_day = today or local_now().date()
    days = working_days_between(this_day, when)
    return "late" if when < this_day and days == 0 else working_days_phrase(days)


def due_state(when: date, today: date | None = None) -> str:
    """Late, soon, or neither: the coloured edge that the words repeat."""
    this_day = today or local_now().date()
    if when < this_day:
        return "late"
    return "soon" if working_days_between(this_day, when) < 2 else ""


def file_size(size: int) -> str:
    """640 bytes, 84 KB, 3.1 MB."""
    if size < 1000:
        return counted(size, "byte")
    if size < 1_000_000:
        return f"{round(size / 1000)} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
