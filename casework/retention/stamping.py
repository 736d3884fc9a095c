"""Signing a certificate of deletion as packs are, or only having its time stamped (RFC 3161)."""

import io

from casework.hearing_packs.signing import NotSigned, signed, signer_of, stamper_of
from casework.settings import Settings

REASON = "Certificate that a record was deleted"


def service_of(settings: Settings) -> str | None:
    """The service that stamps the time of a certificate, where the trust set one."""
    return next((each for each in (settings.tsa_urls or "").split(",") if each), None)


def stamped(pdf: bytes, settings: Settings) -> bytes:
    """The certificate signed and time-stamped as far as the trust has set up; else as it was.

    Raises:
        NotSigned: the certificate or the service cannot be used now.
    """
    if signer := signer_of(settings):
        with signed(io.BytesIO(pdf), signer, REASON) as out:
            return out.read()
    service = service_of(settings)
    return _with_time(pdf, service, settings) if service else pdf


def _with_time(pdf: bytes, service: str, settings: Settings) -> bytes:
    # Imported here, as for packs: without a service it is not needed, and takes half a second.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import PdfTimeStamper
    from pyhanko.sign.general import SigningError

    stamper = stamper_of(service, settings.tsa_roots)
    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", output=out)
    except (SigningError, PdfError, ValueError) as failed:
        said = f"The certificate could not be time-stamped: {type(failed).__name__}"
        raise NotSigned(said) from failed
    return out.getvalue()
