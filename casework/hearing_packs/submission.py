"""What the employee sent, as it goes into a pack: a sheet that says what it is, then the paper."""

from collections.abc import Iterator

from casework.documents.packs import (
    ExhibitUnreadable,
    ImagePage,
    KeptPages,
    PackItem,
    PdfPages,
    Source,
)
from casework.documents.sheets import NoteSheet
from casework.documents.spelling import plain_day
from casework.evidence.freezing import require_sound
from casework.evidence.models import Capture
from casework.evidence.queries import Item, item_on
from casework.hearing_packs.beside import Submitted
from casework.hearing_packs.told import Told
from casework.hearing_packs.units import unit_opener
from casework.storage import store

SUBMISSION = "submission "
HELD = "it is in quarantine: it was not scanned for malware, or some was found"


def submission(told: Told) -> Iterator[PackItem]:
    """Every paper of the employee's in the order it was given (Acas Code para 12).

    What is an exhibit in the same pack is not printed twice: its sheet says where it is. What was
    sent for an appeal is not in the pack of the hearing.
    """
    in_evidence = {each.reference for each in told.going}
    theirs = [each for each in told.beside.submitted if told.of_the_appeal or not each.for_appeal]
    for number, each in enumerate(sorted(theirs, key=lambda e: e.given_on), start=1):
        yield _paper(told, each, f"Paper {number} of the employee", in_evidence)


def _paper(told: Told, each: Submitted, called: str, in_evidence: set[str]) -> PackItem:
    twice = each.exhibit in in_evidence
    printed = None if twice or told.listing else _printed(told, each, called)
    facts = [("What it is", each.what), ("Given on", plain_day(each.given_on))]
    if each.signed_as:
        facts.append(("Signed as true by", each.signed_as))
    if twice:
        facts.append(("Printed as", f"Exhibit {each.exhibit} of this pack"))
    elif printed is None:
        facts.append(("The file itself", "It cannot be printed. It is shown at the hearing."))
    words = "" if printed else each.words
    sheet = NoteSheet(title=each.title, text=words, facts=tuple(facts))
    return PackItem(
        called=called,
        title=each.title,
        description="from the employee" + (f", see {each.exhibit}" if twice else ""),
        day=each.given_on,
        parts=(sheet, printed) if printed else (sheet,),
        capture_id=None if twice else each.capture_id,
        what=f"{SUBMISSION}{each.capture_id}",
    )


def _printed(told: Told, each: Submitted, called: str) -> Source | None:
    """Its pages, or those of the redacted copy that was released in their place."""
    item = item_on(told.session, told.case.id, str(each.capture_id))
    require_sound(store(), item)
    _require_open(item.capture, called)
    if item.copy is not None and item.copy.key is not None:
        content = store().read(item.copy.key)
        shows = f"{each.title}. Redacted copy {item.copy.number}"
        return PdfPages(content, shows) if item.copy.is_pdf else ImagePage(content, shows)
    return _kept(told, item, each.title, called)


def _kept(told: Told, item: Item, title: str, called: str) -> KeptPages | None:
    capture = item.capture
    if not capture.is_printed:
        return None
    opens = unit_opener(told.session, capture, called)
    return KeptPages(capture.sha256, opens, title, title)


def _require_open(capture: Capture, called: str) -> None:
    if capture.scan.is_held:
        raise ExhibitUnreadable(called, HELD)
    if capture.stopped_at:
        raise ExhibitUnreadable(called, "it is closed, and with the police")
