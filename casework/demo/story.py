"""A story: one invented matter, from the report to wherever the procedure has got to by today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.allegations.protected_content import Reply
from casework.demo.drawing import draw_post
from casework.demo.papers import Paper, print_paper
from casework.demo.post import Post
from casework.demo.story_stages import (
    Allegation,
    Appeal,
    CaseDecision,
    Hearing,
    Investigation,
    Outcome,
    Suspension,
    Triage,
)
from casework.evidence.details import AccessRoute, StillOnline
from casework.reports.answers import About, AccountType, ChildInvolved


class Reaches(StrEnum):
    """How far a story has got, in the order of the procedure."""

    REPORTED = "reported"
    TRIAGED = "triaged"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    HEARING = "hearing"
    HEARD = "heard"
    FOUND = "found"
    APPEAL_WINDOW = "appeal_window"
    CLOSED = "closed"


@dataclass(frozen=True)
class ChildAnswer:
    """What the reporter said about a child, and whom they told first."""

    answer: ChildInvolved
    told: str | None
    told_at: datetime | None


@dataclass(frozen=True)
class Account:
    """Where it was posted, and who could see it."""

    platform: str
    kind: AccountType
    handle: str
    display_name: str
    audience: str


@dataclass(frozen=True)
class Ticked:
    """A line the reporter ticked on the policy page, with the answers that followed."""

    label: str
    answers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One exhibit to be: a screen to draw or a paper to print, and how it was come by."""

    exhibit: int
    file_name: str
    media_type: str
    description: str
    captured_by: str
    captured_at: datetime
    seen: AccessRoute
    shows_a_pupil: bool
    source: Post | Paper
    at_report: bool

    def content(self) -> bytes:
        """The file itself, drawn or printed anew; the same bytes every time."""
        return draw_post(self.source) if isinstance(self.source, Post) else print_paper(self.source)


@dataclass(frozen=True, kw_only=True)
class Story:
    """Everything needed to play one matter through the commands, with its moments in order."""

    key: str
    subject: str
    reporter: str
    about: About
    reported_at: datetime
    child: ChildAnswer
    posted_at: datetime
    found_at: datetime
    account: Account
    spoken_to_employee: bool
    own_words: str
    ticked: tuple[Ticked, ...]
    link: str
    still_online: StillOnline
    evidence: tuple[Evidence, ...]
    reaches: Reaches
    triage: Triage | None
    case_manager: str
    support_contact: str
    protected_content: str
    screened: Mapping[str, Reply]
    suspension: Suspension | None
    allegations: tuple[Allegation, ...]
    investigation: Investigation | None
    decision: CaseDecision | None
    hearing: Hearing | None
    severity: Mapping[str, str]
    outcome: Outcome | None
    appeal: Appeal | None
    closed_at: datetime | None
