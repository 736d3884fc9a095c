"""Where a case says something of people: each table, what a record in it is called, its words.

`tests/data_rights` compares this with the database: a table of a case that is neither here nor in
`NOT_SEARCHED` fails the build.
"""

from dataclasses import dataclass

from casework.data_rights.kinds import Thing


@dataclass(frozen=True)
class Place:
    """One table: what a record is called, the columns that say something, whose record it is."""

    name: str
    says: str
    words: tuple[str, ...]
    by: tuple[str, ...] = ()
    day: str = ""
    thing: Thing = Thing.WORDS
    table: str = ""
    called: str = ""  # the column that tells one record of the table from another

    @property
    def read_from(self) -> str:
        return self.table or self.name


def _p(name: str, says: str, words: str, by: str = "", day: str = "") -> Place:
    return Place(name, says, tuple(words.split()), tuple(by.split()), day)


_CASES = "(SELECT id, id AS case_id, reference, summary, opened_at FROM cases)"
_PARTS = (
    "(SELECT a.id, a.case_id, a.person_id, a.role, a.started_at, "
    "p.given_name || ' ' || p.family_name AS who "
    "FROM appointments AS a JOIN people AS p ON p.id = a.person_id)"
)
# A file is an item by its name, by what is recorded of it, and by the words read out of it.
_CAPTURES = (
    "(SELECT c.*, (SELECT string_agg(w.body, ' ') FROM search_words AS w "
    "WHERE w.capture_id = c.id AND w.place = 'file') AS said FROM captures AS c)"
)
# A hold that a request put there would be found by the request itself.
_HOLDS = "(SELECT * FROM retention_holds WHERE NOT ends_itself)"
_ALL = (
    Place("cases", "Summary of the case", ("summary",), (), "opened_at", table=_CASES),
    Place("appointments", "Part in the case", ("who", "role"), ("person_id",), "started_at",
          table=_PARTS, called="role"),
    _p("reports", "Report", "unknown_person platform audience own_words spoken_to link labels",
       "reporter_id", "sent_at"),
    _p("report_additions", "Addition to a report", "words", day="added_at"),
    _p("triages", "Triage decision", "reasons passed_to_whom", "decided_by", "decided_at"),
    _p("lado_contacts", "Contact with the LADO", "contacted_at spoken_to advice "
       "officer_reference may_be_told suspension_view", "recorded_by", "contacted_on"),
    _p("safeguarding_conclusions", "Conclusion on safeguarding",
       "summary followed_up action_taken copy_to_person", "concluded_by", "concluded_at"),
    _p("low_level_concerns", "Low-level concern handed on", "record_reference handed_to",
       "recorded_by", "handed_on"),
    _p("duties_considered", "Duty to tell somebody outside", "because", "considered_by",
       "considered_at"),
    _p("referrals_ended", "End of a referral", "what_came_of_it", "recorded_by", "ended_on"),
    _p("suspensions", "Suspension", "reason protects alternatives terms available",
       "contact_id decided_by recorded_by", "starts_on"),
    _p("suspension_reviews", "Review of a suspension", "reasons new_terms", "reviewed_by",
       "reviewed_on"),
    _p("terms_of_reference", "Terms of reference", "terms scope produce report_to",
       "officer_id set_by", "set_at"),
    _p("planned_steps", "Step of the investigation", "says came_to", "planned_by", "planned_at"),
    _p("investigations", "Investigation report as written", "sections", "officer_id",
       "concluded_at"),
    _p("investigation_drafts", "Draft of the report", "words", "shared_by", "shared_at"),
    _p("draft_comments", "Comment on a draft", "words", "said_by", "said_at"),
    _p("investigation_meetings", "Meeting", "name place topics companion",
       "person_id invited_by", "starts_at"),
    _p("meeting_notes", "Notes of a meeting", "with_whom words answer_words",
       "taken_by answered_by", "held_on"),
    _p("witness_accounts", "Account of a witness", "name role words fears", day="given_at"),
    _p("statement_drafts", "Draft of a statement", "words", "person_id", "saved_at"),
    _p("task_links", "Request for a statement", "name asked", "person_id", "made_at"),
    _p("anonymity_assessments", "Whether a witness stays unnamed",
       "fear opportunity motive corroboration known_as reasons", "assessed_by", "assessed_at"),
    _p("allegations", "Allegation", "occurred place particulars conclusion_reasons reasons",
       day="conduct_on"),
    _p("protected_content_screens", "Screen for protected content", "answers basis advice",
       "screened_by advised_by", "screened_at"),
    _p("severity_assessments", "Assessment of severity", "factors reasons", "assessed_by",
       "assessed_at"),
    _p("case_to_answer_decisions", "Decision on a case to answer", "reasons", "decided_by",
       "decided_at"),
    _p("hearings", "Hearing", "place companion notes mitigation why_dismissal why_absent",
       "presenter_id", "starts_at"),
    _p("companions", "Companion", "name contact withdrew_why", "recorded_by", "given_on"),
    _p("called_witnesses", "Witness called to a hearing", "name about", "recorded_by", "given_on"),
    _p("postponement_requests", "Request for another day", "words reasons",
       "recorded_by decided_by", "given_on"),
    _p("adjustments", "Adjustments", "needed reasons", "recorded_by decided_by", "given_on"),
    _p("absence_notices", "Hearing in absence", "why adjustments health offered", "decided_by",
       "decided_at"),
    _p("missed_hearings", "Hearing that was missed", "asked reason", "recorded_by", "recorded_at"),
    _p("employee_papers", "What the employee sent", "title words name", "recorded_by", "given_on"),
    _p("decision_records", "Record of the decision",
       "proportion alternatives comparable departing gross_misconduct_reasons "
       "repudiatory_reasons fair_dismissal_reasons", "recorded_by", "recorded_at"),
    _p("outcomes", "Outcome", "reasons mitigation lesser_steps gross_misconduct review_words",
       "decided_by reviewed_by", "decided_at"),
    _p("warnings", "Warning", "about why_extended", "person_id", "given_on"),
    _p("appeals", "Appeal", "why_late how_received late_reason",
       "lodged_by recorded_by late_decided_by", "received_on"),
    _p("appeal_grounds", "Ground of appeal", "words reasons"),
    _p("appeal_hearings", "Appeal hearing", "place companion notes why_absent why_heard_so",
       day="starts_at"),
    _p("appeal_decisions", "Decision on the appeal", "reasons", "decided_by", "decided_at"),
    _p("spent_unlocks", "Leave to use a spent warning", "reason advice", "asked_by decided_by",
       "asked_at"),
    _p("management_advice", "Advice of management", "expectations", "given_by", "given_at"),
    _p("union_representatives", "Union representative", "union_name official"),
    _p("register_look_ups", "What the registers said", "said", "looked_by", "looked_at"),
    _p("resignations", "Resignation", "why conclusion referrals", "recorded_by concluded_by",
       "received_on"),
    _p("overlapping_matters", "Grievance or criminal matter", "about why suitability relationships",
       "recorded_by", "known_on"),
    _p("pauses", "Pause", "reason why_resumed", "paused_by resumed_by", "paused_on"),
    _p("conflicts", "Conflict of interest", "reason why_lifted", "person_id", "recorded_at"),
    _p("separation_waivers", "Waiver of separate parts", "reason", "person_id asked_by",
       "asked_at"),
    _p("break_glass", "Access in an emergency", "reason review_words", "person_id reviewed_by",
       "opened_at"),
    _p("pseudonyms", "Entry of the register of pseudonyms", "label name also", "added_by",
       "added_at"),
    _p("named_readers", "Named reader", "id", "person_id named_by", "named_at"),
    _p("room_invitations", "Way in to the employee’s room", "username address known_by",
       "person_id made_by", "made_at"),
    _p("data_questions", "Question about data", "from_name about", "recorded_by", "received_on"),
    Place("retention_holds", "Hold", ("reason", "why_lifted"), ("set_by",), "set_at",
          table=_HOLDS),
    _p("retention_kept_longer", "Decision to keep it longer", "reason", "decided_by",
       "decided_at"),
    _p("papers_kept", "Decision to keep a paper", "reason", "kept_by", "kept_at"),
    _p("personnel_removals", "Taken off the personnel file", "how", "recorded_by", "done_on"),
    _p("imported_cases", "Where the record came from", "origin old_reference decided_by",
       day="imported_at"),
    _p("letter_deliveries", "How a letter was sent", "to_name address known_by done_by",
       "recorded_by", "sent_on"),
    Place("issued_documents", "Letter or report", ("title", "issued_by"), (), "issued_at",
          Thing.PAPER, called="title"),
    Place("captures", "Evidence", ("name", "details", "said"), ("taken_in_by",), "taken_in_at",
          Thing.EXHIBIT, table=_CAPTURES, called="name"),
    Place("exhibits", "Description of an exhibit", ("title", "description", "pack_reason"),
          called="title"),
)  # fmt: skip

PLACES: dict[str, Place] = {each.name: each for each in _ALL}

_MADE_OF = "It is made of the records that are searched"
_ONLY_THAT = "It says only that something was done, or where; the words are in other records"
NOT_SEARCHED: dict[str, str] = {
    "hearing_packs": _MADE_OF,
    "pack_parts": _MADE_OF,
    "pack_copies": _ONLY_THAT,
    "pack_copy_steps": _ONLY_THAT,
    "pack_notes": "Somebody’s own notes, which nobody but they can read",
    "case_exports": _ONLY_THAT,
    "journal": _ONLY_THAT,
    "approval_requests": _ONLY_THAT,
    "clock_changes": _ONLY_THAT,
    "deadlines": _ONLY_THAT,
    "disposals": _ONLY_THAT,
    "weedings": _ONLY_THAT,
    "retention_due_dates": _ONLY_THAT,
    "steps_heard": _ONLY_THAT,
    "left_readable": _ONLY_THAT,
    "page_readings": _MADE_OF,
    "pack_arrangements": _MADE_OF,
    "derived_copies": _MADE_OF,
    "search_words": _MADE_OF,
    "redacted_copies": _MADE_OF,
    "redaction_boxes": _MADE_OF,
    "data_request_cases": "The record of this work itself",
    "data_request_items": "The record of this work itself",
}
