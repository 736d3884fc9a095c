"""What may do instead of suspension, and what comes of a review. Pure (KCSIE, Acas guidance)."""

from enum import StrEnum

from casework.access import TrustRole

MAY_SUSPEND = frozenset(
    {
        TrustRole.PRINCIPAL,
        TrustRole.HR_DIRECTOR,
        TrustRole.CHIEF_EXECUTIVE,
        TrustRole.CHAIR_OF_TRUSTEES,
    }
)


class Alternative(StrEnum):
    """A lesser step that protects what has to be protected, each to be thought of."""

    OTHER_SITE = "other_site"
    OTHER_DUTIES = "other_duties"
    NO_UNSUPERVISED_CONTACT = "no_unsupervised_contact"
    ASSISTANT_PRESENT = "assistant_present"
    HOME_WORKING = "home_working"
    ACCESS_REMOVED = "access_removed"
    OTHER_LINE = "other_line"
    OTHER_HOURS = "other_hours"

    @property
    def label(self) -> str:
        return {
            Alternative.OTHER_SITE: "Working at another academy or site",
            Alternative.OTHER_DUTIES: "Other duties for the time being",
            Alternative.NO_UNSUPERVISED_CONTACT: "No unsupervised contact with pupils",
            Alternative.ASSISTANT_PRESENT: "Another adult present in lessons",
            Alternative.HOME_WORKING: "Working from home",
            Alternative.ACCESS_REMOVED: "Access to systems or accounts removed",
            Alternative.OTHER_LINE: "A different line manager, or no contact with some colleagues",
            Alternative.OTHER_HOURS: "Different hours or shifts",
        }[self]


class Measure(StrEnum):
    """What was decided: away from work, or at work on other terms."""

    SUSPENSION = "suspension"
    ALTERNATIVE = "alternative"

    @property
    def label(self) -> str:
        return {
            Measure.SUSPENSION: "Suspended on full pay",
            Measure.ALTERNATIVE: "At work on other terms",
        }[self]


class ReviewDecision(StrEnum):
    """What comes of a review."""

    CONTINUE = "continue"
    VARY = "vary"
    LIFT = "lift"

    @property
    def label(self) -> str:
        return {
            ReviewDecision.CONTINUE: "It continues as it is",
            ReviewDecision.VARY: "It continues on other terms",
            ReviewDecision.LIFT: "It ends, and normal work resumes",
        }[self]
