"""The retention schedule: what is kept, from when, for how long, and why. Pure data.

Casework starts from suggested periods. Each stays marked “default” until two people of the trust
have confirmed or changed it; `amending` holds what they decided.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.working_days import add_months


class Scope(StrEnum):
    """What a rule is about."""

    CASE = "case"
    DOCUMENT = "document"
    PERSONNEL_FILE = "personnel_file"
    TRUST = "trust"

    @property
    def label(self) -> str:
        return {
            Scope.CASE: "The whole case",
            Scope.DOCUMENT: "Some papers of a case",
            Scope.PERSONNEL_FILE: "The copy in the personnel file",
            Scope.TRUST: "A record of the Trust",
        }[self]


class Starts(StrEnum):
    """The fact from which a period is counted. The case states it; nobody types it in."""

    CLOSED = "closed"
    WARNING_GIVEN = "warning_given"
    WARNING_KEPT_UNTIL = "warning_kept_until"
    EMPLOYMENT_ENDED = "employment_ended"
    ALLEGATION_MADE = "allegation_made"
    REFERRED = "referred"
    SAFEGUARDING_CONCLUDED = "safeguarding_concluded"
    REPORT_ISSUED = "report_issued"
    SAME_AS_CASE = "same_as_case"
    DISPOSED = "disposed"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        return {
            Starts.CLOSED: "the day the case was closed",
            Starts.WARNING_GIVEN: "the day of the warning",
            Starts.WARNING_KEPT_UNTIL: "the day the record of the spent warning may go",
            Starts.EMPLOYMENT_ENDED: "the day the employment ended",
            Starts.ALLEGATION_MADE: "the day the allegation was made",
            Starts.REFERRED: "the day of the referral",
            Starts.SAFEGUARDING_CONCLUDED: "the day the safeguarding outcome was recorded",
            Starts.REPORT_ISSUED: "the day of the investigation report",
            Starts.SAME_AS_CASE: "whatever the case itself follows",
            Starts.DISPOSED: "the day the case was disposed of",
            Starts.OUTSIDE: "a day that is recorded outside Casework",
        }[self]


class Action(StrEnum):
    """What happens when the period is over. None of them happens by itself."""

    DISPOSE = "dispose"
    REVIEW = "review"
    REMOVE = "remove"
    WEED = "weed"
    KEEP = "keep"

    @property
    def label(self) -> str:
        return {
            Action.DISPOSE: "Delete, after a review",
            Action.REVIEW: "Safeguarding lead looks at it, then delete",
            Action.REMOVE: "Take it out of the personnel file",
            Action.WEED: "Weed from the file",
            Action.KEEP: "Keep",
        }[self]


DAYS, MONTHS = "days", "months"
ALWAYS = date(2000, 1, 1)
PART = "Partly read: an older edition or a summary. Check before relying on it"
READ = "Read in the source"
KNOWN = "From general knowledge, not read in a source. Check before relying on it"
OURS = "Suggested by Casework"
IRMS = "IRMS toolkit for academies"
LIMITATION = "Limitation Act 1980, s.5"
KCSIE = "Keeping children safe in education, Part Four"
CHILD_YEARS, PENSION_AGE, YOUNGEST = 10, 68, 16


@dataclass(frozen=True)
class Rule:
    """One row of the schedule. `length` is None where no period ends it."""

    code: str
    record: str
    scope: Scope
    starts: Starts
    length: int | None
    action: Action
    basis: str
    confidence: str
    unit: str = MONTHS
    pension: bool = False  # never before the normal pension age of whom it is about

    @property
    def period(self) -> str:
        """The period in words."""
        told = said_period(self.length, self.unit)
        return f"{told}, or until normal pension age if that is later" if self.pension else told


def said_period(length: int | None, unit: str) -> str:
    """A length of time as people say it."""
    if length is None:
        return "No period: a person decides"
    if length == 0:
        return "At once"
    if unit == MONTHS and length % 12 == 0:
        length, unit = length // 12, "years"
    return f"{length} {unit[:-1] if length == 1 else unit}"


def ends_on(rule: Rule, start: date, length: int) -> date:
    """The first day on which a period is over."""
    return start + timedelta(length) if rule.unit == DAYS else add_months(start, length)


_CASE, _PAPER, _FILE, _TRUST = Scope.CASE, Scope.DOCUMENT, Scope.PERSONNEL_FILE, Scope.TRUST
_GO, _LOOK, _WEED, _KEEP = Action.DISPOSE, Action.REVIEW, Action.WEED, Action.KEEP
_LEFT, _GIVEN, _CLOSED = Starts.EMPLOYMENT_ENDED, Starts.WARNING_GIVEN, Starts.CLOSED
_ALLEGED, _AGAIN, _OUTSIDE = Starts.ALLEGATION_MADE, Starts.SAME_AS_CASE, Starts.OUTSIDE
_TEN = 12 * CHILD_YEARS
_CLAIMS = "Data minimisation, UK GDPR art 5(1)(e)"

_ALL = (
    Rule("R-01", "Personnel file, with the letter of a dismissal", _FILE, _LEFT, 72, _GO,
         f"{IRMS}; {LIMITATION}", PART),
    Rule("R-02", "Allegation that concerns a child", _CASE, _ALLEGED, _TEN, _LOOK,
         f"{KCSIE}; {IRMS}", READ, pension=True),
    Rule("R-03", "Allegation about a child that was malicious or false", _FILE,
         Starts.SAFEGUARDING_CONCLUDED, 0, Action.REMOVE, KCSIE, READ),
    Rule("R-04", "Matter dealt with informally", _CASE, _CLOSED, 6, _GO, IRMS, KNOWN),
    Rule("R-05", "First written warning in the personnel file", _FILE, _GIVEN, 6, _WEED,
         IRMS, KNOWN),
    Rule("R-06", "Second written warning in the personnel file", _FILE, _GIVEN, 12, _WEED,
         IRMS, KNOWN),
    Rule("R-07", "Final written warning in the personnel file", _FILE, _GIVEN, 18, _WEED,
         IRMS, KNOWN),
    Rule("R-08", "Case that was not upheld, or had no case to answer", _CASE, _CLOSED, 0, _GO,
         IRMS, KNOWN),
    Rule("R-09", "Warning in a matter that concerns a child", _CASE, _GIVEN, _TEN, _LOOK,
         "Published policies keep these longer; ask the safeguarding lead", READ, pension=True),
    Rule("R-10", "Low-level concern", _CASE, _LEFT, 0, _GO, KCSIE, KNOWN),
    Rule("R-11", "File of a case that ended the employment", _CASE, _LEFT, 72, _GO,
         f"{LIMITATION}; Employment Rights Act 2025", OURS),
    Rule("R-12", "File of a case that ended in a warning", _CASE, Starts.WARNING_KEPT_UNTIL, 0,
         _GO, _CLAIMS, OURS),
    Rule("R-13", "Appeal papers", _PAPER, _AGAIN, None, _KEEP, "Kept with their case", OURS),
    Rule("R-14", "Evidence that nobody relied on", _PAPER, Starts.REPORT_ISSUED, 30, _WEED,
         "Data minimisation, UK GDPR art 5(1)(c)", OURS, unit=DAYS),
    Rule("R-15", "Report that triage did not take forward", _CASE, _CLOSED, 6, _GO,
         "Proportionality", OURS),
    Rule("R-16", "Referral to the TRA or the DBS", _CASE, Starts.REFERRED, 72, _LOOK,
         "As an allegation where it concerns a child", OURS),
    Rule("R-17", "Record preserved because of sexual abuse", _CASE, _OUTSIDE, None, _KEEP,
         "KCSIE 2021 and the recommendation of the Independent Inquiry", PART),
    Rule("R-18", "Certificate and register of what was disposed of", _TRUST, Starts.DISPOSED,
         240, _KEEP, "Accountability, UK GDPR art 5(2)", OURS),
    Rule("R-19", "Journal of a case that was disposed of, without its words", _TRUST,
         Starts.DISPOSED, 72, _GO, "UK GDPR arts 5(2) and 32", OURS),
    Rule("R-20", "Settlement agreement", _TRUST, _OUTSIDE, 72, _GO,
         "Limitation Act 1980, ss.5 and 8: twelve years for a deed", KNOWN),
    Rule("R-21", "Case with a personal data breach", _CASE, _CLOSED, 72, _GO,
         "UK GDPR art 33(5)", KNOWN),
    Rule("R-22", "Appropriate policy document", _TRUST, _OUTSIDE, 6, _KEEP,
         "Data Protection Act 2018, Sch 1 para 40", KNOWN),
)  # fmt: skip

SCHEDULE: dict[str, Rule] = {each.code: each for each in _ALL}
OF_CASES = tuple(each for each in _ALL if each.scope is Scope.CASE and each.length is not None)
