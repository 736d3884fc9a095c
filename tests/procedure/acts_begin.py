"""From the report to the decision on a case to answer: each act, by whom, and what it needs."""

# ruff: noqa: ARG005 (every chance is asked alike)

from casework.allegations.commands import MakeAllegation
from casework.allegations.screening import AdviseOnProtectedContent, ScreenProtectedContent
from casework.cases.commands import IdentifyEmployee
from casework.investigation.answering import AnswerMyNotes, AnswerNotes
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.drafting import CommentOnDraft, ShareDraft
from casework.investigation.meetings import InviteEmployee, InviteWitness, RecordMeeting
from casework.investigation.planning import FinishStep, PlanStep
from casework.investigation.report import ConcludeInvestigation
from casework.investigation.statements import AssessAnonymity, RecordStatement
from casework.investigation.telling import TellEmployee
from casework.reports.commands import AddToReport
from casework.reports.elsewhere import PassOnCase
from casework.reports.triage import TriageReport
from tests.procedure.chances import (
    EMPLOYEE,
    HOW,
    HR,
    HR_AT_LARGE,
    LEGAL,
    OFFICER,
    TRIAGES,
    WORDS,
    WORKS,
    Chance,
)
from tests.procedure.chances_begin import (
    _advised,
    _alleged,
    _answered,
    _begin,
    _begun,
    _conclude,
    _concluded,
    _inquiring,
    _lado_lets,
    _may_call,
    _may_invite,
    _meeting,
    _notes,
    _screen,
    _screened,
    _to_answer,
    _triage,
    _triaged,
    _was_told,
    allegation,
    at,
    may_tell,
)

CHANCES: tuple[Chance, ...] = (
    Chance(TriageReport, TRIAGES, _triage, at("reported"), _triaged, 8),
    Chance(
        IdentifyEmployee,
        HR_AT_LARGE,
        lambda c: {"person_id": c.person("employee", "employee", "reporter")},
        lambda known, facts: facts.case["employee_id"] is None,
        weight=8,
    ),
    Chance(
        PassOnCase,
        HR,
        lambda c: {
            **{"passed_to": c.of("agency", "governance", "behaviour"), "passed_to_whom": "Jo Reed"},
            **{"passed_on": c.day(-3, 2), "reasons": WORDS},
        },
        lambda known, facts: facts.stage == "triage" and facts.case["employee_id"] is None,
    ),
    Chance(
        AddToReport,
        frozenset({"reporter"}),
        lambda c: {"report": c.rows("reports", "reference")[0], "words": WORDS},
    ),
    Chance(
        BeginInvestigation,
        HR,
        _begin,
        lambda known, facts: (
            facts.stage == "triage"
            and facts.case["employee_id"] is not None
            and _lado_lets(known, facts)
        ),
        _begun,
        8,
    ),
    Chance(
        TellEmployee,
        HR,
        lambda c: {"concern": WORDS, "clauses": "3.3", "decides": WORDS, "served_how": HOW},
        lambda known, facts: known.begun and may_tell(known),
        _was_told,
        sensible=lambda known, facts: not known.told,
        weight=3,
    ),
    Chance(
        MakeAllegation,
        WORKS,
        allegation,
        lambda known, facts: (
            facts.stage in {"triage", "investigation"} and facts.case["employee_id"] is not None
        ),
        _alleged,
        6,
        sensible=lambda known, facts: len(known.alleged) < 3,
    ),
    Chance(InviteEmployee, WORKS, _meeting, _may_invite),
    Chance(
        InviteWitness,
        WORKS,
        lambda c: _meeting(c) | c.of({"name": "Al Reed"}, {"person_id": c.person("stranger")}),
        _inquiring,
    ),
    Chance(
        RecordMeeting,
        WORKS,
        lambda c: {
            "meeting_id": c.row("investigation_meetings", "notes_id IS NULL"),
            "held_on": c.today,
            "notes": WORDS,
        },
        lambda known, facts: known.begun,
        sensible=_inquiring,
    ),
    Chance(AnswerMyNotes, EMPLOYEE, _notes, lambda known, facts: known.begun or known.held),
    Chance(
        AnswerNotes,
        WORKS,
        lambda c: _notes(c) | {"received_on": c.today, "received_how": "by post"},
        lambda known, facts: known.begun or known.held,
    ),
    Chance(
        PlanStep,
        WORKS,
        lambda c: {"says": WORDS, "looks_for": "either", "due_on": c.day(-2, 9)},
        _inquiring,
    ),
    Chance(
        FinishStep,
        WORKS,
        lambda c: {"step_id": c.row("planned_steps", "done_on IS NULL"), "came_to": WORDS},
        lambda known, facts: known.begun,
        sensible=_inquiring,
    ),
    Chance(
        RecordStatement,
        WORKS | TRIAGES | {"decision_maker"},
        lambda c: {
            **{"name": "Al Reed", "role": "A parent", "words": WORDS, "fears": WORDS},
            **{"signed_on": c.today, "scan": c.of("E1", "E1", "E9")},
        },
    ),
    Chance(
        AssessAnonymity,
        WORKS,
        lambda c: {
            **dict.fromkeys(("fear", "opportunity", "motive", "corroboration", "reasons"), WORDS),
            **{"account_id": c.row("witness_accounts"), "granted": True, "known_as": "Witness A"},
        },
    ),
    Chance(ShareDraft, OFFICER, lambda c: {"words": WORDS}, _inquiring),
    Chance(
        CommentOnDraft,
        HR,
        lambda c: {"draft_id": c.row("investigation_drafts"), "concerns": "law", "words": WORDS},
        _inquiring,
    ),
    Chance(
        ConcludeInvestigation,
        OFFICER,
        _conclude,
        lambda known, facts: facts.stage == "investigation" and bool(known.alleged),
        _concluded,
        6,
    ),
    Chance(
        ScreenProtectedContent,
        HR,
        _screen,
        learn=_screened,
        weight=4,
        sensible=lambda known, facts: facts.stage == "decision" and not known.screened,
    ),
    Chance(
        AdviseOnProtectedContent,
        LEGAL,
        lambda c: {"may_go_on": c.likely(9), "advice": WORDS},
        lambda known, facts: known.needs_advice and not known.advised,
        _advised,
        4,
    ),
    Chance(
        DecideCaseToAnswer,
        HR | {"decision_maker"},
        _to_answer,
        _may_call,
        _answered,
        6,
        sensible=lambda known, facts: known.screened and (known.advised or not known.needs_advice),
    ),
)
