"""What letters and reports say about a case: who it is about, and the allegations as put."""

from datetime import date
from typing import Any

from sqlmodel import Session

from casework.access import Role
from casework.allegations.queries import Alleged
from casework.cases.letterhead import About, about, in_role, person, standing_words
from casework.cases.models import Case
from casework.documents.wording import AllegationPut, ClauseQuoted, PolicyCited

__all__ = [
    "About",
    "about",
    "in_role",
    "letterhead",
    "person",
    "policies_cited",
    "policy_cited",
    "put",
]


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


def letterhead(session: Session, case: Case, alleged: list[Alleged], dated: date) -> dict[str, Any]:
    """What every letter to the employee carries; blanks make the letter refuse to print."""
    return {
        **vars(about(session, case)),
        "dated": dated,
        "sender": in_role(session, case, Role.CASE_MANAGER),
        "policies": policies_cited(alleged),
        **standing_words(session),
    }
