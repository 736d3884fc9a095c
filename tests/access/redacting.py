"""The addresses of redaction and of the register of pseudonyms, and which actions open them."""

from collections.abc import Callable
from functools import partial

from tests.access.deciding import Row
from tests.api.bodies import BODIES

INVESTIGATES = frozenset({"P13", "P16"})
RELEASES = frozenset({"P13", "P16", "P22"})
ITEM = "/cases/{reference}/evidence/{item}"
COPY = f"{ITEM}/copies/{{number}}"
NAMED = {"step": "make", "page": "1"}
# Over JSON, by whom; each but the first names something by an id which nothing has.
BODIES_OF = {
    "pseudonyms": RELEASES,
    "correct-pseudonym": RELEASES,
    "begin-redaction": INVESTIGATES,
    "redaction-boxes": INVESTIGATES,
    "move-box": INVESTIGATES,
    "remove-box": INVESTIGATES,
    "hide-words": INVESTIGATES,
    "decide-suggestion": INVESTIGATES,
    "redacted-copies": INVESTIGATES,
    "look-at-copy": RELEASES,
    "release-copy": RELEASES,
    "withdraw-copy": RELEASES,
}


def pages(act: Callable[..., Row]) -> dict[str, Row]:
    """Whoever redacts an item, or releases a copy of it, must see all of it."""
    redacts = partial(act, "a06", works=INVESTIGATES, all_of=("a05",))
    releases = partial(act, "a06", works=RELEASES, all_of=("a05",), loose=True)
    names = partial(act, "a06", works=RELEASES)
    return {
        "GET /cases/{reference}/pseudonyms": act("a06"),
        **{
            f"{how} /cases/{{reference}}/{name}": names()
            for how in ("GET", "POST")
            for name in ("give-pseudonym", "correct-pseudonym")
        },
        f"GET {ITEM}/redact": redacts(),
        f"POST {ITEM}/redact": redacts(),
        f"GET {ITEM}/redact/job": redacts(),
        f"POST {ITEM}/redact/{{step}}": redacts(loose=True),
        f"GET {COPY}": releases(),
        f"POST {COPY}/look": releases(),
        f"GET {COPY}/pages/{{page}}": releases(query="?opened=1"),
        f"POST {COPY}/take": releases(),
        f"POST {COPY}/{{step}}": releases(),
    }


def api(act: Callable[..., Row]) -> dict[str, Row]:
    redacts = partial(act, "a06", works=INVESTIGATES, all_of=("a05",))
    releases = partial(act, "a06", works=RELEASES, all_of=("a05",), loose=True)
    return {
        "GET /cases/{reference}/pseudonyms": act("a06"),
        f"GET {ITEM}/redaction": redacts(),
        f"POST {COPY}/take": releases(body={"reason": "For the officer"}),
        **{
            f"POST /cases/{{reference}}/{name}": act(
                "a06", works=works, body=BODIES[name], loose=name != "pseudonyms"
            )
            for name, works in BODIES_OF.items()
        },
    }
