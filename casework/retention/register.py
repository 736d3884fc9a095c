"""The register of what was disposed of: one line a case, its rule, its dates, its certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.errors import NotFound
from casework.people.models import Academy
from casework.retention.models import Disposal
from casework.retention.schedule import SCHEDULE

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One case that is gone, or on its way: nothing of what it was about."""

    id: UUID
    reference: str
    academy: str
    code: str
    begun_at: datetime
    certified_at: datetime | None
    failed: str | None

    @property
    def rule(self) -> str:
        return f"{SCHEDULE[self.code].record}, {self.code}"

    @property
    def status(self) -> str:
        return "Certified" if self.certified_at else "Waits" if self.failed else "Being deleted"


@dataclass(frozen=True)
class Lines:
    """One page of the register, the newest first, and where the next begins when there is more."""

    rows: Sequence[Line]
    before: str


def lines(session: Session, actor: Actor, before: datetime | None = None) -> Lines:
    """One page of the register.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    wanted = (
        select(Disposal, Case.reference, Academy.name)
        .join(Case, col(Case.id) == Disposal.case_id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .where(col(Disposal.begun_at).is_not(None))
    )
    if before:
        wanted = wanted.where(col(Disposal.begun_at) < before)
    ordered = wanted.order_by(col(Disposal.begun_at).desc()).limit(PAGE + 1)
    with every_case(session):  # the case itself is gone: nothing is told but that it was there
        found = [
            _line(row, reference, academy) for row, reference, academy in session.exec(ordered)
        ]
    more, found = len(found) > PAGE, found[:PAGE]
    return Lines(found, found[-1].begun_at.isoformat() if more else "")


def certificate(session: Session, actor: Actor, id: UUID) -> tuple[str, Disposal]:
    """The reference of a case that is gone, and its deletion with the certificate.

    Raises:
        NotPermitted: they have no part in what is kept and deleted.
        NotFound: there is no such certificate.
    """
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)
    with every_case(session):
        row = session.get(Disposal, id)
        if row is None or row.certificate is None:
            raise NotFound
        return session.get_one(Case, row.case_id).reference, row


def _line(row: Disposal, reference: str, academy: str) -> Line:
    assert row.begun_at
    return Line(row.id, reference, academy, row.code, row.begun_at, row.certified_at, row.failed)
