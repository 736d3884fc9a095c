"""Two entries of the staff file that are one human: one person proposes, another decides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, or_, select, update

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database.words import Words
from casework.errors import NotFound, WrongAnswer
from casework.journal import Event
from casework.people.credentials import SamePerson
from casework.people.models import Account, Person
from casework.people.sign_in import close_sessions

_SAME = Words(text("SELECT same_person(:person)"))
OWN_PROPOSAL = "You proposed this. Somebody else must decide"
OWN_ENTRY = "This is about you. Somebody else must do it"


class SamePersonProposed(Event):
    person_id: UUID
    duplicate_id: UUID
    reason: str

    def sentence(self) -> str:
        return "proposed that two entries of the staff file are one person"


class SamePersonDecided(Event):
    person_id: UUID
    duplicate_id: UUID
    approved: bool

    def sentence(self) -> str:
        said = "are one person" if self.approved else "stay two people"
        return f"decided that two entries of the staff file {said}"


def same_person(session: Session, person_id: UUID) -> set[UUID]:
    """Every id under which this human is known, as row-level security counts them."""
    found: list[UUID] = _SAME.ask_one(session, {"person": person_id})[0]
    return set(found)


def surviving(session: Session, person_id: UUID) -> UUID:
    """The entry that stands for this human today."""
    merged_into = select(Person.merged_into_id).where(Person.id == person_id)
    return session.exec(merged_into).first() or person_id


def propose_same_person(
    session: Session, actor: Actor, staff_number: str, duplicate: str, reason: str, at: datetime
) -> SamePerson:
    """Propose that the second staff number is another entry of the person with the first.

    Raises:
        NotPermitted: the actor does not look after accounts.
        WrongAnswer: a number is nobody's, both are one already, or it is about the actor.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    person = _numbered(session, staff_number, "staff_number")
    other = _numbered(session, duplicate, "duplicate")
    if person.id == other.id:
        raise WrongAnswer({"duplicate": "Enter the staff number of the other entry"})
    _require_not_about(actor, person.id, other.id, "duplicate")
    if not reason.strip():
        raise WrongAnswer({"reason": "Enter how you know that both are the same person"})
    proposal = SamePerson(
        person_id=person.id,
        duplicate_id=other.id,
        reason=reason.strip(),
        proposed_by=actor.id,
        proposed_at=at,
    )
    session.add(proposal)
    told = {"person_id": person.id, "duplicate_id": other.id, "reason": proposal.reason}
    journal.append(session, None, actor, SamePersonProposed(**told), at)
    return proposal


def _numbered(session: Session, staff_number: str, field: str) -> Person:
    wanted = select(Person).where(
        Person.staff_number == staff_number.strip(), col(Person.merged_into_id).is_(None)
    )
    found = session.exec(wanted).first()
    if found is None:
        raise WrongAnswer({field: "Nobody has this staff number, or it was merged before"})
    return found


def _require_not_about(actor: Actor, person: UUID, other: UUID, field: str) -> None:
    if actor.id in (person, other):
        raise WrongAnswer({field: OWN_ENTRY})


def decide_same_person(
    session: Session, actor: Actor, proposal_id: UUID, approved: bool, at: datetime
) -> None:
    """Decide on a proposal. Approved, the accounts of the duplicate are the person's from now on.

    Nothing that names the duplicate is rewritten: its id leads to the surviving entry.

    Raises:
        NotPermitted: the actor may not decide on accounts.
        NotFound: there is no such proposal that waits.
        WrongAnswer: the actor proposed it, or it is about them.
    """
    require_in_trust(actor, TrustPermission.APPROVE_ACCOUNTS)
    proposal = session.get(SamePerson, proposal_id, with_for_update=True, populate_existing=True)
    if proposal is None or proposal.decided_at:
        raise NotFound
    if proposal.proposed_by == actor.id:
        raise WrongAnswer({"form": OWN_PROPOSAL})
    _require_not_about(actor, proposal.person_id, proposal.duplicate_id, "form")
    proposal.decided_by, proposal.decided_at, proposal.approved = actor.id, at, approved
    if approved:
        _merge(session, proposal)
    told = {"person_id": proposal.person_id, "duplicate_id": proposal.duplicate_id}
    journal.append(session, None, actor, SamePersonDecided(**told, approved=approved), at)


def _merge(session: Session, proposal: SamePerson) -> None:
    survivor = surviving(session, proposal.person_id)
    both = or_(
        col(Person.id) == proposal.duplicate_id,
        col(Person.merged_into_id) == proposal.duplicate_id,
    )
    if survivor == proposal.duplicate_id:
        raise WrongAnswer({"form": "These two were merged the other way round meanwhile"})
    session.execute(update(Person).where(both).values(merged_into_id=survivor))
    for account in session.exec(
        select(Account).where(Account.person_id == proposal.duplicate_id)
    ).all():
        account.person_id = survivor
        close_sessions(session, account.id)


def waiting_proposals(session: Session) -> list[tuple[SamePerson, Person, Person]]:
    """What waits to be decided, with both entries, the oldest first."""
    wanted = select(SamePerson).where(col(SamePerson.decided_at).is_(None))
    return [
        (each, session.get_one(Person, each.person_id), session.get_one(Person, each.duplicate_id))
        for each in session.exec(wanted.order_by(col(SamePerson.proposed_at)))
    ]
