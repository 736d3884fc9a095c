"""When each closed case may go: every rule that applies counted from its own day, longest wins.

PostgreSQL counts for all cases at once. `tests/retention` counts the same in another, plainer way.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from casework.cases.models import Case
from casework.retention.schedule import OF_CASES, PENSION_AGE, SCHEDULE, YOUNGEST

NO_RULE = "No rule of the schedule fits how it ended: somebody has to look"
OPEN_PARENT = "The case it was added to is not closed"
WAITS = {
    "R-10": "The employment has not ended, or its last day is not recorded",
    "R-11": "The day the employment ended is not recorded",
    "R-12": "The day the record of the warning may go is not recorded",
}
DISMISSED = "f.sanction IN ('dismissal_with_notice', 'summary_dismissal')"
# Which rules apply to a case, by the facts below, and the day each is counted from.
APPLIES: dict[str, tuple[str, str]] = {
    "R-02": ("f.child", "f.alleged_on"),
    "R-04": ("f.ending = 'informal'", "f.closed_on"),
    "R-08": (
        "f.ending IN ('no_case_to_answer', 'not_upheld', 'overturned_on_appeal') "
        "OR (f.ending = 'outcome_given' AND f.sanction = 'no_action')",
        "f.closed_on",
    ),
    "R-09": ("f.given_on IS NOT NULL AND f.pupil_involved", "f.given_on"),
    "R-10": ("f.concern", "f.employment_ended_on"),
    "R-11": (f"f.ending = 'resigned' OR {DISMISSED}", "f.employment_ended_on"),
    "R-12": ("f.given_on IS NOT NULL", "f.warning_kept_until"),
    "R-15": ("f.ending IN ('no_further_action', 'passed_on')", "f.closed_on"),
    "R-16": ("f.referred_on IS NOT NULL", "f.referred_on"),
    "R-21": ("f.breach", "f.closed_on"),
}

_FACTS = f"""
    SELECT c.id, c.ending::text AS ending, c.pupil_involved,
        (c.closed_at AT TIME ZONE 'Europe/London')::date AS closed_on,
        coalesce(o.stands_as, o.sanction)::text AS sanction,
        w.given_on, w.kept_until AS warning_kept_until,
        coalesce(CASE WHEN coalesce(o.stands_as, o.sanction)
                IN ('dismissal_with_notice', 'summary_dismissal') THEN o.employment_ends_on END,
            g.last_day, i.employment_ended_on, p.left_on) AS employment_ended_on,
        coalesce(r.first_on, (c.opened_at AT TIME ZONE 'Europe/London')::date) AS alleged_on,
        (p.employed_from + make_interval(years => {PENSION_AGE - YOUNGEST}))::date AS pension_on,
        coalesce(r.child, false) OR coalesce(t.child, false) OR l.case_id IS NOT NULL
            OR s.case_id IS NOT NULL OR g.safeguarding IS NOT NULL
            OR coalesce(i.concerns_child, false) AS child,
        n.case_id IS NOT NULL AS concern, d.referred_on, coalesce(d.breach, false) AS breach
    FROM cases AS c
    LEFT JOIN people AS p ON p.id = c.employee_id
    LEFT JOIN outcomes AS o ON o.case_id = c.id
    LEFT JOIN resignations AS g ON g.case_id = c.id
    LEFT JOIN imported_cases AS i ON i.case_id = c.id
    LEFT JOIN safeguarding_conclusions AS s ON s.case_id = c.id
    LEFT JOIN (SELECT case_id, max(given_on) AS given_on, max(dispose_on) AS kept_until
        FROM warnings WHERE withdrawn_on IS NULL GROUP BY case_id) AS w ON w.case_id = c.id
    LEFT JOIN (SELECT case_id, min((sent_at AT TIME ZONE 'Europe/London')::date) AS first_on,
            bool_or(suspected_image OR child IN ('risk', 'unsure')) AS child
        FROM reports GROUP BY case_id) AS r ON r.case_id = c.id
    LEFT JOIN (SELECT u.case_id, bool_or(h.value <> 'no') AS child
        FROM triages AS u CROSS JOIN LATERAL jsonb_each_text(u.harm) AS h
        GROUP BY u.case_id) AS t ON t.case_id = c.id
    LEFT JOIN (SELECT DISTINCT case_id FROM lado_contacts) AS l ON l.case_id = c.id
    LEFT JOIN (SELECT DISTINCT case_id FROM low_level_concerns) AS n ON n.case_id = c.id
    LEFT JOIN (SELECT case_id, bool_or(duty = 'ico') AS breach,
            max(referred_on) FILTER (WHERE duty IN ('tra', 'dbs')) AS referred_on
        FROM duties_considered WHERE referred GROUP BY case_id) AS d ON d.case_id = c.id
    WHERE c.stage = 'closed' AND c.disposing_since IS NULL
      AND (CAST(:one AS uuid) IS NULL OR c.id = CAST(:one AS uuid))
"""
_EACH = ",\n        ".join(
    f"('{code}', coalesce({when}, false), {start}, {'true' if SCHEDULE[code].pension else 'false'})"
    for code, (when, start) in APPLIES.items()
)
CLOCKS = f"""
WITH rules AS (
    SELECT r.code, r.length
    FROM jsonb_to_recordset(CAST(:lengths AS jsonb)) AS r(code text, length int)
), facts AS ({_FACTS}), clocks AS (
    SELECT f.id, k.code, k.starts_on, greatest(
            (k.starts_on + make_interval(months => rules.length))::date,
            CASE WHEN k.pension AND k.starts_on IS NOT NULL THEN f.pension_on END) AS due_on
    FROM facts AS f CROSS JOIN LATERAL (VALUES
        {_EACH}
    ) AS k(code, applies, starts_on, pension)
    JOIN rules ON rules.code = k.code
    WHERE k.applies
)
"""
_MISSING = " ".join(f"WHEN g.code = '{code}' THEN '{says}'" for code, says in WAITS.items())


def _column(code: str) -> str:
    return code.replace("-", "").lower()


def _due(code: str) -> str:
    """The day a case may go by one rule; none where the rule does not apply or lacks its day."""
    when, start = APPLIES[code]
    pension = ", f.pension_on" if SCHEDULE[code].pension else ""
    ends = f"({start} + make_interval(months => l.{_column(code)}))::date"
    return f"CASE WHEN ({when}) AND {start} IS NOT NULL THEN greatest({ends}{pension}) END"


def _by_code(says: str) -> str:
    """One CASE with a branch for each rule, in the order of their codes."""
    told = ((each, _column(each)) for each in sorted(APPLIES))
    return " ".join(says.format(code=code, r=column) for code, column in told)


def _columns(says: str) -> str:
    return ", ".join(_by_code(f"{says}|").rstrip("|").split("|"))


_RULES = ", ".join(
    f"coalesce(({when}) AND l.{_column(code)} IS NOT NULL, false) AS {_column(code)}_applies, "
    f"{start} AS {_column(code)}_from, {_due(code)} AS {_column(code)}_due"
    for code, (when, start) in APPLIES.items()
)
# What decides about every case at once is worked out in one pass, rule beside rule: a row for each
# rule of each case, sorted, costs four times as much. OFFSET 0 has each expression counted once.
# A rule whose day is not known yet goes before every other: nothing goes while one is unknown.
# What was added to another case follows that one.
GOVERNING = f"""
WITH RECURSIVE lengths AS (
    SELECT {_columns("max(r.length) FILTER (WHERE r.code = '{code}') AS {r}")}
    FROM jsonb_to_recordset(CAST(:lengths AS jsonb)) AS r(code text, length int)
), governing AS (
    SELECT t.id, t.code, CASE t.code {_by_code("WHEN '{code}' THEN t.{r}_from")} END AS starts_on,
        CASE WHEN t.missing IS NULL THEN t.last END AS due_on
    FROM (
        SELECT m.*, CASE WHEN m.missing IS NOT NULL THEN m.missing
            {_by_code("WHEN m.{r}_due = m.last THEN '{code}'")} END AS code
        FROM (
            SELECT e.*, greatest({_columns("e.{r}_due")}) AS last,
                CASE {_by_code("WHEN e.{r}_applies AND e.{r}_due IS NULL THEN '{code}'")} END
                    AS missing
            FROM (
                SELECT f.id, {_RULES}
                FROM ({_FACTS} OFFSET 0) AS f CROSS JOIN lengths AS l OFFSET 0
            ) AS e OFFSET 0
        ) AS m OFFSET 0
    ) AS t
), up AS (
    SELECT c.id, c.added_to_id AS at FROM cases AS c WHERE c.ending = 'added_to_case'
), climbed AS (
    SELECT u.id, u.at FROM up AS u
    UNION ALL SELECT d.id, u.at FROM climbed AS d JOIN up AS u ON u.id = d.at
), followed AS (
    SELECT c.id, above.id IS NULL AS parent_open, above.code, above.starts_on, above.due_on
    FROM climbed AS c LEFT JOIN governing AS above ON above.id = c.at
    WHERE NOT EXISTS (SELECT FROM up WHERE up.id = c.at)
), kept AS (
    SELECT case_id, max(until) AS until FROM retention_kept_longer GROUP BY case_id
), erased AS (
    SELECT f.case_id, min((r.ended_at AT TIME ZONE 'Europe/London')::date) AS agreed_on
    FROM data_request_cases AS f JOIN data_requests AS r ON r.id = f.request_id
    WHERE r.kind = 'erasure' AND f.agreed AND r.ended_at IS NOT NULL GROUP BY f.case_id
), decided AS (
    SELECT g.id, coalesce(f.parent_open, false) AS parent_open,
        CASE WHEN f.id IS NULL THEN g.code ELSE f.code END AS code,
        CASE WHEN f.id IS NULL THEN g.starts_on ELSE f.starts_on END AS starts_on,
        CASE WHEN f.id IS NULL THEN g.due_on ELSE f.due_on END AS due_on
    FROM governing AS g LEFT JOIN followed AS f ON f.id = g.id
)
SELECT g.id AS case_id, g.code, g.starts_on,
    CASE WHEN g.due_on IS NOT NULL
        THEN greatest(least(g.due_on, erased.agreed_on), kept.until) END AS due_on,
    CASE WHEN g.due_on IS NOT NULL THEN NULL WHEN g.parent_open THEN '{OPEN_PARENT}'
        {_MISSING} ELSE '{NO_RULE}' END AS waits_for
FROM decided AS g LEFT JOIN kept ON kept.case_id = g.id LEFT JOIN erased ON erased.case_id = g.id
"""


@dataclass(frozen=True)
class Clock:
    """One rule that applies to a case: from which day it counts, and until when."""

    code: str
    starts_on: date | None
    due_on: date | None

    @property
    def record(self) -> str:
        return SCHEDULE[self.code].record

    @property
    def says(self) -> str:
        """Why this day, in one sentence."""
        rule = SCHEDULE[self.code]
        if self.starts_on is None or self.due_on is None:
            return WAITS.get(self.code, NO_RULE)
        return f"Counted from {rule.starts.label}, {self.starts_on:%-d %B %Y}"


def written(lengths: Mapping[str, int]) -> str:
    """The periods in force as PostgreSQL reads them."""
    told = [{"code": each.code, "length": lengths[each.code]} for each in OF_CASES]
    return json.dumps(told)


def clocks_on(session: Session, case_id: UUID, lengths: Mapping[str, int]) -> list[Clock]:
    """Every rule that applies to one closed case, the latest day first. Asked as Casework itself.

    Several may apply: the longest decides.
    """
    asked = text(
        f"{CLOCKS} SELECT code, starts_on, due_on FROM clocks "
        "ORDER BY due_on DESC NULLS FIRST, code"
    )
    told = {"lengths": written(lengths), "one": case_id}
    return [Clock(row.code, row.starts_on, row.due_on) for row in session.execute(asked, told)]


@dataclass(frozen=True)
class Due:
    """What decides about one case, or the fact that is missing."""

    case_id: UUID
    code: str | None
    starts_on: date | None
    due_on: date | None
    waits_for: str | None


def dues(session: Session, lengths: Mapping[str, int], one: UUID | None = None) -> list[Due]:
    """What decides about each closed case, or about one. Asked as Casework itself."""
    told = {"lengths": written(lengths), "one": one}
    rows = session.execute(text(GOVERNING), told).mappings()
    return [Due(**row) for row in rows]


def case_due(session: Session, case: Case, lengths: Mapping[str, int]) -> Due | None:
    """What decides about one closed case; what was added to another follows that one."""
    root = case
    while root.added_to_id:
        root = session.get_one(Case, root.added_to_id)
    found = next(iter(dues(session, lengths, root.id)), None)
    if found is None and root is not case:
        return Due(case.id, None, None, None, OPEN_PARENT)
    return found
