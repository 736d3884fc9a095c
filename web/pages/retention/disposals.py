"""The register of what was disposed of, and the certificate of each."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from casework.access import TrustPermission
from casework.retention.register import certificate, lines
from web.frame.deps import Reading, SignedIn
from web.frame.rendering import show
from web.frame.sending import pdf
from web.frame.serving import serves
from web.views.addresses import id_in

router = APIRouter(prefix="/retention/disposals")
REVIEWS = TrustPermission.REVIEW_RETENTION


@router.get("", dependencies=serves(REVIEWS))
def page(
    request: Request,
    reading: Reading,
    actor: SignedIn,
    before: Annotated[datetime | None, Query()] = None,
) -> HTMLResponse:
    found = lines(reading, actor, before)
    return show(request, "retention/disposals.html", here="retention", found=found, before=before)


@router.get("/{disposal_id}", dependencies=serves(REVIEWS))
def one(request: Request, disposal_id: str, reading: Reading, actor: SignedIn) -> HTMLResponse:
    reference, row = certificate(reading, actor, id_in(disposal_id))
    return show(
        request,
        "retention/certificate.html",
        here="retention",
        reference=reference,
        id=row.id,
        told=row.certificate,
        row=row,
        backups=date.fromisoformat((row.certificate or {})["last_backup_expires_on"]),
    )


@router.get("/{disposal_id}/certificate.pdf", dependencies=serves(REVIEWS))
def paper(disposal_id: str, reading: Reading, actor: SignedIn) -> Response:
    reference, row = certificate(reading, actor, id_in(disposal_id))
    return pdf(row.certificate_pdf or b"", f"{reference}-disposal.pdf")
