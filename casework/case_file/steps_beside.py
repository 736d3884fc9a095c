"""What the side tracks of a case still ask for: said only while it is open."""

from datetime import date

from sqlmodel import Session

from casework.cases.models import Case
from casework.cases.overdue import review_due
from casework.cases.rules import GOING_ON_RULES, GoingOnFacts
from casework.cases.stages import Stage
from casework.hearings.queries import hearing_of
from casework.outcomes.reasons_rules import OWING_RULES
from casework.outcomes.written_reasons import reasons_facts
from casework.procedure import Step, steps
from casework.reports.representatives import union_facts
from casework.reports.rules import CLOSING_SAFEGUARDING_RULES, UNION_RULES
from casework.reports.side_tracks import closing_safeguarding
from casework.room.queries import papers_on
from casework.suspension.queries import suspension_facts
from casework.suspension.rules import TOLD_RULES


def beside(session: Session, case: Case, today: date) -> list[Step]:
    """What stands in the way beside the rules of the stage."""
    if case.stage is Stage.CLOSED:
        return []
    going_on = GoingOnFacts(review_due(session, case.id), today)
    told = [
        *steps(GOING_ON_RULES, going_on),
        *steps(TOLD_RULES, suspension_facts(session, case.id)),
        *_of_the_union(session, case),
        *_of_reasons(session, case),
        *_of_a_child(session, case),
        *_of_papers(session, case),
    ]
    return [step for step in told if not step.met]


def _of_the_union(session: Session, case: Case) -> list[Step]:
    """Whether they represent a union is asked before formal action, and not after the notice."""
    told = steps(UNION_RULES, union_facts(session, case.id))
    ahead = case.stage is Stage.DECISION or (
        case.stage is Stage.HEARING and hearing_of(session, case.id) is None
    )
    return [each for each in told if ahead or each.rule != "G-UNION-2"]


def _of_reasons(session: Session, case: Case) -> list[Step]:
    if case.stage not in {Stage.OUTCOME, Stage.APPEAL}:
        return []
    return steps(OWING_RULES, reasons_facts(session, case))


def _of_a_child(session: Session, case: Case) -> list[Step]:
    """What is concluded on a child is asked for when the case could otherwise be closed."""
    if case.stage is not Stage.APPEAL:
        return []
    return steps(CLOSING_SAFEGUARDING_RULES, closing_safeguarding(session, case.id))


def _of_papers(session: Session, case: Case) -> list[Step]:
    """What the employee sent is looked at, not left lying (Acas Code para 12)."""
    if not any(each.waits for each in papers_on(session, case.id)):
        return []
    return [Step("PAPERS", "ACAS-12b", "Somebody has looked at what the employee sent", met=False)]
