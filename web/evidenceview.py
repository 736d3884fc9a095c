"""An item of evidence as plain values: what is shown of it, what is known of it, who handled it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from casework.access import Permission, require_sight
from casework.allegations.queries import Alleged
from casework.case_file.queries import CaseFile
from casework.case_file.sight import EVIDENCE, custody_for
from casework.cases.stages import Stage
from casework.errors import NotFound, StoreUnavailable, Unsound
from casework.evidence.custody import Verdict, chain
from casework.evidence.details import AccessRoute, StillOnline
from casework.evidence.freezing import said as unusable
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, CustodyEntry, Found
from casework.evidence.page_images import PagesNotShown, page_count
from casework.evidence.queries import Item, governing_item
from casework.storage import store
from web.asking import Control
from web.evidence_asks import DETAILS
from web.wording import clock, day

MOST_PAGES = 200
UNREADABLE = "The original cannot be read now. Tell whoever runs Casework if this goes on."
FROZEN = "It is frozen: nobody may rely on it."
CHECKED = {
    Found.SOUND: "It matches what was taken in.",
    Found.ALTERED: f"It does not match what was taken in. {FROZEN}",
    Found.MISSING: f"Its file is missing. {FROZEN}",
    Found.UNREADABLE: UNREADABLE,
}
UNTOLD = (None, AccessRoute.NOT_RECORDED, StillOnline.UNKNOWN)
DISGUISED = (
    "What this file holds is not what its name says, so it is never shown inside a page. "
    "You can take a copy of it."
)


@dataclass(frozen=True)
class Shown:
    """What the page shows of an original: a picture, pages, or one sentence why nothing is."""

    picture: bool = False
    pages: int = 0
    why_not: str = ""

    @property
    def anything(self) -> bool:
        return self.picture or self.pages > 0


@dataclass(frozen=True)
class Link:
    """A link of the chain of custody, as the page says it."""

    says: str
    who: str
    at: datetime


@dataclass(frozen=True)
class About:
    """What is recorded about an item, and what is not."""

    told: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def item_in(file: CaseFile, reference: str) -> Item:
    """An item of this case, by its exhibit number or its capture's id.

    Raises:
        NotPermitted: the reader may see the case and not this item of its evidence.
        NotFound: nothing on this case goes by that reference.
    """
    for item in [*file.evidence, *file.evidence_listed]:
        if reference in (item.reference, str(item.capture.id)):
            require_sight(file.standing, governing_item(file.case, item))
            return item
    for action in EVIDENCE:  # what they may not see and what is not there answer the same
        require_sight(file.standing, action)
    raise NotFound


def can_show(item: Item) -> Shown:
    """Whether this original can be shown inside the page, found out before it is opened."""
    capture = item.capture
    if capture.frozen_because:
        return Shown(why_not=f"{unusable(item, Found(capture.frozen_because))}.")
    return _can_show(capture) if capture.name_agrees else Shown(why_not=DISGUISED)


def _can_show(capture: Capture) -> Shown:
    if not capture.is_shown:
        kind = capture.kind.label
        return Shown(why_not=f"A {kind} is not shown inside the page. You can take a copy of it.")
    try:
        if capture.kind is FileKind.PDF:
            return Shown(pages=page_count(store().read(capture.key)))
        store().open(capture.key).close()
    except (Unsound, NotFound):
        return Shown(picture=capture.kind.is_image, pages=not capture.kind.is_image)
    except StoreUnavailable:
        return Shown(why_not=UNREADABLE)
    except PagesNotShown as refused:
        return Shown(why_not=f"{refused} You can take a copy of it.")
    return Shown(picture=True)


def about(item: Item) -> About:
    """Every recorded field with its label, then the labels of those left blank."""
    told = About()
    for ask in DETAILS:
        if ask.control is Control.HEADING:
            continue
        value = getattr(item.details, ask.name.removeprefix("details."))
        if value in UNTOLD:
            told.missing.append(ask.label.lower())
        else:
            told.told.append((ask.label, _said(value)))
    return told


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    return str(getattr(value, "label", value)) if isinstance(value, StrEnum) else str(value)


def custody(session: Session, file: CaseFile, item: Item) -> list[Link]:
    links = custody_for(file.standing, chain(session, item.capture.id))
    return [_link(each) for each in links]


def _link(entry: CustodyEntry) -> Link:
    reason = f": {entry.reason}" if entry.reason else ""
    return Link(f"{entry.handling.label}{reason}", entry.person_name, entry.at)


def checked(verdict: Verdict, now: datetime) -> tuple[str, bool]:
    """What a check of the original found, as a sentence, and whether it is good news."""
    when = f"Checked today, {clock(now)}."
    return f"{when} {CHECKED[verdict.found]}", verdict.found is Found.SOUND


def bears_on(file: CaseFile, item: Item) -> list[Alleged]:
    """The allegations that this exhibit is tied to."""
    return [each for each in file.alleged if item.reference in each.exhibit_references]


def neighbours(file: CaseFile, item: Item) -> tuple[str, str]:
    """The references before and after this one, in the order of the list."""
    order = [each.reference for each in file.evidence]
    at = order.index(item.reference)
    before = order[at - 1] if at else ""
    return before, order[at + 1] if at + 1 < len(order) else ""


def may_change(file: CaseFile, permission: Permission) -> bool:
    return file.case.stage is not Stage.CLOSED and file.may(permission)
