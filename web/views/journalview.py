"""The journal as people read it: by day, newest first, with an icon for each kind of act."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from casework.journal import JournalEntry
from web.frame.wording import day as day_of
from web.frame.wording import in_local_time, local_now

ICONS = {
    "ReportLogged": "inbox",
    "ReportAddedTo": "inbox",
    "ReportTriaged": "flag",
    "LadoContacted": "phone",
    "Appointed": "users",
    "InvestigationBegun": "users",
    "EvidenceOpened": "eye",
    "ExhibitAdmitted": "image",
    "CaptureRecorded": "upload",
    "CaptureDescribed": "note",
    "AllegationMade": "scale",
    "FindingRecorded": "gavel",
    "SeverityAssessed": "scale",
    "CaseToAnswerDecided": "gavel",
    "OutcomeDecided": "gavel",
    "HearingScheduled": "mail",
    "OutcomeLetterIssued": "mail",
    "HearingHeld": "cal",
    "InvestigationConcluded": "file",
    "PackIssued": "lock",
}
ONLY = {
    "decisions": {
        "ReportTriaged",
        "CaseToAnswerDecided",
        "FindingRecorded",
        "SeverityAssessed",
        "OutcomeDecided",
        "SummaryDismissalReviewed",
        "CaseClosed",
    },
    "letters": {"HearingScheduled", "OutcomeLetterIssued", "PackIssued", "InvestigationConcluded"},
    "evidence": {
        "CaptureRecorded",
        "CaptureDescribed",
        "ExhibitAdmitted",
        "EvidenceOpened",
        "PackPlaceDecided",
    },
}


@dataclass(frozen=True)
class Told:
    """One entry as a list shows it."""

    at: datetime
    icon: str
    sentence: str
    who: str
    number: int
    hash: str
    times: int = 1


def days_in_short(entries: Iterable[JournalEntry]) -> list[tuple[str, list[Told]]]:
    """The same as `days`, and what one person did several times running is said once."""
    return [(name, _in_short(told)) for name, told in days(entries)]


def _in_short(told: list[Told]) -> list[Told]:
    alike = (list(same) for _, same in groupby(told, key=lambda each: (each.who, each.sentence)))
    return [replace(same[0], times=len(same)) for same in alike]


def days(entries: Iterable[JournalEntry], only: str = "") -> list[tuple[str, list[Told]]]:
    """Entries grouped by the day they were made, the newest first."""
    kinds = ONLY.get(only)
    told = [each for each in entries if kinds is None or each.kind in kinds]
    return [
        (name, [_told(each) for each in group])
        for name, group in groupby(told, key=lambda each: _day(each.at))
    ]


def _told(entry: JournalEntry) -> Told:
    return Told(
        at=entry.at,
        icon=ICONS.get(entry.kind, "note"),
        sentence=entry.sentence,
        who=entry.actor_name,
        number=entry.number,
        hash=entry.hash,
    )


def _day(at: datetime) -> str:
    return "Today" if in_local_time(at).date() == local_now().date() else day_of(at)
