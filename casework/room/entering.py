"""The way into a room: a link and a code, once; a password; and then a second factor.

It opens an account that sees the room and nothing else. An employee who has lost their device is
invited again, which begins the same account anew.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from casework import journal
from casework.cases.models import Case
from casework.errors import NotFound, SignInRefused
from casework.journal import Event
from casework.people.anew import begin_anew
from casework.people.credentials import StepKind
from casework.people.entrance import Entered, Visit
from casework.people.models import Account, Person
from casework.people.passwords import matches, require_good_password
from casework.people.sign_in import actor_of, hashed
from casework.people.steps import begin_step
from casework.people.throttling import Try, count_failure, take_turn
from casework.room.inviting import normal, room_account
from casework.room.lasting import is_over
from casework.room.models import RoomInvitation
from casework.working_days import local_day

MOST_WRONG_CODES = 5
WRONG = "Check the six digits with whoever gave them to you"
ENDED = "Too many wrong codes. The link no longer opens anything: ask HR for another"
UNKNOWN = "Check the letters and numbers of your letter"


class RoomEntered(Event):
    account_id: UUID
    invitation_id: UUID

    def sentence(self) -> str:
        return "took the invitation to their room and chose a password"


class Arriving(NamedTuple):
    """What somebody types at the door of their room."""

    code: str
    password: str


def is_open(invitation: RoomInvitation, at: datetime) -> bool:
    """Whether an invitation can still be used."""
    over = invitation.used_at or invitation.ended_at or invitation.expires_at <= at
    return not over and invitation.wrong_codes < MOST_WRONG_CODES


def invitation_at(session: Session, token: str, at: datetime) -> RoomInvitation:
    """An invitation that can be used.

    Raises:
        NotFound: it is unknown, was used, has ended, or met too many wrong codes.
    """
    wanted = select(RoomInvitation).where(RoomInvitation.token_hash == hashed(normal(token)))
    found = session.exec(wanted).first()
    if found is None or not is_open(found, at):
        raise NotFound
    case = session.get_one(Case, found.case_id)
    if case.employee_id != found.person_id or is_over(session, case, local_day(at)):
        raise NotFound
    return found


def typed_token(session: Session, typed: str, visit: Visit) -> str:
    """The link that somebody typed from a letter.

    Raises:
        SignInRefused: it opens nothing, or too many were tried. A wrong try counts only if the
            caller's transaction commits.
    """
    tried = Try(f"a room from {visit.address}", visit.address, visit.at)
    take_turn(session, tried)
    try:
        invitation_at(session, typed, visit.at)
    except NotFound:
        count_failure(session, tried)
        raise SignInRefused(UNKNOWN) from None
    return normal(typed)


def enter_room(session: Session, token: str, told: Arriving, visit: Visit) -> Entered:
    """Take the invitation: a password from now on, and a second factor to be set up next.

    Raises:
        NotFound: as `invitation_at` says.
        SignInRefused: the code is wrong. It counts only if the caller's transaction commits.
        WrongAnswer: the password is not good enough; the invitation stays open.
    """
    found = invitation_at(session, token, visit.at)
    invitation = session.get_one(
        RoomInvitation, found.id, with_for_update=True, populate_existing=True
    )
    if not is_open(invitation, visit.at):
        raise NotFound
    _require_code(session, invitation, told.code, visit.at)
    person = session.get_one(Person, invitation.person_id)
    require_good_password(told.password, person)
    account = _account(session, invitation, visit.at)
    begin_anew(session, account, told.password, visit.at)
    invitation.used_at = visit.at
    session.flush()
    event = RoomEntered(account_id=account.id, invitation_id=invitation.id)
    actor = actor_of(session, person.id)
    journal.append(session, invitation.case_id, actor, event, visit.at)
    kind = StepKind.ENROLMENT
    return Entered(begin_step(session, kind, visit.at, account.id), kind)


def _require_code(session: Session, invitation: RoomInvitation, code: str, at: datetime) -> None:
    typed = "".join(each for each in code if each.isdecimal())
    if not matches(invitation.code_hash, typed):
        invitation.wrong_codes += 1
        session.flush()
        raise SignInRefused(WRONG if is_open(invitation, at) else ENDED)


def _account(session: Session, invitation: RoomInvitation, at: datetime) -> Account:
    found = room_account(session, invitation.case_id, invitation.person_id)
    if found is None:
        found = Account(
            person_id=invitation.person_id,
            username=invitation.username,
            password_hash="",
            created_at=at,
            room_of=invitation.case_id,
        )
        session.add(found)
        session.flush()
    found.disabled_at = None
    return found
