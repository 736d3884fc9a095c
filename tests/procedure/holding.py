"""What must hold after every act, told by somebody who looks on and asks no rule of ours."""

from datetime import date

from tests.procedure.chances import Chance
from tests.procedure.onlooker import (
    NOTICE_DAYS,
    WARNINGS,
    Facts,
    Hearing,
    Known,
    rank,
    working_days,
)

INVESTIGATES = ("investigating_officer", "decision_maker")
HEARS = ("hearing_manager", "panel_member")
HEARS_APPEAL = ("appeal_manager", "appeal_panel_member")
DECIDES = (*INVESTIGATES, *HEARS, *HEARS_APPEAL, "note_taker", "case_manager")
# The only act that leads from one stage to the next, and what closes a case from anywhere.
LEADS: dict[tuple[str, str], set[str]] = {
    ("reported", "triage"): {"TriageReport"},
    ("triage", "investigation"): {"BeginInvestigation"},
    ("investigation", "decision"): {"ConcludeInvestigation"},
    ("decision", "hearing"): {"DecideCaseToAnswer"},
    ("hearing", "outcome"): {"RecordHearingHeld"},
    ("outcome", "appeal"): {"OpenAppealWindow"},
    ("reported", "closed"): {"TriageReport"},
    ("triage", "closed"): {"PassOnCase"},
    ("decision", "closed"): {"DecideCaseToAnswer"},
    ("outcome", "closed"): {"IssueOutcomeLetter"},
    ("appeal", "closed"): {"CloseCase"},
}
# Clocks that are over with their stage, whatever comes after.
OVER_AFTER = {
    "reported": {"T1"},
    "triage": {"T1", "T1-IO"},
    "investigation": {"T4", "T4-L"},
    "decision": {"T4-D"},
    "hearing": {"T5", "T5-H", "T7", "T7-P"},
    "outcome": {"T8"},
}
STAGES = ("reported", "triage", "investigation", "decision", "hearing", "outcome", "appeal")
# What may still be written down of a case that is closed: it moves nothing and starts no clock.
OF_WHAT_WAS = {
    *("ExplainDelay", "HandOnLowLevelConcern", "RecordLadoContact", "ConcludeSafeguarding"),
    *("RecordUnionRepresentative", "AnswerNotes", "AnswerMyNotes", "GivePseudonym"),
    *("CorrectPseudonym", "AddToReport", "DecideAdjustment", "FinishStep", "AssessAnonymity"),
    *("RecordMeeting", "AskToUnlockSpent", "DecideUnlock", "KeepPack"),
}
# What the law or safety fixes waits for nobody; what ends by itself is nobody's task.
RUNS_THROUGH_A_PAUSE = {
    *("T2", "T2-S", "T3", "T3-R", "T3-A", "T5-H", "T10-H", "T16", "T16-O", "T17", "PAUSE", "IMG"),
    "LATE",
}
END_BY_THEMSELVES = {"T5-N", "T6", "T12", "T12-A", "T12-F", "T18", "T18-3"}


def order(before: Facts, after: Facts, chance: Chance) -> None:
    """A case goes forward one stage at a time, by the act that leads there; it opens again once
    two people said so."""
    if before.stage == after.stage:
        return
    if before.closed:
        assert chance.name == "DecideRequest", f"reopened by {chance.name}"
        assert after.stage == (before.case["closed_from"] or "appeal")
        return
    by = LEADS.get((before.stage, after.stage), set())
    if after.closed:
        by = by | {"ConcludeAfterResignation"}
    assert chance.name in by, f"{before.stage} to {after.stage} by {chance.name}"
    assert not before.paused, "a paused case went on"


def needed(chance: Chance, known: Known, before: Facts) -> None:
    """Nothing comes before what it needs, and a closed case takes nothing but what outlives it."""
    outlives = chance.after_closing or chance.name in OF_WHAT_WAS
    assert not before.closed or outlives, f"{chance.name} on a closed case"
    assert chance.needs(known, before), f"{chance.name} before what it needs"


def by_whom(chance: Chance, who: str, before: Facts, held: set[str]) -> None:
    """Whoever acts has the part for it; nobody decides about themselves or their own report."""
    if chance.by:
        assert chance.by & held, f"{chance.name} by somebody with {held}"
        theirs = {"employee", "reporter", "witness"}
        assert chance.by & theirs or who not in before.ever("employee", "reporter"), chance.name


def separation(facts: Facts) -> None:
    """Whoever investigates does not hear it, whoever hears it does not hear the appeal, and nobody
    of the matter decides anything; only leave that two executives gave joins two parts."""
    of_matter = facts.ever("employee", "reporter")
    for role in DECIDES:
        assert not of_matter & facts.ever(role), f"{role} is of the matter"
    assert not facts.ever(*HEARS) & facts.ever(*HEARS_APPEAL), "the same people heard the appeal"
    for earlier, later in ((INVESTIGATES, HEARS), (INVESTIGATES, HEARS_APPEAL)):
        for who in facts.ever(*earlier) & facts.ever(*later):
            assert any((who, role) in facts.waived for role in (*earlier, *later)), (
                f"{earlier} {later}"
            )


def notice(hearing: Hearing | None) -> None:
    """No hearing is held before the whole notice has passed, unless less was agreed in writing."""
    if hearing and hearing.held and not hearing.less_agreed:
        days = working_days(hearing.told_on, hearing.day)
        assert days >= NOTICE_DAYS, f"heard after {days} working days"


def clocks(facts: Facts, frozen: dict[str, int]) -> None:
    """Every clock has a source and somebody whose it is; one that was stopped does not run; none
    outlives its stage or its case."""
    of_case = set(facts.now(*{role for _, role, _ in facts.parts}))
    for each in facts.deadlines:
        assert each["counted"], f"{each['kind']} has no source"
        if each["met_at"] is None and each["owner_id"] and each["kind"] not in {"T2", "T3"}:
            assert each["owner_id"] in of_case, f"{each['kind']} is due from somebody who left"
        stopped = each["paused_on"] is not None
        assert stopped == (each["days_left"] is not None)
        if stopped and each["met_at"] is None:
            assert frozen.setdefault(each["id"], each["days_left"]) == each["days_left"]
        else:
            frozen.pop(each["id"], None)
    running = {each["kind"] for each in facts.running} - END_BY_THEMSELVES
    assert not (facts.closed and running), f"{running} in a closed case"
    if not facts.closed:
        over = STAGES[: STAGES.index(facts.stage)]
        left = running & {kind for stage in over for kind in OVER_AFTER[stage]}
        assert not left, f"{left} still run at {facts.stage}"


def next_due(facts: Facts) -> None:
    """What lists show as due next is the earliest clock that runs, and none that stands still."""
    runs = [
        date.fromisoformat(each["due_on"])
        for each in facts.running
        if each["kind"] not in END_BY_THEMSELVES
        if not facts.paused or each["kind"] in RUNS_THROUGH_A_PAUSE
    ]
    shown = facts.case["next_due_on"]
    assert shown == (min(runs).isoformat() if runs else None), "the next day shown is not the next"


def never_higher(known: Known, facts: Facts) -> None:
    """No warning of the case counts for more than its outcome, or than what an appeal left."""
    stands = known.result or known.sanction
    for level, withdrawn in facts.warnings:
        assert withdrawn or WARNINGS[level] <= rank(stands), f"{level} for {stands}"
