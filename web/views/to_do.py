"""What each rule of the procedure asks somebody to do: in words, at an address. Data."""

from casework.access import Permission
from web.views.appeal_demands import OF_AN_APPEAL
from web.views.demanding import Demand

TO_DO = {
    "TRIAGE": Demand(
        "Decide what to do with this report, with reasons", "", Permission.TRIAGE, "Decide"
    ),
    "G-LADO-1": Demand(
        "Ask the LADO whether the Trust may investigate, and record the answer",
        "/lado-contact",
        Permission.RECORD_LADO,
        "Record what the LADO says",
    ),
    "G-SUSP-2": Demand(
        "Review the suspension: its day has passed, and every other step waits for it",
        "/review-suspension",
        Permission.SUSPEND,
        "Review the suspension",
    ),
    "G-UNION-2": Demand(
        "Ask whether the employee represents a union, and record the answer",
        "/union-representative",
        Permission.RECORD_DUTY,
        "Record the answer",
    ),
    "G-REAS-5": Demand(
        "Give the written reasons that the employee asked for",
        "/reasons-given",
        Permission.ISSUE_LETTER,
        "Give the reasons",
    ),
    "G-CLOSE-2": Demand(
        "Record the safeguarding outcome before the case is closed",
        "/conclude-safeguarding",
        Permission.RECORD_LADO,
        "Record the outcome",
    ),
    "G-UNION-1": Demand(
        "Tell the union’s official, or record that the employee does not agree",
        "/union-representative",
        Permission.RECORD_DUTY,
        "Record what the employee says",
    ),
    "G-REF-1": Demand(
        "Decide whether to refer to the Teaching Regulation Agency",
        "/consider-duty?duty=tra&moment=outcome",
        Permission.RECORD_DUTY,
        "Answer for the TRA",
    ),
    "G-REF-2": Demand(
        "Decide whether the Disclosure and Barring Service must be told",
        "/consider-duty?duty=dbs&moment=outcome",
        Permission.RECORD_DUTY,
        "Answer for the DBS",
    ),
    "PAPERS": Demand(
        "Look at what the employee sent, and decide whether it becomes evidence",
        "/room",
        Permission.MANAGE_ROOM,
        "Look at it",
    ),
    "G-SUSP-8": Demand("Send the suspension letter", "/suspension-letter", Permission.SUSPEND),
    "G-INV-1": Demand("Record who the case is about", "/identify-employee", Permission.APPOINT),
    "G-INV-5": Demand(
        "Pass the case on: the person it is about is no employee of the Trust",
        "/pass-on",
        Permission.CLOSE,
        "Pass it on",
    ),
    "BEGIN": Demand(
        "Appoint an investigating officer and say what to find out",
        "/begin-investigation",
        Permission.BEGIN_INVESTIGATION,
        "Begin the investigation",
    ),
    "G-REP-1": Demand(
        "Make each allegation, so that it can be concluded on",
        "/make-allegation",
        Permission.MAKE_ALLEGATION,
        "Make an allegation",
    ),
    "G-REP-2": Demand(
        "Admit at least one exhibit", "/evidence", Permission.ADD_EVIDENCE, "Go to the evidence"
    ),
    "G-REP-3": Demand(
        "Record the employee’s account, or that they chose not to give one",
        "/conclude-investigation",
        Permission.CONCLUDE_INVESTIGATION,
        "Write the report",
    ),
    "G-REP-4": Demand(
        "Record what was looked for that might help the employee",
        "/conclude-investigation",
        Permission.CONCLUDE_INVESTIGATION,
        "Write the report",
    ),
    "G-PROT-1": Demand(
        "Answer the twelve questions about protected content",
        "/protected-content",
        Permission.SCREEN_CONTENT,
        "Answer the questions",
    ),
    "G-PROT-2": Demand(
        "Advise whether formal action may go on, where content may be protected",
        "/protected-content-advice",
        Permission.ADVISE_ON_CONTENT,
        "Give advice",
    ),
    "G-PROT-3": Demand(
        "Follow the advice on protected content: formal action may not go on as it stands",
        "/protected-content",
        Permission.SCREEN_CONTENT,
        "Answer the questions again",
    ),
    "DECIDE": Demand(
        "Decide which allegations have a case to answer, with reasons",
        "/case-to-answer",
        Permission.DECIDE_CASE_TO_ANSWER,
        "Decide on a case to answer",
    ),
    "G-NOT-0": Demand(
        "Appoint a hearing manager who had no earlier part in the case",
        "/appoint?role=hearing_manager",
        Permission.APPOINT,
        "Appoint a hearing manager",
    ),
    "G-NOT-3": Demand("Appoint a note-taker", "/appoint?role=note_taker", Permission.APPOINT),
    "G-NOT-4": Demand(
        "Send the hearing notice, with the right to be accompanied explained",
        "/hearing-notice",
        Permission.SCHEDULE_HEARING,
        "Send the hearing notice",
    ),
    "G-POST-3": Demand(
        "Answer the request to move the hearing",
        "/hearing",
        Permission.RECORD_HEARING,
        "Go to the hearing",
    ),
    "G-CHG-2": Demand(
        "Send a new notice: something goes to the hearing that the last one did not say",
        "/hearing-notice",
        Permission.SCHEDULE_HEARING,
        "Send a new notice",
    ),
    "G-PACK-1": Demand(
        "Issue the hearing pack, so that both sides have the same evidence",
        "/hearing",
        Permission.MAKE_PACK,
        "Issue the hearing pack",
    ),
    "G-PACK-3": Demand("Send the hearing notice", "/hearing-notice", Permission.SCHEDULE_HEARING),
    "G-PACK-4": Demand(
        "Conclude the investigation with a report",
        "/conclude-investigation",
        Permission.CONCLUDE_INVESTIGATION,
    ),
    "G-PACK-5": Demand("Put at least one exhibit in the pack", "/evidence", Permission.MAKE_PACK),
    "G-PACK-6": Demand(
        "Redact each exhibit that shows a pupil, leave it out, or record why the panel must see it",
        "/evidence",
        Permission.MAKE_PACK,
        "Decide which exhibits go in",
    ),
    "G-PACK-17": Demand(
        "Release a redacted copy of each exhibit that shows a pupil, or leave it out",
        "/evidence",
        Permission.MAKE_PACK,
        "Decide which exhibits go in",
    ),
    "G-PACK-SCAN": Demand(
        "Leave out what is in quarantine, or wait until it is scanned",
        "/evidence",
        Permission.MAKE_PACK,
    ),
    "G-PACK-VIDEO": Demand(
        "Write what is said and seen in each video, or leave it out",
        "/evidence",
        Permission.ADD_EVIDENCE,
        "Write what a video says and shows",
    ),
    "G-PACK-FLAG": Demand(
        "Decide what becomes of each exhibit that cannot be printed as it is",
        "/evidence",
        Permission.MAKE_PACK,
        "Decide which exhibits go in",
    ),
    "G-PACK-13": Demand(
        "Look at what the employee sent: it goes in the pack",
        "/room",
        Permission.MANAGE_ROOM,
    ),
    "G-DEC-3": Demand(
        "Record a finding with reasons on each allegation",
        "/allegations",
        Permission.RECORD_FINDING,
        "Record a finding",
    ),
    "G-DEC-1": Demand("Weigh the 24 severity factors", "/severity", Permission.ASSESS_SEVERITY),
    "G-OUT-0": Demand("Decide the outcome", "/outcome", Permission.DECIDE_OUTCOME),
    "G-SUM-2": Demand(
        "Review the decision to dismiss without notice",
        "/review-dismissal",
        Permission.REVIEW_SUMMARY_DISMISSAL,
        "Review the dismissal",
    ),
    "LETTER": Demand(
        "Send the outcome letter, with the right of appeal",
        "/outcome-letter",
        Permission.ISSUE_LETTER,
        "Send the outcome letter",
    ),
    "HELD": Demand("Record that the hearing was held", "/hearing-held", Permission.RECORD_HEARING),
    "WINDOW": Demand("Open the appeal window", "/appeal-window", Permission.ISSUE_LETTER),
    **OF_AN_APPEAL,
    "CLOSE": Demand("Close the case", "/close", Permission.CLOSE),
}

CONCLUDE = Demand(
    "Conclude on each allegation, with reasons",
    "/conclude-investigation",
    Permission.CONCLUDE_INVESTIGATION,
    "Write the report",
)

ADVISER = Demand(
    "Appoint the Director of HR or a lawyer to advise on protected content",
    "/appoint?role=legal_adviser",
    Permission.APPOINT,
    "Appoint an adviser",
)
