"""Telling the employee that there is an investigation (L-03), and inviting people to be heard."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from casework.access import Permission, Role
from casework.allegations.letterhead import about, in_role, letterhead, policies_cited
from casework.allegations.queries import Alleged, allegations_on
from casework.cases.appointing import holder
from casework.cases.closed import require_open
from casework.cases.gateway import Act, Command
from casework.documents.investigation_letters import InvestigationNotice
from casework.documents.issuing import Issue, issue
from casework.documents.letterhead import Letter
from casework.documents.letters import print_letter
from casework.documents.models import IssuedDocument
from casework.documents.wording import Contact, PolicyCited
from casework.errors import WrongAnswer
from casework.investigation.queries import terms_of
from casework.investigation.rules import TELLING_RULES, TellingFacts
from casework.journal import Event
from casework.people.queries import known
from casework.policies.queries import in_force
from casework.procedure import require
from casework.reports.safeguarding import require_may_tell
from casework.text import Line, Prose

COMPANION = (
    "The law gives a right to be accompanied at a hearing, not at an investigation meeting. The "
    "Trust lets a colleague or a trade union representative come along."
)


class EmployeeTold(Event):
    document: str

    def sentence(self) -> str:
        return f"told the employee about the investigation, {self.document}"


class TellEmployee(Command):
    """Send the employee the notice of the investigation, L-03 (Acas Code paras 4 to 7).

    Where a child may be at risk, only once the LADO agrees that they may be told (KCSIE).
    """

    permission: ClassVar[Permission] = Permission.ISSUE_LETTER
    for_others: ClassVar[frozenset[str]] = frozenset({"concern", "decides"})

    concern: Prose = Field(title="what the concern is")
    clauses: Prose = Field(title="the clauses it may concern, one a line")
    decides: Line = Field(title="who decides what happens next")
    companion: Line = Field(default=COMPANION, title="who may come along to a meeting")
    served_how: Line = Field(title="how the letter is sent")

    def perform(self, act: Act) -> EmployeeTold:
        require_open(act)
        terms = terms_of(act.session, act.case.id)
        require(TELLING_RULES, TellingFacts(begun=terms is not None))
        require_may_tell(act.session, act.case.id)
        letter = InvestigationNotice(
            **investigation_letter(act),
            delivery=self.served_how,
            concern=self.concern,
            clauses=tuple(each for each in map(str.strip, self.clauses.splitlines()) if each),
            investigator=in_role(act.session, act.case, Role.INVESTIGATING_OFFICER),
            decides=self.decides,
            expected_by=terms.due_on if terms else None,
            companion=self.companion,
            contact=contact(act),
        )
        return EmployeeTold(document=send(act, letter, self.served_how).reference)


def contact(act: Act) -> Contact | None:
    """Whom to ask: the case manager, by phone."""
    manager = holder(act.session, act.case.id, Role.CASE_MANAGER)
    who = known(act.session, manager) if manager else None
    return Contact(name=who.name, how=who.phone or "") if who else None


def investigation_letter(act: Act) -> dict[str, Any]:
    """What a letter of the investigation carries; before anything is alleged, today's policies."""
    alleged = allegations_on(act.session, act.case.id)
    told = letterhead(act.session, act.case, alleged, act.today)
    return told | {"policies": _policies(act, alleged, act.today)}


def _policies(act: Act, alleged: list[Alleged], today: date) -> tuple[PolicyCited, ...]:
    return policies_cited(alleged) or tuple(
        PolicyCited(title=each.title, version=each.version, effective_from=each.effective_from)
        for each in in_force(act.session, today)
    )


def to_witness(act: Act, name: str, person_id: UUID | None) -> dict[str, Any]:
    """The same, addressed to a witness: nothing of it says whom the case is about."""
    who = known(act.session, person_id) if person_id else None
    ours = about(act.session, act.case)
    return investigation_letter(act) | {
        "employee": name,
        "employee_role": who.job_title if who else "Witness",
        "academy": who.academy if who else ours.trust,
    }


def send(act: Act, letter: Letter, served_how: str) -> IssuedDocument:
    """Print a letter, keep it, and return what was kept."""
    what = Issue(letter.code, letter.subject, act.actor.name, act.at, served_how)
    return issue(act.session, act.case.id, print_letter(letter), what)


def require_future(day: date, today: date) -> None:
    """Refuse to invite somebody to a day that has passed.

    Raises:
        WrongAnswer: at the day.
    """
    if day <= today:
        raise WrongAnswer({"day": "Enter a day after today"})
