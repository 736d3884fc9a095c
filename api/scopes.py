"""What the scope of a token opens, as data over what each route says that it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.access import Serves, TrustPermission
from casework.access.serving import What
from casework.people.tokens import TokenScope

SAFE = frozenset({"GET", "HEAD"})
# Posted, so that no name is in an address or a file in a line of a log; nothing is changed by it.
READ_BY_POST = frozenset(
    {
        "/search",
        "/people/search",
        "/past/dry-run",
        "/closed-days/dry-run",
        "/staff/dry-run",
        "/policies/acts/dry-run",
    }
)
WHO_I_AM = "/me"


class TokenTooNarrow(Exception):
    """The token works, and its scope does not open this. Says what it does open."""


@dataclass(frozen=True)
class Asked:
    """One request as far as a scope depends on it."""

    method: str
    path: str
    serves: frozenset[What]


# What its owner may do still decides everything a scope lets through.
OPENS: dict[TokenScope, Callable[[Asked], bool]] = {
    TokenScope.ACT: lambda _: True,
    TokenScope.READ: lambda asked: asked.method in SAFE or asked.path in READ_BY_POST,
    TokenScope.REPORT: lambda asked: (
        asked.path == WHO_I_AM or asked.serves == {TrustPermission.REPORT_BREACH}
    ),
}


def asked_of(method: str, route: Any) -> Asked:
    """What a request to a route asks for, by what the route declares."""
    calls = [each.call for each in route.dependant.dependencies]
    what = [one for each in calls if isinstance(each, Serves) for one in each.what]
    return Asked(method, str(route.path).removeprefix("/v1"), frozenset(what))


def require_open(scope: TokenScope, method: str, route: Any) -> None:
    """Refuse what the scope of a token does not open.

    Raises:
        TokenTooNarrow: as it says.
    """
    if not OPENS[scope](asked_of(method, route)):
        raise TokenTooNarrow(scope.label)
