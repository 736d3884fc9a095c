"""What goes on beside the stages: safeguarding, duties, suspension, clocks, pauses, leaving."""

from datetime import timedelta

from casework.journal import JournalEntry
from casework.suspension.alternatives import Alternative
from tests.procedure.chances import (
    HOW,
    WORDS,
    Chooser,
    Told,
)
from tests.procedure.onlooker import Facts, Known

PAUSES = 14
SAFEGUARDED = ("summary", "followed_up", "action_taken", "copy_to_person")


def _open(known: Known, facts: Facts) -> bool:
    return not facts.closed


def _lado(c: Chooser) -> Told:
    told: Told = {"contacted_on": c.today, "contacted_at": "10:15", "spoken_to": "Alan Reeve"}
    told |= {"advice": WORDS, "may_investigate": c.likely(9), "may_tell_employee": c.likely(7)}
    return told | ({"suspension_view": WORDS} if c.likely(6) else {})


def _contacted(known: Known, told: Told, entry: JournalEntry) -> None:
    known.lado, known.lado_tell = told["may_investigate"], told["may_tell_employee"]


def _union(known: Known, told: Told, entry: JournalEntry) -> None:
    known.union_asked = True


def _duty(c: Chooser) -> Told:
    told: Told = {"duty": c.of("dbs", "tra", "police", "ico"), "because": WORDS}
    return told | {"moment": c.of("outcome", "triage", "resignation"), "referred": False}


def _measure(c: Chooser, *, none_will_do: bool) -> Told:
    answer = {"will_do": not none_will_do, "reason": WORDS}
    return {
        "decided_by_id": c.person("principal", "hr_director", "principal", "stranger"),
        "starts_on": c.today,
        "reason": WORDS,
        "protects": WORDS,
        "alternatives": {each.value: answer for each in Alternative},
        "terms": WORDS,
        "lasts": WORDS,
        "contact_id": c.person("colleague"),
    }


def _suspended(known: Known, told: Told, entry: JournalEntry) -> None:
    known.suspended = known.measure = True
    known.suspension_letter = False


def _arranged(known: Known, told: Told, entry: JournalEntry) -> None:
    known.measure = known.told = True


def _letter_sent(known: Known, told: Told, entry: JournalEntry) -> None:
    known.suspension_letter = known.told = True


def _reviewed(known: Known, told: Told, entry: JournalEntry) -> None:
    if told["decision"] == "lift":
        known.suspended = known.measure = False


def _clock(c: Chooser, *, paused: bool) -> Told:
    running = [each["id"] for each in c.facts.running if bool(each["paused_on"]) is paused]
    return {"clock_id": c.random.choice(running or [str(c.row("deadlines"))]), "reason": WORDS}


def _late(c: Chooser) -> Told:
    late = [each["id"] for each in c.facts.deadlines if each["done_late"]]
    return {"clock_id": c.random.choice(late or [str(c.row("deadlines"))]), "reason": WORDS}


def _late_ones(known: Known, facts: Facts) -> bool:
    return any(each["done_late"] and not each["delay_told_at"] for each in facts.deadlines)


def _paused(known: Known, facts: Facts) -> bool:
    return facts.paused


def _pause(c: Chooser) -> Told:
    told: Told = {"ground": c.of("grievance", "sickness", "criminal"), "reason": WORDS}
    return told | {"review_on": c.day(1, 16), "served_how": HOW}


def _resigns(c: Chooser) -> Told:
    told: Told = {"received_on": c.today, "last_day": c.today + timedelta(c.random.randint(-1, 60))}
    return told | {"goes_on": c.likely(5), "why": WORDS, "served_how": HOW}


def _resigned(known: Known, told: Told, entry: JournalEntry) -> None:
    known.resigned = True


def _request(c: Chooser) -> Told:
    request = c.row("approval_requests", "decided_at IS NULL")
    return {"request_id": request, "approved": c.likely(9), "reason": WORDS}
