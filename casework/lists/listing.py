"""One page of a long list, by key: what is before a page is never counted through.

A page begins after a key, which is what the last row was sorted by and its reference; PostgreSQL
finds it in an index. How many there are is counted as far as a person would read it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, tuple_
from sqlmodel import Session, func, select

from casework.access import Action, Actor, Permission, TrustPermission
from casework.database.whose import every_case
from casework.errors import NotFound
from casework.lists.asking import Asked, Asker, Filter, Order, Wanted, read

PAGE, MOST_COUNTED = 25, 1_000
BETWEEN = "~"


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the keys of the pages beside it where there are any.

    `total` is exact unless `many`: then there are more than that.
    """

    rows: Sequence[Any]
    total: int
    many: bool
    after: str
    before: str


Found = tuple[Select[Any], dict[str, Any]]


@dataclass(frozen=True)
class ListOf:
    """A list as data: how it is narrowed and sorted, where its rows come from, what a file holds.

    `base` selects whatever the filters leave of what this person may see, without columns;
    `details` is what a row shows, and `put` makes it one.
    """

    slug: str
    title: str
    each: str  # one row in a word
    serves: Action | Permission | TrustPermission
    filters: tuple[Filter, ...]
    orders: tuple[Order, ...]
    usual: Callable[[Wanted], str]
    heads: tuple[str, ...]
    cells: Callable[[Any], Sequence[str]]
    require: Callable[[Actor], None]
    find: Callable[["ListOf", Session, Asker, Wanted, int], Page]

    def order_of(self, wanted: Wanted) -> tuple[Order, bool]:
        """The column a page is sorted by, and whether the greatest comes first."""
        sort = wanted.sort or self.usual(wanted)
        for each in self.orders:
            if each.name == sort.removeprefix("-"):
                return each, sort.startswith("-")
        raise NotFound

    def asked(self, session: Session, told: Mapping[str, str]) -> Asked:
        """What an address asks of this list."""
        return read(session, self.filters, tuple(each.name for each in self.orders), told)

    def page(self, session: Session, asker: Asker, asked: Asked, most: int = PAGE) -> Page:
        """One page; nothing at all while something of what was asked is wrong.

        Raises:
            NotPermitted: the list is not theirs.
        """
        self.require(asker.actor)
        if asked.errors:
            return Page([], 0, many=False, after="", before="")
        return self.find(self, session, asker, asked.wanted, most)


@dataclass(frozen=True)
class Source:
    """Where the rows of a list in SQL come from."""

    id: Any
    base: Callable[[Session, Asker, Wanted], Found]
    details: Any
    put: Callable[[Any, Asker], Any]
    reference: Any

    def __call__(
        self, listed: ListOf, session: Session, asker: Asker, wanted: Wanted, most: int
    ) -> Page:
        base, params = self.base(session, asker, wanted)
        for each in listed.filters:
            if value := wanted.answers.get(each.name):
                base = base.where(each.where(value, asker))
        with every_case(session):  # each is asked by its person alone
            rows, total = self._rows(session, listed, base, wanted, most, params)
            if wanted.before and len(rows) <= most:  # there is no full page before: the first one
                wanted = wanted.turned()
                rows, total = self._rows(session, listed, base, wanted, most, params)
            if wanted.turned() != wanted or len(rows) > most:
                total = _counted(session, base, params)
        keys = [key_of(each.sorted_by, each.sorted_ref) for each in rows]
        more, put = len(rows) > most, [self.put(each, asker) for each in rows[:most]]
        return turned_page(put, keys[:most], wanted, total, more=more)

    def _rows(
        self,
        session: Session,
        listed: ListOf,
        base: Select[Any],
        wanted: Wanted,
        most: int,
        params: dict[str, Any],
    ) -> tuple[list[Any], int]:
        order, falling = listed.order_of(wanted)
        downwards = falling != bool(wanted.before)
        by, ref = order.by, self.reference
        picked = base.add_columns(
            self.id.label("id"), by.label("sorted_by"), ref.label("sorted_ref")
        )
        if key := read_key(order, wanted.before or wanted.after):
            here = tuple_(*(literal(each) for each in key))
            there = tuple_(by, ref)
            picked = picked.where(there < here if downwards else there > here)
        first = (by.desc(), ref.desc()) if downwards else (by, ref)
        page = picked.order_by(*first).limit(most + 1).subquery()
        again = (page.c.sorted_by, page.c.sorted_ref)
        shown = self.details.add_columns(*again).join(page, page.c.id == self.id)
        shown = shown.order_by(*(each.desc() if downwards else each for each in again))
        rows = list(session.execute(shown, params))
        return rows, len(rows)


def _counted(session: Session, base: Select[Any], params: dict[str, Any]) -> int:
    """How many there are; one more than anybody counts to when there are more."""
    some = base.add_columns(literal(1).label("one")).limit(MOST_COUNTED + 1).subquery()
    return int(session.execute(select(func.count()).select_from(some), params).scalar_one())


def turned_page(
    rows: list[Any], keys: list[str], wanted: Wanted, total: int, *, more: bool
) -> Page:
    """The rows in the order they are read in, with the keys of the pages beside them."""
    backwards = bool(wanted.before)
    if backwards:
        rows, keys = rows[::-1], keys[::-1]
    goes_on = more or backwards
    came_from = bool(wanted.after) or (backwards and more)
    return Page(
        rows,
        min(total, MOST_COUNTED),
        many=total > MOST_COUNTED,
        after=keys[-1] if keys and goes_on else "",
        before=keys[0] if keys and came_from else "",
    )


def key_of(by: Any, reference: str) -> str:
    """Where a row is, as an address holds it."""
    told = by.isoformat() if hasattr(by, "isoformat") else str(by)
    return f"{told}{BETWEEN}{reference}"


def read_key(order: Order, key: str) -> tuple[Any, str] | None:
    """What a key says; nothing when it is blank, or was never one of ours."""
    by, between, reference = key.rpartition(BETWEEN)
    try:
        return (order.read(by), reference) if between else None
    except ValueError:
        return None
