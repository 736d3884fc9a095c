"""Who takes part, who is kept away, and what they are called: what may be tried."""

# ruff: noqa: ARG005 (every chance is asked alike)

from casework.cases.commands import Appoint, EndAppointments
from casework.cases.conflicts import LiftConflict, RaiseConflict, RecordConflict, StepOff
from casework.cases.naming import CorrectPseudonym, GivePseudonym
from casework.cases.sealing import SealCase, UnsealCase
from casework.cases.waivers import AskForWaiver, DecideWaiver
from casework.investigation.handing_over import HandOver
from casework.journal import JournalEntry
from tests.procedure.chances import (
    ANYBODY,
    EXECUTIVES,
    HR,
    HR_AT_LARGE,
    TRIAGES,
    WORDS,
    WORKS,
    Chance,
    Chooser,
    Told,
)
from tests.procedure.onlooker import Facts, Known
from tests.trust import NUMBERS

FITTING = {
    "hearing_manager": ("hearing_manager", "chief_executive"),
    "note_taker": ("note_taker",),
    "panel_member": ("panel_member",),
    "legal_adviser": ("hr_director",),
    "appeal_manager": ("appeal_manager", "chair_of_trustees"),
    "appeal_panel_member": ("chair_of_trustees", "panel_member"),
    "decision_maker": ("hr_director", "stranger"),
    "case_manager": ("colleague", "hr_director"),
    "safeguarding_lead": ("safeguarding_lead",),
    "companion": ("stranger",),
    "witness": ("dsl",),
}
WANTED = {
    "hearing": ("hearing_manager", "note_taker", "panel_member", "legal_adviser"),
    "outcome": ("panel_member", "legal_adviser", "hearing_manager"),
    "appeal": ("appeal_manager",),
}
ENDED = ("panel_member", "note_taker", "legal_adviser", "witness", "companion")


def _somebody(c: Chooser, *fitting: str) -> Told:
    """Mostly whom a part suits, sometimes anybody at all."""
    return {"person_id": c.person(*fitting) if c.likely() else c.person(*NUMBERS)}


def _part(c: Chooser) -> Told:
    missing = [each for each in WANTED.get(c.facts.stage, ()) if not c.facts.now(each)]
    role = c.random.choice(missing if missing and c.likely() else list(FITTING))
    return {"role": role, **_somebody(c, *FITTING[role])}


def _handed(c: Chooser) -> Told:
    role = c.of("case_manager", "investigating_officer", "hearing_manager")
    fitting = {"investigating_officer": ("stranger",)} | FITTING
    return {"role": role, **_somebody(c, *fitting[role]), "reason": WORDS, "stands": WORDS}


def _waiver(c: Chooser) -> Told:
    role = c.of("hearing_manager", "appeal_manager", "note_taker", "investigating_officer")
    return {"role": role, "person_id": c.person(*NUMBERS), "reason": WORDS}


def _sealed(known: Known, told: Told, entry: JournalEntry) -> None:
    known.sealed = entry.kind == "CaseSealed"


def _missing(known: Known, facts: Facts) -> bool:
    return any(not facts.now(each) for each in WANTED.get(facts.stage, ()))


CHANCES: tuple[Chance, ...] = (
    Chance(Appoint, HR_AT_LARGE, _part, weight=5, sensible=_missing),
    Chance(Appoint, HR_AT_LARGE, _part),
    Chance(EndAppointments, HR_AT_LARGE, lambda c: {"role": c.of(*ENDED)}, after_closing=True),
    Chance(HandOver, HR_AT_LARGE, _handed),
    Chance(AskForWaiver, HR_AT_LARGE, _waiver),
    Chance(
        DecideWaiver,
        ANYBODY,
        lambda c: {
            "waiver_id": c.row("separation_waivers", "second_approved_at IS NULL"),
            "given": c.likely(9),
        },
        after_closing=True,
    ),
    Chance(RaiseConflict, ANYBODY, lambda c: {"words": WORDS}),
    Chance(
        StepOff,
        ANYBODY,
        lambda c: {"reason": WORDS},
        sensible=lambda known, facts: False,
        after_closing=True,
    ),
    Chance(
        RecordConflict,
        HR | TRIAGES,
        lambda c: {"ground": "declared", "reason": WORDS, "person_id": c.person(*NUMBERS)},
        after_closing=True,
    ),
    Chance(
        LiftConflict,
        HR | TRIAGES,
        lambda c: {"conflict_id": c.row("conflicts", "lifted_at IS NULL"), "reason": WORDS},
        weight=2,
        after_closing=True,
    ),
    Chance(
        SealCase,
        HR,
        lambda c: {"people": [c.person(*NUMBERS), c.person(*NUMBERS)], "reason": WORDS},
        learn=_sealed,
        sensible=lambda known, facts: False,
        after_closing=True,
    ),
    Chance(
        UnsealCase,
        HR,
        lambda c: {"reason": WORDS},
        lambda known, facts: known.sealed,
        _sealed,
        6,
        after_closing=True,
    ),
    Chance(
        GivePseudonym,
        WORKS | {"safeguarding_lead"},
        lambda c: {"kind": c.of("pupil", "witness"), "name": c.of("Maisie Thornton", "Zed Quill")},
    ),
    Chance(
        CorrectPseudonym,
        WORKS | {"safeguarding_lead"},
        lambda c: {"pseudonym_id": c.row("pseudonyms"), "name": c.of("Ada Thorn", "Ada Thorne")},
    ),
)
OUTSIDE = EXECUTIVES
