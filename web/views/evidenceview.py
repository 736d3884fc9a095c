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
from casework.evidence.derived import copy_of
from casework.evidence.derived_models import CopyKind
from casework.evidence.details import CaptureDetails, is_blank
from casework.evidence.freezing import said as unusable
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, CustodyEntry, Found
from casework.evidence.page_images import PagesNotShown, page_count
from casework.evidence.queries import Item, governing_item
from casework.evidence.records import Record
from casework.evidence.scanning import ScanState
from casework.evidence.telling import confirmed, looked, not_recorded, said, was_corrected
from casework.storage import store
from web.acting.evidence_asks import DETAILS
from web.frame.wording import clock, day

MOST_PAGES = 200
UNREADABLE = "The original cannot be read now. Tell whoever runs Casework if this goes on."
STOPPED = "It is closed as a suspected image of a child. Nobody can open, copy or print it."
WEEDED = "Nobody relied on it, so it was weeded. Its file is destroyed; its record is left."
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


HELD = {
    ScanState.WAITING: "It is in quarantine until it is scanned for malware. Until then nobody "
    "opens it, takes a copy of it, or puts it in a pack.",
    ScanState.FOUND: "The scanner found malware in it. It stays in quarantine: nobody opens it, "
    "takes a copy of it, or puts it in a pack.",
}
TAKE_A_COPY = "You can take a copy of it."
NO_STILL = "A video is not played here, and there is no still from it yet. You can take a copy."
DOWNLOAD_ONLY = {
    FileKind.WORD: "may fetch things from the web when it is opened",
    FileKind.MAIL: "may tell its sender that it was opened",
    FileKind.WEB_PAGE: "may run programs when it is opened",
    FileKind.SAVED_PAGE: "may run programs when it is opened",
}
LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class Shown:
    """What the page shows of an original: a picture, pages, words, or one sentence why nothing."""

    picture: bool = False
    still: bool = False
    text: bool = False
    pages: int = 0
    why_not: str = ""

    @property
    def anything(self) -> bool:
        return self.picture or self.text or self.pages > 0


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


def _closed(item: Item) -> str:
    """Why nobody may open this item now, whatever it is."""
    capture = item.capture
    if capture.stopped_at:
        return STOPPED
    if capture.weeded_at:
        return WEEDED
    if capture.frozen_because:
        return f"{unusable(item, Found(capture.frozen_because))}."
    return HELD.get(capture.scan, "")


def can_show(session: Session, item: Item) -> Shown:
    """Whether something of this original can be shown, found out before it is opened."""
    capture = item.capture
    if why := _closed(item):
        return Shown(why_not=why)
    if not capture.name_agrees:
        return Shown(why_not=DISGUISED)
    try:
        store().open(capture.key).close()
        return _pictures(capture) if capture.kind.is_shown else _otherwise(session, capture)
    except (Unsound, NotFound):  # found out by whoever opens it, and frozen then
        return Shown(picture=capture.kind.is_image, pages=not capture.kind.is_image)
    except StoreUnavailable:
        return Shown(why_not=UNREADABLE)


def _otherwise(session: Session, capture: Capture) -> Shown:
    """What is shown of something that is no picture."""
    if capture.kind is FileKind.VIDEO:
        there = copy_of(session, capture.id, CopyKind.POSTER)
        return Shown(picture=True, still=True) if there else Shown(why_not=NO_STILL)
    if capture.kind is FileKind.TEXT and capture.size <= LONGEST_TEXT:
        return Shown(text=True)
    return Shown(why_not=_download_only(capture.kind))


def _download_only(kind: FileKind) -> str:
    because = DOWNLOAD_ONLY.get(kind)
    said = f", because it {because}" if because else ""
    return f"This {kind.label} is not shown here{said}. {TAKE_A_COPY}"


def _pictures(capture: Capture) -> Shown:
    if not capture.is_shown:
        return Shown(why_not=f"{' '.join(capture.found.says)} {TAKE_A_COPY}")
    if capture.kind is FileKind.TIFF:
        return Shown(pages=max(capture.found.pages, 1))
    if capture.kind is not FileKind.PDF:
        return Shown(picture=True)
    try:
        return Shown(pages=capture.found.pages or page_count(store().read(capture.key)))
    except PagesNotShown as refused:
        return Shown(why_not=f"{refused} {TAKE_A_COPY}")


def text_of(capture: Capture) -> str:
    """The words of a plain text, without what a terminal or a page might obey."""
    told = store().read(capture.key).decode(errors="replace")
    return "".join(each for each in told if each in "\n\t" or each.isprintable())


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
        told.append(
            ("Capture began", f"{day(details.capture_started)}, {clock(details.capture_started)}")
        )
    return About(told, list(not_recorded(details)))


def _said(value: Any) -> str:
    return day(value) if isinstance(value, date) else said(value)


def put_on_record(record: Record) -> list[Link]:
    """What people put their name to about the item, the newest first."""
    links = [
        *(Link(confirmed(each), record.by(each), each.at) for each in record.confirmations),
        *(Link(looked(each), record.by(each), each.at) for each in record.checks),
        *(Link(was_corrected(each), record.by(each), each.at) for each in record.corrections),
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
