"""The addresses of one edition of a pack: whose they are depends on whether it was issued."""

from dataclasses import replace

from tests.access.acts import BEFORE_NOTICE
from tests.access.deciding import Row

MADE = ("noticed",)
ISSUED = ("pack issued", "held", "found", "outcome issued", "appealed", "closed")
_EDITION = "/cases/{reference}/hearing/packs/{edition}"
_ROWS = {
    "": Row(("a14", "a15"), only=BEFORE_NOTICE, gone=BEFORE_NOTICE),
    "#1": Row(("a15",), only=MADE),
    "#1 issued": Row(("a14",), only=ISSUED),
}
# Of these there may be nothing yet: a page of a copy that nobody opened, a note that nobody wrote.
_LOOSE = (
    f"GET {_EDITION}/pages/{{number}}",
    f"POST {_EDITION}/notes",
    f"POST {_EDITION}/notes/remove",
)
OF_PACKS: dict[str, Row] = {
    f"{address}{which}": replace(row, loose=address in _LOOSE)
    for address in (f"GET {_EDITION}.pdf", f"GET {_EDITION}/read", *_LOOSE)
    for which, row in _ROWS.items()
}
