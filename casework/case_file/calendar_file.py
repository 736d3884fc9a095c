"""Somebody's tasks as a calendar that other programs read (RFC 5545): references, and no names."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from casework.case_file.tasks import Entry

REFRESH = timedelta(hours=1)


def calendar_file(entries: Iterable[Entry], at: datetime) -> bytes:
    """One entry for each task, over its whole day, or at its hour. It takes nobody's time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Casework//Tasks//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Casework")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for each in entries:
        calendar.add_component(_entry(each, at))
    written: bytes = calendar.to_ical()
    return written


def _entry(entry: Entry, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@casework")
    event.add("dtstamp", at)
    if entry.at:  # what is counted in hours ends at one: the law gives no whole day
        event.add("dtstart", entry.at.astimezone(UTC))
    else:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(1))
    event.add("summary", f"{entry.reference}: {entry.task}")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
