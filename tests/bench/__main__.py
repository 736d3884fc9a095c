"""Run every benchmark, or the one that is named."""

import sys
from collections.abc import Callable

from tests.bench import (
    access,
    disposing,
    evidence,
    growth,
    journal,
    load,
    packs,
    pages,
    papers,
    previews,
    redaction,
    reporting,
    retention,
    searching,
    soak,
    starting,
)


def serving() -> None:
    """Pages and reports share two filled databases; then people ask for pages all at once."""
    with pages.both_sizes() as (few, many):
        pages.measure(few, many)
        reporting.measure(few, many)
    load.measure()


def night_and_disposal() -> None:
    """A night over a million cases, and the deletion of a large one."""
    retention.measure()
    disposing.measure()


BENCHMARKS: dict[str, Callable[[], None]] = {
    "start-up": starting.measure,
    "access": access.measure,
    "papers": papers.measure,
    "packs": packs.measure,
    "redaction": redaction.measure,
    "previews": previews.measure,
    "pages": serving,
    "journal": journal.measure,
    "evidence": evidence.measure,
    "search": searching.measure,
    "growth": growth.measure,
    "retention": night_and_disposal,
}
APART = {"soak": soak.measure}  # half an hour: only when it is named


def main(names: list[str]) -> None:
    every = BENCHMARKS | APART
    unknown = [each for each in names if each not in every]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]}. There are: {', '.join(every)}")
    for name in names or BENCHMARKS:
        every[name]()


main(sys.argv[1:])
