"""Who sends the letters of a case, and reads how each was sent. Written by hand."""

from tests.access.acts import KEEPS_APART, an_act
from tests.api.bodies_beside import ID

LINK = {"document": 1, "to": "Al Reed", "known_by": "By phone", "code_by": "phone"}
PAGES = {
    "GET /cases/{reference}/letters/link": an_act(works=KEEPS_APART),
    "POST /cases/{reference}/letters/link": an_act(works=KEEPS_APART),
    "POST /cases/{reference}/letters/links/{delivery_id}/end": an_act(
        works=KEEPS_APART, loose=True
    ),
}
API = {
    "GET /cases/{reference}/data-questions": an_act(works=frozenset({"P13"})),
    "GET /cases/{reference}/letters-sent": an_act(works=KEEPS_APART),
    "POST /cases/{reference}/letter-links": an_act(works=KEEPS_APART, body=LINK),
    "POST /cases/{reference}/end-letter-link": an_act(
        works=KEEPS_APART, body={"delivery_id": ID}, loose=True
    ),
}
