"""The investigation and the decision it leads to, over JSON."""

from fastapi import APIRouter

from api.acting import add_act
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.drafting import CommentOnDraft, ShareDraft
from casework.investigation.handing_over import HandOver
from casework.investigation.meetings import InviteEmployee, InviteWitness, RecordMeeting
from casework.investigation.planning import FinishStep, PlanStep
from casework.investigation.report import ConcludeInvestigation
from casework.investigation.statements import AssessAnonymity, RecordStatement
from casework.investigation.telling import TellEmployee
from casework.investigation.witnesses import RevokeWitnessLink

router = APIRouter(tags=["investigation"])
add_act(router, "begin-investigation", BeginInvestigation)
add_act(router, "tell-employee", TellEmployee)
add_act(router, "plan-step", PlanStep)
add_act(router, "step-done", FinishStep)
add_act(router, "invite-employee", InviteEmployee)
add_act(router, "invite-witness", InviteWitness)
add_act(router, "meeting-held", RecordMeeting)
add_act(router, "signed-statement", RecordStatement)
add_act(router, "anonymity", AssessAnonymity)
add_act(router, "share-draft", ShareDraft)
add_act(router, "draft-comment", CommentOnDraft)
add_act(router, "hand-over", HandOver)
add_act(router, "conclude-investigation", ConcludeInvestigation)
add_act(router, "case-to-answer", DecideCaseToAnswer)
add_act(router, "revoke-witness-link", RevokeWitnessLink)
