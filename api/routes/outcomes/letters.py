"""Letters to people beside the procedure and about the end of an employment, over JSON."""

from fastapi import APIRouter

from api.acting import add_act
from casework.letters.acknowledging import (
    AcknowledgeComplaint,
    AcknowledgeReport,
    PrintStatementForm,
)
from casework.letters.answering import AnswerReference, NotifyDataBreach, TellComplainant
from casework.letters.data_rights import (
    AcknowledgeDataQuestion,
    AnswerDataQuestion,
    RecordDataQuestion,
)
from casework.letters.leaving import GiveWrittenReasons, SendSettlementRider

router = APIRouter(tags=["letters"])
add_act(router, "acknowledge-report", AcknowledgeReport)
add_act(router, "acknowledge-complaint", AcknowledgeComplaint)
add_act(router, "statement-form", PrintStatementForm)
add_act(router, "tell-complainant", TellComplainant)
add_act(router, "settlement-rider", SendSettlementRider)
add_act(router, "reference", AnswerReference)
add_act(router, "data-breach", NotifyDataBreach)
add_act(router, "reasons-given", GiveWrittenReasons)
add_act(router, "data-question", RecordDataQuestion)
add_act(router, "data-question-acknowledged", AcknowledgeDataQuestion)
add_act(router, "data-question-answered", AnswerDataQuestion)
