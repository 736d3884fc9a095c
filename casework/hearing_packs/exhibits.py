"""An exhibit as it goes into a pack: its capture sheet first, then what was captured."""

from sqlmodel import Session

from casework.allegations.queries import Alleged
from casework.documents import sheets
from casework.documents.packs import ExhibitUnreadable, ImagePage, PackItem, PdfPages, Source
from casework.evidence.commands import place_facts
from casework.evidence.custody import chain
from casework.evidence.examination import Treatment
from casework.evidence.kinds import FileKind
from casework.evidence.models import Capture, Exhibit
from casework.evidence.page_images import PagesNotShown, picture_image
from casework.evidence.queries import Item
from casework.evidence.rules import PLACE_RULES
from casework.procedure import unmet
from casework.storage import store
from casework.working_days import local_day

REASONS = {
    "G-EV-SCAN-3": "it is in quarantine: it was not scanned for malware, or some was found",
    "G-EV-VIDEO": "it is a video without a transcript or a description of what is said and seen",
}


def exhibit_item(session: Session, item: Item, alleged: list[Alleged]) -> PackItem:
    """One line of the index: the sheet, and the pages or the picture when it can be printed."""
    exhibit, capture = item.exhibit, item.capture
    if exhibit is None:
        raise ValueError("Only an admitted exhibit goes into a pack")
    sheet = _capture_sheet(session, item, exhibit, alleged)
    _require_allowed(exhibit, item)
    printable = _printable(capture, exhibit)
    return PackItem(
        called=exhibit.reference,
        title=f"{exhibit.reference} {exhibit.title}",
        description=exhibit.description[:120],
        day=local_day(capture.taken_in_at),
        parts=(sheet, printable) if printable else (sheet,),
    )


def _printable(capture: Capture, exhibit: Exhibit) -> Source | None:
    if not capture.is_printed:
        return None
    content = store().read(capture.key)
    if capture.kind is FileKind.PDF:
        return PdfPages(content)
    if capture.kind is FileKind.HEIC:  # no PDF can hold it: its pixels as a JPEG, full size
        content = _as_jpeg(content, exhibit.reference)
    return ImagePage(content, f"{exhibit.reference} {exhibit.title}")


def _require_allowed(exhibit: Exhibit, item: Item) -> None:
    """A pack refers to nothing that is in quarantine, nor to a video without its words."""
    for breach in unmet(PLACE_RULES, place_facts(item.capture)):
        raise ExhibitUnreadable(exhibit.reference, REASONS[breach.rule])


def _as_jpeg(content: bytes, called: str) -> bytes:
    try:
        return picture_image(content, paper=True)
    except PagesNotShown as refused:
        raise ExhibitUnreadable(called, str(refused)) from refused


def _capture_sheet(
    session: Session, item: Item, exhibit: Exhibit, alleged: list[Alleged]
) -> sheets.CaptureSheet:
    capture, details = item.capture, item.details
    why = " ".join(capture.found.says) if capture.treatment is Treatment.FLAGGED else ""
    shown_instead = (
        f"This {capture.kind.label} cannot be printed. {why} It is shown at the hearing."
    ).replace("  ", " ")
    bears_on = [a for a in alleged if exhibit.reference in a.exhibit_references]
    return sheets.CaptureSheet(
        exhibit=exhibit.reference,
        title=exhibit.title,
        what_it_is=details.what or capture.kind.label,
        captured_by=details.captured_by or "not recorded",
        captured_at=capture.taken_in_at,
        how_obtained=details.access_route.label,
        sha256=capture.sha256,
        file_name=capture.name,
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
        not_printed="" if capture.is_printed else shown_instead,
        transcript=details.transcript or "",
    )
