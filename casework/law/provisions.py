"""The provisions themselves, each with the days from which each version holds. Pure data.

None is advice. A version stays marked “verify” until somebody in the trust has compared it with the
instrument and confirmed it; when its words here change, it must be confirmed again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

ALWAYS = date(2000, 1, 1)


class ChosenBy(StrEnum):
    """Which day decides which version of a provision holds."""

    EMPLOYMENT_ENDS = "employment_ends"
    ACT = "act"
    REQUEST = "request"
    CLAIM = "claim"

    @property
    def label(self) -> str:
        return {
            ChosenBy.EMPLOYMENT_ENDS: "the day the employment ends",
            ChosenBy.ACT: "the day of the act complained of",
            ChosenBy.REQUEST: "the day the request or complaint arrives",
            ChosenBy.CLAIM: "the day conciliation begins",
        }[self]


@dataclass(frozen=True)
class Version:
    """A provision as it holds from a day on. `value` and `unit` are None where it is no number."""

    since: date
    says: str
    source: str
    value: int | None = None
    unit: str = ""

    @property
    def digest(self) -> str:
        """What a confirmation was given for."""
        told = "|".join(
            [self.since.isoformat(), self.says, self.source, str(self.value), self.unit]
        )
        return sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Provision:
    """One time limit or right, and its versions in the order in which they came."""

    key: str
    title: str
    chosen_by: ChosenBy
    versions: tuple[Version, ...]


MONTHS, WEEKS, DAYS, HOURS, YEARS = "months", "weeks", "days", "hours", "years"
ERA96, EQA = "Employment Rights Act 1996", "Equality Act 2010"
AMENDED = "Employment Rights Act 2025, s.152 and Sch 12"
SIX_MONTHS = date(2026, 10, 1)
QUALIFYING = date(2027, 1, 1)
CLOCK_STOPS = date(2026, 2, 5)

_CLAIMS = (
    Version(ALWAYS, "Three months less one day", f"{ERA96}, s.111", 3, MONTHS),
    Version(SIX_MONTHS, "Six months less one day", f"{ERA96}, s.111; {AMENDED}", 6, MONTHS),
)

_ALL = (
    Provision("dismissal_claim", "Claim of unfair dismissal", ChosenBy.EMPLOYMENT_ENDS, _CLAIMS),
    Provision(
        "act_claim",
        "Claim of discrimination or detriment",
        ChosenBy.ACT,
        (
            Version(ALWAYS, "Three months less one day", f"{EQA}, s.123", 3, MONTHS),
            Version(SIX_MONTHS, "Six months less one day", f"{EQA}, s.123; {AMENDED}", 6, MONTHS),
        ),
    ),
    Provision(
        "conciliation",
        "Early conciliation by Acas, which stops the time limit",
        ChosenBy.CLAIM,
        (
            Version(ALWAYS, "Up to six weeks", "Early conciliation rules", 6, WEEKS),
            Version(date(2025, 12, 1), "Up to 12 weeks", "Early conciliation rules", 12, WEEKS),
        ),
    ),
    Provision(
        "qualifying",
        "Service before somebody may claim unfair dismissal",
        ChosenBy.EMPLOYMENT_ENDS,
        (
            Version(ALWAYS, "Two years of service", f"{ERA96}, s.108", 24, MONTHS),
            Version(QUALIFYING, "Six months of service", f"{ERA96}, s.108 as amended", 6, MONTHS),
        ),
    ),
    Provision(
        "cap",
        "Limit of compensation for unfair dismissal",
        ChosenBy.EMPLOYMENT_ENDS,
        (
            Version(ALWAYS, "The compensatory award is capped", f"{ERA96}, s.124"),
            Version(QUALIFYING, "The compensatory award has no cap", f"{ERA96}, s.124 repealed"),
        ),
    ),
    Provision(
        "written_reasons",
        "Written reasons for a dismissal, when asked for",
        ChosenBy.REQUEST,
        (Version(ALWAYS, "Within 14 days of the request", f"{ERA96}, s.92", 14, DAYS),),
    ),
    Provision(
        "subject_access",
        "Answer to a subject access request",
        ChosenBy.REQUEST,
        (
            Version(
                ALWAYS,
                "Within one month, two more where it is complex",
                "UK GDPR, art 12(3)",
                1,
                MONTHS,
            ),
            Version(
                CLOCK_STOPS,
                "Within one month, two more where it is complex; the clock stops while "
                "identity or the request is being cleared up",
                "UK GDPR, art 12A; Data (Use and Access) Act 2025, s.76",
                1,
                MONTHS,
            ),
        ),
    ),
    Provision(
        "data_complaint",
        "Acknowledgement of a data protection complaint",
        ChosenBy.REQUEST,
        (
            Version(ALWAYS, "Without undue delay; no number of days is set", "UK GDPR, art 12"),
            Version(
                date(2026, 6, 19),
                "Within 30 days",
                "Data Protection Act 2018, s.164A",
                30,
                DAYS,
            ),
        ),
    ),
    Provision(
        "breach",
        "Notice of a personal data breach to the ICO",
        ChosenBy.ACT,
        (Version(ALWAYS, "Within 72 hours of awareness", "UK GDPR, art 33", 72, HOURS),),
    ),
)

PROVISIONS: dict[str, Provision] = {each.key: each for each in _ALL}


def in_force(key: str, on: date) -> Version:
    """The version of a provision that holds for a day.

    Raises:
        KeyError: there is no such provision.
    """
    return max(
        (each for each in PROVISIONS[key].versions if each.since <= on),
        key=lambda version: version.since,
    )
