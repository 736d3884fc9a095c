"""The outcome, its letter, the time to appeal and the end of a case, over JSON."""

from datetime import date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.acting import add_act
from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter

router = APIRouter(tags=["outcomes"])
add_act(router, "outcome", DecideOutcome)
add_act(router, "review-dismissal", ReviewSummaryDismissal)
add_act(router, "outcome-letter", IssueOutcomeLetter)
add_act(router, "appeal-window", OpenAppealWindow)
add_act(router, "close", CloseCase)


class OutcomeOut(BaseModel, from_attributes=True):
    sanction: Sanction
    reasons: str
    mitigation: str
    lesser_steps: str
    gross_misconduct: str | None
    repudiatory_breach: bool
    decided_at: datetime
    reviewed_at: datetime | None
    letter_received_on: date | None
