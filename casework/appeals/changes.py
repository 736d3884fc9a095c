"""What a result of an appeal changes, said before it is decided and done when it is. Pure."""

from dataclasses import asdict, dataclass
from datetime import date

from casework.appeals.models import AppealResult
from casework.outcomes.ladder import Sanction
from casework.people.warnings import WarningLevel, dispose_day
from casework.working_days import add_months

LEVELS = {
    Sanction.FIRST_WRITTEN_WARNING: WarningLevel.FIRST_WRITTEN,
    Sanction.FINAL_WRITTEN_WARNING: WarningLevel.FINAL_WRITTEN,
}


@dataclass(frozen=True)
class Terms:
    """A warning that the appealed outcome gave, as far as an appeal changes it."""

    level: WarningLevel
    given_on: date
    spent_on: date
    dispose_on: date


@dataclass(frozen=True)
class Appealed:
    """The outcome appealed against, and the numbers of the trust that a change is counted by."""

    sanction: Sanction
    warning: Terms | None
    today: date
    first_months: int
    final_months: int
    kept_months: int
    child: bool

    def months(self, sanction: Sanction) -> int:
        first = sanction is Sanction.FIRST_WRITTEN_WARNING
        return self.first_months if first else self.final_months

    def new_terms(self, sanction: Sanction) -> Terms | None:
        """The warning that counts after the appeal.

        A lesser warning runs from the day of the one it takes the place of; one that takes the
        place of a dismissal runs from the decision.
        """
        if sanction not in LEVELS:
            return None
        given_on = self.warning.given_on if self.warning else self.today
        spent_on = add_months(given_on, self.months(sanction))
        dispose_on = dispose_day(spent_on, given_on, self.kept_months, self.child)
        return Terms(LEVELS[sanction], given_on, spent_on, dispose_on)


@dataclass(frozen=True)
class Change:
    """One thing that a decision changes: what it is about, and how."""

    about: str
    says: str

    def facts(self) -> dict[str, str]:
        return asdict(self)


def possible(was: Sanction) -> list[tuple[AppealResult, Sanction]]:
    """Every result an appeal can have. A more severe outcome is not among them (G-APP-2)."""
    less = [each for each in was.less_severe if each is not Sanction.NO_ACTION]
    varied = [(AppealResult.VARIED, each) for each in less]
    overturned = [(AppealResult.OVERTURNED, Sanction.NO_ACTION)]
    return [(AppealResult.UPHELD, was), *varied, *overturned]


def changes(appealed: Appealed, result: AppealResult, sanction: Sanction) -> list[Change]:
    """Everything that follows from a result, each in a sentence."""
    told = [Change("Letters", "The result goes to the employee in writing (L-22)")]
    if result is AppealResult.UPHELD:
        return [Change("Outcome", "Nothing changes: the outcome stands as it was decided"), *told]
    told.insert(0, Change("Outcome", _outcome(appealed, sanction)))
    told.insert(1, Change("Warning", _warning(appealed, sanction)))
    if appealed.sanction.is_dismissal:
        told += _dismissal(sanction)
    told.append(Change("Keeping the record", _kept(appealed, sanction)))
    says = f"Later cases compare this one as “{sanction.label.lower()}”"
    return [*told, Change("Comparison", says)]


def _outcome(appealed: Appealed, sanction: Sanction) -> str:
    was, now = appealed.sanction.label.lower(), sanction.label.lower()
    return f"“{now.capitalize()}” takes the place of “{was}”"


def _warning(appealed: Appealed, sanction: Sanction) -> str:
    new, old = appealed.new_terms(sanction), appealed.warning
    if new is None:
        if old is None:
            return "There is no warning"
        return f"The warning of {_day(old.given_on)} is taken away and counts on no day"
    ends = f"counts from {_day(new.given_on)} and is spent on {_day(new.spent_on)}"
    if old is None:
        return f"A {new.level.label.lower()} takes effect: it {ends}"
    if new.spent_on == old.spent_on:
        return f"It becomes a {new.level.label.lower()}: it {ends}, as before"
    return f"It becomes a {new.level.label.lower()}: it {ends} instead of {_day(old.spent_on)}"


def _dismissal(sanction: Sanction) -> list[Change]:
    if sanction.is_dismissal:
        says = "Whether DBS and TRA are told is looked at again on the new ground"
        return [
            Change("Pay and service", "Notice is owed, worked or paid; the contract ends with it"),
            Change("Registers and referrals", says),
        ]
    return [
        Change("Letters", "A reinstatement letter follows (L-23)"),
        Change(
            "Pay and service",
            "The dismissal counts as never made: pay from that day is owed, and service has no gap",
        ),
        Change(
            "Registers and referrals",
            "“Dismissed” no longer stands as a ground: every DBS and TRA referral is looked at "
            "again, and whoever was told is told of the result",
        ),
    ]


def _kept(appealed: Appealed, sanction: Sanction) -> str:
    new = appealed.new_terms(sanction)
    if new:
        return f"The record of the warning may go on {_day(new.dispose_on)}"
    if sanction is Sanction.NO_ACTION:
        day = dispose_day(appealed.today, appealed.today, appealed.kept_months, appealed.child)
        return f"The record may go on {_day(day)}, with that of a case that ended without action"
    return "The record is kept as that of a dismissal"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
