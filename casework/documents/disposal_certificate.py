"""The certificate that a case was deleted, as a paper. It names nobody."""

from dataclasses import dataclass
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True, kw_only=True)
class DisposalCertificate:
    """What went, who agreed, what was looked for afterwards, and what remains elsewhere."""

    template: ClassVar[str] = "disposal_certificate.html"

    trust: str
    reference: str
    certificate: str
    academy: str
    rule: str
    due_on: str
    proposed: str
    approved: str
    moments: tuple[tuple[str, str], ...]
    went: str
    journal: str
    looked_for: tuple[str, ...]
    backups: str
    outside: tuple[str, ...]
    manifest: str
    signature: str
    key: str


def print_certificate(certificate: DisposalCertificate) -> PrintedDocument:
    """The certificate as a PDF."""
    return printed(certificate.template, each=certificate)
