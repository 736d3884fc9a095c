"""An exhibit as it goes into a pack: its capture sheet first, then what was captured."""

from sqlmodel import Session

from casework.allegations.queries import Alleged
from casework.documents import sheets
from casework.documents.packs import ImagePage, PackItem, PdfPages, Source
from casework.evidence.custody import chain
from casework.evidence.freezing import require_sound
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, Exhibit
from casework.evidence.queries import Item
from casework.evidence.redacted import RedactedCopy
from casework.storage import store
from casework.working_days import local_day


def exhibit_item(session: Session, item: Item, alleged: list[Alleged]) -> PackItem:
    """One line of the index: the sheet, and the pages or the picture when it can be printed."""
    exhibit, capture = item.exhibit, item.capture
    if exhibit is None:
        raise ValueError("Only an admitted exhibit goes into a pack")
    require_sound(store(), item)  # whatever is printed of it: a pack vouches for every exhibit
    copy = item.copy
    sheet = _capture_sheet(session, item, exhibit, alleged, copy)
    printable = _printable(capture, exhibit, copy)
    return PackItem(
        called=exhibit.reference,
        title=f"{exhibit.reference} {exhibit.title}",
        description=exhibit.description[:120],
        day=local_day(capture.taken_in_at),
        parts=(sheet, printable) if printable else (sheet,),
        capture_id=capture.id,
    )


def _printable(capture: Capture, exhibit: Exhibit, copy: RedactedCopy | None) -> Source | None:
    """The released redacted copy in place of the original, wherever there is one."""
    caption = f"{exhibit.reference} {exhibit.title}"
    if copy is not None and copy.key is not None:
        content = store().read(copy.key)
        redacted = f"{caption}. Redacted copy {copy.number}"
        return PdfPages(content) if copy.is_pdf else ImagePage(content, redacted)
    if not capture.is_shown:
        return None
    content = store().read(capture.key)
    if capture.kind is FileKind.PDF:
        return PdfPages(content)
    return ImagePage(content, caption)


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


def _capture_sheet(
    session: Session,
    item: Item,
    exhibit: Exhibit,
    alleged: list[Alleged],
    copy: RedactedCopy | None,
) -> sheets.CaptureSheet:
    capture, details = item.capture, item.details
    shown_instead = f"This {capture.kind.label} cannot be printed. It is shown at the hearing."
    bears_on = [a for a in alleged if exhibit.reference in a.exhibit_references]
    return sheets.CaptureSheet(
        exhibit=exhibit.reference,
        title=exhibit.title,
        what_it_is=details.what or capture.kind.label,
        captured_by=details.captured_by or "not recorded",
        captured_at=capture.taken_in_at,
        how_obtained=details.access_route.label,
        sha256=capture.sha256,
        file_name=f"redacted copy {copy.number}" if copy else capture.name,
        size=capture.size,
        shows=exhibit.description,
        does_not_prove=(details.does_not_prove,) if details.does_not_prove else (),
        posted_at=details.posted_at or "",
        account=details.account or "",
        link=details.web_address or "",
        authenticity=details.authenticity.label,
        allegations=tuple(each.allegation.number for each in bears_on),
        custody=tuple(
            sheets.CustodyLine(at=each.at, who=each.person_name, what=each.handling.label)
            for each in reversed(chain(session, capture.id))
        ),
        redactions=_redactions(copy),
        redacted_sha256=(copy.sha256 or "") if copy else "",
        not_printed="" if capture.is_shown or copy else shown_instead,
    )
