"""From the notice of a hearing to its record: each act, by whom, and what it needs."""

# ruff: noqa: ARG005 (every chance is asked alike)

from casework.hearing_packs.commands import IssuePack, KeepPack, MakePack, TakePack
from casework.hearings.absence import RecordNonAttendance, SendAbsenceNotice
from casework.hearings.adjusting import AskAdjustment, AskMyAdjustment, DecideAdjustment
from casework.hearings.calling import CallMyWitness, CallWitness
from casework.hearings.commands import RecordHearingHeld
from casework.hearings.companions import NameCompanion, NameMyCompanion, RecordCompanionWithdrawn
from casework.hearings.new_allegations import PutNewAllegation
from casework.hearings.notice import ScheduleHearing
from casework.hearings.postponing import (
    AskToMove,
    AskToMoveMine,
    DecidePostponement,
    MoveHearing,
    SignOffRefusal,
)
from casework.hearings.proceeding import RecordMitigation, TickProceedings
from tests.procedure.chances import (
    ANYBODY,
    EMPLOYEE,
    HR,
    WORDS,
    WORKS,
    Chance,
)
from tests.procedure.chances_begin import allegation, at
from tests.procedure.chances_hearing import (
    RECORDS,
    _absent,
    _asked,
    _companion,
    _decide_move,
    _held,
    _issued,
    _kept,
    _may_be_held,
    _may_notify,
    _missed,
    _move_decided,
    _moved,
    _notice,
    _noticed,
    _pack,
    _put,
    _ready,
    _record,
    _signed,
    _wish,
    _wished,
    _witness,
    received,
    to_come,
)

CHANCES: tuple[Chance, ...] = (
    Chance(
        ScheduleHearing,
        HR,
        _notice,
        _may_notify,
        _noticed,
        6,
        sensible=lambda known, facts: known.hearing is None or not known.all_notified,
    ),
    Chance(
        PutNewAllegation,
        HR,
        lambda c: allegation(c) | {"looked_into": WORDS},
        to_come,
        _put,
        sensible=lambda known, facts: len(known.alleged) < 4,
    ),
    Chance(MakePack, HR, lambda c: {"final": c.likely()}, learn=_asked, weight=4, sensible=_ready),
    Chance(
        KeepPack,
        HR,
        lambda c: _pack(c) | {"key": "k", "sha256": "s", "size": 1, "pages": 1, "contents": []},
        lambda known, facts: known.edition > 0,
        _kept,
        5,
        sensible=lambda known, facts: known.pack == "asked",
        waits=False,
    ),
    Chance(
        IssuePack,
        HR,
        _pack,
        lambda known, facts: known.pack == "made" and known.hearing is not None,
        _issued,
        6,
    ),
    Chance(
        TakePack,
        ANYBODY,
        _pack,
        lambda known, facts: known.pack == "issued",
        after_closing=True,
    ),
    Chance(RecordHearingHeld, RECORDS, _record, _may_be_held, _held, 8),
    Chance(
        RecordNonAttendance,
        RECORDS,
        lambda c: {"asked": WORDS, "reason": WORDS, "good_reason": False},
        to_come,
        _missed,
        3,
    ),
    Chance(
        SendAbsenceNotice,
        HR,
        _absent,
        lambda known, facts: to_come(known, facts) and bool(known.missed),
        _moved,
        4,
    ),
    Chance(
        MoveHearing,
        HR,
        lambda c: {"day": c.day(-1, 20), "starts": "10am", "reasons": WORDS},
        to_come,
        _moved,
    ),
    Chance(AskToMove, WORKS, lambda c: _wish(c) | received(c), to_come, _wished),
    Chance(AskToMoveMine, EMPLOYEE, _wish, to_come, _wished),
    Chance(
        DecidePostponement,
        RECORDS,
        _decide_move,
        lambda known, facts: to_come(known, facts) and known.unanswered > 0,
        _move_decided,
        5,
    ),
    Chance(
        SignOffRefusal,
        HR,
        lambda c: {
            "request_id": c.row("postponement_requests", "NOT granted AND signed_at IS NULL"),
            "words": WORDS,
        },
        lambda known, facts: to_come(known, facts) and known.unanswered > 0,
        _signed,
        4,
    ),
    Chance(NameCompanion, WORKS, lambda c: _companion(c) | received(c), to_come),
    Chance(NameMyCompanion, EMPLOYEE, _companion, to_come),
    Chance(RecordCompanionWithdrawn, RECORDS, lambda c: {"why": WORDS}, to_come),
    Chance(AskAdjustment, WORKS, lambda c: {"needed": WORDS} | received(c), to_come),
    Chance(AskMyAdjustment, EMPLOYEE, lambda c: {"needed": WORDS}, to_come),
    Chance(
        DecideAdjustment,
        RECORDS,
        lambda c: {
            "adjustment_id": c.row("adjustments", "decision IS NULL"),
            "decision": "agreed",
            "reasons": WORDS,
        },
        lambda known, facts: known.hearing is not None,
        sensible=to_come,
    ),
    Chance(
        CallWitness,
        WORKS,
        lambda c: _witness(c) | {"side": "management"} | received(c),
        to_come,
    ),
    Chance(CallMyWitness, EMPLOYEE, _witness, to_come),
    Chance(TickProceedings, RECORDS, lambda c: {"done": ["opened"]}, to_come),
    Chance(
        RecordMitigation,
        RECORDS,
        lambda c: {"mitigation": WORDS},
        lambda known, facts: known.hearing is not None and at("hearing", "outcome")(known, facts),
    ),
)
