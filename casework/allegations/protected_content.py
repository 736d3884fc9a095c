"""The twelve questions about what the law protects, asked before formal action. Pure.

They find what needs advice; they decide nothing. A yes or a doubt brings in a second person.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reply(StrEnum):
    """How one question is answered. Not sure is an answer: it needs advice like a yes."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return "Not sure" if self is Reply.UNSURE else self.capitalize()

    @property
    def needs_advice(self) -> bool:
        return self is not Reply.NO


@dataclass(frozen=True)
class Question:
    """One question: its id, what it is about, what is asked, and the source of the protection."""

    id: str
    name: str
    asks: str
    source: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "PC-01",
        "Religion or belief",
        "Does it express a religious or philosophical belief, or the lack of one? Gender-critical "
        "belief and political philosophy count.",
        "EQA-10",
    ),
    Question(
        "PC-02",
        "Political opinion",
        "Does it express a political opinion, or support for a party or a cause?",
        "ERA96-108",
    ),
    Question(
        "PC-03",
        "Whistleblowing",
        "Does it raise wrongdoing, danger or a failure to obey the law?",
        "ERA96-103A",
    ),
    Question(
        "PC-04",
        "Trade union",
        "Is it about union membership, activities or industrial action?",
        "TULRCA-146",
    ),
    Question(
        "PC-05",
        "Complaint of discrimination",
        "Does it complain of discrimination or harassment, or support somebody who does?",
        "EQA-27",
    ),
    Question(
        "PC-06",
        "Health and safety",
        "Does it raise a concern about health or safety?",
        "ERA96-44",
    ),
    Question(
        "PC-07",
        "Disability",
        "Could the behaviour arise from a disability, or be met by an adjustment?",
        "EQA-15",
    ),
    Question(
        "PC-08",
        "Pregnancy and family",
        "Does it concern pregnancy, maternity or leave to care for family?",
        "EQA-18",
    ),
    Question(
        "PC-09",
        "Grievance",
        "Is it, in substance, a grievance, or about one that was raised?",
        "ACAS-46",
    ),
    Question(
        "PC-10",
        "Private life",
        "Is it lawful, off duty, and without a link to work?",
        "HRA-8",
    ),
    Question(
        "PC-11",
        "Information rights",
        "Does it ask for personal data or information, or complain about how data is used?",
        "GDPR-15",
    ),
    Question(
        "PC-12",
        "Pay",
        "Is it a conversation about pay, to find out whether pay is unequal?",
        "EQA-77",
    ),
)
