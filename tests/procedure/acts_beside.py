"""What goes on beside the stages: safeguarding, duties, suspension, clocks, pauses, leaving."""

# ruff: noqa: ARG005 (every chance is asked alike)

from casework.cases.approvals import DecideRequest
from casework.cases.clock_acts import ExplainDelay, ExtendClock, PauseClock, ResumeClock
from casework.duties.commands import ConsiderDuty, StartClock
from casework.duties.referring import PrepareReferral
from casework.interruptions.pausing import PauseCase, ResumeCase, ReviewPause
from casework.interruptions.reopening import ReopenCase
from casework.interruptions.resigning import ConcludeAfterResignation, RecordResignation
from casework.reports.representatives import RecordUnionRepresentative
from casework.reports.safeguarding import RecordLadoContact
from casework.reports.side_tracks import ConcludeSafeguarding, HandOnLowLevelConcern
from casework.suspension.commands import (
    ArrangeAlternative,
    SendSuspensionLetter,
    SuspendEmployee,
)
from casework.suspension.reviewing import ReviewSuspension
from tests.procedure.chances import (
    ANYBODY,
    HOW,
    HR,
    HR_OR_TRIAGE,
    SAFE,
    SUSPENDS,
    WORDS,
    Chance,
)
from tests.procedure.chances_begin import may_tell
from tests.procedure.chances_beside import (
    PAUSES,
    SAFEGUARDED,
    _arranged,
    _clock,
    _contacted,
    _duty,
    _lado,
    _late,
    _late_ones,
    _letter_sent,
    _measure,
    _pause,
    _paused,
    _request,
    _resigned,
    _resigns,
    _reviewed,
    _suspended,
    _union,
)

CHANCES: tuple[Chance, ...] = (
    Chance(RecordLadoContact, SAFE, _lado, learn=_contacted),
    Chance(
        RecordLadoContact,
        SAFE,
        _lado,
        learn=_contacted,
        weight=6,
        sensible=lambda known, facts: known.child and not (known.lado and known.lado_tell),
    ),
    Chance(
        ConcludeSafeguarding,
        SAFE,
        lambda c: {
            **dict.fromkeys(SAFEGUARDED, WORDS),
            "outcome": c.of("unfounded", "substantiated"),
            "in_references": not c.likely(7),
        },
        lambda known, facts: known.child,
    ),
    Chance(
        HandOnLowLevelConcern,
        SAFE,
        lambda c: {
            "record_reference": "LLC-12",
            "handed_on": c.today,
            "handed_to": "The Principal",
        },
    ),
    Chance(ConsiderDuty, HR_OR_TRIAGE, _duty, weight=2, after_closing=True),
    Chance(
        StartClock,
        HR_OR_TRIAGE,
        lambda c: {"duty": c.of("ico", "ofsted"), "aware_on": c.today, "aware_at": "00:10"},
    ),
    Chance(
        PrepareReferral,
        HR_OR_TRIAGE,
        lambda c: {"duty": c.of("lado", "dbs"), "grounds": WORDS, "safety": WORDS, "told": WORDS},
        after_closing=True,
    ),
    Chance(
        RecordUnionRepresentative,
        HR_OR_TRIAGE,
        lambda c: c.of(
            {"is_representative": False},
            {"is_representative": True, "union_name": "A union", "agreed": False},
            {
                **{"is_representative": True, "union_name": "A union", "agreed": True},
                **{"official": "Pat Lowe", "contacted_on": c.today},
            },
        ),
        learn=_union,
        weight=4,
        sensible=lambda known, facts: not known.union_asked,
    ),
    Chance(
        SuspendEmployee,
        SUSPENDS,
        lambda c: _measure(c, none_will_do=c.likely(9)) | {"available": WORDS},
        lambda known, facts: not known.measure,
        _suspended,
    ),
    Chance(
        ArrangeAlternative,
        SUSPENDS,
        lambda c: _measure(c, none_will_do=False) | {"served_how": HOW},
        lambda known, facts: not known.measure and may_tell(known),
        _arranged,
    ),
    Chance(
        SendSuspensionLetter,
        SUSPENDS,
        lambda c: {"served_how": HOW},
        lambda known, facts: known.suspended and not known.suspension_letter and may_tell(known),
        _letter_sent,
        5,
    ),
    Chance(
        ReviewSuspension,
        SUSPENDS,
        lambda c: {
            **{"reviewed_on": c.today, "decision": c.of("continue", "vary", "lift")},
            **{"reasons": WORDS, "new_terms": WORDS, "served_how": HOW},
        },
        lambda known, facts: known.measure,
        _reviewed,
        3,
    ),
    Chance(
        PauseClock,
        HR_OR_TRIAGE,
        lambda c: _clock(c, paused=False) | {"look_again_on": c.day(1, 12)},
        lambda known, facts: bool(facts.running),
    ),
    Chance(
        ResumeClock,
        HR_OR_TRIAGE,
        lambda c: _clock(c, paused=True),
        lambda known, facts: any(each["paused_on"] for each in facts.running),
        weight=3,
    ),
    Chance(
        ExtendClock,
        HR_OR_TRIAGE,
        lambda c: _clock(c, paused=False) | {"until": c.day(5, 40)},
        lambda known, facts: bool(facts.running),
    ),
    Chance(ExplainDelay, HR_OR_TRIAGE, _late, _late_ones, weight=3),
    Chance(
        PauseCase,
        HR,
        _pause,
        lambda known, facts: not facts.paused and not facts.closed,
    ),
    Chance(
        ReviewPause,
        HR,
        lambda c: {"reason": WORDS, "review_on": c.day(1, PAUSES)},
        _paused,
        weight=2,
    ),
    Chance(ResumeCase, HR, lambda c: {"reason": WORDS}, _paused, weight=7),
    Chance(
        RecordResignation,
        HR,
        _resigns,
        lambda known, facts: not known.resigned and facts.case["employee_id"] is not None,
        _resigned,
    ),
    Chance(
        ConcludeAfterResignation,
        HR,
        lambda c: {
            **{"conclusion": WORDS, "referrals": WORDS},
            "safeguarding": "unfounded" if c.likely() else None,
        },
        lambda known, facts: known.resigned and known.sanction is None,
    ),
    Chance(
        ReopenCase,
        ANYBODY,
        lambda c: {"reason": WORDS},
        lambda known, facts: facts.closed,
        weight=8,
        after_closing=True,
    ),
    Chance(DecideRequest, ANYBODY, _request, weight=2, after_closing=True),
)
