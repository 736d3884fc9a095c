"""The employee's room over JSON: the way in, and how it stands."""

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import Acting, Recorded, add_act
from api.deps import Caller, Reading, Today
from api.serving import serves
from casework.access import Permission, require
from casework.case_file.queries import open_case
from casework.database.whose import working_on
from casework.people.credentials import CodeBy
from casework.room.inviting import CloseRoom, InviteToRoom, new_room_secrets
from casework.room.models import LinkBy
from casework.room.queries import room_seen
from casework.text import Line, OptionalLine

router = APIRouter(tags=["room"])


class Inviting(BaseModel, extra="forbid"):
    """How the way into the room travels. The link and the code go different ways."""

    link_by: LinkBy
    code_by: CodeBy
    known_by: Line
    address: OptionalLine = None


class RoomMade(Recorded):
    """The code, and a link that goes on paper: told this once and kept nowhere."""

    code: str
    token: str | None


class InvitationOut(BaseModel):
    state: str
    link_by: LinkBy
    code_by: CodeBy
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


class RoomOut(BaseModel):
    username: str
    closed: bool
    signed_in: int
    ends_on: date | None
    invitations: list[InvitationOut]


@router.post(
    "/cases/{reference}/invite-to-room",
    status_code=201,
    dependencies=serves(Permission.MANAGE_ROOM),
)
def invite(
    reference: str,
    asked: Inviting,
    acting: Acting,
) -> RoomMade:
    """Invite the employee to their room. What is told here is told once."""
    made = new_room_secrets()
    command = InviteToRoom(**asked.model_dump(), opened_by=made)
    entry = acting.perform(reference, command)
    fresh = entry.facts["invitation_id"] == str(made.invitation_id)  # else it was asked for twice
    on_paper = fresh and asked.link_by is LinkBy.LETTER
    return RoomMade(
        **acting.told(entry).model_dump(),
        code=made.code if fresh else "",
        token=made.token if on_paper else None,
    )


@router.get("/cases/{reference}/room", dependencies=serves(Permission.MANAGE_ROOM))
def room(reference: str, reading: Reading, caller: Caller, today: Today) -> RoomOut:
    """Who was invited, how, and whether the room is in use."""
    case, standing = open_case(reading, caller, reference)
    require(standing, Permission.MANAGE_ROOM)
    with working_on(reading, case.id):
        seen = room_seen(reading, case, today, datetime.now(UTC))
    return RoomOut(
        username=seen.username,
        closed=seen.closed,
        signed_in=seen.signed_in,
        ends_on=seen.ends_on,
        invitations=[
            InvitationOut(state=each.state, **each.invitation.model_dump()) for each in seen.invited
        ],
    )


add_act(router, "close-room", CloseRoom)
