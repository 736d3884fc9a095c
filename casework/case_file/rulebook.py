"""Every rule of the procedure in one list: what it stands in the way of, and who may override it.

The stages' own lists are what refuses; nothing is said here a second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.allegations import rules as allegations
from casework.appeals import progress as appeal
from casework.appeals import rules as appeals
from casework.cases import clock_rules as clocks
from casework.cases.rules import APPOINTMENT_RULES, GOING_ON_RULES, IMPORTED_RULES
from casework.data_rights import rules as data
from casework.duties.rules import REFERRAL_RULES, UNANSWERED_RULES
from casework.evidence import release_rules as files
from casework.evidence.rules import COLLECTION_RULES
from casework.hearing_packs.copy_rules import COPY_RULES, STEP_RULES
from casework.hearing_packs.rules import MAKING_RULES, PACK_RULES
from casework.hearing_packs.sides import SIDES_RULES
from casework.hearings import rules as hearings
from casework.interruptions import rules as interruptions
from casework.investigation import rules as investigation
from casework.letters import rules as letters
from casework.outcomes import reasons_rules as reasons
from casework.outcomes import rules as outcomes
from casework.procedure import Rule
from casework.redaction import rules as redaction
from casework.reports import rules as reports
from casework.reports.separating import SEPARATING_RULES
from casework.retention import rules as retention
from casework.retention import weeding_rules as weeding
from casework.room import rules as room
from casework.suspension import rules as suspension

NOBODY = "Nobody"
EXECUTIVES = "Two executives, who give leave with a reason"


@dataclass(frozen=True)
class Guarded:
    """An act, the rules that refuse it, and the events in the journal that say it was done."""

    act: str
    rules: tuple[Rule[Any], ...]
    events: tuple[str, ...]


RULEBOOK: tuple[Guarded, ...] = (
    Guarded("Send a report", tuple(reports.SENDING_RULES), ("ReportLogged",)),
    Guarded("Take in a file", tuple(COLLECTION_RULES), ("CaptureRecorded",)),
    Guarded("Use a file", tuple(files.RELEASE_RULES), ("EvidenceOpened",)),
    Guarded("Put an item in a pack", tuple(files.PLACE_RULES), ("PackPlaceDecided",)),
    Guarded("Make a redacted copy", tuple(redaction.MAKING_RULES), ("CopyAsked",)),
    Guarded("Release a redacted copy", tuple(redaction.RELEASE_RULES), ("CopyReleased",)),
    Guarded("Give somebody a part", tuple(APPOINTMENT_RULES), ("Appointed",)),
    Guarded("Open a formal case", tuple(reports.FORMAL_RULES), ("ReportTriaged",)),
    Guarded("Take a report out of a case", tuple(SEPARATING_RULES), ("ReportSeparated",)),
    Guarded("Pass it on", tuple(reports.PASSING_RULES), ("ReportTriaged", "CasePassedOn")),
    Guarded("Deal with it informally", tuple(reports.INFORMAL_RULES), ("ReportTriaged",)),
    Guarded(
        "Tell the employee",
        tuple(reports.TELLING_RULES),
        ("EmployeeTold", "MeetingCalled", "Suspended", "CaseToAnswerDecided"),
    ),
    Guarded("Take a formal step", tuple(reports.UNION_RULES), ("HearingScheduled",)),
    Guarded(
        "Record the safeguarding outcome",
        tuple(reports.CONCLUDING_SAFEGUARDING_RULES),
        ("SafeguardingConcluded",),
    ),
    Guarded("Suspend", tuple(suspension.SUSPENDING_RULES), ("Suspended",)),
    Guarded(
        "Arrange something instead of suspension",
        tuple(suspension.ALTERNATIVE_RULES),
        ("AlternativeArranged",),
    ),
    Guarded("Send the suspension letter", tuple(suspension.LETTER_RULES), ("SuspensionConfirmed",)),
    Guarded("Review a suspension", tuple(suspension.REVIEW_RULES), ("SuspensionReviewed",)),
    Guarded("Confirm it in writing", tuple(suspension.TOLD_RULES), ("SuspensionConfirmed",)),
    Guarded("Go on with the case", tuple(GOING_ON_RULES), ("SuspensionReviewed",)),
    Guarded(
        "Begin the investigation",
        (*reports.SAFEGUARDING_RULES, *investigation.BEGINNING_RULES),
        ("InvestigationBegun",),
    ),
    Guarded(
        "Write to the employee about it", tuple(investigation.TELLING_RULES), ("EmployeeTold",)
    ),
    Guarded("Keep a witness unnamed", tuple(investigation.ANONYMITY_RULES), ("AnonymityAssessed",)),
    Guarded("Comment on a draft report", tuple(investigation.COMMENT_RULES), ("DraftCommented",)),
    Guarded(
        "Call a hearing where content may be protected",
        tuple(allegations.SCREEN_RULES),
        ("CaseToAnswerDecided",),
    ),
    Guarded(
        "Advise on protected content",
        tuple(allegations.ADVISING_RULES),
        ("ProtectedContentAdvised",),
    ),
    Guarded("Make an allegation", tuple(allegations.ALLEGING_RULES), ("AllegationMade",)),
    Guarded(
        "Conclude with a report",
        tuple(investigation.CONCLUDING_RULES),
        ("InvestigationConcluded",),
    ),
    Guarded(
        "Decide on a case to answer", tuple(investigation.DECIDING_RULES), ("CaseToAnswerDecided",)
    ),
    Guarded("Send the hearing notice", tuple(hearings.NOTICE_RULES), ("HearingScheduled",)),
    Guarded("Name a companion", tuple(hearings.COMPANION_RULES), ("CompanionNamed",)),
    Guarded("Move the hearing", tuple(hearings.MOVING_RULES), ("HearingMoved",)),
    Guarded("Hear it in absence", tuple(hearings.ABSENCE_RULES), ("AbsenceNoticeSent",)),
    Guarded("Ask for a pack", tuple(MAKING_RULES), ("PackAsked",)),
    Guarded("Make the final pack", tuple(PACK_RULES), ("PackIssued",)),
    Guarded("Issue a pack", tuple(SIDES_RULES), ("PackIssued",)),
    Guarded("Hand out a copy of a pack", tuple(COPY_RULES), ("CopyGiven", "PackRecalled")),
    Guarded("Record what happened to a copy", tuple(STEP_RULES), ("CopyFollowed",)),
    Guarded("Record the hearing", tuple(hearings.HEARING_RULES), ("HearingHeld",)),
    Guarded(
        "Record a finding",
        tuple(allegations.FINDING_RULES),
        ("FindingRecorded", "SeverityAssessed"),
    ),
    Guarded("Decide the outcome", tuple(outcomes.OUTCOME_RULES), ("OutcomeDecided",)),
    Guarded("Send the outcome letter", tuple(outcomes.LETTER_RULES), ("OutcomeLetterIssued",)),
    Guarded("Ask for written reasons", tuple(reasons.ASKING_RULES), ("ReasonsAsked",)),
    Guarded("Give written reasons", tuple(reasons.GIVING_RULES), ("ReasonsGiven",)),
    Guarded("Use a spent warning", tuple(outcomes.UNLOCKING_RULES), ("SpentUnlockDecided",)),
    Guarded("Extend a warning", tuple(outcomes.EXTENDING_RULES), ("WarningExtended",)),
    Guarded("Lengthen a warning for absence", tuple(outcomes.ABSENCE_RULES), ("WarningExtended",)),
    Guarded("Open the appeal window", tuple(appeals.WINDOW_RULES), ("AppealWindowOpened",)),
    Guarded("Lodge an appeal", tuple(appeals.LODGING_RULES), ("AppealLodged", "AppealReceived")),
    Guarded("Admit a late appeal", tuple(appeal.ADMITTING_RULES), ("LateAppealDecided",)),
    Guarded(
        "Send the notice of an appeal hearing",
        tuple(appeal.NOTICE_RULES),
        ("AppealHearingScheduled",),
    ),
    Guarded("Record the appeal hearing", tuple(appeal.HELD_RULES), ("AppealHeard",)),
    Guarded("Decide the appeal", tuple(appeal.DECIDING_RULES), ("AppealDecided",)),
    Guarded("Send the result of the appeal", tuple(appeal.LETTER_RULES), ("AppealLetterIssued",)),
    Guarded("Reinstate", tuple(appeal.REINSTATING_RULES), ("EmployeeReinstated",)),
    Guarded("Invite the employee to their room", tuple(room.INVITING_RULES), ("RoomOffered",)),
    Guarded(
        "Send something as the employee", tuple(room.SENDING_RULES), ("EmployeePaperReceived",)
    ),
    Guarded("Take back what was sent", tuple(room.WITHDRAWING_RULES), ("EmployeePaperWithdrawn",)),
    Guarded("Send a link to a letter", tuple(letters.LINKING_RULES), ("LetterLinked",)),
    Guarded("Pause a clock", tuple(clocks.PAUSING_RULES), ("ClockPaused",)),
    Guarded("Resume a clock", tuple(clocks.RESUMING_RULES), ("ClockResumed",)),
    Guarded("Extend a clock", tuple(clocks.EXTENDING_RULES), ("ClockExtended",)),
    Guarded("Explain a delay", tuple(clocks.DELAY_RULES), ("DelayExplained",)),
    Guarded("Pause the case", tuple(interruptions.PAUSING_RULES), ("CasePaused",)),
    Guarded("Resume the case", tuple(interruptions.PAUSED_RULES), ("CaseResumed",)),
    Guarded(
        "Record a grievance or criminal proceedings",
        tuple(interruptions.OVERLAP_RULES),
        ("OverlapRecorded",),
    ),
    Guarded("Record a resignation", tuple(interruptions.RESIGNING_RULES), ("ResignationRecorded",)),
    Guarded(
        "Conclude after a resignation",
        (*interruptions.CONCLUDING_RULES, *REFERRAL_RULES, *UNANSWERED_RULES),
        ("ConcludedAfterResignation",),
    ),
    Guarded(
        "Close the case",
        (
            *appeals.CLOSING_RULES,
            *REFERRAL_RULES,
            *UNANSWERED_RULES,
            *reasons.OWING_RULES,
            *reports.CLOSING_SAFEGUARDING_RULES,
        ),
        ("CaseClosed",),
    ),
    Guarded("Acknowledge a report", tuple(letters.ACKNOWLEDGING_RULES), ("ReportAcknowledged",)),
    Guarded(
        "Tell whoever complained",
        tuple(letters.TELLING_COMPLAINANT_RULES),
        ("ComplainantTold",),
    ),
    Guarded("Settle by agreement", tuple(letters.SETTLING_RULES), ("SettlementRiderIssued",)),
    Guarded(
        "Record what somebody asks about their data",
        tuple(letters.DATA_ARRIVING_RULES),
        ("DataQuestionArrived",),
    ),
    Guarded(
        "Acknowledge what they ask",
        tuple(letters.DATA_ACKNOWLEDGING_RULES),
        ("DataQuestionAcknowledged",),
    ),
    Guarded("Answer what they ask", tuple(letters.DATA_ANSWERING_RULES), ("DataQuestionAnswered",)),
    Guarded("Give notice of a data breach", tuple(letters.BREACH_RULES), ("DataBreachNotified",)),
    Guarded("Reopen the case", tuple(interruptions.REOPENING_RULES), ("CaseReopened",)),
    Guarded("Change what was imported", tuple(IMPORTED_RULES), ("CaseImported",)),
    Guarded("Propose to delete it", tuple(retention.PROPOSING_RULES), ("DisposalProposed",)),
    Guarded("Approve its deletion", tuple(retention.APPROVING_RULES), ("DisposalApproved",)),
    Guarded("Stop its deletion", tuple(retention.STOPPING_RULES), ("DisposalStopped",)),
    Guarded("Stop the clock of a request", tuple(data.STOPPING_RULES), ("RequestStopped",)),
    Guarded("Take two months more", tuple(data.LENGTHENING_RULES), ("RequestExtended",)),
    Guarded("Decide what is given", tuple(data.GIVING_RULES), ("DataItemsDecided",)),
    Guarded("Ask for a copy’s release", tuple(data.ASKING_RULES), ("ReleaseAsked",)),
    Guarded("Release a copy", tuple(data.RELEASING_RULES), ("RequestReleased",)),
    Guarded("Propose to weed papers", tuple(weeding.PROPOSING_RULES), ("WeedingProposed",)),
    Guarded("Approve a weeding", tuple(weeding.APPROVING_RULES), ("WeedingApproved",)),
    Guarded("Stop a weeding", tuple(weeding.STOPPING_RULES), ("WeedingStopped",)),
    Guarded("Take it off the personnel file", tuple(weeding.REMOVAL_RULES), ("OffPersonnelFile",)),
    Guarded("Agree to what they ask", tuple(data.AGREEING_RULES), ("DataDecidedOnCase",)),
    Guarded("Decide on a data breach", tuple(data.BREACH_RULES), ("BreachDecided",)),
    Guarded("Close a data breach", tuple(data.CLOSING_RULES), ("BreachClosed",)),
    Guarded("Answer a request", tuple(data.ANSWERING_RULES), ("RequestAnswered",)),
)

# Whatever is not here is overridden by nobody.
OVERRIDES: dict[str, str] = {
    "G-ROLE-1": EXECUTIVES,
    "G-ROLE-2": EXECUTIVES,
    "G-ROLE-3": EXECUTIVES,
    "G-ROLE-5": EXECUTIVES,
    "G-TRI-4": "Whoever triages it, who says why",
    "G-TRI-5": "Whoever triages it, who says why",
    "G-UNION-1": "Whoever sends the hearing notice, who says why",
    "G-REF-3": "Whoever closes it: what has no answer is shown before, and named in the journal",
    "G-NOT-2": "The employee, who agrees in writing to less",
}


def every_rule() -> Iterator[tuple[Guarded, Rule[Any]]]:
    """Each rule with the act it stands in the way of."""
    for guarded in RULEBOOK:
        for rule in guarded.rules:
            yield guarded, rule


def may_override(rule: str) -> str:
    return OVERRIDES.get(rule, NOBODY)
