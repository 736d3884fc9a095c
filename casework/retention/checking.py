"""The reasons to keep a case, one by one, and what exactly would go, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.retention.holds import Held
from casework.retention.manifest import Manifest

REASONS = (
    (
        "case still open, appeal or live warning",
        ("open", "parent", "window", "appealed", "warning"),
    ),
    ("legal claim or tribunal", ("claim", "legal_claim")),
    ("data rights request or complaint in progress", ("data_request", "data_complaint")),
    ("matter open with the LADO, the police, the DBS or the TRA", ("lado", "referred", "police")),
    ("reason to preserve it, or another to hold it", ("preserved", "other")),
    ("doubt about the clock or the backups", ("night", "restored")),
)
KINDS = (
    ("letter or report", "letters and reports", ("issued_documents",)),
    ("item of evidence", "items of evidence", ("captures",)),
    ("edition of a pack", "editions of packs", ("hearing_packs",)),
)
NOTHING = "Nothing is kept of it but the case itself"


@dataclass(frozen=True)
class Check:
    """One reason to keep a case, looked for; drawn by the list of checks."""

    says: str
    why: str = ""
    href: str = ""
    due: str = ""

    @property
    def done(self) -> bool:
        return not self.why


def checks(holds: Iterable[Held]) -> list[Check]:
    """Every reason to keep, with what was found of it."""
    found = list(holds)
    told = []
    for says, kinds in REASONS:
        why = "; ".join(each.sentence for each in found if each.kind in kinds)
        told.append(Check(f"There is a {says}" if why else f"No {says}", why))
    return told


def goes(manifest: Manifest) -> list[str]:
    """What exactly would go, counted."""
    told = [
        f"{count} {one if count == 1 else many}"
        for one, many, tables in KINDS
        if (count := manifest.count(*tables))
    ]
    files = len(manifest.files)
    told += [f"{files} {'file' if files == 1 else 'files'} in the store"] if files else []
    rows = manifest.records
    first = f"{', '.join(told)}." if told else f"{NOTHING}."
    return [
        first,
        f"{rows} records in {len(manifest.rows)} tables, and the words of {manifest.entries} "
        "entries in the journal.",
    ]


def set_by_people(holds: Iterable[Held]) -> list[UUID]:
    return [each.set_here for each in holds if each.set_here]
