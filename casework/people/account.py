"""Looking after one's own account: password, personal tokens, open sessions, and how pages look.

What changes who can get in is journaled; how pages look is nobody else's business.
"""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from casework import journal
from casework.access import Actor
from casework.errors import NotFound, SignInRefused, TooManyTries, WrongAnswer
from casework.journal import Event
from casework.people.entrance import Visit, password_of
from casework.people.models import Account, Person, SignedIn
from casework.people.own_chain import note
from casework.people.passwords import (
    LONGEST_PASSWORD,
    password_hash,
    require_good_password,
)
from casework.people.sign_in import close_sessions, hashed, make_token
from casework.people.tokens import ApiToken, TokenScope
from casework.settings import settings
from casework.text import Line

THEMES = {"device": "As my device", "light": "Light", "dark": "Dark"}
MOST_TOKENS, TOKEN_DAYS, LONGEST_DAYS = 10, 90, 365


class PasswordChanged(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "changed their password, and every other session was ended"


class TokenMade(Event):
    account_id: UUID
    token_id: UUID
    name: str
    scope: str = TokenScope.ACT

    def sentence(self) -> str:
        return f"made the personal token “{self.name}”"


class TokenRevoked(Event):
    account_id: UUID
    token_id: UUID
    name: str

    def sentence(self) -> str:
        return f"revoked the personal token “{self.name}”"


class SessionsEnded(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "signed out everywhere"


class SessionEnded(Event):
    account_id: UUID
    session_number: UUID

    def sentence(self) -> str:
        return "ended one of their sessions"


class ChangePassword(BaseModel):
    """A new password, by somebody who knows the old one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    old: str = Field(title="your password now", max_length=LONGEST_PASSWORD)
    new: str = Field(title="the new password", max_length=LONGEST_PASSWORD)

    def perform(
        self, session: Session, actor: Actor, account: Account, keep: str, visit: Visit
    ) -> None:
        """Change it, and end every session but the one whose secret is `keep`.

        Raises:
            WrongAnswer: the old one is wrong, or was tried too often; the new one is not good
                enough or the same. A wrong try counts only if the caller's transaction commits.
        """
        try:
            password_of(session, account.username, self.old, visit)
        except TooManyTries as refused:
            raise WrongAnswer({"old": str(refused)}) from refused
        except SignInRefused as refused:
            raise WrongAnswer({"old": "This is not your password now"}) from refused
        whose = session.get_one(Person, account.person_id)
        require_good_password(self.new, whose, "new")
        if self.new == self.old:
            raise WrongAnswer({"new": "Choose a password that differs from the one you have"})
        account.password_hash = password_hash(self.new)
        session.add(account)
        close_sessions(session, account.id, keep)
        note(session, account, actor, PasswordChanged(account_id=account.id), visit.at)


class MakeToken(BaseModel):
    """A personal token for the JSON API."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Line = Field(title="what the token is for")
    scope: TokenScope = Field(default=TokenScope.READ, title="what a program may do with it")
    days: int = Field(default=TOKEN_DAYS, ge=1, le=LONGEST_DAYS, title="for how many days it works")

    def perform(self, session: Session, actor: Actor, account: Account, at: datetime) -> str:
        """Make the token and return its secret, which is never shown again.

        Raises:
            WrongAnswer: the account has as many tokens as one may have.
        """
        if len(tokens_of(session, account.id, at)) >= MOST_TOKENS:
            says = f"You have {MOST_TOKENS} tokens. Revoke one you no longer need"
            raise WrongAnswer({"name": says})
        secret = make_token(session, account.id, self.name, at, self.days, self.scope)
        token = session.exec(select(ApiToken).where(ApiToken.token_hash == hashed(secret))).one()
        told = {"token_id": token.id, "name": token.name, "scope": token.scope}
        event = TokenMade(account_id=account.id, **told)
        journal.append(session, None, actor, event, at)
        return secret


def tokens_of(session: Session, account_id: UUID, at: datetime) -> list[ApiToken]:
    """The tokens that open the API now, the newest first."""
    wanted = select(ApiToken).where(
        ApiToken.account_id == account_id,
        col(ApiToken.revoked_at).is_(None),
        col(ApiToken.expires_at) > at,
    )
    return list(session.exec(wanted.order_by(col(ApiToken.created_at).desc())))


def revoke_token(
    session: Session, actor: Actor, account: Account, token_id: UUID, at: datetime
) -> None:
    """Make a token worthless at once.

    Raises:
        NotFound: the account has no such token, or it was revoked before.
    """
    token = session.get(ApiToken, token_id)
    if token is None or token.account_id != account.id or token.revoked_at:
        raise NotFound
    token.revoked_at = at
    event = TokenRevoked(account_id=account.id, token_id=token.id, name=token.name)
    journal.append(session, None, actor, event, at)


def open_sessions(session: Session, account_id: UUID, at: datetime) -> list[SignedIn]:
    """Where the account is signed in now, the last used first."""
    wanted = select(SignedIn).where(SignedIn.account_id == account_id, *_going_on(at))
    return list(session.exec(wanted.order_by(col(SignedIn.seen_at).desc())))


def how_many_open(session: Session, account_ids: list[UUID], at: datetime) -> dict[UUID, int]:
    """In how many places each of these accounts is signed in now; not those that are nowhere."""
    wanted = (
        select(SignedIn.account_id, func.count())
        .where(col(SignedIn.account_id).in_(account_ids), *_going_on(at))
        .group_by(col(SignedIn.account_id))
    )
    return dict(session.exec(wanted).all())


def _going_on(at: datetime) -> tuple[ColumnElement[bool], ...]:
    idle = at - timedelta(minutes=settings().idle_minutes)
    return col(SignedIn.ends_at) > at, col(SignedIn.seen_at) > idle


def end_session(
    session: Session, actor: Actor, account: Account, number: UUID, at: datetime
) -> str:
    """End one session of the account and return how its id is stored.

    Raises:
        NotFound: the account has no such session open.
    """
    for each in open_sessions(session, account.id, at):
        if each.number == number:
            session.delete(each)
            event = SessionEnded(account_id=account.id, session_number=number)
            note(session, account, actor, event, at)
            return each.id_hash
    raise NotFound


def sign_out_everywhere(session: Session, actor: Actor, account: Account, at: datetime) -> None:
    """End every session of the account, the present one too. Tokens stay until revoked."""
    close_sessions(session, account.id)
    note(session, account, actor, SessionsEnded(account_id=account.id), at)


def choose_theme(account: Account, theme: str) -> None:
    """Pages in light or dark, or as the device is set.

    Raises:
        WrongAnswer: there is no such theme.
    """
    if theme not in THEMES:
        raise WrongAnswer({"theme": "Choose how pages look"})
    account.theme = theme


def choose_shortcuts(account: Account, shortcuts: str) -> None:
    """Single-key shortcuts, on or off (WCAG 2.1.4).

    Raises:
        WrongAnswer: neither on nor off was chosen.
    """
    if shortcuts not in {"on", "off"}:
        raise WrongAnswer({"shortcuts": "Choose on or off"})
    account.shortcuts = shortcuts == "on"
