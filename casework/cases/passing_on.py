"""What was due from somebody who left a case: nobody would be reminded of it any more."""

from uuid import UUID

from sqlmodel import col, select

from casework.access import Role
from casework.cases.clocks import clock_of
from casework.cases.gateway import Act
from casework.cases.models import Appointment, Deadline


def pass_on(act: Act) -> None:
    """Whatever was due from somebody without a part is due from whoever has their part now.

    Where nobody has, it is due from whoever manages the case (Acas Code para 4: no delay).
    """
    act.session.flush()
    now = select(Appointment.role, Appointment.person_id).where(
        Appointment.case_id == act.case.id, col(Appointment.ended_at).is_(None)
    )
    held = {(Role(role), person_id) for role, person_id in act.session.exec(now)}
    present = {person_id for _, person_id in held}
    due = select(Deadline).where(
        Deadline.case_id == act.case.id,
        col(Deadline.met_at).is_(None),
        col(Deadline.owner_id).is_not(None),
    )
    for each in act.session.exec(due):
        if each.owner_id not in present:
            clock = clock_of(each.kind)
            theirs = _holder(held, clock.owner if clock else None)
            each.owner_id = theirs or _holder(held, Role.CASE_MANAGER)


def _holder(held: set[tuple[Role, UUID]], role: Role | None) -> UUID | None:
    """The one person with a part; several have it together, and it is due from none of them."""
    found = [person_id for each, person_id in held if each is role]
    return found[0] if len(found) == 1 else None
