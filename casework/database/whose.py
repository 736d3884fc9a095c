"""For whom a transaction reads: PostgreSQL shows a person's cases, and only the acting ones change.

Three settings of the transaction say it: the person, the case a page looks at, and the cases an act
works on once the gateway has let it in. Nobody named means no row of any case.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from casework.database.words import Words, keep_cursor

APP, SYSTEM = "casework_app", "casework_system"
Answer = TypeVar("Answer")
Told = ParamSpec("Told")

_TELLS = (
    "SELECT set_config('casework.person', :person, true), "
    "set_config('casework.looking', :looking, true), "
    "set_config('casework.working', :working, true), "
    "set_config('casework.counting', '', true), "  # what PostgreSQL worked out for another
    "set_config('plan_cache_mode', :plans, true)"
)
# The same with the role, at once: every transaction begins with it.
_BEGUN = Words(text(f"{_TELLS}, set_config('role', :role, true)"))
_TOLD = Words(text(_TELLS))
AS_SYSTEM = Words(text(f"SET LOCAL ROLE {SYSTEM}"))
AS_APP = Words(text(f"SET LOCAL ROLE {APP}"))
AS_OURSELVES = text("SET LOCAL ROLE NONE")


@event.listens_for(Session, "after_begin")
def _told(session: Session, begun: SessionTransaction, connection: Connection) -> None:
    """Every transaction anew: a setting of the last one never survives into the next."""
    if "whose" in session.info:
        settings = session.info["told"] = _settings(session)
        keep_cursor(session, begun, connection)
        _BEGUN.ask_first(session, connection, {**settings, "role": session.info["whose"]})


@event.listens_for(Session, "after_soft_rollback")
def _untold(session: Session, _: SessionTransaction) -> None:
    """PostgreSQL put its settings back with the rest, to what they were before."""
    session.info["told"] = {}


def _settings(session: Session) -> dict[str, Any]:
    working = ",".join(sorted({str(each) for each in session.info.get("working", ())}))
    one = str(session.info.get("looking") or "")
    return {
        "person": str(session.info.get("person") or ""),
        "looking": one,
        "working": f"{{{working}}}" if working else "",
        # A page that looks at one case asks by its id alone: no plan of it has to be made again.
        "plans": "force_generic_plan" if answers_kept(session) is not None and one else "auto",
    }


def _tell(session: Session) -> None:
    """Say it to PostgreSQL, unless it was told just that, or will be as the transaction begins."""
    settings = _settings(session)
    if "whose" in session.info and session.info.get("told", settings) != settings:
        _TOLD.ask(session, settings)  # may begin the transaction, which tells it too
        session.info["told"] = settings


def only_reads(session: Session) -> None:
    """Say that PostgreSQL refuses writes in this session's transaction: see `asked_once`."""
    session.info["answers"] = {}


def answers_kept(session: Session) -> dict[Any, Any] | None:
    """What was answered in this transaction and stays true in it; None where it might not."""
    kept: dict[Any, Any] | None = session.info.get("answers")
    return kept


def asked_once(session: Session, what: Any, ask: Callable[[], Answer]) -> Answer:
    """An answer that is kept for the rest of a transaction in which PostgreSQL refuses writes.

    Nothing done there makes it untrue; wherever something might, it is asked each time. It is
    kept for whom, and at what, the session looked, and for nobody and nothing else.
    """
    kept = answers_kept(session)
    if kept is None:
        return ask()
    asked = (*_seen_by(session), what)
    if asked not in kept:
        kept[asked] = ask()
    answer: Answer = kept[asked]
    return answer


def _seen_by(session: Session) -> tuple[Any, ...]:
    """For whom the session looks, and at what."""
    told = session.info
    return told.get("person"), told.get("looking"), told.get("working"), told.get("as_system")


def keep_answer(session: Session, what: Any, answer: Any) -> None:
    """Keep what was read together with something else as `asked_once` would, where it would."""
    kept = answers_kept(session)
    if kept is not None:
        kept[(*_seen_by(session), what)] = answer


def once_while_reading(
    query: Callable[Concatenate[Session, Told], Answer],
) -> Callable[Concatenate[Session, Told], Answer]:
    """Make of a query one that a page asks once, however many of its parts want to know.

    What it is asked with must be hashable, and nobody may change what it answers.
    """

    @wraps(query)
    def asked(session: Session, /, *told: Told.args, **named: Told.kwargs) -> Answer:
        what = (query, told, tuple(named.items()))
        return asked_once(session, what, lambda: query(session, *told, **named))

    return asked


def once_whoever_reads(
    query: Callable[Concatenate[Session, Told], Answer],
) -> Callable[Concatenate[Session, Told], Answer]:
    """The same for what row-level security shows to everybody alike: people and policies."""

    @wraps(query)
    def asked(session: Session, /, *told: Told.args, **named: Told.kwargs) -> Answer:
        kept = answers_kept(session)
        if kept is None:
            return query(session, *told, **named)
        what = (query, told, tuple(named.items()))
        if what not in kept:
            kept[what] = query(session, *told, **named)
        answer: Answer = kept[what]
        return answer

    return asked


def keep_whoever_reads(
    session: Session, query: Callable[..., Answer], answer: Answer, *told: Any
) -> None:
    """Keep what such a query would answer, where it was read together with something else."""
    if (kept := answers_kept(session)) is not None:
        kept[query.__wrapped__, told, ()] = answer  # type: ignore[attr-defined]


def for_person(session: Session, person_id: UUID) -> None:
    """From now on the session shows this person's cases."""
    session.info["person"] = person_id
    _tell(session)


def look_at(session: Session, case_id: UUID | None) -> None:
    """Narrow the session to one case, or widen it again to all the person's."""
    if session.info.get("looking") != case_id:
        session.info["looking"] = case_id
        _tell(session)


@contextmanager
def working_on(
    session: Session, *case_ids: UUID, look: bool = False, only: bool = False
) -> Iterator[None]:
    """Meanwhile, show and change everything of these cases: access was decided before.

    With `look`, the session is narrowed to the one case as by `look_at`, and stays so afterwards;
    with `only`, meanwhile: PostgreSQL need not work out which others the person sees.
    After an error it is the rollback of the caller's savepoint or transaction that undoes it.
    """
    before: tuple[UUID, ...] = session.info.get("working", ())
    looked_at = session.info.get("looking")
    session.info["working"] = (*before, *case_ids)
    if look or only:
        session.info["looking"] = case_ids[0]
    _tell(session)
    try:
        yield
        if answers_kept(session) is None:
            session.flush()
    finally:
        session.info["working"] = before
        if only:
            session.info["looking"] = looked_at
    _tell(session)


@contextmanager
def every_case(session: Session) -> Iterator[None]:
    """Meanwhile, work as Casework itself: to route, to open a case, to join two.

    After an error it is the rollback of the caller's savepoint or transaction that undoes it.
    """
    if session.info.get("whose") != APP or session.info.get("as_system"):
        yield
        return
    if answers_kept(session) is None:
        session.flush()
    AS_SYSTEM.ask(session, {})
    session.info["as_system"] = True
    try:
        yield
        if answers_kept(session) is None:
            session.flush()
    finally:
        session.info["as_system"] = False
    AS_APP.ask(session, {})
