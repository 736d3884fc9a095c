"""An item’s chain of custody: link by link with its seals, checked, and as a report."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import Action
from casework.case_file.custody_reports import SEAL, checked_chain, custody_report
from casework.case_file.sight import EVIDENCE, require_any
from web.acting.opening import open_evidence
from web.frame.deps import Reading, SignedIn, Today, Transaction
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.views.casenav import case_links
from web.views.evidenceview import item_in

router = APIRouter(prefix="/cases/{reference}/evidence/{item}/custody")
WHO_HANDLED = Action.VIEW_RECORD_OF_ACCESS


@router.get("", dependencies=serves(*EVIDENCE, WHO_HANDLED))
def custody_page(
    request: Request, reference: str, item: str, reading: Reading, actor: SignedIn, today: Today
) -> Response:
    """The whole chain, recomputed now and compared with the journal."""
    file = open_evidence(reading, actor, reference, today)
    found = item_in(file, item)
    require_any(file.standing, [WHO_HANDLED])
    return show(
        request,
        "evidence/custody.html",
        here="cases",
        file=file,
        case_links=case_links(file),
        item=found,
        checked=checked_chain(reading, file.standing, found),
        seal=SEAL,
    )


@router.post("/report", dependencies=serves(*EVIDENCE, WHO_HANDLED))
def report(
    reference: str, item: str, transaction: Transaction, actor: SignedIn, today: Today
) -> Response:
    """One page of PDF. That it was taken is the last link it shows."""
    file = open_evidence(transaction, actor, reference, today)
    found = item_in(file, item)
    require_any(file.standing, [WHO_HANDLED])
    printed = custody_report(transaction, actor, file.case, found)
    called = found.exhibit.reference if found.exhibit else f"file-{found.capture.id.hex[:8]}"
    return pdf(printed.pdf, f"{reference}-{called}-custody.pdf", attached=True)
