"""Filter sets that a person keeps: a preference of theirs, as a theme is, and no act on a case."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from casework.access import Actor
from casework.errors import NotFound, WrongAnswer
from casework.lists.models import SavedView
from casework.text import Line

MOST = 20


class ViewName(BaseModel, frozen=True, extra="forbid"):
    """What somebody calls a filter set."""

    name: Annotated[Line, Field(title="a name", max_length=40)]
    opens_first: Annotated[bool, Field(title="whether the list opens with it")] = False


def views_of(session: Session, actor: Actor, listed: str) -> list[SavedView]:
    """A person's own views of one list, by name."""
    mine = select(SavedView).where(SavedView.person_id == actor.id, SavedView.listed == listed)
    return list(session.exec(mine.order_by(col(SavedView.name))))


def opening_view(session: Session, actor: Actor, listed: str) -> SavedView | None:
    """The view with which the list opens for this person."""
    return next((each for each in views_of(session, actor, listed) if each.opens_first), None)


def own_view(session: Session, actor: Actor, view_id: UUID) -> SavedView:
    """One of the person's own.

    Raises:
        NotFound: they keep no such view; those of others are as if they did not exist.
    """
    found = session.get(SavedView, view_id)
    if found is None or found.person_id != actor.id:
        raise NotFound
    return found


def save_view(
    session: Session, actor: Actor, listed: str, told: ViewName, query: str, at: datetime
) -> SavedView:
    """Keep a filter set under a name.

    Raises:
        WrongAnswer: the name is taken, or there are as many as anybody keeps.
    """
    kept = views_of(session, actor, listed)
    if len(kept) >= MOST:
        raise WrongAnswer({"name": f"You keep {MOST} views of this list. Delete one first"})
    _require_free(kept, told.name)
    view = SavedView(person_id=actor.id, listed=listed, name=told.name, query=query, made_at=at)
    _keep(session, kept, view, first=told.opens_first)
    return view


def change_view(session: Session, actor: Actor, view: SavedView, told: ViewName) -> None:
    """Call it something else, or let the list open with it.

    Raises:
        WrongAnswer: the name is taken.
    """
    others = [each for each in views_of(session, actor, view.listed) if each.id != view.id]
    _require_free(others, told.name)
    view.name = told.name
    _keep(session, others, view, first=told.opens_first)


def delete_view(session: Session, view: SavedView) -> None:
    """Keep it no longer."""
    session.delete(view)
    session.flush()


def _require_free(kept: list[SavedView], name: str) -> None:
    if any(each.name.casefold() == name.casefold() for each in kept):
        raise WrongAnswer({"name": "You have a view of this name. Choose another"})


def _keep(session: Session, others: list[SavedView], view: SavedView, *, first: bool) -> None:
    """Only one opens first: the one before gives way before this one is written."""
    for each in others:
        if first and each.opens_first:
            each.opens_first = False
            session.add(each)
    session.flush()
    view.opens_first = first
    session.add(view)
    session.flush()
