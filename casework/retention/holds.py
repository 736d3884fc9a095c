"""What keeps a case though its day may have come: what its own state says, and what people set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework.backups.register import UNSOUND, unsound
from casework.law import in_force, limit
from casework.retention.models import Hold, Night
from casework.working_days import add_months

OPEN = "The case is open"
WINDOW = "The time to appeal has not passed"
APPEALED = "An appeal is not decided"
WARNING = "The warning is live"
LADO = "The matter with the LADO is open"
REFERRED = "A referral is open"
CLAIM = "A claim can still be brought, or reach the Trust"
PARENT = "The case it was added to is open"
NIGHT = "The nightly check stopped and waits for a person"
SERVICE_MONTHS = 4  # a month for early conciliation to be told, three until a claim arrives

_STATES = text(
    """
    SELECT c.id AS case_id, 'open' AS kind, NULL::date AS until FROM cases AS c
        WHERE c.id = ANY(:ids) AND c.stage <> 'closed'
    UNION ALL SELECT c.id, 'parent', NULL FROM cases AS c JOIN cases AS above
        ON above.id = c.added_to_id WHERE c.id = ANY(:ids) AND above.stage <> 'closed'
    UNION ALL SELECT m.case_id, 'window', m.appeal_until FROM case_moments AS m
        WHERE m.case_id = ANY(:ids) AND m.appeal_until >= :today
    UNION ALL SELECT a.case_id, 'appealed', NULL FROM appeals AS a
        WHERE a.case_id = ANY(:ids) AND (a.in_time OR a.accepted_late IS NOT FALSE)
          AND NOT EXISTS (SELECT FROM appeal_decisions AS d WHERE d.case_id = a.case_id)
    UNION ALL SELECT w.case_id, 'warning', w.spent_on FROM warnings AS w
        WHERE w.case_id = ANY(:ids) AND w.withdrawn_on IS NULL AND w.spent_on > :today
    UNION ALL SELECT l.case_id, 'lado', NULL FROM lado_contacts AS l
        WHERE l.case_id = ANY(:ids) AND l.kind <> 'consultation'
          AND NOT EXISTS (SELECT FROM safeguarding_conclusions AS s WHERE s.case_id = l.case_id)
          AND NOT EXISTS (SELECT FROM resignations AS g
              WHERE g.case_id = l.case_id AND g.safeguarding IS NOT NULL)
    UNION ALL SELECT d.case_id, 'referred', NULL FROM duties_considered AS d
        WHERE d.case_id = ANY(:ids) AND d.referred
          AND NOT EXISTS (SELECT FROM referrals_ended AS e WHERE e.duty_id = d.id)
    """
)
SAYS = {
    "open": OPEN,
    "parent": PARENT,
    "window": WINDOW,
    "appealed": APPEALED,
    "warning": WARNING,
    "lado": LADO,
    "referred": REFERRED,
}
# From which day a claim about the case counts: the end of the employment, or its last decision.
_CLAIMS = text(
    """
    SELECT c.id AS case_id, (c.closed_at AT TIME ZONE 'Europe/London')::date AS closed_on,
        coalesce(CASE WHEN coalesce(o.stands_as, o.sanction)
                IN ('dismissal_with_notice', 'summary_dismissal') THEN o.employment_ends_on END,
            g.last_day, i.employment_ended_on) AS ended_on
    FROM cases AS c LEFT JOIN outcomes AS o ON o.case_id = c.id
    LEFT JOIN resignations AS g ON g.case_id = c.id
    LEFT JOIN imported_cases AS i ON i.case_id = c.id
    WHERE c.id = ANY(:ids) AND c.stage = 'closed' AND c.employee_id IS NOT NULL
      AND c.ending NOT IN ('no_further_action', 'informal', 'added_to_case')
    """
)


@dataclass(frozen=True)
class Held:
    """One reason why nothing of a case may go, and its last day where it has one."""

    kind: str
    says: str
    until: date | None = None
    set_here: UUID | None = None

    @property
    def sentence(self) -> str:
        return f"{self.says}, until {self.until:%-d %B %Y}" if self.until else self.says


def holds_on(session: Session, case_ids: Iterable[UUID], today: date) -> dict[UUID, list[Held]]:
    """Every hold on each of these cases. Asked as Casework itself, after access was decided."""
    ids = list(case_ids)
    found: dict[UUID, list[Held]] = {each: [] for each in ids}
    for row in session.execute(_STATES, {"ids": ids, "today": today}):
        held = Held(row.kind, SAYS[row.kind], row.until)
        if held not in found[row.case_id]:
            found[row.case_id].append(held)
    for row in session.execute(_CLAIMS, {"ids": ids}):
        until = claims_until(row.closed_on, row.ended_on)
        if until >= today:
            found[row.case_id].append(Held("claim", CLAIM, until))
    for each in set_on(session, ids):
        held = Held(each.kind, f"{each.kind.label}, a hold that somebody set", None, each.id)
        found[each.case_id].append(held)
    stopped = waits_for_a_person(session)
    return {id: [*each, *stopped] for id, each in found.items()}


def claims_until(closed_on: date, ended_on: date | None) -> date:
    """The last day on which a claim can have been brought and still be on its way.

    The time limit is the one in force for its day; early conciliation stops it, and service takes
    time (Employment Rights Act 1996 s.111, Equality Act 2010 s.123).
    """
    days = [limit("act_claim", closed_on).ends_on]
    if ended_on:
        days.append(limit("dismissal_claim", ended_on).ends_on)
    last = max(each for each in days if each)
    weeks = in_force("conciliation", last).value or 0
    return add_months(last + timedelta(weeks=weeks), SERVICE_MONTHS)


def set_on(session: Session, case_ids: Iterable[UUID]) -> list[Hold]:
    """The holds that people have set on cases and nobody has lifted."""
    wanted = select(Hold).where(
        col(Hold.case_id).in_(list(case_ids)), col(Hold.lifted_at).is_(None)
    )
    return list(session.exec(wanted.order_by(col(Hold.set_at))))


def waits_for_a_person(session: Session) -> list[Held]:
    """What keeps every case: a nightly check that stands still, a backup that may be none."""
    held = [Held("backup", UNSOUND)] if unsound(session) else []
    newest = session.exec(select(Night).order_by(col(Night.id).desc()).limit(1)).first()
    if newest is None or newest.stopped is None or newest.acknowledged_by is not None:
        return held
    return [Held("night", NIGHT), *held]
