"""Looking for a case or a report among those a person may see anyway."""

from dataclasses import dataclass

from sqlmodel import Session

from casework.access import Actor
from casework.case_file.caseload import PAGE, Filters, Listed, caseload
from casework.case_file.recording import note_searched
from casework.reports.queries import SentReport, sent_by


@dataclass(frozen=True)
class Found:
    """What matched. What the person may not see is as if it did not exist."""

    cases: list[Listed]
    cases_in_all: int
    reports: list[SentReport]

    @property
    def nothing(self) -> bool:
        return not self.cases and not self.reports


def search(session: Session, actor: Actor, words: str) -> Found:
    """Open cases first, then closed ones, then the person's own reports; at most a page of each.

    That they looked, and for what, is written down before anything found is shown.
    """
    if not words.strip():
        return Found([], 0, [])
    still_open = caseload(session, actor, Filters(words=words))
    closed = caseload(session, actor, Filters(words=words, closed=True))
    reports = [each for each in sent_by(session, actor) if _matches(each, words)]
    in_all = still_open.total + closed.total
    note_searched(session, words.strip(), in_all + len(reports))
    return Found(
        cases=[*still_open.rows, *closed.rows],
        cases_in_all=in_all,
        reports=reports[:PAGE],
    )


def _matches(report: SentReport, words: str) -> bool:
    told = f"{report.reference} {report.employee or ''}".lower()
    return all(word in told for word in words.lower().split()[:5])
