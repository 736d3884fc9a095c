"""What somebody may see of a list, as conditions that PostgreSQL can begin with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session

from casework.access import Action, Actor
from casework.cases.visible import VISIBLE, VISIBLE_AND_OPEN, for_whom, theirs


@dataclass(frozen=True)
class Sight:
    """The conditions on a case, and what they are executed with."""

    conditions: tuple[ColumnElement[bool], ...]
    params: dict[str, Any]


def open_shown(session: Session, actor: Actor) -> Sight:
    """The open cases that somebody may see and work on."""
    return Sight((VISIBLE_AND_OPEN,), for_whom(session, actor))


def shown(actor: Actor) -> Sight:
    """Every case that somebody may see and work on, closed ones too."""
    return Sight((VISIBLE,), {"me": actor.id})


def shows(action: Action) -> ColumnElement[bool]:
    """Besides, the case shows them this."""
    return theirs(action)
