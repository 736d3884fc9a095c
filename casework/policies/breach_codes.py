"""What kind of breach a clause is about, and what each kind asks HR to look at.

A starting band informs and never decides: conduct of one kind may end in any band, or in none.
"""

from dataclasses import dataclass
from enum import StrEnum


class ConductBand(StrEnum):
    """How serious conduct of a kind usually starts out, lowest first."""

    INFORMAL = "Informal"
    MISCONDUCT = "Misconduct"
    SERIOUS = "Serious misconduct"
    GROSS = "Gross misconduct"


class Flag(StrEnum):
    """What HR should do because of the kind of breach. The value is the sentence shown."""

    HARM_QUESTIONS = "Answer the four harm questions of Keeping Children Safe in Education."
    LOW_LEVEL = "Consider whether this is a low-level concern."
    DATA_BREACH = "Ask the data protection officer whether this is a personal data breach."
    IMAGE_CHECK = (
        "Ask what the image shows before anyone opens it. "
        "A suspected indecent image of a child is never opened, copied or stored."
    )
    ACTUAL_DAMAGE = "Record evidence of actual damage to reputation (F-13)."
    PROPORTIONALITY = "Complete the proportionality record (F-22)."
    TARGET = "Ask the person it was about for a statement."
    EQUALITY = "Check what the Equality Act 2010 requires."
    BELIEF = "Complete the protected-content screen: this may be a belief or an opinion."
    TEACHERS_STANDARDS = "Check Part Two of the Teachers’ Standards if the employee is a teacher."
    AGGRAVATING_ONLY = "Weigh this with another allegation; it seldom stands alone."
    LINKED_POLICY = "Link the other policy and name its clause."
    MONITORING = "Check that evidence from monitoring was obtained lawfully."
    REACH = "Record who could see it and how they reacted (F-06)."


@dataclass(frozen=True)
class BreachCode:
    """One kind of breach: the clauses it comes from, its flags, and where it usually starts.

    No bands: this kind is judged case by case, or by the policy it is linked to.
    """

    code: str
    gist: str
    clauses: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    bands: tuple[ConductBand, ...] = ()


INFORMAL = (ConductBand.INFORMAL,)
INFORMAL_OR_MISCONDUCT = (ConductBand.INFORMAL, ConductBand.MISCONDUCT)
MISCONDUCT = (ConductBand.MISCONDUCT,)
MISCONDUCT_OR_MORE = (ConductBand.MISCONDUCT, ConductBand.SERIOUS, ConductBand.GROSS)
SERIOUS = (ConductBand.SERIOUS,)
SERIOUS_OR_GROSS = (ConductBand.SERIOUS, ConductBand.GROSS)
OTHER_POLICIES = tuple(f"4.1{letter}" for letter in "abcdefgh")

BREACH_CODES = (
    BreachCode(
        "SM-SITE-NOAUTH",
        "Work account without the Principal’s permission",
        ("2.1",),
        bands=INFORMAL_OR_MISCONDUCT,
    ),
    BreachCode(
        "SM-PUPIL-FRIEND",
        "Accepting pupils as friends, other than family",
        ("2.4a",),
        (Flag.HARM_QUESTIONS, Flag.LOW_LEVEL),
        SERIOUS,
    ),
    BreachCode(
        "SM-PUPIL-ID",
        "Naming, discussing or identifying a pupil on a personal account",
        ("2.4b", "2.5"),
        (Flag.HARM_QUESTIONS, Flag.DATA_BREACH),
        SERIOUS_OR_GROSS,
    ),
    BreachCode(
        "SM-PUPIL-IMAGE",
        "Photo or video of a pupil without a release slip, or on a personal site",
        ("2.6",),
        (Flag.HARM_QUESTIONS, Flag.DATA_BREACH, Flag.IMAGE_CHECK),
        SERIOUS_OR_GROSS,
    ),
    BreachCode(
        "SM-DISREPUTE",
        "Content that could bring the academy or Trust into disrepute",
        ("2.7",),
        (Flag.ACTUAL_DAMAGE, Flag.PROPORTIONALITY),
    ),
    BreachCode("SM-VIEWS", "Own view given as the Trust’s", ("3.1",), bands=INFORMAL),
    BreachCode(
        "SM-DEFAME",
        "Remarks that may be defamatory",
        ("3.2",),
        (Flag.TARGET,),
        MISCONDUCT_OR_MORE,
    ),
    BreachCode(
        "SM-DISCRIM",
        "Offensive or discriminatory language",
        ("3.3",),
        (Flag.EQUALITY, Flag.BELIEF),
        SERIOUS_OR_GROSS,
    ),
    BreachCode(
        "SM-CONFID",
        "Confidential information disclosed",
        ("3.4",),
        (Flag.DATA_BREACH,),
        SERIOUS_OR_GROSS,
    ),
    BreachCode(
        "SM-CONDUCT",
        "Conduct at odds with the contract or other policies",
        ("3.5",),
        (Flag.TEACHERS_STANDARDS,),
    ),
    BreachCode("SM-UNDECLARED", "Identifying site not notified", ("3.7",), bands=INFORMAL),
    BreachCode("SM-LOGO", "Logo or materials used without permission", ("3.8",), bands=INFORMAL),
    BreachCode("SM-CONFLICT", "Conflict of interest not notified", ("3.9",), bands=MISCONDUCT),
    BreachCode(
        "SM-HARM",
        "Embarrassment or harm to other people",
        ("3.10",),
        (Flag.TARGET, Flag.PROPORTIONALITY),
    ),
    BreachCode(
        "SM-PRIVACY",
        "Security settings not appropriate",
        ("3.12",),
        (Flag.AGGRAVATING_ONLY,),
        INFORMAL,
    ),
    BreachCode("SM-REFERENCE", "Reference given online", ("3.13",), bands=MISCONDUCT),
    BreachCode(
        "SM-OTHER-POLICY",
        "Another policy breached through social media",
        OTHER_POLICIES,
        (Flag.LINKED_POLICY,),
    ),
    BreachCode(
        "SM-MISUSE-IT",
        "Misuse of the Trust’s equipment or systems",
        ("5.1", "5.2", "5.3", "5.4"),
        (Flag.MONITORING,),
        MISCONDUCT,
    ),
    BreachCode(
        "SM-STAKEHOLDER",
        "Reaction of families or others that could be foreseen",
        ("5.5",),
        (Flag.REACH,),
    ),
)


def breach_code_of(number: str) -> BreachCode | None:
    """The kind of breach a statement of the social media policy is about, if it has one."""
    return next((each for each in BREACH_CODES if number in each.clauses), None)
