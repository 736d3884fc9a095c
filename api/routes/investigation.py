"""The investigation and the decision it leads to, over JSON."""

from fastapi import APIRouter

from api.acting import add_act
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.report import ConcludeInvestigation
from casework.investigation.witnesses import RevokeWitnessLink

router = APIRouter(tags=["investigation"])
add_act(router, "begin-investigation", BeginInvestigation)
add_act(router, "conclude-investigation", ConcludeInvestigation)
add_act(router, "case-to-answer", DecideCaseToAnswer)
add_act(router, "revoke-witness-link", RevokeWitnessLink)
