"""Every address of a case, and by which actions the matrix opens it. Written by hand.

A new route needs its row here: what it is called with, and which actions open it.
"""

from dataclasses import replace

from tests.access import exporting, lettered, packs, redacting
from tests.access.acts import (
    ACTS,
    ADDS,
    ANY_LETTER,
    BEFORE_NOTICE,
    BEFORE_REPORT,
    BEFORE_SENT,
    HR_OFFICER,
    ITEM,
    KEEPS_APART,
    OF_AN_ITEM,
    TRIAGES,
    WORK_ON_IT,
    an_act,
    shown,
)
from tests.access.deciding import Row
from tests.access.marked import Marked
from tests.access.people import TRIAGER
from tests.access.procedure import RECEIVED_BY
from tests.api.bodies import BODIES
from tests.api.bodies_beside import ID

OPENED = "?opened=1"
CUSTODY = {
    f"{each} {ITEM}/custody{rest}": Row(("a27",), all_of=("a05",), least="R")
    for each, rest in (("GET", ""), ("POST", "/report"))
}

PAGES: dict[str, Row] = {
    "GET /cases/{reference}": Row(("a02",), least="OR"),
    "GET /cases/{reference}/warnings": Row(("a36",)),
    "GET /cases/{reference}/independence": an_act(works=KEEPS_APART),
    "GET /cases/{reference}/retention": an_act("a29"),
    "GET /cases/{reference}/weeding": an_act("a29"),
    "GET /cases/{reference}/investigation": Row(("a05",)),
    "GET /cases/{reference}/looked": Row(("a27",)),
    "GET /cases/{reference}/witnesses": Row(("a09",), all_of=("a05",)),
    "GET /cases/{reference}/witnesses/ask": an_act("a08", works=ADDS),
    "POST /cases/{reference}/witnesses/ask": an_act("a08", works=ADDS),
    "POST /cases/{reference}/witnesses/{link_id}/revoke": an_act("a08", works=ADDS, loose=True),
    "GET /cases/{reference}/room": an_act(works=KEEPS_APART),
    "GET /cases/{reference}/room/invite": an_act(works=KEEPS_APART),
    "POST /cases/{reference}/room/invite": an_act(works=KEEPS_APART),
    "POST /cases/{reference}/room/letter": an_act(works=KEEPS_APART, loose=True),
    **lettered.PAGES,
    "GET /cases/{reference}/employee-papers": an_act(works=RECEIVED_BY),
    "POST /cases/{reference}/employee-papers": an_act(works=RECEIVED_BY),
    **{
        name: an_act("a20", early=True)
        for name in (
            "GET /cases/{reference}/my-papers",
            "POST /cases/{reference}/my-papers",
            "GET /cases/{reference}/my-statement",
            "POST /cases/{reference}/my-statement",
            "POST /cases/{reference}/my-statement/draft",
        )
    },
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
    "GET /cases/{reference}/letters": Row(ANY_LETTER, own=True),
    "GET /cases/{reference}/activity": Row(("a27",), all_of=("a02",), least="R"),
    "GET /cases/{reference}/evidence": Row(("a05", "a06"), least="R"),
    "GET /cases/{reference}/evidence/add": an_act("a08", works=ADDS),
    "POST /cases/{reference}/evidence/add": an_act("a08", works=ADDS),
    "POST /cases/{reference}/evidence/files": an_act("a08", works=ADDS),
    f"GET {ITEM}": shown("a05", "E1"),
    f"POST {ITEM}/show": shown("a05", "E1"),
    f"POST {ITEM}/check": shown("a05", "E1"),
    **CUSTODY,
    f"GET {ITEM}/content": shown("a05", "E1", query=OPENED, loose=True),
    f"GET {ITEM}/pages/{{number}}": shown("a05", "E1", query=OPENED, loose=True),
    f"GET {ITEM}/copy": shown("a07", "E1", all_of=("a05",)),
    f"POST {ITEM}/copy": shown("a07", "E1", all_of=("a05",)),
    "GET /cases/{reference}/hearing/job": Row(("a14", "a15"), loose=True),
    "POST /cases/{reference}/hearing/packs": an_act("a15", works=HR_OFFICER),
    "POST /cases/{reference}/hearing/packs/{edition}/issue": an_act("a15", works=HR_OFFICER),
    "POST /cases/{reference}/hearing/packs/{edition}/stop": an_act(
        "a15", works=HR_OFFICER, loose=True
    ),
    **{f"GET /cases/{{reference}}/{name}": row for name, row in ACTS.items()},
    **{f"POST /cases/{{reference}}/{name}": row for name, row in ACTS.items()},
    **{f"{how} {ITEM}/{name}": row for name, row in OF_AN_ITEM.items() for how in ("GET", "POST")},
    "GET /reports/{reference}": Row(("a04",), least="R"),
    "POST /reports/{reference}": an_act(works=TRIAGES),
}
# Files: which paper or edition is at the address depends on the step.
_PAPER = "GET /cases/{reference}/letters/L{number}.pdf"
FILES: dict[str, Row] = {
    _PAPER: Row(("a13",), gone=BEFORE_REPORT, when_gone=ANY_LETTER),
    f"{_PAPER}#2": Row(("a03",), gone=BEFORE_NOTICE, when_gone=ANY_LETTER),
    f"{_PAPER}#3": Row(("a19",), gone=BEFORE_SENT, when_gone=ANY_LETTER),
    **packs.FILES,
    **exporting.FILES,
    f"GET {ITEM}#2": shown("a06", "E2"),
    f"POST {ITEM}/show#2": shown("a06", "E2"),
    f"GET {ITEM}/copy#2": shown("a07", "E2", all_of=("a06",)),
}


def _named(name: str, action: str, works: frozenset[str]) -> Row:
    """An act that names something by an id which nothing has."""
    return an_act(action, works=works, body=BODIES[name], loose=True)


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
    "pack-order": None,
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
    "GET /cases/{reference}/room": an_act(works=KEEPS_APART),
    **lettered.API,
    "GET /cases/{reference}/employee-papers": an_act(works=RECEIVED_BY),
    "POST /cases/{reference}/employee-papers": an_act(works=RECEIVED_BY, sends="files", loose=True),
    "POST /cases/{reference}/my-papers": an_act("a20", early=True, sends="files", loose=True),
    "POST /cases/{reference}/my-statement": an_act(
        "a20", early=True, body={"words": "I was at work."}
    ),
    "POST /cases/{reference}/invite-to-room": an_act(
        works=KEEPS_APART,
        body={"link_by": "letter", "code_by": "phone", "known_by": "The number on file"},
    ),
    "GET /cases/{reference}": Row(("a02",), least="OR"),
    "GET /cases/{reference}/warnings": Row(("a36",)),
    "GET /cases/{reference}/hearing": Row(("a02",), least="O"),
    "GET /cases/{reference}/retention": an_act("a29"),
    "GET /cases/{reference}/weeding": an_act("a29"),
    "GET /cases/{reference}/investigation": Row(("a05",)),
    "GET /cases/{reference}/clocks": Row(("a02",), works=WORK_ON_IT),
    "GET /cases/{reference}/suspension": Row(("a03",), works=WORK_ON_IT),
    "GET /cases/{reference}/registers": Row(("a03",), works=WORK_ON_IT),
    "GET /cases/{reference}/interruptions": Row(("a02",), works=WORK_ON_IT),
    "GET /cases/{reference}/protected-content": Row(("a24",), works=WORK_ON_IT),
    "GET /cases/{reference}/appeal": Row(("a19",), works=WORK_ON_IT),
    "GET /cases/{reference}/appeal/consequences": an_act("a37"),
    "GET /cases/{reference}/journal": Row(("a27",), least="R"),
    "GET /cases/{reference}/journal/{number}": Row(("a27",), least="R"),
    "GET /cases/{reference}/allegations": Row(("a03",)),
    "GET /cases/{reference}/procedure": Row(("a03",)),
    "GET /cases/{reference}/time-limits": Row(("a03",)),
    "GET /cases/{reference}/comparators": an_act("a18", early=True),
    "GET /cases/{reference}/evidence": Row(("a05", "a06"), least="R"),
    "GET /cases/{reference}/evidence/{item}/derived": Row(("a05",)),
    **CUSTODY,
    f"GET {ITEM}/custody/check": CUSTODY[f"GET {ITEM}/custody"],
    f"POST {ITEM}/check": Row(("a05",)),
    f"GET {ITEM}/files": an_act("a08", works=ADDS, all_of=("a05",)),
    f"POST {ITEM}/files": an_act(
        "a08", works=ADDS, all_of=("a05",), body={"number": 1, "collected": {}}, loose=True
    ),
    "POST /cases/{reference}/evidence/{item}/copy": Row(
        ("a07",), all_of=("a05",), body={"reason": "For the police"}
    ),
    "GET /cases/{reference}/documents": Row(ANY_LETTER),
    "GET /cases/{reference}/documents/{number}/content": Row(
        ("a13",), gone=BEFORE_REPORT, when_gone=ANY_LETTER
    ),
    "GET /cases/{reference}/packs": Row(("a14", "a15")),
    **packs.API,
    "POST /cases/{reference}/packs/{edition}/issue": an_act("a15", works=HR_OFFICER),
    "POST /cases/{reference}/packs/{edition}/stop": an_act("a15", works=HR_OFFICER, loose=True),
    "POST /cases/{reference}/captures": an_act("a08", works=ADDS, sends="files"),
    _DETAILS: an_act("a08", works=ADDS, body=_SAVED),
    "POST /cases/{reference}/packs": an_act("a15", works=HR_OFFICER, body=BODIES["packs"]),
    "POST /cases/{reference}/exhibits": _named("exhibits", "a08", ADDS),
    "POST /cases/{reference}/confirmations": _named("confirmations", "a08", ADDS),
    "POST /cases/{reference}/online-checks": _named("online-checks", "a08", ADDS),
    "POST /cases/{reference}/image-stops": replace(
        an_act(), body=BODIES["image-stops"], loose=True
    ),
    "POST /cases/{reference}/image-stops-lifted": replace(
        an_act(works=_LEADS), body=BODIES["image-stops-lifted"], loose=True
    ),
    "POST /cases/{reference}/pack-place": _named("pack-place", "a15", HR_OFFICER),
    "POST /cases/{reference}/revoke-witness-link": _named(
        "revoke-witness-link", "a08", ADDS
    ),
    "POST /cases/{reference}/triage": an_act(works=TRIAGES, body=BODIES["triage"]),
    **{
        f"POST /cases/{{reference}}/{name}": _over_json(ACTS[_API_ACT.get(name) or name], name)
        for name in BODIES
        if (_API_ACT.get(name, name) or "") in ACTS
    },
}  # fmt: skip

PAGES |= redacting.pages(an_act) | exporting.PAGES
API |= redacting.api(an_act) | exporting.API


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
        "delivery_id": ID,
    }.items():
        path = path.replace(f"{{{name}}}", value)
    return method, path + row.query
