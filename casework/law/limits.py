"""The last day of a time limit, and the sentence that explains it. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.law.provisions import DAYS, MONTHS, PROVISIONS, WEEKS, Version, in_force
from casework.working_days import add_months

LESS_A_DAY = frozenset({"dismissal_claim", "act_claim"})


@dataclass(frozen=True)
class Limit:
    """A provision counted from a day. `ends_on` is None where it sets no number of days."""

    key: str
    title: str
    version: Version
    counted_from: date
    ends_on: date | None
    confirmed: bool = False

    def explained(self) -> str:
        """Why this day, in one sentence."""
        chosen = PROVISIONS[self.key].chosen_by.label
        since = f"Chosen by {chosen}, {self.counted_from:%-d %B %Y}"
        return f"{since}: {self.version.says[0].lower()}{self.version.says[1:]}"


def limit(key: str, start: date, confirmed: frozenset[str] = frozenset()) -> Limit:
    """A provision as it holds for a day, with the last day it leaves.

    `confirmed` holds the digests of the versions that somebody in the trust has confirmed.
    """
    version = in_force(key, start)
    ends = _last_day(key, version, start)
    title = PROVISIONS[key].title
    return Limit(key, title, version, start, ends, version.digest in confirmed)


def _last_day(key: str, version: Version, start: date) -> date | None:
    """Months end on the same day, less one where the statute counts the first day in."""
    if version.value is None or key in ("qualifying",):
        return None
    if version.unit == MONTHS:
        last = add_months(start, version.value)
        return last - timedelta(1) if key in LESS_A_DAY else last
    days = {DAYS: 1, WEEKS: 7}.get(version.unit)
    return start + timedelta(version.value * days) if days else None
