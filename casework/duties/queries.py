"""Reading what was answered about each duty, and what is still to be asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.cases.models import Case
from casework.database.of_case import rows_of
from casework.duties.kinds import DUTIES, REGULATED, TEACHES, Asked, Duty, Moment
from casework.duties.models import DutyConsidered
from casework.duties.rules import ReferralFacts, UnansweredFacts
from casework.outcomes.queries import outcome_of
from casework.people.models import Person
from casework.reports.safeguarding import safeguarding_facts


@dataclass(frozen=True)
class Question:
    """One duty at one moment, and how it was answered last, if it was."""

    asked: Asked
    moment: Moment
    answer: DutyConsidered | None

    @property
    def says(self) -> str:
        """Who it is about and when, in words: Police, at triage."""
        return f"{self.asked.duty.label}, {self.moment.label[0].lower()}{self.moment.label[1:]}"


def considered_on(session: Session, case_id: UUID) -> list[DutyConsidered]:
    """Every answer of a case, the latest first."""
    ever = rows_of(session, DutyConsidered, case_id)
    return sorted(ever, key=lambda each: each.considered_at, reverse=True)


def work_ended(session: Session, case: Case, today: date) -> Moment | None:
    """Whether the employee was dismissed, or has left by today, and which of the two."""
    outcome = outcome_of(session, case.id)
    if outcome is not None and outcome.stands.is_dismissal:
        return Moment.OUTCOME
    person = session.get(Person, case.employee_id) if case.employee_id else None
    left = person is not None and person.left_on is not None and person.left_on <= today
    return Moment.RESIGNATION if left else None


def questions(
    session: Session, case: Case, today: date, *, resigned: bool = False
) -> list[Question]:
    """What is asked of this case now: at triage, at the outcome, and once somebody has left.

    `resigned` says what the staff file does not know yet.
    """
    answers = considered_on(session, case.id)
    child = safeguarding_facts(session, case.id).child_at_risk
    moments = [Moment.TRIAGE]
    if outcome_of(session, case.id) is not None:
        moments.append(Moment.OUTCOME)
    if resigned or work_ended(session, case, today) is Moment.RESIGNATION:
        moments.append(Moment.RESIGNATION)
    return [
        Question(asked, moment, _last(answers, asked.duty, moment))
        for moment in moments
        for asked in DUTIES
        if moment in asked.moments and (child or not asked.of_a_child)
    ]


def unanswered_facts(
    session: Session, case: Case, today: date, *, resigned: bool = False
) -> UnansweredFacts:
    """What nobody has answered when a case is about to be closed."""
    asked = questions(session, case, today, resigned=resigned)
    return UnansweredFacts(tuple(each.says for each in asked if each.answer is None))


def _last(answers: list[DutyConsidered], duty: Duty, moment: Moment) -> DutyConsidered | None:
    found = (each for each in answers if each.duty is duty and each.moment is moment)
    return next(found, None)


def referral_facts(
    session: Session, case: Case, today: date, *, resigned: bool = False
) -> ReferralFacts:
    """What closing depends on; `resigned` says what the staff file does not know yet."""
    person = session.get(Person, case.employee_id) if case.employee_id else None
    kind = person.worker_type if person else ""
    answered = {
        each.duty for each in considered_on(session, case.id) if each.moment is not Moment.TRIAGE
    }
    return ReferralFacts(
        ended=resigned or work_ended(session, case, today) is not None,
        teaches=kind in TEACHES,
        in_regulated_activity=kind in REGULATED,
        tra_answered=Duty.TRA in answered,
        dbs_answered=Duty.DBS in answered,
    )


def left_open(unanswered: tuple[str, ...]) -> str:
    """What the journal adds to the closing of a case: the duties that have no answer."""
    return f"; not answered: {'; '.join(unanswered)}" if unanswered else ""
