"""Which action of the matrix governs each issued paper, by its code."""

from casework.access import Action
from casework.documents.data_letters import (
    DataComplaintAcknowledgement,
    DataComplaintAnswer,
    DataRequestAcknowledgement,
    DataRequestAnswer,
    DataRightDecision,
)
from casework.documents.ending_letters import SettlementRider
from casework.documents.models import IssuedDocument
from casework.documents.outside_papers import DBS, LADO, SAFEGUARDING_RECORD, TRA, UNION
from casework.documents.outward_letters import (
    ComplainantOutcome,
    ComplaintAcknowledgement,
    DataBreachNotice,
    ReferenceResponse,
    ReportAcknowledgement,
    StatementForm,
)

NOTICES = frozenset({"L-03", "L-04", "L-10", "L-12", "L-13", "L-14", "L-15"})
# Written to the employee before anything is alleged: theirs as soon as they have it.
EARLY = frozenset({"L-03", "L-04", "L-05", "L-06", "L-07", "L-11"})
# Written to the employee at whatever stage it comes to that: theirs, though no outcome was given.
WITHOUT_OUTCOME = frozenset({"L-10", "L-36", "L-37"})
TO_WITNESSES = frozenset({"L-08"})
# Papers for somebody outside, by whom they concern: whoever leads on safeguarding, or manages.
OUTSIDE = {
    SAFEGUARDING_RECORD: Action.VIEW_SAFEGUARDING,
    LADO: Action.VIEW_SAFEGUARDING,
    TRA: Action.MAKE_PACK,
    DBS: Action.MAKE_PACK,
    UNION: Action.MAKE_PACK,
    StatementForm.code: Action.VIEW_STATEMENT,
    **{
        each.code: Action.MAKE_PACK
        for each in (
            ReportAcknowledgement,
            ComplaintAcknowledgement,
            ComplainantOutcome,
            SettlementRider,
            ReferenceResponse,
            DataBreachNotice,
            DataRequestAcknowledgement,
            DataRequestAnswer,
            DataComplaintAcknowledgement,
            DataComplaintAnswer,
            DataRightDecision,
        )
    },
}


def governing(document: IssuedDocument) -> Action:
    """The action that governs one issued paper."""
    if document.code in OUTSIDE:
        return OUTSIDE[document.code]
    if document.code in NOTICES | EARLY:
        return Action.VIEW_ALLEGATIONS
    if document.code in TO_WITNESSES:
        return Action.VIEW_STATEMENT
    letter = document.code.startswith("L-")
    return Action.VIEW_OUTCOME_LETTER if letter else Action.VIEW_INVESTIGATION_REPORT
