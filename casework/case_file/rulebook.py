"""Every rule of the procedure in one list: what it stands in the way of, and who may override it.

The stages' own lists are what refuses; nothing is said here a second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.allegations.rules import ALLEGING_RULES, FINDING_RULES
from casework.appeals.rules import CLOSING_RULES, LODGING_RULES, WINDOW_RULES
from casework.cases.rules import APPOINTMENT_RULES
from casework.evidence import release_rules as files
from casework.evidence.rules import COLLECTION_RULES
from casework.hearing_packs.rules import PACK_RULES
from casework.hearings.rules import HEARING_RULES, NOTICE_RULES
from casework.investigation.rules import BEGINNING_RULES, CONCLUDING_RULES, DECIDING_RULES
from casework.outcomes.rules import LETTER_RULES, OUTCOME_RULES
from casework.procedure import Rule
from casework.redaction import rules as redaction
from casework.reports.rules import INFORMAL_RULES, SAFEGUARDING_RULES, SENDING_RULES

NOBODY = "Nobody"
EXECUTIVES = "Two executives, who give leave with a reason"


@dataclass(frozen=True)
class Guarded:
    """An act, the rules that refuse it, and the events in the journal that say it was done."""

    act: str
    rules: tuple[Rule[Any], ...]
    events: tuple[str, ...]


RULEBOOK: tuple[Guarded, ...] = (
    Guarded("Send a report", tuple(SENDING_RULES), ("ReportLogged",)),
    Guarded("Take in a file", tuple(COLLECTION_RULES), ("CaptureRecorded",)),
    Guarded("Use a file", tuple(files.RELEASE_RULES), ("EvidenceOpened",)),
    Guarded("Put an item in a pack", tuple(files.PLACE_RULES), ("PackPlaceDecided",)),
    Guarded("Make a redacted copy", tuple(redaction.MAKING_RULES), ("CopyAsked",)),
    Guarded("Release a redacted copy", tuple(redaction.RELEASE_RULES), ("CopyReleased",)),
    Guarded("Give somebody a part", tuple(APPOINTMENT_RULES), ("Appointed",)),
    Guarded("Deal with it informally", tuple(INFORMAL_RULES), ("ReportTriaged",)),
    Guarded(
        "Begin the investigation",
        (*SAFEGUARDING_RULES, *BEGINNING_RULES),
        ("InvestigationBegun",),
    ),
    Guarded("Make an allegation", tuple(ALLEGING_RULES), ("AllegationMade",)),
    Guarded("Conclude with a report", tuple(CONCLUDING_RULES), ("InvestigationConcluded",)),
    Guarded("Decide on a case to answer", tuple(DECIDING_RULES), ("CaseToAnswerDecided",)),
    Guarded("Send the hearing notice", tuple(NOTICE_RULES), ("HearingScheduled",)),
    Guarded("Make the final pack", tuple(PACK_RULES), ("PackIssued",)),
    Guarded("Record the hearing", tuple(HEARING_RULES), ("HearingHeld",)),
    Guarded("Record a finding", tuple(FINDING_RULES), ("FindingRecorded", "SeverityAssessed")),
    Guarded("Decide the outcome", tuple(OUTCOME_RULES), ("OutcomeDecided",)),
    Guarded("Send the outcome letter", tuple(LETTER_RULES), ("OutcomeLetterIssued",)),
    Guarded("Open the appeal window", tuple(WINDOW_RULES), ("AppealWindowOpened",)),
    Guarded("Lodge an appeal", tuple(LODGING_RULES), ("AppealLodged",)),
    Guarded("Close the case", tuple(CLOSING_RULES), ("CaseClosed",)),
)

# Whatever is not here is overridden by nobody.
OVERRIDES: dict[str, str] = {
    "G-ROLE-1": EXECUTIVES,
    "G-ROLE-2": EXECUTIVES,
    "G-ROLE-3": EXECUTIVES,
    "G-ROLE-5": EXECUTIVES,
    "G-NOT-2": "The employee, who agrees in writing to less",
}


def every_rule() -> Iterator[tuple[Guarded, Rule[Any]]]:
    """Each rule with the act it stands in the way of."""
    for guarded in RULEBOOK:
        for rule in guarded.rules:
            yield guarded, rule


def may_override(rule: str) -> str:
    return OVERRIDES.get(rule, NOBODY)
