"""The links beside every page of a case."""

from collections.abc import Sequence

from casework.access import Permission
from casework.case_file.queries import CaseFile

Link = tuple[str, str, str, str, str, bool]


def case_links(file: CaseFile) -> list[Link]:
    """Key, icon, label, count, address, and whether it is urgent."""
    base = f"/cases/{file.case.reference}"
    links = [
        ("overview", "home", "Overview", "", base),
        ("reports", "note", "Report and triage", _many(file.reports), f"{base}/reports"),
        ("allegations", "scale", "Allegations", _many(file.alleged), f"{base}/allegations"),
    ]
    if file.may(Permission.VIEW_EVIDENCE):
        links.append(("evidence", "image", "Evidence", _many(file.evidence), f"{base}/evidence"))
    links += [
        ("people", "users", "People", "", f"{base}/people"),
        ("hearing", "gavel", "Hearing and pack", "", f"{base}/hearing"),
        ("letters", "mail", "Letters", _many(file.documents), f"{base}/letters"),
        ("activity", "clock", "Activity", "", f"{base}/activity"),
    ]
    if file.may(Permission.APPOINT):
        links.append(("looked", "eye", "Who has looked", "", f"{base}/looked"))
    return [(*each, False) for each in links]


def _many(found: Sequence[object]) -> str:
    return str(len(found)) if found else ""
