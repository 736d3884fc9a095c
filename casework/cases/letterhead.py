"""What any paper of a case says of the people in it, before there is an allegation to quote."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.access import Role
from casework.cases.appointing import holder
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.documents.wording import Contact, Person, PolicyCited
from casework.particulars import named_contacts, particulars
from casework.people.queries import Known, known
from casework.policies.queries import in_force
from casework.settings import settings


def person(who: Known | None) -> Person | None:
    """A person as a letter names them."""
    return Person(name=who.name, role=who.job_title) if who else None


def in_role(session: Session, case: Case, role: Role) -> Person | None:
    """Whoever holds a role on the case now, as a letter names them."""
    held = holder(session, case.id, role)
    return person(known(session, held)) if held else None


@dataclass(frozen=True)
class About:
    """The employee, their academy and the trust, as any paper of the case names them."""

    trust: str
    academy: str
    reference: str
    employee: str
    employee_role: str


def about(session: Session, case: Case) -> About:
    who = known(session, case.employee_id) if case.employee_id else None
    return About(
        trust=settings().trust_name,
        academy=who.academy if who else "",
        reference=case.reference,
        employee=who.name if who else "",
        employee_role=who.job_title if who else "",
    )


def standing_words(session: Session) -> dict[str, Any]:
    """The support, the adjustments and the privacy notice that every letter names."""
    wording = particulars(session)
    adjustments = named_contacts(wording["adjustments"])
    support = named_contacts(wording["support"])
    return {
        "support": tuple(Contact(name=name, how=how) for name, how in support),
        "adjustments": Contact(name=adjustments[0][0], how=adjustments[0][1])
        if adjustments
        else None,
        "privacy_notice": wording["privacy_notice"],
    }


def opening(act: Act, conduct_on: date) -> dict[str, Any]:
    """What a letter carries that goes out before anything is alleged.

    It cites the policies in force on the day of the conduct, and is signed by whoever manages
    the case, else by whoever sends it.
    """
    policies = tuple(
        PolicyCited(title=each.title, version=each.version, effective_from=each.effective_from)
        for each in in_force(act.session, conduct_on)
    )
    manager = in_role(act.session, act.case, Role.CASE_MANAGER)
    return {
        **vars(about(act.session, act.case)),
        "dated": act.today,
        "sender": manager or person(known(act.session, act.actor.id)),
        "policies": policies,
        **standing_words(act.session),
    }
