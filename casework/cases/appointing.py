"""Giving a person a part in a case, and ending it: plain steps that several commands share."""

from uuid import UUID

from sqlmodel import Session, col, select

from casework.access import Role
from casework.cases.gateway import Act
from casework.cases.independence import Conflict, SeparationWaiver
from casework.cases.models import Appointment
from casework.cases.passing_on import pass_on
from casework.cases.rules import APPOINTMENT_RULES, AppointmentFacts
from casework.cases.sealing import let_in
from casework.database.of_case import rows_of
from casework.people.queries import in_line, known, known_manager
from casework.procedure import require

ALONE = {
    Role.CASE_MANAGER,
    Role.INVESTIGATING_OFFICER,
    Role.HEARING_MANAGER,
    Role.APPEAL_MANAGER,
}


def appoint(act: Act, person_id: UUID, role: Role) -> str:
    """Appoint somebody under the rules of independence, and return their name.

    Raises:
        NotFound: there is no such person.
        ProcedureBreach: their earlier part in the case rules them out.
    """
    person = known(act.session, person_id)
    require(APPOINTMENT_RULES, _facts(act, person_id, role))
    if role in ALONE:
        end(act, role)
    place(act, person_id, role)
    pass_on(act)
    return person.name


def _facts(act: Act, person_id: UUID, role: Role) -> AppointmentFacts:
    held = parts_taken(act.session, act.case.id, person_id)
    takes_over = role is Role.CASE_MANAGER and Role.TRIAGE in held
    return AppointmentFacts(
        role=role,
        held=held,
        waived=role in waived_roles(act.session, act.case.id, person_id),
        conflicted=conflict_of(act.session, act.case.id, person_id) is not None,
        in_line=in_line(act.session, person_id, act.case.employee_id),
        themselves=person_id == act.actor.id and not takes_over,
        reports_to_decider=_reports_to_decider(act.session, act.case.id, person_id),
    )


def _reports_to_decider(session: Session, case_id: UUID, person_id: UUID) -> bool:
    """Whether somebody who chaired the hearing of this case is the person's own manager."""
    chairs = select(col(Appointment.person_id)).where(
        Appointment.case_id == case_id, Appointment.role == Role.HEARING_MANAGER
    )
    return known_manager(session, person_id) in set(session.exec(chairs))


def conflict_of(session: Session, case_id: UUID, person_id: UUID) -> Conflict | None:
    """The recorded conflict that keeps a person away from a case now."""
    standing = select(Conflict).where(
        Conflict.case_id == case_id,
        Conflict.person_id == person_id,
        col(Conflict.lifted_at).is_(None),
    )
    return session.exec(standing).first()


def waived_roles(session: Session, case_id: UUID, person_id: UUID) -> frozenset[Role]:
    """The parts for which two executives have given this person leave."""
    given = select(SeparationWaiver).where(
        SeparationWaiver.case_id == case_id,
        SeparationWaiver.person_id == person_id,
        col(SeparationWaiver.second_approved_at).is_not(None),
        col(SeparationWaiver.refused_at).is_(None),
    )
    return frozenset(Role(each.role) for each in session.exec(given))


def place(act: Act, person_id: UUID, role: Role) -> None:
    """Record an appointment that no rule of independence concerns.

    Whoever manages a sealed case sees it: else nobody could act on it, or lift the seal.
    """
    if role in current(act.session, act.case.id, person_id):
        return
    act.session.add(
        Appointment(
            case_id=act.case.id,
            person_id=person_id,
            role=role,
            started_at=act.at,
            granted_by=act.actor.id,
        )
    )
    act.session.flush()
    if role is Role.CASE_MANAGER:
        let_in(act, person_id)


def end(act: Act, role: Role, keep: UUID | None = None) -> None:
    """End every current appointment to a role, but for one person where named."""
    held = select(Appointment).where(
        Appointment.case_id == act.case.id,
        Appointment.role == role,
        col(Appointment.ended_at).is_(None),
    )
    for each in act.session.exec(held):
        if each.person_id != keep:
            each.ended_at = act.at
    act.session.flush()


def end_of(act: Act, role: Role, person_id: UUID) -> None:
    """End one person's current appointment to a role."""
    held = select(Appointment).where(
        Appointment.case_id == act.case.id,
        Appointment.person_id == person_id,
        Appointment.role == role,
        col(Appointment.ended_at).is_(None),
    )
    for each in act.session.exec(held):
        each.ended_at = act.at
    act.session.flush()


def end_all_parts(act: Act, person_id: UUID) -> None:
    """End every part one person has in the case."""
    held = select(Appointment).where(
        Appointment.case_id == act.case.id,
        Appointment.person_id == person_id,
        col(Appointment.ended_at).is_(None),
    )
    for each in act.session.exec(held):
        each.ended_at = act.at
    act.session.flush()


def current(session: Session, case_id: UUID, person_id: UUID) -> frozenset[Role]:
    held = session.exec(
        select(Appointment.role).where(
            Appointment.case_id == case_id,
            Appointment.person_id == person_id,
            col(Appointment.ended_at).is_(None),
        )
    )
    return frozenset(Role(role) for role in held)


def parts_taken(session: Session, case_id: UUID, person_id: UUID) -> frozenset[Role]:
    """Every part a person has or has had in a case: an ended one still counts against them."""
    held = session.exec(
        select(Appointment.role).where(
            Appointment.case_id == case_id, Appointment.person_id == person_id
        )
    )
    return frozenset(Role(role) for role in held)


def holder(session: Session, case_id: UUID, role: Role) -> UUID | None:
    """Who holds a role on a case now."""
    ever = rows_of(session, Appointment, case_id)
    now = (each.person_id for each in ever if each.role == role and each.ended_at is None)
    return next(now, None)
