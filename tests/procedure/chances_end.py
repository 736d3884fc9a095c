"""From the findings to the end of an appeal, and the closing: each act that may be tried."""

from datetime import date
from typing import Any

from casework.journal import JournalEntry
from casework.outcomes.ladder import Sanction
from tests.procedure.chances import (
    HOW,
    WORDS,
    Chooser,
    Told,
)
from tests.procedure.onlooker import LADDER, Facts, Hearing, Known, rank
from tests.staging import decided

LETTER = (
    *("misconduct", "change_required", "change_by", "further_misconduct", "training", "why_final"),
    *("why_no_lesser_sanction", "notice_period", "notice", "final_pay", "holiday", "property"),
    *("statement", "return_to_work"),
)
REINSTATED = ("return_to_work", "back_pay", "continuity", "records", "referrals")


def _finding(c: Chooser) -> Told:
    waiting = [id for id, each in c.known.alleged.items() if each.found is None]
    which = waiting or list(c.known.alleged) or [str(c.row("allegations"))]
    finding = "upheld" if c.likely() else c.of("partly_upheld", "not_upheld")
    return {"allegation_id": c.random.choice(which), "finding": finding, "reasons": WORDS}


def _found(known: Known, told: Told, entry: JournalEntry) -> None:
    alleged = known.alleged[str(told["allegation_id"])]
    assert alleged.notified, "found on what was never notified"
    alleged.found = told["finding"]


def _severe(known: Known, told: Told, entry: JournalEntry) -> None:
    known.severity = True


def _outcome(c: Chooser) -> Told:
    # Whoever chairs decides what they may, and sometimes more.
    sanction = Sanction(c.random.choice(LADDER))
    told = decided(sanction)
    return {**told, "sanction": sanction.value}


def _may_decide(known: Known, facts: Facts) -> bool:
    found = all(each.found for each in known.alleged.values() if each.notified)
    return facts.stage == "outcome" and known.held and found and known.severity


def _decided(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.sanction is None, "an outcome was decided twice"
    assert known.upheld or told["sanction"] == "no_action", "a sanction with nothing upheld"
    assert known.hearing
    assert known.hearing.dismissal or rank(told["sanction"]) < 3, "dismissal was never possible"
    known.sanction, known.decider = told["sanction"], str(entry.actor_id)


def _reviewed(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.sanction == "summary_dismissal"
    assert known.decider != str(entry.actor_id), "reviewed by whoever decided"
    known.reviewed = True


def _letter(c: Chooser) -> Told:
    told: Told = dict.fromkeys(LETTER, WORDS)
    return told | {"served_how": HOW, "contract_ends": c.day(20, 40), "removed_on": c.day(60, 90)}


def _may_send(known: Known, facts: Facts) -> bool:
    reviewed = known.sanction != "summary_dismissal" or known.reviewed
    return facts.stage == "outcome" and known.sanction is not None and reviewed and not known.letter


def _sent(known: Known, told: Told, entry: JournalEntry) -> None:
    known.letter = True


def _arrived(known: Known, told: Told, entry: JournalEntry) -> None:
    known.arrived = True


def _may_appeal(known: Known, facts: Facts) -> bool:
    return known.letter and not known.appealed and not facts.closed


def _appealed(known: Known, told: Told, entry: JournalEntry) -> None:
    known.appealed = True
    known.admitted = True if entry.facts["in_time"] else None


def _late(known: Known, told: Told, entry: JournalEntry) -> None:
    known.admitted = told["accepted"]


def _appeal_notice(c: Chooser) -> Told:
    told: dict[str, Any] = {"day": c.hearing_day(), "starts": "10am", "place": "Room 2"}
    told |= {"heard_as": "review", "why_heard_so": WORDS, "new_evidence_handled": WORDS}
    told["served_how"] = HOW
    return told | ({} if c.likely(9) else {"shorter_notice_agreed": WORDS})


def _may_call(known: Known, facts: Facts) -> bool:
    ready = bool(known.appealed and known.admitted and facts.now("appeal_manager"))
    return ready and facts.stage == "appeal" and not (known.appeal and known.appeal.held)


def _called(known: Known, told: Told, entry: JournalEntry) -> None:
    known.appeal = Hearing(entry.at.date(), told["day"], "shorter_notice_agreed" in told)


def _heard(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.appeal
    assert known.appeal.day <= entry.at.date(), "heard before its day"
    known.appeal.held = True


def _appeal_decision(c: Chooser) -> Told:
    result = c.of("upheld", "varied", "overturned")
    ground = {"upheld": result != "upheld", "reasons": WORDS}
    # Any rung of the ladder, a higher one too: that is what must be refused.
    sanction = c.random.choice(LADDER) if result == "varied" else None
    grounds = {"severity": ground}
    return {"grounds": grounds, "result": result, "sanction": sanction, "reasons": WORDS}


def _appeal_decided(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.result is None, "an appeal was decided twice"
    known.result = str(entry.facts["sanction"])
    assert rank(known.result) <= rank(known.sanction), "a higher sanction on appeal"


def _result_sent(known: Known, told: Told, entry: JournalEntry) -> None:
    known.result_sent = True


def _reinstated(known: Known, told: Told, entry: JournalEntry) -> None:
    known.reinstated = True


def _may_close(known: Known, facts: Facts) -> bool:
    refused = known.appealed and known.admitted is False
    answered = refused or known.result_sent
    back = known.reinstated or not known.undid_dismissal
    return facts.stage == "appeal" and back and (answered or not known.appealed)


def _has_come(known: Known, facts: Facts) -> bool:
    return known.appeal is not None and not known.appeal.held


GROUND = {"severity": WORDS}


def last_day(known: Known, facts: Facts) -> date | None:
    """The day after which nobody appeals in time any more."""
    return facts.due("T9") if not known.appealed else None
