"""What somebody may see of a list, as conditions that PostgreSQL can begin with.

Two ways to the same answer, and a test that holds them to it: of a person with some parts all cases
are found first; of one with parts in thousands, each case that the list meets is asked for.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from casework.access import Action, Actor
from casework.cases.models import Case
from casework.cases.visible import VISIBLE, VISIBLE_AND_OPEN, WORKED_ON, for_whom
from casework.cases.walking import met, sight_of


@dataclass(frozen=True)
class Sight:
    """The conditions on a case, and what they are executed with."""

    conditions: tuple[ColumnElement[bool], ...]
    params: dict[str, Any]


def open_shown(session: Session, actor: Actor) -> Sight:
    """The open cases that somebody may see and work on: what a page asks for anyway."""
    return Sight((VISIBLE_AND_OPEN,), for_whom(session, actor))


def shown(session: Session, actor: Actor) -> Sight:
    """Every case that somebody may see and work on, closed ones too."""
    found = sight_of(session, actor, Action.VIEW_HEADER)
    if not found.wide:
        return Sight((VISIBLE,), {"me": actor.id})
    there = col(Case.disposing_since).is_(None)
    return Sight((there, WORKED_ON, met(found, Action.VIEW_HEADER)), {"me": actor.id})
