"""What an account that opens a room may ask for: its own case, its account, the policy."""

from fastapi import Request

from casework.room.lasting import OwnRoom

OF_THE_CASE = "/cases/{reference}"
# By the pattern of the route, never by what was written in the address.
BESIDE = frozenset(
    {
        "/",
        "/account",
        "/account/theme",
        "/account/shortcuts",
        "/account/password",
        "/account/sessions/{number}/end",
        "/account/sign-out-everywhere",
        "/policy",
        "/policy/{version_id}",
        "/policy/{version_id}/{number}",
        "/session",
        "/session/extend",
        "/sign-in/confirm",
        "/sign-in/confirm/passkey",
        "/second-factor",
        "/second-factor/app",
        "/second-factor/app/confirm",
        "/second-factor/app/remove",
        "/second-factor/codes",
        "/second-factor/passkey",
        "/second-factor/passkey/begin",
        "/second-factor/passkey/{passkey_id}/remove",
    }
)


def is_within(request: Request, room: OwnRoom) -> bool:
    """Whether what is asked for is in the room, or is of the account that opens it."""
    path: str = request.scope["route"].path
    if path == OF_THE_CASE or path.startswith(f"{OF_THE_CASE}/"):
        return request.path_params.get("reference") == room.reference
    return path in BESIDE
