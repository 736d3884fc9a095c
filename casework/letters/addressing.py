"""What every letter to somebody beside the procedure carries, and issuing it."""

from typing import Any

from casework.access import Role
from casework.cases.appointing import holder
from casework.cases.gateway import Act
from casework.cases.letterhead import opening
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument
from casework.documents.wording import Contact
from casework.errors import WrongAnswer
from casework.people.queries import known
from casework.reports.queries import conduct_day

NOT_CARRIED = frozenset({"employee", "employee_role", "policies", "support", "adjustments"})


def to_somebody(act: Act, name: str, role: str = "") -> dict[str, Any]:
    """What a letter carries that is written to somebody else: nothing of whom the case is about."""
    told = opening(act, conduct_day(act.session, act.case))
    carried = {key: value for key, value in told.items() if key not in NOT_CARRIED}
    return carried | {"employee": name, "employee_role": role, "contact": contact(act)}


def to_the_employee(act: Act) -> dict[str, Any]:
    """What a letter to the employee carries, with the policies that were in force."""
    return opening(act, conduct_day(act.session, act.case))


def contact(act: Act) -> Contact:
    """Whom to ask: the case manager by phone, else whoever writes."""
    manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
    who = known(act.session, manager or act.actor.id)
    return Contact(name=who.name, how=who.phone or "")


def send(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    """Print a letter, keep it, and return what was kept.

    Raises:
        LetterIncomplete: naming what it lacks.
    """
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, print_letter(letter), what)


def require_past(act: Act, **days: Any) -> None:
    """Refuse a day that has not come.

    Raises:
        WrongAnswer: at each.
    """
    wrong = {name: "Enter a day that is not in the future" for name, day in days.items()
             if day and day > act.today}  # fmt: skip
    if wrong:
        raise WrongAnswer(wrong)
