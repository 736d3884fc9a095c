"""The investigation report: what was asked, what was done, what was found, and why."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import PaperIncomplete, needed, require_complete
from casework.documents.printing import PrintedDocument, printed
from casework.documents.wording import AllegationPut, Person


@dataclass(frozen=True, kw_only=True)
class PersonHeard:
    """Somebody the investigating officer spoke to."""

    name: str
    role: str
    heard_on: date
    about: str


@dataclass(frozen=True, kw_only=True)
class EvidenceConsidered:
    """One exhibit, and what it was considered for."""

    exhibit: str
    title: str
    considered_for: str


@dataclass(frozen=True, kw_only=True)
class DisputedFact:
    """What is in dispute, what was found more likely than not, and why."""

    question: str
    finding: str
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """Whether there is a case to answer on one allegation, and why."""

    allegation: AllegationPut
    case_to_answer: bool
    reasons: str = field(metadata=needed("The reasons for the conclusion", "ACAS-04c"))


@dataclass(frozen=True, kw_only=True)
class InvestigationReport:
    """The report as it is printed, on its own or in a pack."""

    template: ClassVar[str] = "investigation_report.html"

    trust: str
    academy: str
    reference: str
    employee: str
    employee_role: str
    investigator: Person
    commissioned_by: Person
    dated: date
    introduction: str = field(metadata=needed("The introduction", "ACAS-05"))
    terms_of_reference: tuple[str, ...] = field(
        metadata=needed("The terms of reference", "ACAS-05")
    )
    process_followed: str = field(metadata=needed("The process followed", "ACAS-05"))
    people: tuple[PersonHeard, ...]
    evidence: tuple[EvidenceConsidered, ...]
    undisputed_facts: tuple[str, ...]
    disputed_facts: tuple[DisputedFact, ...]
    employee_account: str = field(metadata=needed("The employee’s account", "A-v-B"))
    exculpatory_evidence: str = field(
        metadata=needed("What was looked for that might help the employee", "A-v-B")
    )
    mitigation: str = field(metadata=needed("The mitigation", "HIGGS"))
    conclusions: tuple[Conclusion, ...] = field(
        metadata=needed("A conclusion on each allegation", "ACAS-04c", "Conclusion")
    )


class ReportIncomplete(PaperIncomplete):
    """A report may not be printed while a part of it is missing. Names each part."""


def print_report(report: InvestigationReport) -> PrintedDocument:
    """The report as a PDF. Raises ReportIncomplete, which names what is missing."""
    require_complete(report, "G-REP-1", ReportIncomplete)
    return printed(report.template, sheet=report, reference=report.reference, in_pack=False)
