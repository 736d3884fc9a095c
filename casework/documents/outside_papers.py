"""Papers for somebody outside the case: referrals, a union official, the safeguarding record."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from casework.documents.completeness import PaperIncomplete, demanded, needed, require_complete
from casework.documents.gaps import drafted
from casework.documents.previewing import MARK, Preview, Previewed, is_previewing
from casework.documents.printing import PrintedDocument, printed
from casework.documents.wording import Person

# None of these is a letter to the employee, so none of their codes begins like one.
SAFEGUARDING_RECORD, LADO, TRA, DBS, UNION = (
    "DUTY-KCSIE",
    "DUTY-L24",
    "DUTY-L25",
    "DUTY-L26",
    "DUTY-L34",
)


@dataclass(frozen=True, kw_only=True)
class OutsidePaper:
    """What each says first: whose it is, about whom, and who prepared it."""

    code: ClassVar[str]
    subject: ClassVar[str]
    guard: ClassVar[str]
    template: ClassVar[str] = "outside_paper.html"

    trust: str = field(metadata=needed("The name of the trust"))
    academy: str = field(metadata=needed("The academy"))
    reference: str = field(metadata=needed("The case reference"))
    employee: str = field(metadata=needed("The employee’s name"))
    employee_role: str = field(metadata=needed("The employee’s role"))
    dated: date | None = field(metadata=needed("The date of the paper"))
    prepared_by: Person | None = field(metadata=needed("Who prepared it", each="Who prepared it"))

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Its own parts in order: what each is called, and what it says."""
        common = set(OutsidePaper.__dataclass_fields__)
        own = [(each, demand) for each, demand in demanded(self) if each.name not in common]
        return tuple((demand.says, getattr(self, each.name)) for each, demand in own)


@dataclass(frozen=True, kw_only=True)
class SafeguardingRecord(OutsidePaper):
    """The summary that is kept of an allegation about a child, in its five parts (KCSIE)."""

    code: ClassVar[str] = SAFEGUARDING_RECORD
    subject: ClassVar[str] = "Safeguarding record: summary"
    guard: ClassVar[str] = "G-SG-1"

    summary: str = field(metadata=needed("What was alleged", "KCSIE-REC2"))
    followed_up: str = field(metadata=needed("How it was followed up and resolved", "KCSIE-REC2"))
    action_taken: str = field(
        metadata=needed("Action taken, decisions, and the outcome", "KCSIE-REC2")
    )
    copy_to_person: str = field(metadata=needed("A copy to the person", "KCSIE-REC2"))
    references: str = field(metadata=needed("Future references", "KCSIE-REF1"))


@dataclass(frozen=True, kw_only=True)
class LadoReferral(OutsidePaper):
    """L-24: what is told to the local authority designated officer."""

    code: ClassVar[str] = LADO
    subject: ClassVar[str] = "Referral to the LADO"
    guard: ClassVar[str] = "G-LADO-1"

    allegation: str = field(metadata=needed("What was reported", "KCSIE-LADO"))
    child: str = field(metadata=needed("The child", "KCSIE-LADO"))
    safety: str = field(metadata=needed("Safety now", "KCSIE-LADO"))
    told: str = field(metadata=needed("Who has been told what", "KCSIE-TELL"))
    advice: str = field(metadata=needed("Advice so far", "KCSIE-LADO"))


@dataclass(frozen=True, kw_only=True)
class TraReferral(OutsidePaper):
    """L-25: referral of a teacher to the Teaching Regulation Agency."""

    code: ClassVar[str] = TRA
    subject: ClassVar[str] = "Referral to the Teaching Regulation Agency"
    guard: ClassVar[str] = "G-REF-1"

    employment: str = field(metadata=needed("Employment", "TRA-1"))
    ended: str = field(metadata=needed("How it ended", "TRA-1"))
    misconduct: str = field(metadata=needed("What was found", "TRA-1"))
    grounds: str = field(metadata=needed("Grounds", "TRA-1"))
    evidence: str = field(metadata=needed("Evidence", "TRA-1"))


@dataclass(frozen=True, kw_only=True)
class DbsReferral(OutsidePaper):
    """L-26: referral to the Disclosure and Barring Service."""

    code: ClassVar[str] = DBS
    subject: ClassVar[str] = "Referral to the Disclosure and Barring Service"
    guard: ClassVar[str] = "G-REF-2"

    employment: str = field(metadata=needed("Employment in regulated activity", "DBS-1"))
    ended: str = field(metadata=needed("Why permission was withdrawn", "DBS-1"))
    misconduct: str = field(metadata=needed("Relevant conduct", "DBS-1"))
    grounds: str = field(metadata=needed("The harm test", "DBS-1"))
    evidence: str = field(metadata=needed("Evidence", "DBS-1"))


@dataclass(frozen=True, kw_only=True)
class UnionNotice(OutsidePaper):
    """L-34: to a full-time official, that a representative of the union faces formal action."""

    code: ClassVar[str] = UNION
    subject: ClassVar[str] = "Notice to a union official"
    guard: ClassVar[str] = "G-UNION-1"

    to: str = field(metadata=needed("To", "ACAS-30"))
    agreement: str = field(metadata=needed("The employee’s agreement", "ACAS-30"))
    about: str = field(metadata=needed("What this is about", "ACAS-30"))


OUTSIDE: dict[str, type[OutsidePaper]] = {
    each.code: each
    for each in (SafeguardingRecord, LadoReferral, TraReferral, DbsReferral, UnionNotice)
}


class OutsidePaperIncomplete(PaperIncomplete):
    """A paper may not be printed while a part of it is missing. Names each part."""


def print_outside(paper: OutsidePaper) -> PrintedDocument:
    """The paper as a PDF. Raises OutsidePaperIncomplete, which names what is missing."""
    if is_previewing():
        draft = drafted(paper)
        shown = printed(paper.template, MARK, paper=draft.paper)
        raise Previewed(Preview(paper.code, paper.subject, shown, draft.missing))
    require_complete(paper, paper.guard, OutsidePaperIncomplete)
    return printed(paper.template, paper=paper)
