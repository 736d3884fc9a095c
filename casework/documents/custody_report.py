"""The custody report of one item: one page, whatever happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from casework.documents.printing import PrintedDocument, printed

MOST_LINES, FEWEST_LINES, MOST_LETTERS = 20, 4, 90


@dataclass(frozen=True, kw_only=True)
class Handled:
    """One act on the item, or several looks together."""

    numbers: str
    what: str
    who: str
    at: datetime
    seal: str


@dataclass(frozen=True, kw_only=True)
class CustodyReport:
    """What the item is, whether it and its chain hold, and who handled it."""

    template: ClassVar[str] = "custody_report.html"

    trust: str
    reference: str
    item: str
    title: str
    what_it_is: str
    size: int
    sha256: str
    taken_in_at: datetime
    taken_in_by: str
    made_at: datetime
    made_by: str
    file_found: str
    chain_found: str
    holds: bool
    handled: tuple[Handled, ...]
    left_out: str = ""


def print_custody_report(report: CustodyReport) -> PrintedDocument:
    """The report as a PDF of one page; the middle of a long chain is counted, not listed."""
    most = MOST_LINES
    while True:
        first, between, last = on_one_page(report.handled, most)
        told: dict[str, Any] = {
            "first": first,
            "between": between,
            "last": last,
            "cut": MOST_LETTERS,
        }
        made = printed(report.template, report=report, **told)
        if made.pages == 1 or most == FEWEST_LINES:
            return made
        most = max(FEWEST_LINES, most - 4)  # words were longer than usual


def on_one_page(
    handled: Sequence[Handled], most: int
) -> tuple[Sequence[Handled], int, Sequence[Handled]]:
    """What is listed first, how many are only counted, and what is listed last."""
    if len(handled) <= most:
        return handled, 0, ()
    half = most // 2
    return handled[:half], len(handled) - 2 * half, handled[-half:]
