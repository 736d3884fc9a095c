"""The acts of a case by the last part of their address, the same for pages and for the API."""

from typing import Any

from tests.access import afterwards, procedure
from tests.access.deciding import Row
from tests.access.people import TRIAGER

HR_OFFICER = frozenset({"P13"})
INVESTIGATES = frozenset({"P13", "P16"})
ADDS = frozenset({"P12", "P13", "P16", TRIAGER})
KEEPS_APART = frozenset({"P13", TRIAGER})
TRIAGES = frozenset({TRIAGER})
SUSPENDS = frozenset({"P12", "P13", TRIAGER})
HEARS = frozenset({"P18"})
WORK_ON_IT = KEEPS_APART | {"P12", "P16", "P18", "P19", "P20", "P21", "P22", "P23", "P29"}


def an_act(*actions: str, works: frozenset[str] | None = None, **more: Any) -> Row:
    return Row(actions or ("a01",), works=works, **more)


def shown(action: str, item: str, **more: Any) -> Row:
    return Row((action,), item=item, **more)


ANY_LETTER = ("a03", "a13", "a19")
ITEM = "/cases/{reference}/evidence/{item}"
BEFORE_REPORT = ("reported", "triage", "investigation")
BEFORE_NOTICE = (*BEFORE_REPORT, "decision")
BEFORE_SENT = (*BEFORE_NOTICE, "noticed", "pack issued", "held", "found")

ACTS: dict[str, Row] = {
    **dict.fromkeys(
        (
            "give-pack-copy",
            "follow-pack-copy",
            "pack-copy-download",
            "recall-pack-copy",
            "recall-pack",
        ),
        an_act("a15", works=HR_OFFICER),
    ),
    "statement-form": an_act(works=INVESTIGATES),
    "data-breach": an_act(works=KEEPS_APART),
    "lado-contact": an_act(works=frozenset({"P13", "P22", TRIAGER})),
    "image-reported": an_act(works=frozenset({"P13", "P22", TRIAGER})),
    "identify-employee": an_act("a25"),
    "pass-on": an_act(works=HR_OFFICER),
    "separate-report": an_act(works=HR_OFFICER),
    "appoint": an_act("a25"),
    "end-appointments": an_act("a25"),
    "capture-page": an_act("a08", works=ADDS),
    "consider-duty": an_act(works=KEEPS_APART),
    "start-clock": an_act(works=KEEPS_APART),
    "prepare-referral": an_act(works=KEEPS_APART),
    "union-representative": an_act(works=KEEPS_APART),
    "conclude-safeguarding": an_act(works=frozenset({"P13", "P22", TRIAGER})),
    "low-level-concern": an_act(works=frozenset({"P13", "P22", TRIAGER})),
    "suspend": an_act(works=SUSPENDS),
    "alternative-to-suspension": an_act(works=SUSPENDS),
    "suspension-letter": an_act(works=SUSPENDS),
    "review-suspension": an_act(works=SUSPENDS),
    "begin-investigation": an_act(works=HR_OFFICER),
    "protected-content": an_act(works=HR_OFFICER),
    "protected-content-advice": an_act(works=frozenset({"P23"})),
    "make-allegation": an_act(works=INVESTIGATES),
    "conclude-investigation": an_act(works=frozenset({"P16"})),
    "case-to-answer": an_act(works=frozenset({"P12", "P13"})),
    "hearing-notice": an_act(works=HR_OFFICER),
    "hearing-held": an_act(works=frozenset({"P13", "P18"})),
    **procedure.acts(an_act),
    "ask-export": an_act("a15", works=HR_OFFICER),
    "leave-out-of-pack": an_act("a15", works=HR_OFFICER, loose=True),
    "put-back-in-pack": an_act("a15", works=HR_OFFICER, loose=True),
    "pack-profile": an_act("a15", works=HR_OFFICER, loose=True),
    "pack-difference": an_act("a15", works=HR_OFFICER, loose=True),
    "finding": an_act("a17", early=True, query="?allegation=1", loose=True),
    "severity": an_act(works=HEARS),
    "outcome": an_act("a18", early=True),
    "review-dismissal": an_act(works=frozenset({"P19"})),
    "outcome-letter": an_act(works=HR_OFFICER),
    "appeal-window": an_act(works=HR_OFFICER),
    "appeal": an_act("a21", early=True),
    "close": an_act(works=HR_OFFICER),
    **afterwards.acts(an_act),
    "step-off": an_act("a26", loose=True),
    # Somebody kept away by a conflict raises another over JSON: no page shows them the case.
    "raise-conflict": an_act("a26", loose=True),
    "record-conflict": an_act(works=KEEPS_APART),
    "lift-conflict": an_act(works=KEEPS_APART),
    "ask-waiver": an_act("a25"),
    "decide-request": an_act(),
    "pause-clock": an_act(works=KEEPS_APART),
    "resume-clock": an_act(works=KEEPS_APART),
    "extend-clock": an_act(works=KEEPS_APART),
    "explain-delay": an_act(works=KEEPS_APART),
    "close-room": an_act(works=KEEPS_APART),
    "letter-sent": an_act(works=KEEPS_APART),
    "seal": an_act(works=HR_OFFICER),
    "unseal": an_act(works=HR_OFFICER),
}
OF_AN_ITEM: dict[str, Row] = {
    "details": an_act("a08", works=ADDS, all_of=("a05",)),
    "admit": an_act("a08", works=ADDS, all_of=("a05",)),
    "pack-place": an_act("a15", works=HR_OFFICER, all_of=("a05",)),
    "confirm": an_act("a08", works=ADDS, all_of=("a05",)),
    "online-check": an_act("a08", works=ADDS, all_of=("a05",)),
    "files": an_act("a08", works=ADDS, all_of=("a05",), loose=True),
    "image-stop": an_act(all_of=("a05",)),
    "image-stop-lift": an_act(works=frozenset({"P13", "P22", TRIAGER}), all_of=("a05",)),
}
