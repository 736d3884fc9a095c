"""From the findings to the end of an appeal, and the closing: each act that may be tried."""

# ruff: noqa: ARG005 (every chance is asked alike)

from casework.allegations.commands import AssessSeverity, RecordFinding
from casework.appeals.commands import CloseCase, OpenAppealWindow
from casework.appeals.deciding import DecideAppeal
from casework.appeals.hearing import ScheduleAppealHearing
from casework.appeals.holding import RecordAppealHeard
from casework.appeals.late import DecideLateAppeal
from casework.appeals.letters import IssueAppealLetter, ReinstateEmployee
from casework.appeals.lodging import LodgeAppeal, RecordAppealReceived
from casework.outcomes.commands import DecideOutcome, ReviewSummaryDismissal
from casework.outcomes.extending import ExtendWarning, RecordAbsence
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.spent import AskToUnlockSpent, DecideUnlock
from tests.procedure.chances import (
    APPEAL,
    CHAIR,
    EMPLOYEE,
    HOW,
    HR,
    LEGAL,
    PANEL,
    WORDS,
    Chance,
)
from tests.procedure.chances_end import (
    GROUND,
    REINSTATED,
    _appeal_decided,
    _appeal_decision,
    _appeal_notice,
    _appealed,
    _arrived,
    _called,
    _decided,
    _finding,
    _found,
    _has_come,
    _heard,
    _late,
    _letter,
    _may_appeal,
    _may_call,
    _may_close,
    _may_decide,
    _may_send,
    _outcome,
    _reinstated,
    _result_sent,
    _reviewed,
    _sent,
    _severe,
)
from tests.staging import FACTORS_WEIGHED

CHANCES: tuple[Chance, ...] = (
    Chance(
        RecordFinding,
        CHAIR,
        _finding,
        lambda known, facts: facts.stage == "outcome" and known.held,
        _found,
        7,
        sensible=lambda known, facts: any(e.found is None for e in known.alleged.values()),
    ),
    Chance(
        AssessSeverity,
        CHAIR,
        lambda c: {"factors": FACTORS_WEIGHED, "severity": "serious", "reasons": WORDS},
        lambda known, facts: facts.stage == "outcome" and known.held,
        _severe,
        6,
        sensible=lambda known, facts: not known.severity,
    ),
    Chance(
        DecideOutcome,
        CHAIR,
        _outcome,
        _may_decide,
        _decided,
        9,
        sensible=lambda known, facts: known.sanction is None,
    ),
    Chance(
        ReviewSummaryDismissal,
        PANEL,
        lambda c: {"words": WORDS},
        lambda known, facts: known.sanction == "summary_dismissal" and not known.reviewed,
        _reviewed,
        8,
    ),
    Chance(IssueOutcomeLetter, HR, _letter, _may_send, _sent, 7),
    Chance(
        OpenAppealWindow,
        HR,
        lambda c: {"received_on": c.today},
        lambda known, facts: known.letter and facts.stage == "outcome",
        _arrived,
        7,
    ),
    Chance(
        LodgeAppeal,
        EMPLOYEE,
        lambda c: GROUND | ({"why_late": WORDS} if c.likely() else {}),
        _may_appeal,
        _appealed,
        4,
    ),
    Chance(
        RecordAppealReceived,
        HR,
        lambda c: {**GROUND, "received_on": c.today, "how_received": HOW, "why_late": WORDS},
        _may_appeal,
        _appealed,
        2,
    ),
    Chance(
        DecideLateAppeal,
        HR,
        lambda c: {"accepted": c.likely(7), "reason": WORDS, "served_how": HOW},
        lambda known, facts: known.appealed and known.admitted is None,
        _late,
        6,
    ),
    Chance(
        ScheduleAppealHearing,
        HR,
        _appeal_notice,
        _may_call,
        _called,
        6,
        sensible=lambda known, facts: known.appeal is None,
    ),
    Chance(
        RecordAppealHeard,
        HR | APPEAL,
        lambda c: {"attended": True, "companion_category": "nobody", "notes": WORDS},
        _has_come,
        _heard,
        7,
    ),
    Chance(
        DecideAppeal,
        APPEAL,
        _appeal_decision,
        lambda known, facts: known.appeal is not None and known.appeal.held and not known.result,
        _appeal_decided,
        8,
    ),
    Chance(
        IssueAppealLetter,
        HR,
        lambda c: {"served_how": HOW, "change_required": WORDS, "further_misconduct": WORDS},
        lambda known, facts: known.result is not None and not known.result_sent,
        _result_sent,
        7,
    ),
    Chance(
        ReinstateEmployee,
        HR,
        lambda c: {
            **dict.fromkeys(REINSTATED, WORDS),
            "returns_on": c.day(1, 20),
            "served_how": HOW,
        },
        lambda known, facts: known.undid_dismissal and known.result_sent and not known.reinstated,
        _reinstated,
        7,
    ),
    Chance(
        CloseCase,
        HR,
        lambda c: {"reasons": WORDS, "no_appeal": c.likely(9)},
        _may_close,
        weight=4,
    ),
    Chance(
        ExtendWarning,
        HR,
        lambda c: {"months": c.of(3, 6, 18), "reason": WORDS},
        lambda known, facts: known.letter,
        after_closing=True,
    ),
    Chance(
        RecordAbsence,
        HR,
        lambda c: {"first_day": c.day(-50, -45), "last_day": c.day(-9, -2), "reason": WORDS},
        lambda known, facts: known.letter,
        after_closing=True,
    ),
    Chance(AskToUnlockSpent, HR, lambda c: {"reason": WORDS}),
    Chance(DecideUnlock, LEGAL, lambda c: {"agreed": c.likely(), "advice": WORDS}),
)
