"""Sending an issued letter: by a link with which one person collects it, by post, or by hand.

A link alone opens nothing: a code of six digits goes another way. Neither says whom or what the
letter is about (UK GDPR art 32).
"""

from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from casework.access import Permission, require_sight
from casework.cases.gateway import Act, Command
from casework.documents.issuing import issued_on
from casework.documents.letters import LETTERS
from casework.documents.models import IssuedDocument
from casework.errors import NotFound, WrongAnswer
from casework.jobs import SEND_LETTER_LINK, enqueue
from casework.journal import Event
from casework.letters.governed import TO_WITNESSES, governing
from casework.letters.models import LetterDelivery, SentHow
from casework.letters.rules import LINKING_RULES, LinkingFacts
from casework.people.credentials import CodeBy, TaskKind, TaskLink
from casework.people.link_mail import is_of_the_trust
from casework.people.models import Person
from casework.people.task_links import For, Secrets, make_link
from casework.procedure import require
from casework.settings import settings
from casework.text import Day, Line, OptionalAddress, folded
from casework.working_days import local_day

NO_MAIL = "Casework has no mail server. Leave it empty, and pass the link on yourself"


class LetterLinked(Event):
    """The address is not written here: it stays in a row that can be disposed of."""

    delivery_id: UUID
    link_id: UUID
    document: str
    by_email: bool

    def sentence(self) -> str:
        how = "by e-mail" if self.by_email else "to be passed on"
        return f"made a link to collect {self.document}, {how}; its code goes another way"


class LetterSentOnPaper(Event):
    delivery_id: UUID
    document: str
    how: SentHow
    on: str

    def sentence(self) -> str:
        did = "posted" if self.how is SentHow.POST else "handed over"
        return f"recorded that {self.document} was {did} on {self.on}"


class LetterLinkEnded(Event):
    delivery_id: UUID

    def sentence(self) -> str:
        return "ended a link to collect a letter"


def letter_to_send(act: Act, number: int) -> IssuedDocument:
    """An issued paper that whoever acts reads.

    Raises:
        WrongAnswer: the case has no paper of that number.
        NotFound, NotPermitted: they may not read it, as the matrix says.
    """
    for each in issued_on(act.session, act.case.id):
        if each.number == number:
            require_sight(act.standing_now(), governing(each))
            return each
    raise WrongAnswer({"document": "Choose a letter of this case"})


def is_for_the_employee(document: IssuedDocument) -> bool:
    """Whether a paper is written to whom the case is about."""
    kind = LETTERS.get(document.code)
    return kind is not None and kind.shares == "employee" and document.code not in TO_WITNESSES


class SendLetterLink(Command):
    """Send one person a link to collect a letter. The code, and a link to pass on, show once."""

    permission: ClassVar[Permission] = Permission.SEND_LETTER

    document: int = Field(title="the letter")
    to: Line = Field(title="who collects it")
    address: OptionalAddress = Field(default=None, title="their e-mail address")
    known_by: Line = Field(title="how you know that this reaches them")
    code_by: CodeBy = Field(title="how the code travels")
    opened_by: Secrets

    def perform(self, act: Act) -> LetterLinked:
        document = letter_to_send(act, self.document)
        if self.address and not settings().smtp_url:
            raise WrongAnswer({"address": NO_MAIL})
        require(LINKING_RULES, self._facts(act, document))
        _end_earlier(act, document, self.to)
        # By e-mail the link is made anew when it is sent, so that it waits in no queue.
        made_for = For(TaskKind.LETTER, self.to, document.title)
        make_link(act.session, act.case.id, made_for, self.opened_by, act.actor.id, act.at)
        act.session.flush()
        made = self._made(act, document)
        act.session.add(made)
        if self.address:
            number = str(made.id)
            enqueue(act.session, SEND_LETTER_LINK, lock=f"letter-{number}", delivery_id=number)
        return LetterLinked(
            delivery_id=made.id,
            link_id=self.opened_by.link_id,
            document=document.reference,
            by_email=self.address is not None,
        )

    def _facts(self, act: Act, document: IssuedDocument) -> LinkingFacts:
        if self.address is None or not is_for_the_employee(document):
            return LinkingFacts(own_address=True)
        ids = [each for each in (act.case.employee_id, act.actor.id) if each]
        known = act.session.exec(select(Person.email).where(col(Person.id).in_(ids))).all()
        return LinkingFacts(own_address=not is_of_the_trust(self.address, known))

    def _made(self, act: Act, document: IssuedDocument) -> LetterDelivery:
        return LetterDelivery(
            case_id=act.case.id,
            document_id=document.id,
            how=SentHow.LINK,
            to_name=self.to,
            address=self.address,
            known_by=self.known_by,
            code_by=self.code_by,
            link_id=self.opened_by.link_id,
            sent_on=act.today,
            done_by=act.actor.name,
            recorded_by=act.actor.id,
            recorded_at=act.at,
        )


def _end_earlier(act: Act, document: IssuedDocument, name: str) -> None:
    """One person has one open link to one letter: the latest."""
    for delivery, link in links_to(act.session, act.case.id):
        same = folded(link.name) == folded(name) and delivery.document_id == document.id
        if same and not link.used_at and not link.revoked_at:
            link.revoked_at = act.at


def links_to(session: Session, case_id: UUID) -> list[tuple[LetterDelivery, TaskLink]]:
    """Every link to collect a letter of a case, with what it is for."""
    wanted = (
        select(LetterDelivery, TaskLink)
        .join(TaskLink, col(TaskLink.id) == col(LetterDelivery.link_id))
        .where(LetterDelivery.case_id == case_id)
    )
    return list(session.exec(wanted))


class RecordLetterSent(Command):
    """Record that a letter was posted or handed over: when, to whom, and by whom."""

    permission: ClassVar[Permission] = Permission.SEND_LETTER

    document: int = Field(title="the letter")
    how: SentHow = Field(title="how it was sent")
    to: Line = Field(title="who it went to")
    sent_on: Day = Field(title="the day it was sent")
    done_by: Line = Field(title="who posted it or handed it over")

    def perform(self, act: Act) -> LetterSentOnPaper:
        document = letter_to_send(act, self.document)
        if self.how is SentHow.LINK:
            raise WrongAnswer({"how": "Choose posted or handed over; a link is made on its page"})
        issued = local_day(document.issued_at)
        if not issued <= self.sent_on <= act.today:
            says = "Enter a day from the day it was issued, and not in the future"
            raise WrongAnswer({"sent_on": says})
        made = LetterDelivery(
            case_id=act.case.id,
            document_id=document.id,
            how=self.how,
            to_name=self.to,
            sent_on=self.sent_on,
            done_by=self.done_by,
            recorded_by=act.actor.id,
            recorded_at=act.at,
        )
        act.session.add(made)
        return LetterSentOnPaper(
            delivery_id=made.id,
            document=document.reference,
            how=self.how,
            on=self.sent_on.isoformat(),
        )


class EndLetterLink(Command):
    """End a link to collect a letter that nobody has used."""

    permission: ClassVar[Permission] = Permission.SEND_LETTER

    delivery_id: UUID = Field(title="the link")

    def perform(self, act: Act) -> LetterLinkEnded:
        delivery = act.session.get(LetterDelivery, self.delivery_id)
        if delivery is None or delivery.case_id != act.case.id or delivery.link_id is None:
            raise NotFound
        link = act.session.get_one(TaskLink, delivery.link_id, with_for_update=True)
        if link.used_at or link.revoked_at:
            raise WrongAnswer({"delivery_id": "This link was used or ended before"})
        link.revoked_at = act.at
        return LetterLinkEnded(delivery_id=delivery.id)
