"""An item of evidence as plain values: what is shown of it, what is known of it, who handled it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from casework.access import Permission, require_sight
from casework.allegations.queries import Alleged
from casework.case_file.queries import CaseFile
from casework.case_file.sight import EVIDENCE, custody_for
from casework.cases.stages import Stage
from casework.errors import NotFound, StoreUnavailable, Unsound
from casework.evidence.custody import Verdict, chain
from casework.evidence.details import CaptureDetails, is_blank
from casework.evidence.freezing import said as unusable
from casework.evidence.kinds import FileKind
from casework.evidence.models import CustodyEntry, Found
from casework.evidence.page_images import PagesNotShown, page_count
from casework.evidence.queries import Item, governing_item
from casework.evidence.records import Record
from casework.evidence.telling import confirmed, looked, not_recorded, said, was_corrected
from casework.storage import store
from web.evidence_asks import DETAILS
from web.wording import clock, day

MOST_PAGES = 200
UNREADABLE = "The original cannot be read now. Tell whoever runs Casework if this goes on."
STOPPED = "It is closed as a suspected image of a child. Nobody can open, copy or print it."
FROZEN = "It is frozen: nobody may rely on it."
CHECKED = {
    Found.SOUND: "It matches what was taken in.",
    Found.ALTERED: f"It does not match what was taken in. {FROZEN}",
    Found.MISSING: f"Its file is missing. {FROZEN}",
    Found.UNREADABLE: UNREADABLE,
}
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


def _why_not_shown(item: Item) -> str:
    capture = item.capture
    if capture.stopped_at:
        return STOPPED
    if capture.frozen_because:
        return f"{unusable(item, Found(capture.frozen_because))}."
    kind = f"A {capture.kind.label} is not shown inside the page. You can take a copy of it."
    return kind if capture.name_agrees else DISGUISED


def can_show(item: Item) -> Shown:
    """Whether this original can be shown inside the page, found out before it is opened."""
    capture = item.capture
    if capture.frozen_because or not capture.is_shown:
        return Shown(why_not=_why_not_shown(item))
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


def about(record: Record) -> About:
    """Every recorded field with its label, then what nobody has recorded."""
    labels = {ask.name.removeprefix("details."): ask.label for ask in DETAILS}
    details = record.item.details
    told = [
        (labels[name], _said(value))
        for name in CaptureDetails.model_fields
        if not is_blank(value := getattr(details, name))
    ]
    if details.capture_started:
        told.append(("Capture began, in UTC", f"{details.capture_started:%Y-%m-%d %H:%M}"))
    return About(told, list(not_recorded(details)))


def _said(value: Any) -> str:
    return day(value) if isinstance(value, date) else said(value)


def put_on_record(record: Record) -> list[Link]:
    """What people put their name to about the item, the newest first."""
    links = [
        *(Link(confirmed(each), each.person_name, each.at) for each in record.confirmations),
        *(Link(looked(each), each.person_name, each.at) for each in record.checks),
        *(Link(was_corrected(each), each.person_name, each.at) for each in record.corrections),
    ]
    return sorted(links, key=lambda each: each.at, reverse=True)


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
