"""Which cases somebody may see, asked of each case a list meets rather than of all of theirs.

Whoever has a part in thousands of cases would otherwise wait, for each page of 25, until all of
them were found. What decides is said once (`sight_of`, as `cases_of` has it); an index then brings
the cases in the order of the list, and nearly all that it brings are theirs.
"""

from typing import Any

from sqlalchemy import ColumnElement, text
from sqlmodel import Session

from casework.access import Action, Actor
from casework.cases.visible import theirs
from casework.database.whose import asked_once, every_case

_SIGHT = text(
    "SELECT me::text, line::text, aside::text, always::text, wide FROM sight_of(:person, :asked)"
)


def sight_of(session: Session, actor: Actor, action: Action) -> Any:
    """What decides for this person, and whether their parts are many."""

    def ask() -> Any:
        with every_case(session):
            return session.execute(_SIGHT, {"person": actor.id, "asked": action.value}).one()

    return asked_once(session, f"sight {actor.id} {action.value}", ask)


def met(found: Any, action: Action) -> ColumnElement[bool]:
    """The condition on a case that it shows this person so much. It needs nothing bound.

    The part is looked up in a subquery of one row: PostgreSQL would answer EXISTS by finding
    everybody’s parts first.
    """
    told = {"me": found.me, "line": found.line, "aside": found.aside, "always": found.always}
    name = action.value
    condition = text(
        f"""
        CASE WHEN cases.sealed_at IS NULL AND cases.id <> ALL (CAST(:aside_{name} AS uuid[]))
              AND (cases.employee_id IS NULL
                   OR cases.employee_id <> ALL (CAST(:line_{name} AS uuid[])))
             THEN coalesce((SELECT true FROM appointments AS part
                   WHERE part.case_id = cases.id AND part.ended_at IS NULL
                     AND part.person_id = ANY (CAST(:me_{name} AS uuid[]))
                     AND part.role = ANY (CAST(:always_{name} AS text[])) LIMIT 1), false)
             ELSE case_shows(cases.id, CAST(:me_{name} AS uuid[]), '{name}', 'A') END
        """
    )
    bound: Any = condition.bindparams(**{f"{key}_{name}": value for key, value in told.items()})
    return bound  # type: ignore[no-any-return]


def shows(session: Session, actor: Actor, action: Action) -> ColumnElement[bool]:
    """The case shows them this: in whichever of the two ways is the quicker for this person."""
    found = sight_of(session, actor, action)
    return met(found, action) if found.wide else theirs(action)
