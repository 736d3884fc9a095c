"""Every address of a case, and by which actions the matrix opens it. Written by hand.

A new route needs its row here: what it is called with, and which actions open it.
"""

from dataclasses import replace
from typing import Any

from tests.access import afterwards, procedure, redacting
from tests.access.deciding import Row
from tests.access.marked import Marked
from tests.access.people import TRIAGER
from tests.api.bodies import BODIES, ID

HR_OFFICER = frozenset({"P13"})
INVESTIGATES = frozenset({"P13", "P16"})
ADDS = frozenset({"P12", "P13", "P16", TRIAGER})
KEEPS_APART = frozenset({"P13", TRIAGER})
TRIAGES = frozenset({TRIAGER})
SUSPENDS = frozenset({"P12", "P13", TRIAGER})
HEARS = frozenset({"P18"})
WORK_ON_IT = KEEPS_APART | {"P12", "P16", "P18", "P19", "P20", "P21", "P22", "P23", "P29"}


def _act(*actions: str, works: frozenset[str] | None = None, **more: Any) -> Row:
    return Row(actions or ("a01",), works=works, **more)


def _shown(action: str, item: str, **more: Any) -> Row:
    return Row((action,), item=item, **more)


_ANY_LETTER = ("a03", "a13", "a19")
_ITEM = "/cases/{reference}/evidence/{item}"
_BEFORE_REPORT = ("reported", "triage", "investigation")
_BEFORE_NOTICE = (*_BEFORE_REPORT, "decision")
_BEFORE_SENT = (*_BEFORE_NOTICE, "noticed", "pack issued", "held", "found")

# Acts by the last part of their address, the same for pages and for the API.
ACTS: dict[str, Row] = {
    "lado-contact": _act(works=frozenset({"P13", "P22", TRIAGER})),
    "image-reported": _act(works=frozenset({"P13", "P22", TRIAGER})),
    "identify-employee": _act("a25"),
    "appoint": _act("a25"),
    "end-appointments": _act("a25"),
    "capture-page": _act("a08", works=ADDS),
    "consider-duty": _act(works=KEEPS_APART),
    "start-clock": _act(works=KEEPS_APART),
    "prepare-referral": _act(works=KEEPS_APART),
    "union-representative": _act(works=KEEPS_APART),
    "conclude-safeguarding": _act(works=frozenset({"P13", "P22", TRIAGER})),
    "low-level-concern": _act(works=frozenset({"P13", "P22", TRIAGER})),
    "suspend": _act(works=SUSPENDS),
    "alternative-to-suspension": _act(works=SUSPENDS),
    "suspension-letter": _act(works=SUSPENDS),
    "review-suspension": _act(works=SUSPENDS),
    "begin-investigation": _act(works=HR_OFFICER),
    "protected-content": _act(works=HR_OFFICER),
    "protected-content-advice": _act(works=frozenset({"P23"})),
    "make-allegation": _act(works=INVESTIGATES),
    "conclude-investigation": _act(works=frozenset({"P16"})),
    "case-to-answer": _act(works=frozenset({"P12", "P13"})),
    "hearing-notice": _act(works=HR_OFFICER),
    "hearing-held": _act(works=frozenset({"P13", "P18"})),
    **procedure.acts(_act),
    "finding": _act("a17", early=True, query="?allegation=1", loose=True),
    "severity": _act(works=HEARS),
    "outcome": _act("a18", early=True),
    "review-dismissal": _act(works=frozenset({"P19"})),
    "outcome-letter": _act(works=HR_OFFICER),
    "appeal-window": _act(works=HR_OFFICER),
    "appeal": _act("a21", early=True),
    "close": _act(works=HR_OFFICER),
    **afterwards.acts(_act),
    "step-off": _act("a26", loose=True),
    # Somebody kept away by a conflict raises another over JSON: no page shows them the case.
    "raise-conflict": _act("a26", loose=True),
    "record-conflict": _act(works=KEEPS_APART),
    "lift-conflict": _act(works=KEEPS_APART),
    "ask-waiver": _act("a25"),
    "decide-request": _act(),
    "pause-clock": _act(works=KEEPS_APART),
    "resume-clock": _act(works=KEEPS_APART),
    "extend-clock": _act(works=KEEPS_APART),
    "explain-delay": _act(works=KEEPS_APART),
    "seal": _act(works=HR_OFFICER),
    "unseal": _act(works=HR_OFFICER),
}
OF_AN_ITEM: dict[str, Row] = {
    "details": _act("a08", works=ADDS, all_of=("a05",)),
    "admit": _act("a08", works=ADDS, all_of=("a05",)),
    "pack-place": _act("a15", works=HR_OFFICER, all_of=("a05",)),
    "confirm": _act("a08", works=ADDS, all_of=("a05",)),
    "online-check": _act("a08", works=ADDS, all_of=("a05",)),
    "image-stop": _act(all_of=("a05",)),
    "image-stop-lift": _act(works=frozenset({"P13", "P22", TRIAGER}), all_of=("a05",)),
}
OPENED = "?opened=1"
CUSTODY = {
    f"{each} {_ITEM}/custody{rest}": Row(("a27",), all_of=("a05",), least="R")
    for each, rest in (("GET", ""), ("POST", "/report"))
}

PAGES: dict[str, Row] = {
    "GET /cases/{reference}": Row(("a02",), least="OR"),
    "GET /cases/{reference}/warnings": Row(("a36",)),
    "GET /cases/{reference}/independence": _act(works=KEEPS_APART),
    "GET /cases/{reference}/investigation": Row(("a05",)),
    "GET /cases/{reference}/looked": Row(("a27",)),
    "GET /cases/{reference}/witnesses": Row(("a09",), all_of=("a05",)),
    "GET /cases/{reference}/witnesses/ask": _act("a08", works=ADDS),
    "POST /cases/{reference}/witnesses/ask": _act("a08", works=ADDS),
    "POST /cases/{reference}/witnesses/{link_id}/revoke": _act("a08", works=ADDS, loose=True),
    "GET /cases/{reference}/people": Row(("a02",), least="O", own=True),
    "GET /cases/{reference}/clocks": Row(("a02",), least="O", own=True),
    "GET /cases/{reference}/hearing": Row(("a02",), least="O", own=True),
    "GET /cases/{reference}/reports": Row(("a04", "a23"), least="R"),
    "GET /cases/{reference}/allegations": Row(("a03",), own=True),
    "GET /cases/{reference}/procedure": Row(("a03",), own=True),
    "GET /cases/{reference}/allegations/{number}": Row(
        ("a03",), own=True, gone=("reported", "triage")
    ),
    "GET /cases/{reference}/decision": Row(("a19",), own=True),
    "GET /cases/{reference}/letters": Row(_ANY_LETTER, own=True),
    "GET /cases/{reference}/activity": Row(("a27",), all_of=("a02",), least="R"),
    "GET /cases/{reference}/evidence": Row(("a05", "a06"), least="R"),
    "GET /cases/{reference}/evidence/add": _act("a08", works=ADDS),
    "POST /cases/{reference}/evidence/add": _act("a08", works=ADDS),
    "POST /cases/{reference}/evidence/files": _act("a08", works=ADDS),
    f"GET {_ITEM}": _shown("a05", "E1"),
    f"POST {_ITEM}/show": _shown("a05", "E1"),
    f"POST {_ITEM}/check": _shown("a05", "E1"),
    **CUSTODY,
    f"GET {_ITEM}/content": _shown("a05", "E1", query=OPENED, loose=True),
    f"GET {_ITEM}/pages/{{number}}": _shown("a05", "E1", query=OPENED, loose=True),
    f"GET {_ITEM}/copy": _shown("a07", "E1", all_of=("a05",)),
    f"POST {_ITEM}/copy": _shown("a07", "E1", all_of=("a05",)),
    "GET /cases/{reference}/hearing/job": Row(("a14", "a15"), loose=True),
    "POST /cases/{reference}/hearing/packs": _act("a15", works=HR_OFFICER),
    "POST /cases/{reference}/hearing/packs/{edition}/issue": _act("a15", works=HR_OFFICER),
    **{f"GET /cases/{{reference}}/{name}": row for name, row in ACTS.items()},
    **{f"POST /cases/{{reference}}/{name}": row for name, row in ACTS.items()},
    **{f"{how} {_ITEM}/{name}": row for name, row in OF_AN_ITEM.items() for how in ("GET", "POST")},
    "GET /reports/{reference}": Row(("a04",), least="R"),
    "POST /reports/{reference}": _act(works=TRIAGES),
}
# Files: which paper or edition is at the address depends on the step.
_PACK = "GET /cases/{reference}/hearing/packs/{edition}.pdf"
_PAPER = "GET /cases/{reference}/letters/L{number}.pdf"
_MADE = ("noticed",)
_ISSUED = ("pack issued", "held", "found", "outcome issued", "appealed", "closed")
FILES: dict[str, Row] = {
    _PAPER: Row(("a13",), gone=_BEFORE_REPORT, when_gone=_ANY_LETTER),
    f"{_PAPER}#2": Row(("a03",), gone=_BEFORE_NOTICE, when_gone=_ANY_LETTER),
    f"{_PAPER}#3": Row(("a19",), gone=_BEFORE_SENT, when_gone=_ANY_LETTER),
    _PACK: Row(("a14", "a15"), only=_BEFORE_NOTICE, gone=_BEFORE_NOTICE),
    f"{_PACK}#1": Row(("a15",), only=_MADE),
    f"{_PACK}#1 issued": Row(("a14",), only=_ISSUED),
    f"GET {_ITEM}#2": _shown("a06", "E2"),
    f"POST {_ITEM}/show#2": _shown("a06", "E2"),
    f"GET {_ITEM}/copy#2": _shown("a07", "E2", all_of=("a06",)),
}


def _named(name: str, action: str, works: frozenset[str]) -> Row:
    """An act that names something by an id which nothing has."""
    return _act(action, works=works, body=BODIES[name], loose=True)


def _over_json(row: Row, name: str) -> Row:
    body = BODIES[name]
    return replace(row, body=body, query="", loose=ID in str(body))


_API_ACT = {
    **dict.fromkeys(redacting.BODIES_OF),
    "findings": "finding",
    "allegations": "make-allegation",
    "triage": None,
    "exhibits": None,
    "pack-place": None,
    "packs": None,
    "confirmations": None,
    "online-checks": None,
    "image-stops": None,
    "image-stops-lifted": None,
    "images-reported": "image-reported",
}
_DETAILS = "POST /cases/{reference}/captures/{capture_id}/details"
_SAVED = {"counts": "9"}
_LEADS = frozenset({"P13", "P22", TRIAGER})
API: dict[str, Row] = {
    "GET /cases/{reference}": Row(("a02",), least="OR"),
    "GET /cases/{reference}/warnings": Row(("a36",)),
    "GET /cases/{reference}/hearing": Row(("a02",), least="O"),
    "GET /cases/{reference}/investigation": Row(("a05",)),
    "GET /cases/{reference}/clocks": Row(("a02",), works=WORK_ON_IT),
    "GET /cases/{reference}/journal": Row(("a27",), least="R"),
    "GET /cases/{reference}/journal/{number}": Row(("a27",), least="R"),
    "GET /cases/{reference}/allegations": Row(("a03",)),
    "GET /cases/{reference}/procedure": Row(("a03",)),
    "GET /cases/{reference}/time-limits": Row(("a03",)),
    "GET /cases/{reference}/comparators": _act("a18", early=True),
    "GET /cases/{reference}/evidence": Row(("a05", "a06"), least="R"),
    "GET /cases/{reference}/evidence/{item}/derived": Row(("a05",)),
    **CUSTODY,
    f"GET {_ITEM}/custody/check": CUSTODY[f"GET {_ITEM}/custody"],
    f"POST {_ITEM}/check": Row(("a05",)),
    "POST /cases/{reference}/evidence/{item}/copy": Row(
        ("a07",), all_of=("a05",), body={"reason": "For the police"}
    ),
    "GET /cases/{reference}/documents": Row(_ANY_LETTER),
    "GET /cases/{reference}/documents/{number}/content": Row(
        ("a13",), gone=_BEFORE_REPORT, when_gone=_ANY_LETTER
    ),
    "GET /cases/{reference}/packs": Row(("a14", "a15")),
    "GET /cases/{reference}/packs/{edition}": Row(("a14",), only=_ISSUED),
    "GET /cases/{reference}/packs/{edition}#1": Row(("a15",), only=_MADE),
    "GET /cases/{reference}/packs/{edition}/content": Row(("a14",), only=_ISSUED),
    "GET /cases/{reference}/packs/{edition}/content#1": Row(("a15",), only=_MADE),
    "POST /cases/{reference}/packs/{edition}/issue": _act("a15", works=HR_OFFICER),
    "POST /cases/{reference}/captures": _act("a08", works=ADDS, sends="files"),
    _DETAILS: _act("a08", works=ADDS, body=_SAVED),
    "POST /cases/{reference}/packs": _act("a15", works=HR_OFFICER, body=BODIES["packs"]),
    "POST /cases/{reference}/exhibits": _named("exhibits", "a08", ADDS),
    "POST /cases/{reference}/confirmations": _named("confirmations", "a08", ADDS),
    "POST /cases/{reference}/online-checks": _named("online-checks", "a08", ADDS),
    "POST /cases/{reference}/image-stops": replace(
        _act(), body=BODIES["image-stops"], loose=True
    ),
    "POST /cases/{reference}/image-stops-lifted": replace(
        _act(works=_LEADS), body=BODIES["image-stops-lifted"], loose=True
    ),
    "POST /cases/{reference}/pack-place": _named("pack-place", "a15", HR_OFFICER),
    "POST /cases/{reference}/revoke-witness-link": _named(
        "revoke-witness-link", "a08", ADDS
    ),
    "POST /cases/{reference}/triage": _act(works=TRIAGES, body=BODIES["triage"]),
    **{
        f"POST /cases/{{reference}}/{name}": _over_json(ACTS[_API_ACT.get(name) or name], name)
        for name in BODIES
        if (_API_ACT.get(name, name) or "") in ACTS
    },
}  # fmt: skip

PAGES |= redacting.pages(_act)
API |= redacting.api(_act)


def address(route: str, row: Row, case: Marked) -> tuple[str, str]:
    """The method and the address of a row on one case."""
    method, path = route.split("#")[0].split(" ", 1)
    number = route.split("#")[1][0] if "#" in route else "1"
    of_report = path.startswith("/reports/")
    for name, value in {
        "reference": case.report if of_report else case.reference,
        "item": row.item,
        "number": number,
        "edition": "1",
        **redacting.NAMED,
        "capture_id": case.capture,
        "link_id": ID,
    }.items():
        path = path.replace(f"{{{name}}}", value)
    return method, path + row.query
