"""How Casework treats the paragraphs that no rule cites, and what else it does beside its rules.

A paragraph is enforced by rules, recorded because a letter or a page holds what it asks for, or
left to people. `tests/procedure` refuses a paragraph that has neither a rule nor a line here.
"""

from enum import StrEnum


class Treatment(StrEnum):
    """How a paragraph is kept."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    NOT_FOR_SOFTWARE = "not_for_software"

    @property
    def label(self) -> str:
        if self is Treatment.NOT_FOR_SOFTWARE:
            return "Left to people"
        return self.replace("_", " ").capitalize()


_R, _N = Treatment.RECORDED, Treatment.NOT_FOR_SOFTWARE

_SCREENED = "One of the twelve questions on protected content, asked before a hearing."

OTHERWISE: dict[str, tuple[Treatment, str]] = {
    "ACAS-01": (
        _N,
        "What is misconduct and what is something else is for people. Redundancy, and the end of a "
        "fixed term, are not kept here.",
    ),
    "ACAS-02": (
        _R,
        "Policies are kept with the day each version holds from, and who acknowledged which. "
        "Whether staff helped to write them is for the Trust.",
    ),
    "ACAS-04b": (
        _R,
        "Earlier like cases are shown to whoever decides, who weighs them in words. Whether an "
        "outcome is consistent is theirs to judge.",
    ),
    "ACAS-04e": (_R, "Every formal letter states the right to a companion."),
    "ACAS-04f": (_R, "The letter of every formal outcome gives the right of appeal."),
    "ACAS-07": (_R, "No page of an investigation offers a sanction."),
    "ACAS-12c": (_R, "A witness who is named late is recorded as late, and refused by nobody."),
    "ACAS-13": (_R, "Every invitation to a hearing states the right to a companion."),
    "ACAS-17": (_R, "Letters say what a companion may do."),
    "ACAS-19": (_R, "The outcome page gives the steps in their order."),
    "ACAS-20": (_R, "A final warning for a first act asks why no lesser step is enough."),
    "ACAS-24": (_R, "A dismissal rests on a clause and a finding of gross misconduct."),
    "ACAS-REC": (_R, "The journal and the papers of the case are the written record."),
    "ERA99-10": (_R, "Every invitation to a hearing names the three categories of companion."),
    "GDPR-12-5": (_R, "A request is refused only on one of the two grounds, with its reason."),
    "KCSIE-CM": (
        _R,
        "Whoever manages a case is asked about conflicts of interest; a matter about a Principal "
        "or about HR goes to others.",
    ),
    "KCSIE-LLC": (_R, "A concern below the threshold is handed on, and its reference is kept."),
    "KCSIE-LLC-REC": (_N, "The record of low-level concerns is the Trust’s own and not kept here."),
    "KCSIE-REC3": (_R, "The retention schedule keeps such a record as long as this (R-02)."),
    "KCSIE-REF2": (_R, "The letter of a reference holds no low-level concern: none is kept here."),
    "KCSIE-REC2": (_R, "The safeguarding record asks for its five parts, and is printed."),
    "POLICE": (_R, "Whether to tell the police is answered at triage and at the outcome."),
    "MAND-REP": (
        _R,
        "Where a child may be at risk, triage asks for it. From when the duty binds the Trust is "
        "for the Trust to confirm.",
    ),
    "PREV": (_R, "Whether it is for Prevent is answered at triage and at the outcome."),
    "OFSTED-EY": (_R, "Whether Ofsted must be told is answered, with its 14 days."),
    "TAYLOR": (_R, "An appeal says whether it is a review or a rehearing, and why."),
    "BANK-MELLAT": (_R, "The four questions of proportion are answered before any sanction."),
    "BAND": (_R, "Before a dismissal each lesser step is ruled out, with why not."),
    "PARITY": (_R, "Earlier like cases are shown as facts, and weighed in words."),
    "ERA96-44": (_R, _SCREENED),
    "ERA96-103A": (_R, _SCREENED),
    "ERA96-108": (_R, _SCREENED),
    "EQA-10": (_R, _SCREENED),
    "EQA-15": (_R, _SCREENED),
    "EQA-18": (_R, _SCREENED),
    "EQA-27": (_R, _SCREENED),
    "EQA-77": (_R, _SCREENED),
    "TULRCA-146": (_R, _SCREENED),
    "HRA-8": (_R, _SCREENED),
    "BERKELEY": (_R, "An item says what shows that it is genuine, and what it does not prove."),
    "BURCHELL": (_R, "Each finding has its reasons and the evidence it rests on."),
}

# Beside the rules that cite it.
KEPT: dict[str, str] = {
    "ACAS-04a": "Every step has a deadline, which says what it was counted from.",
    "ACAS-21": "A warning is not issued while a part that it must have is missing.",
    "ACAS-14": "There is no act that refuses a companion of the three categories.",
    "ACAS-03": "Triage offers to deal with it informally; every decision has its reasons.",
    "ACAS-04c": "A hearing follows an investigation report; no page leads past it.",
    "ACAS-12a": "The record of a hearing names who attended, and who did not.",
    "ACPO-1": "An original is written once and never changed; copies are made of it.",
    "ACAS-12b": "The record of a hearing holds what each side said and asked.",
    "GDPR-35": "What was found by monitoring asks for its impact assessment.",
    "ISO-27037": "An item keeps who took it, how, and with what.",
    "ACAS-11": "The notice is counted in working days of the academy.",
    "ACAS-31": "Telling the police is answered at triage and at the outcome, and a case may wait.",
    "ACAS-46": "Whether the case goes on beside a grievance, or waits, is recorded with why.",
    "ACAS-22": "Who may decide on which step is a setting of the Trust.",
}
