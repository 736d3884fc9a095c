"""What of a row in a list of cases somebody's parts show: a name and a stage are not everything."""

from sqlmodel import Session, col, select

from casework.access import PERSONA_OF_PART, Action, Actor, Code, Role, matrix
from casework.cases.models import Appointment, Case

_SHOWN = frozenset({Code.ALLOWED, Code.AT_A_STAGE, Code.REDACTED})


def _parts_that_see(*actions: Action) -> frozenset[Role]:
    cells = {role: matrix()[persona] for role, persona in PERSONA_OF_PART.items()}
    return frozenset(
        role for role, row in cells.items() if any(row[each] in _SHOWN for each in actions)
    )


SEE_THE_MATTER = _parts_that_see(Action.VIEW_ALLEGATIONS)
SEE_PUPILS = _parts_that_see(
    Action.VIEW_EVIDENCE, Action.VIEW_RESTRICTED_EVIDENCE, Action.VIEW_SAFEGUARDING
)


def parts_in(session: Session, actor: Actor, references: list[str]) -> dict[str, frozenset[Role]]:
    """The parts a person holds in each of several cases."""
    held = session.exec(
        select(Case.reference, Appointment.role)
        .join(Appointment, col(Appointment.case_id) == Case.id)
        .where(
            col(Case.reference).in_(references),
            Appointment.person_id == actor.id,
            col(Appointment.ended_at).is_(None),
        )
    )
    found: dict[str, set[Role]] = {each: set() for each in references}
    for reference, role in held:
        found[reference].add(Role(role))
    return {reference: frozenset(roles) for reference, roles in found.items()}
