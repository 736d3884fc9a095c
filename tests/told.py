"""What a reporter tells in a report that can be sent."""

from datetime import date
from typing import Any

from casework.reports.answers import About, AccountType, ChildInvolved

CONDUCT_ON, FOUND_ON = date(2026, 9, 21), date(2026, 9, 23)
ANSWERS: dict[str, Any] = {
    "child": ChildInvolved.NO,
    "about": About.STAFF,
    "posted_on": CONDUCT_ON,
    "found_on": FOUND_ON,
    "platform": "A photo-sharing app",
    "account_type": AccountType.PERSONAL,
    "own_words": "A parent showed me a post that calls our academy a zoo.",
    "labels": [{"key": "3.3"}],
}
# What whoever adds a file says about how it was come by, as a form and over JSON.
COME_BY: dict[str, str] = {
    "suspected_image": "no",
    "access_route": "shown_by_someone",
    "means": "none",
    "confirmed": "yes",
}
COLLECTED = {f"collected.{name}": told for name, told in COME_BY.items()}
