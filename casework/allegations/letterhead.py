"""What letters and reports say about a case: who it is about, and the allegations as put."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.access import Role
from casework.allegations.queries import Alleged
from casework.cases.appointing import holder
from casework.cases.models import Case
from casework.documents.wording import (
    AllegationPut,
    ClauseQuoted,
    Contact,
    Person,
    PolicyCited,
)
from casework.particulars import named_contacts, particulars
from casework.people.queries import Known, known
from casework.settings import settings


def person(who: Known | None) -> Person | None:
    """A person as a letter names them."""
    return Person(name=who.name, role=who.job_title) if who else None


def in_role(session: Session, case: Case, role: Role) -> Person | None:
    """Whoever holds a role on the case now, as a letter names them."""
    held = holder(session, case.id, role)
    return person(known(session, held)) if held else None


def policy_cited(each: Alleged) -> PolicyCited:
    version = each.version
    return PolicyCited(
        title=version.title, version=version.version, effective_from=version.effective_from
    )


def put(each: Alleged) -> AllegationPut:
    """An allegation as it is put to the employee, with the clause word for word."""
    told = each.allegation
    return AllegationPut(
        number=told.number,
        clause=ClauseQuoted(
            policy=policy_cited(each),
            number=each.clause.printed_number,
            wording=each.clause.text,
        ),
        particulars=told.particulars,
        occurred=told.occurred,
        place=told.place,
        exhibits=each.exhibit_references,
    )


def policies_cited(alleged: list[Alleged]) -> tuple[PolicyCited, ...]:
    """Each policy version relied on, once."""
    return tuple(dict.fromkeys(policy_cited(each) for each in alleged))


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


def letterhead(session: Session, case: Case, alleged: list[Alleged], dated: date) -> dict[str, Any]:
    """What every letter to the employee carries; blanks make the letter refuse to print."""
    wording = particulars(session)
    adjustments = named_contacts(wording["adjustments"])
    return {
        **vars(about(session, case)),
        "dated": dated,
        "sender": in_role(session, case, Role.CASE_MANAGER),
        "policies": policies_cited(alleged),
        "support": tuple(
            Contact(name=name, how=how) for name, how in named_contacts(wording["support"])
        ),
        "adjustments": Contact(name=adjustments[0][0], how=adjustments[0][1])
        if adjustments
        else None,
        "privacy_notice": wording["privacy_notice"],
    }
