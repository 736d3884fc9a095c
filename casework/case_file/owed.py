"""What is due that belongs to no case, or to a closed one: data requests, breaches, retention."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlmodel import Session, col, select

from casework.access import (
    Action,
    Actor,
    TrustPermission,
    TrustRole,
    Verdict,
    may_in_trust,
)
from casework.case_file.tasks import Entry
from casework.cases.models import Case
from casework.cases.standing import standings_of
from casework.data_rights.breaches import breach_register
from casework.data_rights.kinds import RequestKind
from casework.data_rights.queries import register
from casework.database.whose import every_case
from casework.retention.models import Hold, HoldKind
from casework.retention.queue import queue
from casework.retention.queued import Row, Show
from casework.working_days import local_day

MOST = 5
OF_ALL = frozenset({TrustRole.HR_DIRECTOR, TrustRole.DPO, TrustRole.RECORDS_OFFICER})


@dataclass(frozen=True)
class Owed:
    """Something to be done by a day, in words that name nobody."""

    id: UUID
    reference: str
    says: str
    due_on: date
    due_at: datetime | None
    href: str


@dataclass(frozen=True)
class HeldCase:
    """A case of which nothing may go, since when, and why in general."""

    reference: str
    kind: HoldKind
    since: date


@dataclass(frozen=True)
class Reviews:
    """The first cases whose review day has come, and whether there are more."""

    rows: list[Row]
    more: bool


def owed(session: Session, actor: Actor) -> list[Owed]:
    """Data requests and personal data breaches whose clock runs, the earliest first."""
    if not may_in_trust(actor, TrustPermission.ANSWER_DATA_REQUESTS):
        return []
    found = [*_requests(session, actor), *_breaches(session, actor)]
    return sorted(found, key=lambda each: (each.due_on, each.reference))


def _requests(session: Session, actor: Actor) -> list[Owed]:
    return [
        Owed(
            each.id,
            each.reference,
            _asks(each.kind),
            each.due_on,
            None,
            f"/data-requests/{each.number}",
        )
        for each in register(session, actor)
        if each.is_open
        and not (each.kind is RequestKind.COMPLAINT and each.acknowledged_on is not None)
    ]


def _asks(kind: RequestKind) -> str:
    if kind is RequestKind.COMPLAINT:
        return "Acknowledge a data protection complaint"
    return f"Answer a request: {kind.label[:1].lower()}{kind.label[1:]}"


def _breaches(session: Session, actor: Actor) -> list[Owed]:
    return [
        Owed(
            each.id,
            each.reference,
            "Decide on a personal data breach: 72 hours",
            local_day(each.due_at),
            each.due_at,
            f"/data-protection/breaches/{each.number}",
        )
        for each in breach_register(session, actor)
        if each.closed_at is None and (each.tell_ico is None or each.waits_to_be_told)
    ]


def reviews_due(session: Session, actor: Actor, today: date) -> Reviews:
    """The first of the retention queue, as far as this person decides about it."""
    if not may_in_trust(actor, TrustPermission.REVIEW_RETENTION):
        return Reviews([], more=False)
    found = queue(session, actor, today, Show.DUE, most=MOST)
    return Reviews(found.rows, bool(found.after))


def holds_in_force(session: Session, actor: Actor) -> list[HeldCase]:
    """The oldest holds that somebody set, for whoever sees to them in every case."""
    if actor.roles.isdisjoint(OF_ALL):
        return []
    wanted = (
        select(Case.reference, Hold)
        .join(Hold, col(Hold.case_id) == Case.id)
        .where(col(Hold.lifted_at).is_(None))
        .order_by(col(Hold.set_at))
        .limit(50)
    )
    with every_case(session):  # the matrix decides on each before anything of it is told
        rows = session.exec(wanted).all()
    standings = standings_of(session, actor, [reference for reference, _ in rows])
    return [
        HeldCase(reference, hold.kind, local_day(hold.set_at))
        for reference, hold in rows
        if (standing := standings.get(reference))
        and standing.knows
        and standing.verdict(Action.SET_HOLD) is Verdict.ALLOWED
    ][:MOST]


def calendar_beside(session: Session, actor: Actor, today: date) -> list[Entry]:
    """The same for a calendar: a reference and what is due, no name."""
    told = [
        Entry(each.id, each.reference, each.says, each.due_on, each.due_at)
        for each in owed(session, actor)
    ]
    if not may_in_trust(actor, TrustPermission.REVIEW_RETENTION):
        return told
    for shown in (Show.DUE, Show.SOON):
        for each in queue(session, actor, today, shown).rows:
            if each.due_on:
                its = uuid5(NAMESPACE_URL, f"retention:{each.reference}:{each.due_on}")
                told.append(Entry(its, each.reference, "Retention review", each.due_on))
    return told


def late(owed: Owed, now: datetime | None = None) -> bool:
    """Whether its moment has passed: an hour of the law where it has one, else the day."""
    moment = now or datetime.now(UTC)
    return owed.due_at < moment if owed.due_at else owed.due_on < local_day(moment)
