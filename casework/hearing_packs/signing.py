"""Signing a final pack with the trust's own certificate (PAdES), and having it time-stamped.

What is signed is the pack as it was linked and checked, to the last byte; the signature stands
behind it. Without a certificate a pack is what it was, byte for byte, and its page says that it is
not signed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import URLError
from urllib.request import Request, urlopen

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import load_pem_x509_certificates
from cryptography.x509.oid import NameOID
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from casework.errors import CaseworkError
from casework.settings import Settings
from casework.storage import chunks_of

PATIENCE, LONGEST = 15, 64 * 1024
ASKS = {"Content-Type": "application/timestamp-query"}
FIELD = "Casework"


class NotSigned(CaseworkError):
    """The trust has a certificate, and the pack could not be signed or stamped. Says why."""


@dataclass(frozen=True)
class Signer:
    """The trust's certificate, and the service that stamps the time, if there is one."""

    certificate: Path
    password: bytes | None
    service: str | None
    roots: Path | None = None  # of the service: what it stamps is checked

    @property
    def name(self) -> str:
        """Whose certificate it is, as it says itself. Raises NotSigned."""
        try:
            kept = load_pkcs12(self.certificate.read_bytes(), self.password).cert
        except (OSError, ValueError) as unread:
            raise NotSigned("The certificate for packs cannot be opened") from unread
        if kept is None:
            raise NotSigned("The file of the certificate for packs holds none")
        named = kept.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(named[0].value) if named else kept.certificate.subject.rfc4514_string()


def signer_of(settings: Settings) -> Signer | None:
    """Who signs packs here; nobody, without a certificate."""
    if settings.pack_certificate is None:
        return None
    password = settings.pack_certificate_password
    services = [each for each in (settings.tsa_urls or "").split(",") if each]
    return Signer(
        settings.pack_certificate,
        password.get_secret_value().encode() if password else None,
        services[0] if services else None,
        settings.tsa_roots,
    )


@contextmanager
def signed(source: BinaryIO, signer: Signer, reason: str) -> Iterator[BinaryIO]:
    """The pack with its signature, as an open file that never touches a disk.

    Raises:
        NotSigned: by the certificate, the service, or because what was made does not verify.
    """
    with os.fdopen(os.memfd_create("pack"), "w+b") as held:
        for piece in chunks_of(source):
            held.write(piece)
        held.seek(0)
        with os.fdopen(os.memfd_create("signed"), "w+b") as out:
            _sign(held, out, signer, reason)
            _require_begins_with(out, held)
            out.seek(0)
            yield out


def _sign(held: BinaryIO, out: BinaryIO, signer: Signer, reason: str) -> None:
    # Imported here: most packs are made without a certificate, and this takes half a second.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError

    untyped: Any = SimpleSigner
    kept = untyped.load_pkcs12(str(signer.certificate), passphrase=signer.password)
    if kept is None:
        raise NotSigned("The certificate for packs cannot be opened")
    told = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        name=signer.name,
    )
    stamper = stamper_of(signer.service, signer.roots) if signer.service else None
    try:
        writer = IncrementalPdfFileWriter(held)
        PdfSigner(told, kept, timestamper=stamper).sign_pdf(writer, output=out)
    except (SigningError, PdfError, ValueError) as failed:
        raise NotSigned(f"The pack could not be signed: {type(failed).__name__}") from failed


def stamper_of(service: str, roots: Path | None) -> Any:
    """Has the time stamped: pyHanko's own asks through a library that nothing else needs."""
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Asking(TimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            answer = _asked(service, req.dump())
            imprint = req["message_imprint"]["hashed_message"].native
            _require_trusted(answer, imprint, roots)
            return tsp.TimeStampResp.load(answer)

    untyped: Any = Asking
    return untyped()


def _asked(service: str, query: bytes) -> bytes:
    try:
        request = Request(service, data=query, headers=ASKS, method="POST")
        with urlopen(request, timeout=PATIENCE) as answer:
            content: bytes = answer.read(LONGEST)
    except (OSError, URLError, HTTPException) as failed:
        said = f"The time-stamp service does not answer: {type(failed).__name__}"
        raise NotSigned(said) from failed
    return content


def _require_trusted(answer: bytes, imprint: bytes, roots: Path | None) -> None:
    """The stamp is over what was asked, by a root that the trust set. Raises NotSigned."""
    try:
        verifier = VerifierBuilder()
        for each in load_pem_x509_certificates(roots.read_bytes() if roots else b""):
            verifier = verifier.add_root_certificate(each)
        verifier.build().verify(decode_timestamp_response(answer), imprint)
    except (VerificationError, ValueError, OSError) as refused:
        raise NotSigned("The time-stamp cannot be trusted") from refused


def _require_begins_with(out: BinaryIO, held: BinaryIO) -> None:
    """What was linked and checked is what was signed. Raises NotSigned."""
    out.seek(0)
    held.seek(0)
    for piece in chunks_of(held):
        if out.read(len(piece)) != piece:
            raise NotSigned("Signing changed the pack, so it was not kept")
