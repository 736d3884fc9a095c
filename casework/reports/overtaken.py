"""Two people in HR who decide on one report: whoever is second is told, and loses no word."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, or_, select

from casework.access import Actor, Role
from casework.cases.models import Appointment, Case
from casework.cases.standing import standing_of
from casework.database.whose import every_case
from casework.errors import OutOfDate
from casework.people.models import Person
from casework.reports.models import Report, Triage
from casework.working_days import local_day, local_time

LONGEST_AT_A_DESK = timedelta(hours=8)  # no session is longer, so no form was drawn before


def require_not_overtaken(session: Session, actor: Actor, reference: str) -> None:
    """Tell somebody whose part in triaging a report ended because a colleague decided on it.

    They are told the decision, whose it is and when, and nothing that was written with it: to the
    matrix they are somebody whose part has ended. `reference` is that of the report.

    Raises:
        OutOfDate: a colleague decided while they had the report before them.
    """
    with every_case(session):  # whether it may be told is decided below, on the case
        found = session.exec(_wanted(actor, reference)).first()
        standing = standing_of(session, actor, found[1].reference) if found else None
    if found is None or standing is None:
        return
    kept_away = standing.conflicted or standing.shut_out or standing.disabled
    if kept_away or standing.reported or standing.is_employee:
        return
    triage, _, by = found
    raise OutOfDate(
        f"{by.name} decided on {reference} while you had it open",
        {
            "decision": triage.decision.label,
            "decided by": by.name,
            "decided at": f"{local_day(triage.decided_at):%-d %B %Y}, "
            f"{local_time(triage.decided_at)}",
        },
    )


def _wanted(actor: Actor, reference: str) -> Any:
    """The decision at whose very moment this person’s part in triaging that report ended."""
    return (
        select(Triage, Case, Person)
        .join(Report, col(Report.id) == Triage.report_id)
        .join(Person, col(Person.id) == Triage.decided_by)
        .join(Appointment, col(Appointment.ended_at) == Triage.decided_at)
        .join(Case, col(Case.id) == Appointment.case_id)
        .where(
            Report.reference == reference,
            or_(col(Case.id) == col(Report.case_id), col(Case.reference) == col(Report.reference)),
            Appointment.role == Role.TRIAGE,
            Appointment.person_id == actor.id,
            Triage.decided_by != actor.id,
            Triage.decided_at > datetime.now(UTC) - LONGEST_AT_A_DESK,
        )
        .order_by(col(Triage.decided_at).desc())
    )
