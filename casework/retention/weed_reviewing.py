"""Papers that go before their case, as the rules see them: what is due, what holds it, how far."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.cases.models import Case
from casework.database.whose import every_case
from casework.retention.holds import Held, holds_on
from casework.retention.weeding_models import Weed, Weeding
from casework.retention.weeds import Manifest, manifest_of

# A case that goes on, or a warning that counts, is no reason to keep what nobody relied on. The
# names behind pseudonyms, and readers' notes, are needed while a case goes on.
_NO_REASON = {
    Weed.EVIDENCE: frozenset({"open", "warning"}),
    Weed.DRAFTS: frozenset({"open", "warning"}),
    Weed.PSEUDONYMS: frozenset({"warning"}),
    Weed.NOTES: frozenset({"warning"}),
}
PAUSED = "The case is paused, for a grievance or for something outside that may need all of it"
_CHILD = text(
    """
    SELECT c.pupil_involved OR EXISTS (SELECT FROM lado_contacts AS l WHERE l.case_id = c.id)
        OR EXISTS (SELECT FROM safeguarding_conclusions AS s WHERE s.case_id = c.id)
        OR EXISTS (SELECT FROM resignations AS g
            WHERE g.case_id = c.id AND g.safeguarding IS NOT NULL)
        OR EXISTS (SELECT FROM reports AS r WHERE r.case_id = c.id
            AND (r.suspected_image OR r.child IN ('risk', 'unsure')))
        OR EXISTS (SELECT FROM triages AS t, jsonb_each_text(t.harm) AS h
            WHERE t.case_id = c.id AND h.value <> 'no')
    FROM cases AS c WHERE c.id = :case
    """
)


@dataclass(frozen=True)
class WeedReview:
    """All that decides about one kind of papers of a case today."""

    kind: Weed
    manifest: Manifest
    holds: list[Held]
    weeding: Weeding | None
    child: bool

    @property
    def is_due(self) -> bool:
        return bool(self.manifest.items)


def weed_review(session: Session, case: Case, kind: Weed, today: date) -> WeedReview:
    """One kind of papers as the rules see it now; for whoever was let in to this case before."""
    session.flush()
    weeding = weeding_of(session, case.id, kind)
    only = ids_of(weeding) if weeding else None
    with every_case(session):
        return WeedReview(
            kind=kind,
            manifest=manifest_of(session, case.id, kind, today, only),
            holds=weed_holds(session, case.id, kind, today),
            weeding=weeding,
            child=session.execute(_CHILD, {"case": case.id}).scalar_one(),
        )


def weed_holds(session: Session, case_id: UUID, kind: Weed, today: date) -> list[Held]:
    """What keeps papers of one kind. Asked as Casework itself."""
    found = holds_on(session, [case_id], today)[case_id]
    if session.get_one(Case, case_id).paused_on:
        found.append(Held("paused", PAUSED))
    return [each for each in found if each.kind not in _NO_REASON[kind]]


def weeding_of(session: Session, case_id: UUID, kind: Weed) -> Weeding | None:
    """The weeding of this kind that is proposed, waits, or is under way."""
    wanted = select(Weeding).where(
        Weeding.case_id == case_id,
        Weeding.kind == kind,
        col(Weeding.stopped_at).is_(None),
        col(Weeding.certified_at).is_(None),
    )
    return session.exec(wanted).first()


def ids_of(weeding: Weeding) -> list[UUID]:
    return [UUID(each["id"]) for each in weeding.manifest["items"]]
