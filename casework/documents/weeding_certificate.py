"""The certificate that papers were weeded from a case, as a paper. It names nobody."""

from dataclasses import dataclass
from typing import ClassVar

from casework.documents.printing import PrintedDocument, printed


@dataclass(frozen=True, kw_only=True)
class WeedingCertificate:
    """What went and what stays, who agreed, what was looked for afterwards, and what remains."""

    template: ClassVar[str] = "weeding_certificate.html"

    trust: str
    reference: str
    certificate: str
    papers: str
    proposed: str
    approved: str
    moments: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str], ...]
    stays: str
    looked_for: tuple[str, ...]
    backups: str
    manifest: str
    signature: str
    key: str


def print_weeding(certificate: WeedingCertificate) -> PrintedDocument:
    """The certificate as a PDF."""
    return printed(certificate.template, each=certificate)
