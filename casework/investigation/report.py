"""Concluding an investigation with a report that is printed once and kept."""

from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlmodel import select

from casework.access import Permission, Role
from casework.allegations.letterhead import about, in_role, put
from casework.allegations.models import Conclusion
from casework.allegations.queries import Alleged, allegations_on
from casework.cases.deadlines import meet, start_clock
from casework.cases.gateway import Act, Command
from casework.cases.stages import Stage
from casework.documents import investigation_report as paper
from casework.documents.issuing import Issue, issue
from casework.documents.wording import Person
from casework.errors import WrongAnswer
from casework.evidence.queries import evidence_on
from casework.investigation.models import Investigation, TermsOfReference
from casework.investigation.rules import CONCLUDING_RULES, ConcludingFacts
from casework.journal import Event
from casework.procedure import require
from casework.text import Day, Line, OptionalDay, Prose

Row = TypeVar("Row", bound=BaseModel)


class InvestigationConcluded(Event):
    document: str
    conclusions: dict[int, Conclusion]

    def sentence(self) -> str:
        return f"concluded the investigation with a report, {self.document}"


class Heard(BaseModel):
    """Somebody the officer spoke to."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Line
    role: Line
    heard_on: Day = Field(title="the day you spoke to them")
    about: Line


class Disputed(BaseModel):
    """A fact in dispute, what the officer finds on balance, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    question: Line
    finding: Line
    reasons: Prose


class Concluded(BaseModel):
    """What the officer concludes on one allegation."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    conclusion: Conclusion = Field(title="the conclusion")
    reasons: Prose = Field(title="the reasons for the conclusion")


class ConcludeInvestigation(Command):
    """Conclude the investigation with a report (Acas Code para 5; A v B).

    It says whether there is a case to answer on each allegation. It recommends no sanction.
    """

    permission: ClassVar[Permission] = Permission.CONCLUDE_INVESTIGATION
    for_others: ClassVar[frozenset[str]] = frozenset(
        {
            "introduction",
            "process_followed",
            "undisputed_facts",
            "disputed_facts",
            "employee_account",
            "exculpatory_evidence",
            "mitigation",
            "conclusions",
        }
    )

    introduction: Prose = Field(title="the introduction")
    process_followed: Prose = Field(title="the process you followed")
    people: list[Heard] = Field(default=[], title="the people you spoke to")
    undisputed_facts: Prose = Field(title="the facts nobody disputes, one a line")
    disputed_facts: list[Disputed] = Field(default=[], title="the facts in dispute")
    employee_heard_on: OptionalDay = Field(default=None, title="the day you heard the employee")
    employee_account: Prose = Field(title="the employee’s account, or why there is none")
    exculpatory_evidence: Prose = Field(title="what you looked for that helps the employee")
    mitigation: Prose = Field(title="the mitigation")
    conclusions: dict[UUID, Concluded] = Field(title="a conclusion on every allegation")

    @field_validator("people", "disputed_facts", mode="before")
    @classmethod
    def _without_blank_rows(cls, rows: Any) -> Any:
        """A form offers empty rows; a row nobody wrote in is no row."""
        if isinstance(rows, dict):
            rows = list(rows.values())
        if not isinstance(rows, list):
            return rows
        return [row for row in rows if not isinstance(row, dict) or any(row.values())]

    def perform(self, act: Act) -> InvestigationConcluded:
        alleged = allegations_on(act.session, act.case.id)
        require(CONCLUDING_RULES, self._facts(act, alleged))
        if self.employee_heard_on and self.employee_heard_on > act.today:
            raise WrongAnswer({"employee_heard_on": "Enter a day that is not in the future"})
        act.case.move_to(Stage.DECISION)
        for each in alleged:
            told = self.conclusions[each.allegation.id]
            each.allegation.conclude(told.conclusion, told.reasons)
        document = self._print(act, alleged)
        meet(act, "T4", "T4-L")
        start_clock(act, "T4-D", act.today)
        return InvestigationConcluded(
            document=document,
            conclusions={
                each.allegation.number: self.conclusions[each.allegation.id].conclusion
                for each in alleged
            },
        )

    def _facts(self, act: Act, alleged: list[Alleged]) -> ConcludingFacts:
        ids = {each.allegation.id for each in alleged}
        items = evidence_on(act.session, act.case.id)
        return ConcludingFacts(
            allegations=len(alleged),
            concluded=len(ids) if set(self.conclusions) == ids else 0,
            employee_heard_or_declined=bool(self.employee_account),
            looked_for_what_helps=bool(self.exculpatory_evidence),
            exhibits=sum(each.exhibit is not None for each in items),
        )

    def _print(self, act: Act, alleged: list[Alleged]) -> str:
        """Print the report, keep it, and return the reference it was given."""
        report = self._paper(act, alleged)
        printed = paper.print_report(report)
        what = Issue(
            "REPORT", "Investigation report", act.actor.name, act.at, "to the case manager"
        )
        document = issue(act.session, act.case.id, printed, what)
        act.session.add(
            Investigation(
                case_id=act.case.id,
                officer_id=act.actor.id,
                sections=self.model_dump(mode="json"),
                document_id=document.id,
                concluded_at=act.at,
            )
        )
        return document.reference

    def _paper(self, act: Act, alleged: list[Alleged]) -> paper.InvestigationReport:
        terms = act.session.exec(
            select(TermsOfReference.terms).where(TermsOfReference.case_id == act.case.id)
        ).one()
        officer = in_role(act.session, act.case, Role.INVESTIGATING_OFFICER)
        manager = in_role(act.session, act.case, Role.CASE_MANAGER)
        unnamed = Person(name="", role="")
        return paper.InvestigationReport(
            **vars(about(act.session, act.case)),
            investigator=officer or unnamed,
            commissioned_by=manager or unnamed,
            dated=act.today,
            introduction=self.introduction,
            terms_of_reference=_lines(terms),
            process_followed=self.process_followed,
            people=tuple(paper.PersonHeard(**each.model_dump()) for each in self.people),
            evidence=_considered(act, alleged),
            undisputed_facts=_lines(self.undisputed_facts),
            disputed_facts=tuple(
                paper.DisputedFact(**each.model_dump()) for each in self.disputed_facts
            ),
            employee_account=self.employee_account,
            exculpatory_evidence=self.exculpatory_evidence,
            mitigation=self.mitigation,
            conclusions=tuple(self._conclusion(each) for each in alleged),
        )

    def _conclusion(self, each: Alleged) -> paper.Conclusion:
        told = self.conclusions[each.allegation.id]
        return paper.Conclusion(
            allegation=put(each),
            case_to_answer=told.conclusion is Conclusion.CASE_TO_ANSWER,
            reasons=told.reasons,
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.splitlines() if each.strip())


def _considered(act: Act, alleged: list[Alleged]) -> tuple[paper.EvidenceConsidered, ...]:
    """Each exhibit with the allegations it bears on."""
    bears_on: dict[str, list[str]] = {}
    for each in alleged:
        for reference in each.exhibit_references:
            bears_on.setdefault(reference, []).append(str(each.allegation.number))
    return tuple(
        paper.EvidenceConsidered(
            exhibit=item.exhibit.reference,
            title=item.exhibit.title,
            considered_for=_for(bears_on.get(item.exhibit.reference, [])),
        )
        for item in evidence_on(act.session, act.case.id)
        if item.exhibit
    )


def _for(numbers: list[str]) -> str:
    return f"Allegation {', '.join(numbers)}" if numbers else "The case as a whole"
