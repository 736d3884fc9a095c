"""The editions of a pack and what is read of them: which is at an address depends on the step."""

from dataclasses import replace

from tests.access.acts import BEFORE_NOTICE
from tests.access.deciding import Row

_EDITION = "/cases/{reference}/hearing/packs/{edition}"
_MADE = ("noticed",)
_ISSUED = ("pack issued", "held", "found", "outcome issued", "appealed", "closed")
_OF_AN_EDITION = {
    "": Row(("a14", "a15"), only=BEFORE_NOTICE, gone=BEFORE_NOTICE),
    "#1": Row(("a15",), only=_MADE),
    "#1 issued": Row(("a14",), only=_ISSUED),
}
READ = (
    f"GET {_EDITION}/pages/{{number}}",
    f"POST {_EDITION}/notes",
    f"POST {_EDITION}/notes/remove",
)
FILES: dict[str, Row] = {
    **{f"GET {_EDITION}.pdf{which}": row for which, row in _OF_AN_EDITION.items()},
    **{f"GET {_EDITION}/read{which}": row for which, row in _OF_AN_EDITION.items()},
    **{
        f"{each}{which}": replace(row, loose=True)
        for each in READ
        for which, row in _OF_AN_EDITION.items()
    },
}
API: dict[str, Row] = {
    "GET /cases/{reference}/packs/{edition}": Row(("a14",), only=_ISSUED),
    "GET /cases/{reference}/packs/{edition}#1": Row(("a15",), only=_MADE),
    "GET /cases/{reference}/packs/{edition}/content": Row(("a14",), only=_ISSUED),
    "GET /cases/{reference}/packs/{edition}/content#1": Row(("a15",), only=_MADE),
    "GET /cases/{reference}/packs/{edition}/copies": Row(
        ("a15",), only=(*_MADE, *_ISSUED), loose=True
    ),
    "GET /cases/{reference}/packs/{edition}/differences": Row(
        ("a14",), only=_ISSUED, query="?since=1"
    ),
    "GET /cases/{reference}/packs/{edition}/differences#1": Row(
        ("a15",), only=_MADE, query="?since=1"
    ),
}
