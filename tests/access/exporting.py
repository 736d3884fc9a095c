"""Addresses of how a pack is put together, and of what leaves Casework beside packs."""

from tests.access.deciding import Row
from tests.api.bodies_of_packs import OF_PACKS

HR_OFFICER = frozenset({"P13"})
DECIDES = frozenset({"P24"})  # whoever needs a second person is not that person
MADE = ("noticed",)
ISSUED = ("pack issued", "held", "found", "outcome issued", "appealed", "closed")
EARLIER = ("reported", "triage", "investigation", "decision")
INDEX = "GET /cases/{reference}/hearing/packs/{edition}/index.csv"
_INDEX = "GET /cases/{reference}/packs/{edition}/index.csv"
_DECIDE = "POST /cases/{reference}/exports/{number}/decide"
_TAKE = "POST /cases/{reference}/exports/{number}/take"
PAGES: dict[str, Row] = {
    "POST /cases/{reference}/hearing/order": Row(("a15",), works=HR_OFFICER, loose=True),
    "GET /cases/{reference}/hearing/compare": Row(("a15",)),
    "GET /cases/{reference}/hearing/chronology.csv": Row(("a15",)),
    "GET /cases/{reference}/exports": Row(("a28",)),
    _DECIDE: Row(("a28",), works=DECIDES, loose=True),
    _TAKE: Row(("a15",), works=HR_OFFICER, loose=True),
}
FILES: dict[str, Row] = {
    INDEX: Row(("a14", "a15"), only=EARLIER, gone=EARLIER),
    f"{INDEX}#1": Row(("a15",), only=MADE),
    f"{INDEX}#1 issued": Row(("a14",), only=ISSUED),
}
API: dict[str, Row] = {
    _INDEX: Row(("a14",), only=ISSUED),
    f"{_INDEX}#1": Row(("a15",), only=MADE),
    "GET /cases/{reference}/chronology.csv": Row(("a15",)),
    "POST /cases/{reference}/pack-order": Row(
        ("a15",), works=HR_OFFICER, body=OF_PACKS["pack-order"], loose=True
    ),
    "GET /cases/{reference}/exports": Row(("a28",)),
    _DECIDE: Row(("a28",), works=DECIDES, loose=True, body={"approved": True, "reason": "Agreed"}),
    _TAKE: Row(("a15",), works=HR_OFFICER, loose=True),
}
