"""Counting across every case. Only counts leave here, and only through `figures`."""

from collections import defaultdict
from collections.abc import Iterable
from string import ascii_lowercase
from typing import Any

from sqlalchemy import TextClause, text
from sqlmodel import Session

from casework.database.whose import every_case
from casework.insights.years import Span

Counted = dict[str, dict[str, int]]
DAYS = "extract(epoch FROM {until} - c.opened_at) / 86400"
BANDS = ("Within 4 weeks", "4 to 8 weeks", "8 to 12 weeks", "Longer")
_BAND = (
    "CASE WHEN {days} < 28 THEN 'Within 4 weeks' WHEN {days} < 56 THEN '4 to 8 weeks' "
    "WHEN {days} < 84 THEN '8 to 12 weeks' ELSE 'Longer' END"
)


def _band(until: str) -> str:
    return _BAND.format(days=DAYS.format(until=until))


IN_SPAN = "{at} >= :since AND {at} < :until"
REPORTS = text(f"SELECT count(*) FROM reports WHERE {IN_SPAN.format(at='sent_at')}")
FORMAL = text(
    f"SELECT count(*) FROM triages WHERE decision = 'formal' AND {IN_SPAN.format(at='decided_at')}"
)
CLOSED = text(f"SELECT count(*) FROM cases WHERE {IN_SPAN.format(at='closed_at')}")
AGES = text(
    f"SELECT c.stage, {_band('now()')}, count(*) FROM cases c "
    "WHERE c.stage <> 'closed' GROUP BY 1, 2"
)
SOURCES = text(
    f"SELECT platform, 'Reports', count(*) FROM reports WHERE {IN_SPAN.format(at='sent_at')} "
    "GROUP BY 1"
)
# The number is what a clause keeps from one version of its policy to the next.
CLAUSES = text(
    """
    SELECT k.number, part, count(DISTINCT a.case_id)
    FROM allegations a JOIN clauses k ON k.id = a.clause_id JOIN cases c ON c.id = a.case_id
    CROSS JOIN LATERAL unnest(
        CASE WHEN a.finding IN ('upheld', 'partly_upheld')
             THEN ARRAY['Alleged', 'Upheld'] ELSE ARRAY['Alleged'] END) AS part
    WHERE c.opened_at >= :since AND c.opened_at < :until GROUP BY 1, 2
    """
)
_DECIDED = f"o.decided_at IS NOT NULL AND {IN_SPAN.format(at='o.decided_at')}"
OUTCOMES = text(
    "SELECT coalesce(o.stands_as, o.sanction), c.severity, count(*) FROM outcomes o "
    f"JOIN cases c ON c.id = o.case_id WHERE {_DECIDED} GROUP BY 1, 2"
)
OUTCOMES_BY_CLAUSE = text(
    "SELECT k.number, coalesce(o.stands_as, o.sanction), count(DISTINCT o.case_id) "
    "FROM outcomes o JOIN allegations a ON a.case_id = o.case_id "
    "AND a.finding IN ('upheld', 'partly_upheld') JOIN clauses k ON k.id = a.clause_id "
    f"WHERE {_DECIDED} GROUP BY 1, 2"
)
TIMES = text(
    f"SELECT {_band('o.decided_at')}, 'Cases', count(*) FROM outcomes o "
    f"JOIN cases c ON c.id = o.case_id WHERE {_DECIDED} GROUP BY 1"
)
APPEALS = text(
    "SELECT coalesce(d.result, 'waiting'), 'Appeals', count(*) FROM appeals p "
    "LEFT JOIN appeal_decisions d ON d.case_id = p.case_id "
    f"WHERE {IN_SPAN.format(at='p.lodged_at')} GROUP BY 1"
)
POSTS = text(
    """
    SELECT p.worker_type, part, count(*) FROM cases c JOIN people p ON p.id = c.employee_id
    LEFT JOIN outcomes o ON o.case_id = c.id
    CROSS JOIN LATERAL unnest(
        CASE WHEN coalesce(o.stands_as, o.sanction, 'no_action') <> 'no_action'
             THEN ARRAY['Reported', 'Warned or dismissed'] ELSE ARRAY['Reported'] END) AS part
    WHERE c.opened_at >= :since AND c.opened_at < :until GROUP BY 1, 2
    """
)
TICKED = text(
    """
    SELECT ticked.key, part, count(*)
    FROM (SELECT DISTINCT r.id, l.one ->> 'key' AS key, t.clauses FROM reports r
          JOIN triages t ON t.report_id = r.id AND t.decision <> 'hand_over'
          CROSS JOIN LATERAL jsonb_array_elements(r.labels) AS l (one)
          WHERE r.sent_at >= :since AND r.sent_at < :until) AS ticked
    CROSS JOIN LATERAL unnest(
        CASE WHEN jsonb_exists(ticked.clauses, ticked.key)
             THEN ARRAY['Ticked', 'Confirmed'] ELSE ARRAY['Ticked'] END) AS part
    GROUP BY 1, 2
    """
)
PAIRS = text(
    """
    SELECT least(a.number, b.number) || ' and ' || greatest(a.number, b.number), 'Cases',
           count(DISTINCT a.case_id)
    FROM (SELECT x.case_id, k.number FROM allegations x JOIN clauses k ON k.id = x.clause_id) AS a
    JOIN (SELECT x.case_id, k.number FROM allegations x JOIN clauses k ON k.id = x.clause_id) AS b
      ON b.case_id = a.case_id AND a.number < b.number
    GROUP BY 1 HAVING count(DISTINCT a.case_id) >= 5 ORDER BY 3 DESC, 1 LIMIT 12
    """
)
NEVER = text(
    """
    SELECT k.number, k.text, k.version_id FROM clauses k
    JOIN (SELECT DISTINCT ON (policy_id) id, policy_id FROM policy_versions
          WHERE effective_from <= :today ORDER BY policy_id, effective_from DESC) AS v
      ON v.id = k.version_id
    WHERE k.kind IN ('rule', 'duty_to_tell') AND NOT EXISTS (
        SELECT FROM allegations a JOIN clauses other ON other.id = a.clause_id
        JOIN policy_versions ov ON ov.id = other.version_id
        WHERE ov.policy_id = v.policy_id AND other.number = k.number)
    ORDER BY k.position
    """
)


def counted(session: Session, asked: TextClause, **told: Any) -> Counted:
    """Rows of label, column and count, over every case there is."""
    found: Counted = defaultdict(dict)
    with every_case(session):
        for label, head, count in session.execute(asked, told):
            found[str(label)][str(head)] = count
    return found


def one(session: Session, asked: TextClause, span: Span) -> int:
    with every_case(session):
        return int(session.scalar(asked, span.bounds) or 0)


def renamed(counts: Counted, names: dict[str, str]) -> Counted:
    """The same counts with columns that read as words."""
    return {
        label: {names.get(head, head): count for head, count in columns.items()}
        for label, columns in counts.items()
    }


def relabelled(counts: Counted, names: dict[str, str]) -> Counted:
    return {names.get(label, label): columns for label, columns in counts.items()}


def by_number(numbers: Iterable[str]) -> list[str]:
    """Clause numbers in the order of the policy: 2.4a before 2.10."""
    return sorted(numbers, key=lambda each: [_part(part) for part in each.split(".")])


def _part(part: str) -> tuple[int, str]:
    digits = part.rstrip(ascii_lowercase)
    return int(digits or 0), part[len(digits) :]
