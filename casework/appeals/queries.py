"""Reading where the appeal window and an appeal stand."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.access import Role
from casework.appeals.models import Appeal, AppealDecision, AppealGround, AppealHearing, GroundKind
from casework.appeals.progress import AppealFacts
from casework.appeals.rules import ClosingFacts, LodgingFacts
from casework.cases.appointing import holder
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.database.of_case import rows_of
from casework.outcomes.queries import letter_facts
from casework.working_days import local_day

WINDOW = "T9"


def window_ends(session: Session, case_id: UUID) -> date | None:
    """The last day on which an appeal comes in time; it ends with that day in London."""
    clocks = rows_of(session, Deadline, case_id)
    return max((each.due_on for each in clocks if each.kind == WINDOW), default=None)


def closing_facts(session: Session, case_id: UUID, today: date) -> ClosingFacts:
    """What the rules about closing a case need to know."""
    facts = appeal_facts(session, case_id, today)
    return ClosingFacts(
        window_ends(session, case_id),
        today,
        appealed=facts.lodged,
        answered=facts.answered,
        reinstated=facts.reinstated or not facts.ends_a_dismissal,
    )


def appeal_of(session: Session, case_id: UUID) -> Appeal | None:
    return next(iter(rows_of(session, Appeal, case_id)), None)


def grounds_of(session: Session, case_id: UUID) -> list[AppealGround]:
    """The grounds of an appeal, in the order in which the form asks for them."""
    order = list(GroundKind)
    return sorted(rows_of(session, AppealGround, case_id), key=lambda each: order.index(each.kind))


def appeal_hearing_of(session: Session, case_id: UUID) -> AppealHearing | None:
    return next(iter(rows_of(session, AppealHearing, case_id)), None)


def appeal_decision_of(session: Session, case_id: UUID) -> AppealDecision | None:
    return next(iter(rows_of(session, AppealDecision, case_id)), None)


def lodging_facts(session: Session, case: Case) -> LodgingFacts:
    """What the rules about lodging an appeal need to know."""
    return LodgingFacts(
        outcome_sent=letter_facts(session, case.id).already_sent,
        closed=case.stage is Stage.CLOSED,
        appealed=appeal_of(session, case.id) is not None,
    )


def appeal_facts(session: Session, case_id: UUID, today: date) -> AppealFacts:
    """How far the appeal of a case has come."""
    facts = AppealFacts(today)
    appeal = appeal_of(session, case_id)
    if appeal is None:
        return facts
    grounds = grounds_of(session, case_id)
    facts = replace(
        facts,
        lodged=True,
        in_time=appeal.in_time,
        accepted_late=appeal.accepted_late,
        at_appeal=session.get_one(Case, case_id).stage is Stage.APPEAL,
        manager=holder(session, case_id, Role.APPEAL_MANAGER) is not None,
        grounds=len(grounds),
        grounds_decided=sum(each.upheld is not None for each in grounds),
    )
    return _decided(session, case_id, _heard(session, case_id, facts))


def _heard(session: Session, case_id: UUID, facts: AppealFacts) -> AppealFacts:
    hearing = appeal_hearing_of(session, case_id)
    if hearing is None:
        return facts
    starts_on = local_day(hearing.starts_at)
    return replace(facts, starts_on=starts_on, held=hearing.held_at is not None)


def _decided(session: Session, case_id: UUID, facts: AppealFacts) -> AppealFacts:
    decision = appeal_decision_of(session, case_id)
    if decision is None:
        return facts
    return replace(
        facts,
        decided=True,
        letter_sent=decision.letter_document_id is not None,
        ends_a_dismissal=decision.ends_a_dismissal,
        reinstated=decision.reinstated_document_id is not None,
    )
