"""What runs beside the procedure on a case, for one reader: safeguarding and duties outside."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.access import Action, Permission, Standing, Verdict, may
from casework.cases.models import Case
from casework.duties.queries import Question, questions
from casework.interruptions.queries import resignation_of
from casework.reports.safeguarding import safeguarding_facts, telling_facts
from casework.reports.side_tracks import concerns_on, safeguarding_outcome
from casework.reports.tracks import LowLevelConcern, SafeguardingConclusion


@dataclass(frozen=True)
class Beside:
    """The side tracks of a case as one reader may know them."""

    on_hold: bool = False
    may_tell_employee: bool = True
    child_at_risk: bool = False
    conclusion: SafeguardingConclusion | None = None
    concluded: bool = False
    concerns: tuple[LowLevelConcern, ...] = ()
    duties: tuple[Question, ...] = ()


def beside(session: Session, case: Case, standing: Standing, today: date) -> Beside:
    """What this reader may know of the side tracks; who sees the header knows of a hold."""
    if not standing.sees(Action.VIEW_HEADER):
        return Beside()
    facts, telling = safeguarding_facts(session, case.id), telling_facts(session, case.id)
    knows = standing.verdict(Action.VIEW_SAFEGUARDING) >= Verdict.REDACTED
    conclusion = safeguarding_outcome(session, case.id) if knows else None
    answers = may(standing, Permission.RECORD_DUTY) or may(standing, Permission.RECORD_LADO)
    resigned = resignation_of(session, case.id) is not None
    return Beside(
        on_hold=knows and facts.child_at_risk and not facts.lado_lets_us_investigate,
        may_tell_employee=not facts.child_at_risk or telling.lado_lets_us_tell,
        child_at_risk=knows and facts.child_at_risk,
        conclusion=conclusion if standing.sees(Action.VIEW_SAFEGUARDING) else None,
        concluded=conclusion is not None,
        concerns=tuple(concerns_on(session, case.id)) if knows else (),
        duties=tuple(questions(session, case, today, resigned=resigned)) if answers else (),
    )
