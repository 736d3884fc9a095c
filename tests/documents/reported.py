"""An investigation report as its officer would have written it. Every person is invented."""

from datetime import date

from casework.documents.investigation_report import (
    Conclusion,
    DisputedFact,
    EvidenceConsidered,
    InvestigationReport,
    PersonHeard,
)
from tests.documents.written import CHAIR, OFFICER, PICTURES, REMARKS

REPORT = InvestigationReport(
    trust="Tansley Vale Learning Trust",
    academy="Saltmarsh Academy",
    reference="TVLT-2026-014",
    employee="Callum Wexford",
    employee_role="Teaching assistant",
    investigator=OFFICER,
    commissioned_by=CHAIR,
    dated=date(2026, 11, 6),
    introduction="On 5 October 2026 a parent showed the Principal a photograph on Instagram.",
    terms_of_reference=(
        "Find out who posted the photograph, when, and who could see it.",
        "Look for evidence that supports the employee as well as evidence that does not.",
    ),
    process_followed="I looked at the captures and spoke to three people.",
    people=(
        PersonHeard(
            name="Callum Wexford",
            role="Teaching assistant",
            heard_on=date(2026, 10, 20),
            about="The account, the photograph, the release slip.",
        ),
    ),
    evidence=(
        EvidenceConsidered(
            exhibit="CW/01", title="Screenshot of the post", considered_for="Allegation 1"
        ),
    ),
    undisputed_facts=("The account belongs to Callum Wexford.",),
    disputed_facts=(
        DisputedFact(
            question="Had a release slip been signed?",
            finding="More likely than not, no.",
            reasons="The register was searched and no entry was found.",
        ),
    ),
    employee_account="He says that he believed a slip had been signed in September.",
    exculpatory_evidence="I searched the register and asked the office for paper slips.",
    mitigation="He took the photograph down within an hour.",
    conclusions=(
        Conclusion(allegation=PICTURES, case_to_answer=True, reasons="The post is not disputed."),
        Conclusion(allegation=REMARKS, case_to_answer=False, reasons="No harm was meant or felt."),
    ),
)
