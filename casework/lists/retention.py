"""The queue of retention reviews as a list. The matrix decides on each case before it is told."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import literal_column as written
from sqlmodel import Session, col

from casework.access import Actor, TrustPermission, require_in_trust
from casework.lists.asking import Asker, Filter, Order, Wanted, of_academies
from casework.lists.listing import ListOf, Page, turned_page
from casework.retention.models import DueDate
from casework.retention.queue import Turned, counted, turned
from casework.retention.queued import Row, Show
from casework.retention.schedule import OF_CASES

MOST_COUNTED = 200  # each is decided on by itself


def _asked(_: str, __: Asker) -> ColumnElement[bool]:
    return written("true")  # the queue narrows itself


FILTERS = (
    Filter(
        "show",
        "Show",
        _asked,
        lambda _: [(each.value, each.label) for each in Show if each is not Show.DUE],
        Show.DUE.label,
    ),
    Filter("academy", "Academy", _asked, of_academies, "Every academy"),
    Filter(
        "rule",
        "Rule",
        _asked,
        lambda _: [(each.code, f"{each.code} {each.record}") for each in OF_CASES],
        "Every rule",
    ),
    Filter("held", "Not to be deleted", _asked),
)
ORDERS = (Order("due", "Review date", col(DueDate.due_on), str),)


def _turned(wanted: Wanted, most: int) -> Turned:
    told = wanted.answers
    return Turned(
        shown=Show(told.get("show", Show.DUE)),
        academy_id=UUID(told["academy"]) if "academy" in told else None,
        code=told.get("rule", ""),
        held="held" in told,
        backwards=bool(wanted.before),
        key=wanted.before or wanted.after,
        most=most,
    )


def _find(_: ListOf, session: Session, asker: Asker, wanted: Wanted, most: int) -> Page:
    found = turned(session, asker.actor, asker.today, _turned(wanted, most))
    if wanted.before and not found.more:  # there is no full page before: the first one
        wanted = wanted.turned()
        found = turned(session, asker.actor, asker.today, _turned(wanted, most))
    total = len(found.rows)
    if found.more or wanted.after or wanted.before:
        asked = _turned(wanted, most)
        total = counted(session, asker.actor, asker.today, asked, MOST_COUNTED)
    page = turned_page(found.rows, found.keys, wanted, total, more=found.more)
    if total <= MOST_COUNTED:
        return page
    return Page(page.rows, MOST_COUNTED, many=True, after=page.after, before=page.before)


def _cells(row: Row) -> Sequence[str]:
    return (
        row.reference,
        row.academy,
        row.ending,
        row.due_on.isoformat() if row.due_on else "",
        row.rule,
        row.waits_for or "; ".join(each.sentence for each in row.holds),
        row.proposed,
        str(row.approvals),
    )


def _reviews(actor: Actor) -> None:
    require_in_trust(actor, TrustPermission.REVIEW_RETENTION)


RETENTION = ListOf(
    slug="retention",
    title="Retention reviews",
    each="case",
    serves=TrustPermission.REVIEW_RETENTION,
    filters=FILTERS,
    orders=ORDERS,
    usual=lambda _: "due",
    heads=(
        "Case",
        "Academy",
        "How it ended",
        "Review date",
        "Rule",
        "Why it stays",
        "Proposed",
        "Agreed by",
    ),
    cells=_cells,
    require=_reviews,
    find=_find,
)
