"""Links with which somebody without an account does one thing for one case, once.

The link alone opens nothing: a code of six digits goes another way, read out by phone. Five wrong
codes end the link, as do seven days, its use, and whoever made it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from casework.errors import NotFound, SignInRefused
from casework.people.credentials import TaskKind, TaskLink
from casework.people.passwords import matches, password_hash
from casework.people.sign_in import hashed

LASTS, MOST_WRONG_CODES, DIGITS = timedelta(days=7), 5, 6
WRONG = "Check the six digits with whoever gave you the link"
ENDED = "Too many wrong codes. The link no longer opens anything: ask for another"


@dataclass(frozen=True)
class Secrets:
    """What opens a link: shown once to whoever made it. The link keeps only hashes of both."""

    link_id: UUID
    token: str
    code: str

    @property
    def token_hash(self) -> str:
        return hashed(self.token)

    @property
    def spaced(self) -> str:
        return f"{self.code[:3]} {self.code[3:]}"


def new_secrets() -> Secrets:
    """A token of 256 bits for the link, and six digits to read out."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return Secrets(uuid4(), secrets.token_urlsafe(32), code)


@dataclass(frozen=True)
class For:
    """Whom a link is for, and what they are asked."""

    kind: TaskKind
    name: str
    asked: str
    person_id: UUID | None = None


def make_link(
    session: Session,
    case_id: UUID,
    made_for: For,
    opened_by: Secrets,
    made_by: UUID,
    at: datetime,
) -> TaskLink:
    """Make a link. Its caller has asked whether whoever makes it may."""
    link = TaskLink(
        id=opened_by.link_id,
        case_id=case_id,
        kind=made_for.kind,
        person_id=made_for.person_id,
        name=made_for.name,
        asked=made_for.asked,
        token_hash=opened_by.token_hash,
        code_hash=password_hash(opened_by.code),
        made_by=made_by,
        made_at=at,
        expires_at=at + LASTS,
    )
    session.add(link)
    return link


def is_open(link: TaskLink, at: datetime) -> bool:
    """Whether it can still be used."""
    over = link.used_at or link.revoked_at or link.expires_at <= at
    return not over and link.wrong_codes < MOST_WRONG_CODES


def link_at(
    session: Session, token: str, at: datetime, kind: TaskKind = TaskKind.ACCOUNT_OF_EVENTS
) -> TaskLink:
    """An open link of one kind.

    Raises:
        NotFound: it is unknown, was used, was revoked, has ended, or met too many wrong codes.
    """
    wanted = select(TaskLink).where(TaskLink.token_hash == hashed(token), TaskLink.kind == kind)
    found = session.exec(wanted).first()
    if found is None or not is_open(found, at):
        raise NotFound
    return found


def unlock(
    session: Session,
    token: str,
    code: str,
    at: datetime,
    kind: TaskKind = TaskKind.ACCOUNT_OF_EVENTS,
) -> TaskLink:
    """A link whose second code is right; locked until the transaction ends.

    Raises:
        NotFound: as `link_at` says.
        SignInRefused: the code is wrong. It counts only if the caller's transaction commits.
    """
    found = link_at(session, token, at, kind)
    link = session.get_one(TaskLink, found.id, with_for_update=True, populate_existing=True)
    if not is_open(link, at):
        raise NotFound
    typed = "".join(each for each in code if each.isdecimal())
    if not matches(link.code_hash, typed):
        link.wrong_codes += 1
        session.flush()
        raise SignInRefused(WRONG if is_open(link, at) else ENDED)
    return link


def links_of(session: Session, case_id: UUID) -> list[TaskLink]:
    """Every link ever made for a witness of a case, the newest first."""
    made = select(TaskLink).where(
        TaskLink.case_id == case_id, TaskLink.kind == TaskKind.ACCOUNT_OF_EVENTS
    )
    return list(session.exec(made.order_by(col(TaskLink.made_at).desc())))
