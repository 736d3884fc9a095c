"""Printing a letter: complete, or not at all."""

from dataclasses import replace

from casework.documents.advice_letter import ManagementAdviceLetter
from casework.documents.appeal_letters import (
    AppealHearingNotice,
    AppealOutcomeLetter,
    AppealTooLate,
    ReinstatementLetter,
)
from casework.documents.completeness import PaperIncomplete, require_complete
from casework.documents.data_letters import (
    DataComplaintAcknowledgement,
    DataComplaintAnswer,
    DataRequestAcknowledgement,
    DataRequestAnswer,
    DataRightDecision,
)
from casework.documents.ending_letters import SettlementRider, WrittenReasons
from casework.documents.gaps import drafted
from casework.documents.hearing_letters import HearingInAbsenceNotice, RearrangedHearing
from casework.documents.interruption_letters import (
    CriminalProceedingsLetter,
    ResignationLetter,
)
from casework.documents.investigation_letters import (
    InvestigationNotice,
    MeetingInvitation,
    WitnessInvitation,
)
from casework.documents.letterhead import Letter
from casework.documents.notices import (
    DismissalHearingNotice,
    HearingNotice,
    NoCaseToAnswerLetter,
)
from casework.documents.outcome_letters import (
    DismissalWithNotice,
    FinalWrittenWarning,
    FirstWrittenWarning,
    NoActionLetter,
    SummaryDismissal,
)
from casework.documents.outward_letters import (
    ComplainantOutcome,
    ComplaintAcknowledgement,
    DataBreachNotice,
    ReferenceResponse,
    ReportAcknowledgement,
    StatementForm,
)
from casework.documents.passages import passages_for
from casework.documents.previewing import MARK, Preview, Previewed, is_previewing
from casework.documents.printing import PrintedDocument, printed
from casework.documents.suspension_letters import (
    AlternativeLetter,
    SuspensionLetter,
    SuspensionReviewLetter,
)
from casework.documents.wordings import Wording, words_for

__all__ = [
    "LETTERS",
    "DismissalHearingNotice",
    "DismissalWithNotice",
    "FinalWrittenWarning",
    "FirstWrittenWarning",
    "HearingInAbsenceNotice",
    "HearingNotice",
    "InvestigationNotice",
    "LetterIncomplete",
    "MeetingInvitation",
    "NoActionLetter",
    "NoCaseToAnswerLetter",
    "RearrangedHearing",
    "SummaryDismissal",
    "WitnessInvitation",
    "print_letter",
]

LETTERS: dict[str, type[Letter]] = {
    each.code: each
    for each in (
        NoCaseToAnswerLetter,
        HearingNotice,
        DismissalHearingNotice,
        FirstWrittenWarning,
        FinalWrittenWarning,
        DismissalWithNotice,
        SummaryDismissal,
        NoActionLetter,
        AppealHearingNotice,
        AppealOutcomeLetter,
        AppealTooLate,
        ReinstatementLetter,
        ResignationLetter,
        CriminalProceedingsLetter,
        ManagementAdviceLetter,
        SuspensionLetter,
        SuspensionReviewLetter,
        AlternativeLetter,
        InvestigationNotice,
        MeetingInvitation,
        WitnessInvitation,
        RearrangedHearing,
        HearingInAbsenceNotice,
        ReportAcknowledgement,
        ComplaintAcknowledgement,
        StatementForm,
        ComplainantOutcome,
        SettlementRider,
        ReferenceResponse,
        DataBreachNotice,
        WrittenReasons,
        DataRequestAcknowledgement,
        DataRequestAnswer,
        DataComplaintAcknowledgement,
        DataComplaintAnswer,
        DataRightDecision,
    )
}


class LetterIncomplete(PaperIncomplete):
    """A letter may not be printed while something it must say is missing. Names each thing."""


def print_letter(letter: Letter) -> PrintedDocument:
    """The letter as a PDF. Raises LetterIncomplete, which names what is missing."""
    wording = words_for(letter.code)
    if is_previewing():
        raise Previewed(_preview(letter, wording))
    require_complete(letter, letter.guard, LetterIncomplete)
    paper = printed(letter.template, letter=letter, own=passages_for(letter, wording.passages))
    return replace(paper, wording_version=wording.version)


def _preview(letter: Letter, wording: Wording) -> Preview:
    """The letter with a marked gap for whatever it lacks."""
    draft = drafted(letter)
    own = passages_for(draft.paper, wording.passages)
    paper = printed(letter.template, MARK, letter=draft.paper, own=own)
    return Preview(letter.code, letter.subject, paper, draft.missing)
