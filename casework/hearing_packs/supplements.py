"""What is added to a pack after it was issued: at its end, numbered on, with the index before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casework.documents.packs import IndexLine, PackItem, PackPlan
from casework.errors import CaseworkError
from casework.hearing_packs.models import HearingPack, PackStatus

# Sheets of ours say how the case stands now: they are in the pack that was issued.
ADDED = ("exhibit ", "paper ", "statement ", "notes ", "submission ")


class NothingToAdd(CaseworkError):
    """Nothing came into the case since the pack was issued, so there is no supplement."""


def issued_of(session: Session, pack: HearingPack) -> list[HearingPack]:
    """The pack that a supplement adds to, and the supplements issued before it, in order."""
    wanted = select(HearingPack).where(
        HearingPack.case_id == pack.case_id,
        HearingPack.status == PackStatus.ISSUED,
        col(HearingPack.recalled_at).is_(None),
    )
    found = session.exec(wanted.order_by(col(HearingPack.first_page))).all()
    return [each for each in found if pack.supplements in (each.edition, each.supplements)]


def only_what_is_new(session: Session, pack: HearingPack, planned: PackPlan) -> PackPlan:
    """The supplement to what was issued, out of the whole pack as it would be now.

    Raises:
        NothingToAdd: nothing came since.
    """
    lines = [line for each in issued_of(session, pack) for line in lines_in(each)]
    there = {line.what or line.title for line in lines}  # an older index names its lines alone
    sections = tuple(
        replace(section, items=tuple(_new(section.items, there))) for section in planned.sections
    )
    if not any(section.items for section in sections):
        raise NothingToAdd("Nothing has come into the case since the pack was issued")
    return replace(planned, sections=sections, first_page=pack.first_page, earlier=_together(lines))


def _new(items: tuple[PackItem, ...], there: set[str]) -> Iterator[PackItem]:
    for item in items:
        if item.what.startswith(ADDED) and not {item.what, item.title} & there:
            yield item


def _together(lines: list[IndexLine]) -> tuple[IndexLine, ...]:
    """One index of several files: section by section, each in the order of its pages."""
    return tuple(sorted(lines, key=lambda line: (line.section, line.first_page)))


def lines_in(pack: HearingPack) -> Iterator[IndexLine]:
    """The index of an edition as it was kept."""
    for told in pack.contents:
        yield _line(told)


def _line(told: dict[str, Any]) -> IndexLine:
    """A line as it was kept; earlier versions kept less of it."""
    day = told.get("day")
    return IndexLine(
        section=told["section"],
        title=told["title"],
        day=date.fromisoformat(day) if day else None,
        description=told.get("description", ""),
        first_page=told["first"],
        last_page=told["last"],
        heading=told.get("heading", ""),
        what=told.get("what", ""),
        sha256=told.get("sha256", ""),
    )
