"""The pieces that letters and pack sheets are made of: people, policies, clauses, allegations."""

from dataclasses import dataclass, field
from datetime import date

from casework.documents.completeness import needed, optional


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody, and in what role they act or what post they hold."""

    name: str = field(metadata=needed("The name"))
    role: str = field(metadata=needed("The role"))


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody or something to turn to, and how: an address, a number, a page."""

    name: str = field(metadata=needed("The name"))
    how: str = field(metadata=needed("How to reach them"))


@dataclass(frozen=True, kw_only=True)
class PolicyCited:
    """A policy in one version: the one in force on the day of the conduct."""

    title: str = field(metadata=needed("The title of the policy"))
    version: str = field(metadata=needed("The version of the policy"))
    effective_from: date | None = field(metadata=needed("The day the policy took effect"))


@dataclass(frozen=True, kw_only=True)
class ClauseQuoted:
    """A clause word for word. `number` is as printed, for example “4.1, 5th point”."""

    policy: PolicyCited = field(metadata=needed("The policy", "ACAS-09a"))
    number: str = field(metadata=needed("The number of the clause", "ACAS-09a"))
    wording: str = field(metadata=needed("The wording of the clause", "ACAS-09a"))


@dataclass(frozen=True, kw_only=True)
class AllegationPut:
    """One allegation with enough detail to answer it: what, when, where and which clause."""

    number: int
    clause: ClauseQuoted = field(metadata=needed("The clause", "ACAS-09a"))
    particulars: str = field(metadata=needed("What is said to have happened", "ACAS-09a"))
    occurred: str = field(metadata=needed("When it is said to have happened", "ACAS-09a"))
    place: str = field(metadata=needed("Where it is said to have happened", "ACAS-09a"))
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FindingMade:
    """What was found on one allegation. `finding` is its label, for example “Partly upheld”."""

    allegation: AllegationPut = field(metadata=needed("The allegation", "CHARGE"))
    finding: str = field(metadata=needed("The finding", "ACAS-18"))
    upheld: bool
    reasons: str = field(metadata=needed("The reasons for the finding", "ACAS-18"))


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One question that a decision about a private account answers, and its answer."""

    question: str = field(metadata=needed("The question", "HIGGS"))
    answer: str = field(metadata=needed("The answer", "HIGGS"))


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A hearing to come: when it is, where, and who will be there. `starts` is a London clock
    time as printed, for example “9:30am”."""

    day: date | None = field(metadata=needed("The date of the hearing", "ACAS-10"))
    starts: str = field(metadata=needed("The time of the hearing", "ACAS-10"))
    place: str = field(metadata=needed("The place of the hearing", "ACAS-10"))
    chair: Person | None = field(metadata=needed("Who will hear the case", "ACAS-06", "The chair"))
    presenter: Person | None = field(
        metadata=needed("Who will present the findings", "ACAS-12b", "The presenter")
    )
    note_taker: Person | None = field(
        metadata=needed("Who will take notes", "HOUSE", "The note-taker")
    )
    panel: tuple[Person, ...] = field(default=(), metadata=optional("Panel member"))
    witnesses: tuple[Person, ...] = field(default=(), metadata=optional("Witness"))
    duration: str = ""


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What the employee may send or say before a hearing, to whom and by when."""

    contact: Contact | None = field(
        metadata=needed("Who to send papers and names to", "ACAS-10", "The contact for the hearing")
    )
    companion_by: date | None = field(metadata=needed("The day to name a companion by", "ERA99-10"))
    papers_by: date | None = field(
        metadata=needed("The day the employee’s papers are due", "ACAS-12b")
    )
    witnesses_by: date | None = field(
        metadata=needed("The day the employee’s witnesses are to be named", "ACAS-12b")
    )
    postponed_to_at_latest: date | None = field(
        metadata=needed("The last day a postponed hearing can be held", "ERA99-10")
    )


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """Something sent with a letter."""

    title: str = field(metadata=needed("The title"))
    pages: int = 0


@dataclass(frozen=True, kw_only=True)
class HearingHeld:
    """A hearing that took place. `accompanied_by` is a sentence, also when nobody was."""

    day: date | None = field(metadata=needed("The date of the hearing", "ACAS-18"))
    chair: Person | None = field(metadata=needed("Who heard the case", "ACAS-18", "The chair"))
    attended_by: tuple[Person, ...] = field(
        metadata=needed("Who attended the hearing", "ACAS-18", "Person at the hearing")
    )
    accompanied_by: str = field(
        metadata=needed("Whether the employee was accompanied, and by whom", "ERA99-10")
    )
    employee_attended: bool = True
    why_in_absence: str = field(
        default="",
        metadata=needed(
            "Why the case was decided in the employee’s absence",
            "ACAS-12a",
            when=lambda hearing: not hearing.employee_attended,
        ),
    )


USUAL_GROUNDS = (
    "the finding does not follow from the evidence",
    "the decision is too severe for what was found",
    "the procedure was not fair, and that made a difference",
    "there is new evidence that could not be given at the hearing",
)


@dataclass(frozen=True, kw_only=True)
class AppealRight:
    """To whom, by when and on what grounds the employee may appeal."""

    to: Person | None = field(metadata=needed("Who to appeal to", "ACAS-26", "The appeal contact"))
    how: str = field(metadata=needed("Where to send the appeal", "ACAS-26"))
    by: date | None = field(metadata=needed("The day to appeal by", "ACAS-26"))
    working_days: int | None = field(
        metadata=needed("The number of working days to appeal in", "ACAS-26")
    )
    grounds: tuple[str, ...] = field(
        default=USUAL_GROUNDS, metadata=needed("The grounds of an appeal", "ACAS-26")
    )
