"""Which other reports and open cases a report is like, for whoever decides what to do with it.

Only what this person may know of: the same condition as every list of cases, and the reporter's
words only where the matrix shows them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_

from casework.access import Action, Actor, Role
from casework.cases.models import Appointment, Case
from casework.cases.stages import Stage
from casework.cases.visible import VISIBLE_AND_OPEN, for_whom, theirs
from casework.database.whose import every_case
from casework.people.models import Academy
from casework.reports.models import Report

MOST = 6


class Alike(StrEnum):
    """In what two reports are alike, the strongest first."""

    POST = "post"
    PERSON = "person"
    DAY = "day"
    CLAUSE = "clause"

    @property
    def label(self) -> str:
        return {
            Alike.POST: "Same web address",
            Alike.PERSON: "Same person",
            Alike.DAY: "Same academy and day",
            Alike.CLAUSE: "Same academy and part of the policy",
        }[self]


@dataclass(frozen=True)
class Told:
    """What of a report is compared."""

    employee_id: UUID | None
    academy_id: UUID
    link: str | None
    posted_on: date | None
    labels: frozenset[str]


@dataclass(frozen=True)
class AlikeCase:
    """A report that waits, or an open case, and in what it is like the one that is decided on."""

    reference: str
    report: str
    summary: str
    academy: str
    stage: Stage
    because: tuple[Alike, ...]
    joins: bool  # whether this reader may add the report to it

    @property
    def waits(self) -> bool:
        return self.stage is Stage.REPORTED

    @property
    def href(self) -> str:
        return f"/reports/{self.report}" if self.waits else f"/cases/{self.reference}"


def likeness(one: Told, other: Told) -> tuple[Alike, ...]:
    """In what two reports are alike. Pure."""
    place = one.academy_id == other.academy_id
    held = {
        Alike.POST: bool(one.link and other.link) and address(one.link) == address(other.link),
        Alike.PERSON: one.employee_id is not None and one.employee_id == other.employee_id,
        Alike.DAY: place and one.posted_on is not None and one.posted_on == other.posted_on,
        Alike.CLAUSE: place and bool(one.labels & other.labels),
    }
    return tuple(each for each in Alike if held[each])


def address(link: str | None) -> str:
    """A web address without what differs between two people who copy it."""
    written = (link or "").strip()
    parts = urlsplit(written if "//" in written else f"//{written}")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}"


def alike(session: Session, actor: Actor, case: Case, report: Report) -> list[AlikeCase]:
    """What the report is like, the likest first, once for each case."""
    this = _told(case.employee_id, case.academy_id, report)
    with every_case(session):  # each is asked by its person alone
        told = for_whom(session, actor) | {"case": case.id}
        rows = session.execute(_wanted(case, report), told).all()
    best: dict[str, tuple[Any, tuple[Alike, ...]]] = {}
    for row in rows:
        because = likeness(this, _told(row.employee_id, row.academy_id, row.Report))
        if because and _weight(because) > _weight(best.get(row.reference, (None, ()))[1]):
            best[row.reference] = (row, because)
    ordered = sorted(best.values(), key=lambda each: (-_weight(each[1]), each[0].reference))
    return [_case(row, because, case) for row, because in ordered[:MOST]]


def _told(employee_id: UUID | None, academy_id: UUID, report: Report) -> Told:
    labels = frozenset(each["key"] for each in report.labels if each["key"] != "none")
    return Told(employee_id, academy_id, report.link, report.posted_on, labels)


def _weight(because: tuple[Alike, ...]) -> int:
    """An address weighs more than all that is below it, and so on."""
    order = list(Alike)
    return sum(1 << (len(order) - order.index(each)) for each in because)


_MANAGED: Any = (
    select_columns(col(Appointment.id))
    .where(
        col(Appointment.case_id) == Case.id,
        col(Appointment.person_id) == bindparam("me"),
        col(Appointment.role) == Role.CASE_MANAGER,
        col(Appointment.ended_at).is_(None),
    )
    .exists()
    .label("managed")
)


def _wanted(case: Case, report: Report) -> Any:
    """The reports of open cases that may be alike; what is alike in them is compared after."""
    near = [col(Case.academy_id) == case.academy_id]
    if case.employee_id:
        near.append(col(Case.employee_id) == case.employee_id)
    if report.link:
        near.append(col(Report.link).is_not(None))
    return (
        select_columns(
            Report,
            col(Case.reference),
            col(Case.summary),
            col(Case.stage),
            col(Case.employee_id),
            col(Case.academy_id),
            col(Academy.name).label("academy"),
            _MANAGED,
        )
        .join(Case, col(Case.id) == Report.case_id)
        .join(Academy, col(Academy.id) == Case.academy_id)
        .where(
            VISIBLE_AND_OPEN,
            theirs(Action.VIEW_REPORTER, still_open=True),
            col(Case.id) != bindparam("case"),
            or_(*near),
        )
        .order_by(col(Report.sent_at).desc())
        .limit(500)
    )


def _case(row: Any, because: tuple[Alike, ...], case: Case) -> AlikeCase:
    open_to_it = case.employee_id in (None, row.employee_id)
    stage = Stage(row.stage)
    return AlikeCase(
        reference=row.reference,
        report=row.Report.reference,
        summary=row.summary,
        academy=row.academy,
        stage=stage,
        because=because,
        joins=row.managed and open_to_it and stage is not Stage.REPORTED,
    )
