"""Papers whose day has come, case by case, and the register of what was weeded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Action, Actor, TrustPermission, Verdict, require_in_trust
from casework.cases.models import Case
from casework.cases.standing import standings_of
from casework.database.whose import every_case
from casework.errors import NotFound
from casework.retention.weed_reviewing import WeedReview, weed_review
from casework.retention.weeding_models import Weed, Weeding
from casework.retention.weeds import DueToWeed, Paper, due_papers, papers_on

MOST = 200


@dataclass(frozen=True)
class WeedLine:
    """One weeding that is done or on its way: nothing of what the case is about."""

    id: UUID
    reference: str
    kind: Weed
    papers: int
    begun_at: datetime
    certified_at: datetime | None
    failed: str | None

    @property
    def status(self) -> str:
        if self.certified_at:
            return "Certified"
        return "Waiting" if self.failed else "Being weeded"


@dataclass(frozen=True)
class CasePapers:
    """The papers of one case that might go before it, and how far each kind is."""

    papers: list[Paper]
    kinds: list[WeedReview]

    @property
    def due(self) -> list[WeedReview]:
        return [each for each in self.kinds if each.is_due or each.weeding]


def papers_of(session: Session, case: Case, today: date) -> CasePapers:
    """For whoever was let in to this case before."""
    with every_case(session):
        papers = papers_on(session, case.id, today)
    return CasePapers(papers, [weed_review(session, case, each, today) for each in Weed])


def to_weed(session: Session, actor: Actor, today: date) -> list[DueToWeed]:
    """Papers whose day has come, of the cases this person may decide about.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    with every_case(session):  # the matrix decides on each before anything of it is told
        found = due_papers(session, today, MOST)
    standings = standings_of(session, actor, sorted({each.reference for each in found}))
    theirs = {
        reference
        for reference, standing in standings.items()
        if standing.knows and standing.verdict(Action.SET_HOLD) is Verdict.ALLOWED
    }
    return [each for each in found if each.reference in theirs]


def weed_lines(session: Session, actor: Actor) -> list[WeedLine]:
    """The latest weedings.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    wanted = (
        select(Weeding, Case.reference)
        .join(Case, col(Case.id) == Weeding.case_id)
        .where(col(Weeding.begun_at).is_not(None))
        .order_by(col(Weeding.begun_at).desc())
        .limit(MOST)
    )
    with every_case(session):  # nothing is told but that some papers went
        return [_line(row, reference) for row, reference in session.exec(wanted)]


def weed_certificate(session: Session, actor: Actor, id: UUID) -> tuple[str, Weeding]:
    """The reference of a case, and one weeding of it with its certificate.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
        NotFound: there is no such certificate.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    with every_case(session):
        row = session.get(Weeding, id)
        if row is None or row.certificate is None:
            raise NotFound
        return session.get_one(Case, row.case_id).reference, row


def _line(row: Weeding, reference: str) -> WeedLine:
    assert row.begun_at
    count = len(row.manifest["items"])
    return WeedLine(row.id, reference, row.kind, count, row.begun_at, row.certified_at, row.failed)
