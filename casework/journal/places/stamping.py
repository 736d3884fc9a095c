"""Time-stamps of checkpoints by somebody else's clock (RFC 3161)."""

from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from casework.errors import DeliveryFailed
from casework.journal.places import Copy
from casework.settings import Settings

PATIENCE = 15
LONGEST = 64 * 1024
ASKS = {"Content-Type": "application/timestamp-query"}


@dataclass(frozen=True)
class Stamp:
    url: str
    roots: Path

    @property
    def name(self) -> str:
        return f"time-stamp {self.url}"

    def deliver(self, copy: Copy) -> bytes:
        """The token, once it is known to be over this note and by a root we trust."""
        message, roots = copy.note.encode(), self._trusted()
        request = (
            TimestampRequestBuilder()
            .data(message)
            .hash_algorithm(HashAlgorithm.SHA256)
            .nonce(nonce=True)
            .cert_request(cert_request=True)
            .build()
        )
        answer = self._ask(request.as_bytes())
        verifier = VerifierBuilder.from_request(request)
        for root in roots:
            verifier = verifier.add_root_certificate(root)
        _check(verifier, answer, message)
        return answer

    def _trusted(self) -> list[Certificate]:
        try:
            return load_pem_x509_certificates(self.roots.read_bytes())
        except (OSError, ValueError) as failed:
            said = f"The root certificates cannot be read: {type(failed).__name__}"
            raise DeliveryFailed(said) from failed

    def _ask(self, query: bytes) -> bytes:
        try:
            asked = Request(self.url, data=query, headers=ASKS, method="POST")
            with urlopen(asked, timeout=PATIENCE) as answer:
                content: bytes = answer.read(LONGEST)
        except (OSError, URLError, HTTPException) as failed:
            said = f"The time-stamp service does not answer: {type(failed).__name__}"
            raise DeliveryFailed(said) from failed
        return content


def _check(verifier: VerifierBuilder, answer: bytes, message: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(answer)
        verifier.build().verify_message(response, message)
    except (VerificationError, ValueError) as refused:
        said = f"The time-stamp cannot be trusted: {refused}"
        raise DeliveryFailed(said) from refused
    return response


def is_over(token: bytes, note: str, roots: list[Certificate]) -> bool:
    """Whether a kept token is over this note and by one of these roots."""
    verifier = VerifierBuilder()
    for root in roots:
        verifier = verifier.add_root_certificate(root)
    try:
        _check(verifier, token, note.encode())
    except DeliveryFailed:
        return False
    return True


def stamps_of(settings: Settings) -> list[Stamp]:
    """One for each service that is set."""
    urls = [each for each in (settings.tsa_urls or "").split(",") if each]
    return [Stamp(each, settings.tsa_roots) for each in urls if settings.tsa_roots]
