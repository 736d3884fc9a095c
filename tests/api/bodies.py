"""For each act, a body that can be read. Whether the procedure allows it is another matter."""

from typing import Any
from uuid import UUID

from casework.allegations.severity import FACTORS
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

BODIES: dict[str, dict[str, Any]] = {
    "triage": {
        "decision": "no_further_action",
        "reasons": "It is not a breach.",
        "harm": {"harmed": "no", "offence": "no", "risk": "no", "unsuitable": "no"},
    },
    "lado-contact": {
        "contacted_on": "2026-10-05",
        "contacted_at": "10:15",
        "spoken_to": "Alan Reeve",
        "advice": "Go on.",
        "may_investigate": True,
        "may_tell_employee": True,
    },
    "capture-page": {"url": "https://public.example/post", "suspected_image": False},
    "appoint": {"role": "note_taker", "person_id": ID},
    "end-appointments": {"role": "note_taker"},
    "identify-employee": {"person_id": ID},
    "step-off": {"reason": "They are my cousin."},
    "raise-conflict": {"words": "The chair taught her son."},
    "record-conflict": {"person_id": ID, "ground": "named", "reason": "Named in the post"},
    "lift-conflict": {"conflict_id": ID, "reason": "A namesake"},
    "ask-waiver": {"role": "note_taker", "person_id": ID, "reason": "Nobody else is in"},
    "decide-request": {"request_id": ID, "approved": True, "reason": "Agreed"},
    "seal": {"people": [], "reason": "A child"},
    "unseal": {"reason": "No longer needed"},
    "suspend": {**MEASURE, "available": "9am to 3pm", "immediate": False},
    "alternative-to-suspension": {**MEASURE, "served_how": "by hand"},
    "suspension-letter": {"served_how": "by hand"},
    "review-suspension": {
        "reviewed_on": "2026-10-05",
        "decision": "continue",
        "reasons": "The witnesses have not been heard.",
        "served_how": "by hand",
    },
    "begin-investigation": {"officer_id": ID, "terms": "Who posted it"},
    "conclude-investigation": {
        "introduction": "About one post.",
        "process_followed": "Two people were heard.",
        "undisputed_facts": "There was a post.",
        "employee_account": "He says he was angry.",
        "exculpatory_evidence": "None was found.",
        "mitigation": "He is sorry.",
        "conclusions": {ID: {"conclusion": "case_to_answer", "reasons": "It is his account."}},
    },
    "case-to-answer": {"to_hearing": {ID: True}, "reasons": "The report shows it."},
    "revoke-witness-link": {"link_id": ID},
    "exhibits": {
        "capture_id": ID,
        "title": "The post",
        "description": "Words on a screen",
        "shows_pupil": False,
    },
    "pack-place": {"exhibit_id": ID, "in_pack": True},
    "pseudonyms": {"kind": "pupil", "name": "Maisie Thornton", "also": "Maze"},
    "correct-pseudonym": {"pseudonym_id": ID, "name": "Maisie Thornton"},
    "begin-redaction": {"capture_id": ID},
    "redaction-boxes": {
        "capture_id": ID,
        "page": 1,
        "from_left": 10,
        "from_top": 10,
        "wide": 20,
        "high": 5,
        "reason": "PUPIL",
    },
    "move-box": {
        "box_id": ID,
        "from_left": 12.5,
        "from_top": 10,
        "wide": 20,
        "high": 5,
        "reason": "PUPIL",
    },
    "remove-box": {"box_id": ID},
    "hide-words": {"capture_id": ID, "page": 1, "words": [0], "reason": "PUPIL"},
    "decide-suggestion": {"capture_id": ID, "page": 1, "first": 0, "last": 0, "hide": False},
    "redacted-copies": {"capture_id": ID},
    "look-at-copy": {"copy_id": ID},
    "release-copy": {"copy_id": ID},
    "withdraw-copy": {"copy_id": ID, "reason": "A face was left."},
    "confirmations": {"capture_id": ID, "confirms": "saw"},
    "online-checks": {"capture_id": ID, "looked_on": "2026-10-05", "found": "removed"},
    "image-stops": {"capture_id": ID},
    "image-stops-lifted": {"capture_id": ID, "advised_by": "The police", "reason": "It is none"},
    "images-reported": {"told": "The police", "advice": "Keep the device closed"},
    "allegations": {
        "clause": "3.3",
        "conduct_on": "2026-09-21",
        "place": "A personal account",
        "particulars": "He called the academy a zoo.",
        "severity": "serious",
    },
    "findings": {"allegation_id": ID, "finding": "upheld", "reasons": "The post is his."},
    "severity": {
        "factors": {each.id: {"applies": True, "words": "It was weighed."} for each in FACTORS},
        "severity": "serious",
        "reasons": "It was read by parents.",
    },
    "hearing-notice": {
        "day": "2026-11-30",
        "starts": "10am",
        "place": "Room 2",
        "presenter_id": ID,
        "dismissal_possible": False,
        "served_how": "by hand",
    },
    "hearing-held": {"attended": True, "companion_category": "nobody", "notes": "He spoke."},
    "packs": {"final": False},
    "outcome": {
        "sanction": "first_written_warning",
        "reasons": "It was serious.",
        "mitigation": "He is sorry.",
        "lesser_steps": "Advice would not do.",
    },
    "review-dismissal": {"words": "I agree."},
    "outcome-letter": {"served_how": "by hand"},
    "appeal-window": {"received_on": "2026-10-05"},
    "appeal": {"grounds": "The post is not mine."},
    "close": {"reasons": "Nobody appealed.", "no_appeal": True},
}
