"""Collecting a letter through a link, and how each letter of a case was sent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from casework import journal
from casework.access import Actor
from casework.documents.models import IssuedDocument
from casework.journal import Event
from casework.letters.models import LetterDelivery, SentHow
from casework.outbox.models import NOT_TAKEN, MailKind
from casework.outbox.posting import not_delivered
from casework.people.credentials import TaskKind, TaskLink
from casework.people.task_links import is_open, link_at, unlock


class LetterCollected(Event):
    delivery_id: UUID
    link_id: UUID
    document: str
    sha256: str

    def sentence(self) -> str:
        return f"collected {self.document} through a link of their own"


def require_link(session: Session, token: str, at: datetime) -> None:
    """Refuse a link that opens no letter, or no longer.

    Raises:
        NotFound: whichever it is.
    """
    link_at(session, token, at, TaskKind.LETTER)


def letter_at(session: Session, token: str, code: str, at: datetime) -> IssuedDocument:
    """The letter that a link and its code open. Looking does not use the link up.

    Raises:
        NotFound: the link opens nothing, or no longer.
        SignInRefused: the code is wrong. It counts only if the caller's transaction commits.
    """
    link = unlock(session, token, code, at, TaskKind.LETTER)
    return _of_link(session, link)[1]


def collect(session: Session, token: str, code: str, at: datetime) -> IssuedDocument:
    """The letter, once. The link is the part in the case that this needs.

    Raises:
        NotFound, SignInRefused: as `letter_at` says.
    """
    link = unlock(session, token, code, at, TaskKind.LETTER)
    delivery, document = _of_link(session, link)
    link.used_at = at
    session.flush()
    event = LetterCollected(
        delivery_id=delivery.id,
        link_id=link.id,
        document=document.reference,
        sha256=document.sha256,
    )
    journal.append(session, link.case_id, Actor(link.id, f"{link.name} (by link)"), event, at)
    return document


def _of_link(session: Session, link: TaskLink) -> tuple[LetterDelivery, IssuedDocument]:
    wanted = select(LetterDelivery).where(LetterDelivery.link_id == link.id)
    delivery = session.exec(wanted).one()
    return delivery, session.get_one(IssuedDocument, delivery.document_id)


@dataclass(frozen=True)
class SentLetter:
    """One way in which a letter was sent, and whether it was collected."""

    delivery: LetterDelivery
    link: TaskLink | None
    state: str
    open: bool

    @property
    def collected_at(self) -> datetime | None:
        return self.link.used_at if self.link else None


def sent_on(session: Session, case_id: UUID, at: datetime) -> dict[UUID, list[SentLetter]]:
    """How each paper of a case was sent, by its id, the first first. Ask while working on it."""
    wanted = (
        select(LetterDelivery, TaskLink)
        .join(TaskLink, col(TaskLink.id) == col(LetterDelivery.link_id), isouter=True)
        .where(LetterDelivery.case_id == case_id)
        .order_by(col(LetterDelivery.recorded_at))
    )
    told: dict[UUID, list[SentLetter]] = defaultdict(list)
    found = session.exec(wanted).all()
    unsent = {each.id for each, _ in found if each.address and each.mailed_at is None}
    lost = not_delivered(session, MailKind.LETTER_LINK, unsent)
    for delivery, link in found:
        seen = SentLetter(delivery, link, _state(delivery, link, at, lost), _open(link, at))
        told[delivery.document_id].append(seen)
    return dict(told)


def _open(link: TaskLink | None, at: datetime) -> bool:
    return link is not None and is_open(link, at)


def _state(delivery: LetterDelivery, link: TaskLink | None, at: datetime, lost: set[UUID]) -> str:
    if link is None:
        return "Posted" if delivery.how is SentHow.POST else "Handed over"
    if link.used_at:
        return "Collected"
    if link.revoked_at:
        return "Link ended"
    if not is_open(link, at):
        wrong = link.expires_at > at
        return "Link ended: too many wrong codes" if wrong else "Not collected: the link ran out"
    if delivery.address and delivery.mailed_at is None:
        return NOT_TAKEN if delivery.id in lost else "Being mailed"
    return "Not collected"
