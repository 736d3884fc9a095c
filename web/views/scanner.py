"""What the settings page says of scanning for malware."""

from collections.abc import Mapping

from casework.evidence.scanning import ScannerUnavailable, ScanState, scanner_says

NO_SCANNER = "Files are not scanned for malware: no scanner is set up (CLAMD_URL)."
CAPTURES = {
    True: "Public web pages can be captured.",
    False: "Capturing web pages is switched off (CASEWORK_CAPTURE).",
}
SHOWN = (
    "Pictures, PDFs and plain texts are shown as copies of ours; anything else is download only."
)


def scanning_said(url: str | None, counted: Mapping[ScanState, int]) -> str:
    """Whether files are scanned, by what, and how many are held back."""
    if url is None:
        return f"{NO_SCANNER} {SHOWN}"
    try:
        by = f"Every file is scanned for malware by {scanner_says(url)}."
    except ScannerUnavailable as silent:
        by = f"The scanner does not answer ({silent}). New files stay in quarantine until it does."
    return " ".join([by, *_counts(counted), SHOWN])


def _counts(counted: Mapping[ScanState, int]) -> list[str]:
    told = {
        ScanState.WAITING: "waiting in quarantine",
        ScanState.FOUND: "in quarantine because malware was found",
        ScanState.NOT_SCANNED: "taken in before there was a scanner and not scanned yet",
    }
    return [f"{counted[each]} {says}." for each, says in told.items() if counted.get(each)]
