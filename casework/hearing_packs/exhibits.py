"""An exhibit as it goes into a pack: its capture sheet first, then what was captured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from sqlmodel import Session

from casework.allegations.queries import Alleged
from casework.documents import sheets
from casework.documents.conformance import pages_said
from casework.documents.packs import (
    ExhibitUnreadable,
    ImagePage,
    KeptPages,
    PackItem,
    PdfPages,
    Source,
)
from casework.evidence.attested import Confirmation, Correction, OnlineCheck
from casework.evidence.choices import ItemType
from casework.evidence.commands import place_facts
from casework.evidence.derived import copy_of
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.examination import Treatment
from casework.evidence.freezing import require_sound
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, Exhibit, Handling
from casework.evidence.queries import Item
from casework.evidence.records import REPORTER, Record
from casework.evidence.redacted import RedactedCopy
from casework.evidence.release_rules import PLACE_RULES
from casework.evidence.telling import (
    confirmed,
    how_obtained,
    looked,
    not_recorded,
    recorded,
    was_corrected,
)
from casework.hearing_packs.kept_beside import KeptBeside, kept_beside
from casework.hearing_packs.units import opener_of
from casework.procedure import unmet
from casework.storage import store
from casework.working_days import local_day

# What the sheet has a line of its own for.
SAID_ELSEWHERE = frozenset(
    {
        "what",
        "captured_by",
        "access_route",
        "posted_at",
        "account",
        "web_address",
        "authenticity",
        "transcript",
    }
)
# What HR keeps beside an item, and no reader of a pack needs: who it came from, and of whom else.
LONGEST = 120  # what a line of the index says of an exhibit, in whole words
NOT_PRINTED = frozenset(
    {"obtained_from", "third_parties", "special_category", "relevance", "network", "lawful_basis"}
)
REASONS = {
    "G-EV-SCAN-3": "it is in quarantine: it was not scanned for malware, or some was found",
    "G-EV-VIDEO": "it is a video without a transcript or a description of what is said and seen",
}
NO_COPY = "it shows a pupil, and this pack takes only redacted copies that were released"


def exhibit_line(item: Item) -> PackItem:
    """The line of an exhibit in the index, before anything of it is read."""
    exhibit, capture = item.exhibit, item.capture
    if exhibit is None:
        raise ValueError("Only an admitted exhibit goes into a pack")
    return PackItem(
        called=exhibit.reference,
        title=f"{exhibit.reference} {exhibit.title}",
        description=shorten(exhibit.description, LONGEST, placeholder=" …"),
        day=local_day(capture.taken_in_at),
        parts=(),
        capture_id=capture.id,
        what=f"exhibit {capture.id}",
    )


def require_only_copies(going: Iterable[Item]) -> None:
    """What shows a pupil is a released redacted copy. Raises ExhibitUnreadable, which names it."""
    for each in going:
        if each.needs_reason:
            raise ExhibitUnreadable(each.reference, NO_COPY)


def exhibit_item(session: Session, item: Item, alleged: list[Alleged]) -> PackItem:
    """One line of the index: the sheet, and the pages or the picture when it can be printed."""
    return exhibit_items(session, [item], alleged)[0]


def exhibit_items(
    session: Session, items: Sequence[Item], alleged: list[Alleged]
) -> list[PackItem]:
    """The lines of exhibits of one case, in their order."""
    behind = kept_beside(session, items)
    return [
        _exhibit_item(session, item, alleged, beside)
        for item, beside in zip(items, behind, strict=True)
    ]


def _exhibit_item(
    session: Session, item: Item, alleged: list[Alleged], beside: KeptBeside
) -> PackItem:
    exhibit = item.exhibit
    if exhibit is None:
        raise ValueError("Only an admitted exhibit goes into a pack")
    require_sound(store(), item)  # whatever is printed of it: a pack vouches for every exhibit
    copy = item.copy
    sheet = _capture_sheet(item, exhibit, alleged, beside)
    sheet = sheet if copy else replace(sheet, printed_as=_printed_as(item.capture, beside.ready))
    _require_allowed(exhibit, item)
    printable = _printable(session, item, exhibit, beside.ready)
    return replace(exhibit_line(item), parts=(sheet, printable) if printable else (sheet,))


def _printable(
    session: Session, item: Item, exhibit: Exhibit, ready: DerivedCopy | None
) -> Source | None:
    """The released redacted copy in place of the original, wherever there is one."""
    capture, copy = item.capture, item.copy
    caption = f"{exhibit.reference} {exhibit.title}"
    if copy is not None and copy.key is not None:
        content = store().read(copy.key)
        redacted = f"{caption}. Redacted copy {copy.number}"
        return PdfPages(content, redacted) if copy.is_pdf else ImagePage(content, redacted)
    if capture.kind is FileKind.VIDEO:
        return _still(session, capture, caption)
    if not capture.is_printed:
        return None
    opens = opener_of(ready, capture, exhibit.reference)
    return KeptPages(capture.sha256, opens, exhibit.description or exhibit.title, caption)


def _still(session: Session, capture: Capture, caption: str) -> Source | None:
    """A picture out of a video; what is said in it is on its sheet."""
    still = copy_of(session, capture.id, CopyKind.POSTER)
    if still is None:
        return None
    with store().open_as_kept(still.store_key, still.sha256) as source:
        return ImagePage(source.read(), f"{caption}. One picture out of the video")


def _redactions(copy: RedactedCopy | None) -> tuple[str, ...]:
    """What the copy hides, by page and reason code."""
    if copy is None:
        return ()
    told = {
        (each["page"], each["reason"], each["says"] if each["says"] != each["reason"] else "")
        for each in copy.boxes
    }
    return tuple(
        f"page {page}: {reason}{f', {who}' if who else ''}" for page, reason, who in sorted(told)
    )


def _require_allowed(exhibit: Exhibit, item: Item) -> None:
    """A pack refers to nothing that is in quarantine, nor to a video without its words."""
    for breach in unmet(PLACE_RULES, place_facts(item.capture)):
        raise ExhibitUnreadable(exhibit.reference, REASONS[breach.rule])


def _capture_sheet(
    item: Item, exhibit: Exhibit, alleged: list[Alleged], beside: KeptBeside
) -> sheets.CaptureSheet:
    capture, details, copy, record = item.capture, item.details, item.copy, beside.record
    bears_on = [a for a in alleged if exhibit.reference in a.exhibit_references]
    return sheets.CaptureSheet(
        exhibit=exhibit.reference,
        title=exhibit.title,
        what_it_is=details.what or _kind_of(item),
        captured_by=details.captured_by or "not recorded",
        captured_at=details.capture_started,  # when it was taken in is in its custody
        how_obtained=how_obtained(details),
        sha256=capture.sha256,
        file_name=f"redacted copy {copy.number}" if copy else capture.name,
        size=capture.size,
        shows=exhibit.description,
        does_not_prove=record.graded.does_not_prove,
        posted_at=details.posted_at or "",
        account=details.account or "",
        link=details.web_address or "",
        authenticity=details.authenticity.label,
        grade=record.graded.grade.label,
        why_graded=record.graded.why,
        recorded=recorded(details, leave_out=SAID_ELSEWHERE | NOT_PRINTED),
        not_recorded=not_recorded(details),
        said=tuple(_said(record)),
        allegations=tuple(each.allegation.number for each in bears_on),
        custody=tuple(_custody(beside)),
        redactions=_redactions(copy),
        redacted_sha256=(copy.sha256 or "") if copy else "",
        not_printed="" if capture.is_printed or copy else _shown_instead(capture),
        transcript=details.transcript or "",
    )


def _printed_as(capture: Capture, ready: DerivedCopy | None) -> str:
    """How its pages can be read, as recorded when they were made ready."""
    return pages_said(ready.facts) if ready and capture.is_printed else ""


def _shown_instead(capture: Capture) -> str:
    why = " ".join(capture.found.says) if capture.treatment is Treatment.FLAGGED else ""
    said = f"This {capture.kind.label} cannot be printed. {why} It is shown at the hearing."
    return said.replace("  ", " ")


def _custody(beside: KeptBeside) -> Iterator[sheets.CustodyLine]:
    """What was done with it. That it went into packs is not: this one would say so too late."""
    for each in reversed(beside.custody):
        if each.handling is Handling.PACKED:
            continue
        who = REPORTER if each.person_id in beside.record.unnamed else each.person_name
        yield sheets.CustodyLine(at=each.at, who=who, what=each.handling.label)


def _kind_of(item: Item) -> str:
    told = item.details.item_type
    return item.capture.kind.label if told is ItemType.NOT_RECORDED else told.label


def _said(record: Record) -> Iterator[sheets.RecordLine]:
    """What people put their name to, in the order of the days they said it."""
    corrections = [each for each in record.corrections if each.field not in NOT_PRINTED]
    lines: list[tuple[Confirmation | OnlineCheck | Correction, str]] = [
        *((each, confirmed(each)) for each in record.confirmations),
        *((each, looked(each)) for each in record.checks),
        *((each, was_corrected(each)) for each in corrections),
    ]
    for each, what in sorted(lines, key=lambda line: line[0].at):
        yield sheets.RecordLine(at=each.at, who=record.by(each), what=what)
