"""Inviting the employee to their room, and closing it (UK GDPR art 32; Acas guidance on contact).

Somebody who is suspended has lost the trust's e-mail, and often their account. The link goes one
way and a code of six digits another; neither says why, and each opens once.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import Field
from sqlmodel import Session, col, select, update

from casework.access import Permission
from casework.cases.gateway import Act, Command
from casework.errors import WrongAnswer
from casework.jobs import SEND_ROOM_LINK, enqueue
from casework.journal import Event
from casework.people.credentials import CodeBy
from casework.people.link_mail import is_of_the_trust
from casework.people.models import Account, Person
from casework.people.passwords import password_hash
from casework.people.sign_in import close_sessions, hashed
from casework.procedure import require
from casework.room.lasting import is_over
from casework.room.models import LinkBy, RoomInvitation
from casework.room.rules import INVITING_RULES, InvitingFacts
from casework.settings import settings
from casework.text import Line, OptionalAddress, Prose

LASTS = timedelta(days=7)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nobody mistakes one for another on paper
TOKEN, NAME, DIGITS = 20, 8, 6
NO_MAIL = "Casework has no mail server. Choose a letter you print"
NO_EMPLOYEE = "Say first who the case is about"


def _typed(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def normal(token: str) -> str:
    """What somebody copied from a letter, as it was made."""
    return "".join(each for each in token.upper() if each in LETTERS)[: TOKEN * 2]


def in_fours(token: str) -> str:
    """The last part of a link as a letter prints it."""
    bare = normal(token)
    return "-".join(bare[at : at + 4] for at in range(0, len(bare), 4))


@dataclass(frozen=True)
class RoomSecrets:
    """What opens an invitation: shown once to whoever made it. Only hashes of both are kept."""

    invitation_id: UUID
    token: str
    code: str

    @property
    def spaced(self) -> str:
        return f"{self.code[:3]} {self.code[3:]}"


def new_room_secrets() -> RoomSecrets:
    """A link of 100 bits that can be typed from paper, and six digits."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return RoomSecrets(uuid4(), _typed(TOKEN), code)


class RoomOffered(Event):
    """The address is not written here: it stays in a row that can be disposed of."""

    invitation_id: UUID
    link_by: LinkBy
    code_by: CodeBy

    def sentence(self) -> str:
        link = "by e-mail" if self.link_by is LinkBy.EMAIL else "in a letter"
        code = {
            CodeBy.PHONE: "by phone",
            CodeBy.LETTER: "in a letter",
            CodeBy.IN_PERSON: "in person",
        }[self.code_by]
        return f"invited the employee to their room: the link goes {link}, the code {code}"


class RoomClosed(Event):
    accounts: int
    invitations: int

    def sentence(self) -> str:
        return "closed the employee’s room; whoever was signed in to it is signed out"


class InviteToRoom(Command):
    """Invite the employee to their room. The code, and a link on paper, are shown once."""

    permission: ClassVar[Permission] = Permission.MANAGE_ROOM

    link_by: LinkBy = Field(title="how the link travels")
    address: OptionalAddress = Field(default=None, title="their private e-mail address")
    known_by: Line = Field(title="how you know that this reaches them")
    code_by: CodeBy = Field(title="how the code travels")
    opened_by: RoomSecrets

    def perform(self, act: Act) -> RoomOffered:
        employee = self._employee(act)
        self._require_way()
        require(INVITING_RULES, self._facts(act, employee))
        end_invitations(act.session, act.case.id, act)
        made = self._made(act, employee)
        act.session.add(made)
        if self.link_by is LinkBy.EMAIL:
            number = str(made.id)
            enqueue(act.session, SEND_ROOM_LINK, lock=f"room-{number}", invitation_id=number)
        return RoomOffered(invitation_id=made.id, link_by=self.link_by, code_by=self.code_by)

    def _employee(self, act: Act) -> Person:
        found = act.session.get(Person, act.case.employee_id) if act.case.employee_id else None
        if found is None:
            raise WrongAnswer({"form": NO_EMPLOYEE})
        return found

    def _require_way(self) -> None:
        by_email = self.link_by is LinkBy.EMAIL
        if by_email and not settings().smtp_url:
            raise WrongAnswer({"link_by": NO_MAIL})
        if by_email and self.address is None:
            raise WrongAnswer({"address": "Enter their private e-mail address"})
        if not by_email and self.address is not None:
            raise WrongAnswer({"address": "Leave it empty: the link goes on paper"})

    def _facts(self, act: Act, employee: Person) -> InvitingFacts:
        ours = (employee.email, _email_of(act))
        return InvitingFacts(
            told=act.standing_now().moment.notified_at is not None,
            over=is_over(act.session, act.case, act.today),
            apart=self.link_by.value != self.code_by.value,
            private=self.address is None or not is_of_the_trust(self.address, ours),
        )

    def _made(self, act: Act, employee: Person) -> RoomInvitation:
        on_paper = self.link_by is LinkBy.LETTER
        return RoomInvitation(
            id=self.opened_by.invitation_id,
            case_id=act.case.id,
            person_id=employee.id,
            username=_username(act.session, act.case.id, employee.id),
            address=self.address,
            known_by=self.known_by,
            link_by=self.link_by,
            code_by=self.code_by,
            # By e-mail the link is made when it is sent, so that it waits in no queue.
            token_hash=hashed(self.opened_by.token) if on_paper else None,
            code_hash=password_hash(self.opened_by.code),
            made_by=act.actor.id,
            made_at=act.at,
            expires_at=act.at + LASTS,
        )


def _email_of(act: Act) -> str | None:
    found = act.session.get(Person, act.actor.id)
    return found.email if found else None


def _username(session: Session, case_id: UUID, person_id: UUID) -> str:
    """The name their room has already, or one that says nothing."""
    account = room_account(session, case_id, person_id)
    return account.username if account else f"room-{_typed(NAME).lower()}"


def room_account(session: Session, case_id: UUID, person_id: UUID) -> Account | None:
    """The account that opens somebody's room on a case, if they took the invitation."""
    wanted = select(Account).where(Account.room_of == case_id, Account.person_id == person_id)
    return session.exec(wanted).first()


def end_invitations(session: Session, case_id: UUID, act: Act) -> int:
    """End every invitation that nobody has used, and say how many there were."""
    still = (
        col(RoomInvitation.case_id) == case_id,
        col(RoomInvitation.used_at).is_(None),
        col(RoomInvitation.ended_at).is_(None),
    )
    ended = update(RoomInvitation).where(*still).values(ended_at=act.at)
    return len(session.execute(ended.returning(col(RoomInvitation.id))).all())


class CloseRoom(Command):
    """Close the employee's room before its end. Whoever is signed in to it is signed out."""

    permission: ClassVar[Permission] = Permission.MANAGE_ROOM

    reason: Prose = Field(title="the reason")

    def perform(self, act: Act) -> RoomClosed:
        invitations = end_invitations(act.session, act.case.id, act)
        open_ones = select(Account).where(
            Account.room_of == act.case.id, col(Account.disabled_at).is_(None)
        )
        accounts = list(act.session.exec(open_ones))
        if not accounts and not invitations:
            raise WrongAnswer({"reason": "Nobody was invited, or the room is closed already"})
        for each in accounts:
            each.disabled_at = act.at
            close_sessions(act.session, each.id)
        return RoomClosed(accounts=len(accounts), invitations=invitations)
