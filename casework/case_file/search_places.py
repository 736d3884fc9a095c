"""Where the words of a case may stand: what each place is called, and the page that shows it.

Who may read a place is not said here: it is a policy of PostgreSQL (migration 0048), and a test
compares it with the pages. What is searched nowhere is in `NOT_SEARCHED`, each with its reason.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What somebody may narrow a search to."""

    NAMES = "names"
    REPORTS = "reports"
    ALLEGATIONS = "allegations"
    EVIDENCE = "evidence"
    STATEMENTS = "statements"
    HEARING = "hearing"
    DECISIONS = "decisions"
    LETTERS = "letters"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.NAMES: "References, people and academies",
    Kind.REPORTS: "Reports and triage",
    Kind.ALLEGATIONS: "Allegations and clauses",
    Kind.EVIDENCE: "Evidence, and the words in files",
    Kind.STATEMENTS: "Statements, notes and the investigation",
    Kind.HEARING: "Hearings",
    Kind.DECISIONS: "Findings, outcomes and appeals",
    Kind.LETTERS: "Letters and reports, by title",
}


@dataclass(frozen=True)
class Place:
    """One place: its name for people, its kind, and the page of the case with its anchor."""

    says: str
    kind: Kind
    page: str
    table: str
    anchor: str = ""  # what is asked of the database about the records found there
    weight: float = 1.0


_REPORT = "SELECT t.id, r.reference FROM {table} AS t JOIN reports AS r ON r.id = t.report_id"
_NUMBER = "SELECT id, number::text FROM allegations"
_EXHIBIT = "SELECT capture_id, 'E' || number FROM exhibits"
_FINDING, _ITEM = "/allegations/{anchor}", "/evidence/{anchor}"

PLACES: dict[str, Place] = {
    "summary": Place("Summary", Kind.ALLEGATIONS, "", "cases", weight=1.5),
    "report": Place("Report {anchor}", Kind.REPORTS, "/reports#{anchor}", "reports",
                    "SELECT id, reference FROM reports"),
    "addition": Place("Added to report {anchor}", Kind.REPORTS, "/reports#{anchor}",
                      "report_additions", _REPORT.format(table="report_additions")),
    "triage": Place("Triage of report {anchor}", Kind.REPORTS, "/reports#{anchor}", "triages",
                    _REPORT.format(table="triages")),
    "lado": Place("Contact with the LADO", Kind.REPORTS, "/reports#lado", "lado_contacts"),
    "allegation": Place("Allegation {anchor}", Kind.ALLEGATIONS, f"{_FINDING}#particulars",
                        "allegations", _NUMBER, weight=1.5),
    "conclusion": Place("Conclusion on allegation {anchor}", Kind.STATEMENTS,
                        f"{_FINDING}#conclusion", "allegations", _NUMBER),
    "finding": Place("Finding on allegation {anchor}", Kind.DECISIONS, f"{_FINDING}#finding",
                     "allegations", _NUMBER),
    "statement": Place("Account of a witness", Kind.STATEMENTS, "/witnesses", "witness_accounts"),
    "notes": Place("Notes of a meeting", Kind.STATEMENTS, "/investigation#n-{anchor}",
                   "meeting_notes", "SELECT id, id::text FROM meeting_notes"),
    "hearing_notes": Place("Notes of the hearing", Kind.HEARING, "/hearing#n-{anchor}",
                           "meeting_notes", "SELECT id, id::text FROM meeting_notes"),
    "terms": Place("Terms of reference", Kind.STATEMENTS, "/hearing#terms", "terms_of_reference"),
    "scope": Place("Terms of reference, in full", Kind.STATEMENTS, "/investigation#terms",
                   "terms_of_reference"),
    "step": Place("Plan of the investigation", Kind.STATEMENTS, "/investigation#plan",
                  "planned_steps"),
    "draft": Place("Draft of the report, version {anchor}", Kind.STATEMENTS,
                   "/investigation#d-{anchor}", "investigation_drafts",
                   "SELECT id, version::text FROM investigation_drafts"),
    "investigation": Place("Investigation report", Kind.STATEMENTS, "/letters#issued",
                           "investigations"),
    "pupil": Place("Register of pseudonyms", Kind.EVIDENCE, "/pseudonyms", "pseudonyms"),
    "unnamed": Place("Register of pseudonyms", Kind.EVIDENCE, "/pseudonyms", "pseudonyms"),
    "capture": Place("Record of {anchor}", Kind.EVIDENCE, _ITEM, "captures", _EXHIBIT),
    "exhibit": Place("Exhibit {anchor}", Kind.EVIDENCE, _ITEM, "exhibits", _EXHIBIT, 1.5),
    "file": Place("Words in {anchor}", Kind.EVIDENCE, _ITEM, "derived_copies", _EXHIBIT, 0.8),
    "mitigation": Place("Mitigation", Kind.HEARING, "/hearing#order", "hearings"),
    "outcome": Place("Outcome", Kind.DECISIONS, "/decision#outcome", "outcomes"),
    "decision": Place("Record of the decision", Kind.DECISIONS, "/decision", "decision_records"),
    "severity": Place("How serious it was", Kind.DECISIONS, "/allegations#severity",
                      "severity_assessments"),
    "screen": Place("Protected content", Kind.DECISIONS, "/allegations#screen",
                    "protected_content_screens"),
    "appeal": Place("Appeal", Kind.DECISIONS, "#appeal", "appeals"),
    "ground": Place("Ground of appeal", Kind.DECISIONS, "#appeal", "appeal_grounds"),
    "appeal_decision": Place("Decision on the appeal", Kind.DECISIONS, "#appeal",
                             "appeal_decisions"),
    **dict.fromkeys(
        ("notice", "letter", "witness_letter", "paper"),
        Place("Letter or report", Kind.LETTERS, "/letters#issued", "issued_documents"),
    ),
}  # fmt: skip
OF_EVIDENCE = frozenset({"capture", "exhibit", "file"})

_ON_LIVE_ONES = "A spent warning is not put before whoever decides: they have a page of their own"
_SHORT = "A line or two on a page that the case itself shows"
_NOT_THEIRS = "Of how the record is kept or who may read it, not of the matter"
_HOW = "How a letter or a link reached somebody"
_ELSEWHERE = "Its words are printed in a letter or stand in another record"
# Tables of words (data_rights/places) that no search reads.
NOT_SEARCHED: dict[str, str] = {
    "warnings": _ON_LIVE_ONES,
    "spent_unlocks": _ON_LIVE_ONES,
    "appointments": "Names are looked for among the people of each case",
    "task_links": _HOW,
    "room_invitations": _HOW,
    "letter_deliveries": _HOW,
    "statement_drafts": "Nobody but the employee reads it before it is sent",
    **dict.fromkeys(
        ("retention_holds", "retention_kept_longer", "papers_kept", "personnel_removals",
         "imported_cases", "conflicts", "separation_waivers", "break_glass", "named_readers",
         "data_questions"), _NOT_THEIRS),
    **dict.fromkeys(
        ("suspensions", "suspension_reviews", "case_to_answer_decisions", "management_advice",
         "register_look_ups", "absence_notices", "employee_papers", "appeal_hearings",
         "safeguarding_conclusions"), _ELSEWHERE),
    **dict.fromkeys(
        ("low_level_concerns", "duties_considered", "referrals_ended", "draft_comments",
         "investigation_meetings", "anonymity_assessments", "companions", "called_witnesses",
         "postponement_requests", "adjustments", "missed_hearings", "union_representatives",
         "resignations", "overlapping_matters", "pauses"), _SHORT),
}  # fmt: skip
