"""The links beside every page of a case."""

from collections.abc import Sequence

from casework.access import Action, Permission
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage

INVESTIGATED = frozenset(Stage) - {Stage.REPORTED, Stage.TRIAGE}
Link = tuple[str, str, str, str, str, bool]


def case_links(file: CaseFile) -> list[Link]:
    """Key, icon, label, count, address, and whether it is urgent; only what this reader may see."""
    if not file.is_whole:
        return []
    base = f"/cases/{file.case.reference}"
    evidence = [*file.evidence, *file.evidence_listed]
    alleged, sees = _many(file.alleged), file.sees(Action.VIEW_ALLEGATIONS)
    reported = _many(file.reports)
    pupils = file.sees(Action.VIEW_RESTRICTED_EVIDENCE)
    links = [
        (True, "overview", "home", "Overview", "", ""),
        (file.reads_report, "reports", "note", "Report and triage", reported, "/reports"),
        (sees, "allegations", "scale", "Allegations", alleged, "/allegations"),
        (file.sees_evidence, "evidence", "image", "Evidence", _many(evidence), "/evidence"),
        (
            file.sees(Action.VIEW_EVIDENCE) and file.case.stage in INVESTIGATED,
            "investigation",
            "search",
            "Investigation",
            "",
            "/investigation",
        ),
        (True, "people", "users", "People", "", "/people"),
        (pupils, "pseudonyms", "eyeoff", "Pseudonyms", "", "/pseudonyms"),
        (file.sees(Action.VIEW_LIVE_WARNINGS), "warnings", "alert", "Warnings", "", "/warnings"),
        (file.may(Permission.MANAGE_ROOM), "room", "inbox", "Employee’s room", "", "/room"),
        (True, "hearing", "gavel", "Hearing and pack", "", "/hearing"),
        (file.outcome is not None, "decision", "flag", "Outcome", "", "/decision"),
        (file.reads_letters, "letters", "mail", "Letters", _many(file.documents), "/letters"),
        (sees, "procedure", "book", "Procedure", "", "/procedure"),
        (file.may(Permission.PLACE_HOLD), "retention", "archive", "Retention", "", "/retention"),
        (file.reads_journal, "activity", "clock", "Activity", "", "/activity"),
        (file.sees(Action.VIEW_RECORD_OF_ACCESS), "looked", "eye", "Who has looked", "", "/looked"),
    ]
    return [
        (key, icon, label, count, f"{base}{place}", False)
        for shown, key, icon, label, count, place in links
        if shown
    ]


def _many(found: Sequence[object]) -> str:
    return str(len(found)) if found else ""
