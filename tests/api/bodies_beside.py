"""What is sent to the acts beside the discipline: duties, safeguarding, suspension."""

from typing import Any
from uuid import UUID

from casework.suspension.alternatives import Alternative

ID = str(UUID(int=7))
MEASURE: dict[str, Any] = {
    "decided_by_id": ID,
    "starts_on": "2026-10-05",
    "reason": "A post about pupils",
    "protects": "The pupils and the witnesses",
    "alternatives": {
        each.value: {"will_do": False, "reason": "It would not keep them apart."}
        for each in Alternative
    },
    "terms": "Do not come to site.",
    "lasts": "About four weeks",
    "contact_id": ID,
}

BESIDE: dict[str, dict[str, Any]] = {
    "place-hold": {"kind": "legal_claim", "reason": "A letter before claim came."},
    "lift-hold": {"hold_id": ID, "reason": "The claim is settled."},
    "decide-lift": {"request_id": ID, "approved": True, "reason": "Agreed."},
    "end-referral": {"duty_id": ID, "ended_on": "2026-10-05", "what_came_of_it": "Nothing more."},
    "propose-disposal": {"reason": "Its day has come."},
    "approve-disposal": {"reason": "Nothing speaks for keeping it."},
    "stop-disposal": {"reason": "A question came up."},
    "keep-longer": {"until": "2036-10-05", "reason": "An inquiry may ask for it."},
    "close-room": {"reason": "Somebody else has the letter."},
    "data-question": {
        "what": "request",
        "from_name": "Al Reed",
        "received_on": "2026-10-05",
        "about": "Everything about me.",
    },
    "data-question-acknowledged": {"question_id": ID, "served_how": "by post"},
    "data-question-answered": {"question_id": ID, "answer": "Enclosed.", "served_how": "by post"},
    "letter-sent": {
        "document": 1,
        "how": "post",
        "to": "Al Reed",
        "sent_on": "2026-10-05",
        "done_by": "The office",
    },
    "end-letter-link": {"delivery_id": ID},
    "my-paper-withdrawn": {"paper_id": ID},
    "paper-withdrawn": {
        "paper_id": ID,
        "received_on": "2026-10-05",
        "received_how": "by phone",
    },
    "give-pack-copy": {"edition": 1, "person_id": ID, "may_download": False},
    "follow-pack-copy": {"copy_id": ID, "what": "posted", "happened_on": "2026-10-05"},
    "pack-copy-download": {"copy_id": ID, "may_download": True},
    "recall-pack-copy": {"copy_id": ID, "reason": "A page of somebody else’s was in it."},
    "recall-pack": {"edition": 1, "reason": "A page of somebody else’s was in it."},
    "consider-duty": {
        "duty": "police",
        "moment": "triage",
        "referred": False,
        "because": "It is no crime.",
    },
    "start-clock": {"duty": "ico", "aware_on": "2026-10-05", "aware_at": "09:00"},
    "prepare-referral": {"duty": "lado", "safety": "Moved.", "told": "The Principal."},
    "union-representative": {"is_representative": False},
    "conclude-safeguarding": {
        "outcome": "unfounded",
        "summary": "A message to a pupil",
        "followed_up": "The pupil was spoken to.",
        "action_taken": "None was needed.",
        "copy_to_person": "Yes, the LADO agreed",
        "in_references": False,
    },
    "pass-on": {
        "passed_to": "agency",
        "passed_to_whom": "Jo Reed, Northway Supply",
        "passed_on": "2026-09-01",
        "reasons": "He is sent by an agency.",
    },
    "low-level-concern": {
        "record_reference": "LLC-12",
        "handed_on": "2026-10-05",
        "handed_to": "The Principal",
    },
    "suspend": {**MEASURE, "available": "9am to 3pm", "immediate": False},
    "alternative-to-suspension": {**MEASURE, "served_how": "by hand"},
    "suspension-letter": {"served_how": "by hand"},
    "review-suspension": {
        "reviewed_on": "2026-10-05",
        "decision": "continue",
        "reasons": "The witnesses have not been heard.",
        "served_how": "by hand",
    },
    "overlap": {
        "kind": "grievance",
        "known_on": "2026-10-05",
        "about": "He says that the rota is unfair.",
        "goes_on": True,
        "why": "It is about something else.",
    },
    "pause-clock": {"clock_id": ID, "reason": "He is ill", "look_again_on": "2026-10-12"},
    "resume-clock": {"clock_id": ID, "reason": "He is back"},
    "extend-clock": {"clock_id": ID, "until": "2026-11-30", "reason": "Two more to be heard"},
    "explain-delay": {"clock_id": ID, "reason": "Half term"},
    "reasons-asked": {"asked_on": "2026-10-05", "asked_how": "by e-mail"},
    "reasons-given": {"served_how": "by post"},
    "acknowledge-report": {"next_by": "2026-11-30", "served_how": "by e-mail"},
    "acknowledge-complaint": {
        "to": "Petra Lindqvist",
        "received_on": "2026-10-05",
        "concern": "A photograph of a child on an account that is not the school’s.",
        "served_how": "by post",
    },
    "statement-form": {
        "name": "Hana Osei",
        "topics": "What you saw at the gate.",
        "return_by": "2026-11-30",
        "unnamed": False,
        "served_how": "by hand",
    },
    "tell-complainant": {
        "to": "Petra Lindqvist",
        "received_on": "2026-10-05",
        "result": "We looked into it fully.",
        "served_how": "by post",
    },
    "settlement-rider": {
        "agreed_on": "2026-10-05",
        "ends_on": "2026-12-31",
        "adviser": "Imran Sethi",
        "agreed_reference": "Teacher from 2019 to 2026.",
        "refers": True,
        "references": True,
        "considers_tra": True,
        "served_how": "by hand",
    },
    "reference": {"to": "Dana Holt", "asked_on": "2026-10-05", "served_how": "by post"},
    "data-breach": {
        "to": "Information Commissioner",
        "nature": "A message went to the wrong address.",
        "categories": "Names of three pupils.",
        "consequences": "They could be recognised.",
        "measures": "It was deleted there.",
        "served_how": "by e-mail",
    },
    "lado-contact": {
        "contacted_on": "2026-10-05",
        "contacted_at": "10:15",
        "spoken_to": "Alan Reeve",
        "advice": "Go on.",
        "may_investigate": True,
        "may_tell_employee": True,
    },
}
