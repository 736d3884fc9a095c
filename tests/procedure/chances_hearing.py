"""From the notice of a hearing to its record: what is said, and what follows from it."""

from datetime import date, datetime, time, timedelta

from casework.journal import JournalEntry
from casework.working_days import local_moment
from tests.procedure.chances import (
    CHAIR,
    HOW,
    HR,
    WORDS,
    Chooser,
    Told,
)
from tests.procedure.chances_begin import may_tell
from tests.procedure.onlooker import Alleged, Facts, Hearing, Known

RECORDS = HR | CHAIR
TEN = time(10)


def received(c: Chooser) -> Told:
    return {"received_on": c.today, "received_how": "by letter"}


def _notice(c: Chooser) -> Told:
    dismissal = c.likely(7)
    told: Told = {
        "day": c.hearing_day(),
        "starts": "10am",
        "place": "Room 4",
        "presenter_id": c.person("investigating_officer"),
        "dismissal_possible": dismissal,
        "served_how": HOW,
    }
    if dismissal:
        told |= {"gross_misconduct_rule": "Policy 5.6", "why_dismissal": WORDS}
    return told | ({} if c.likely(9) else {"shorter_notice_agreed": WORDS})


def _may_notify(known: Known, facts: Facts) -> bool:
    there = bool(facts.now("hearing_manager") and facts.now("note_taker"))
    ready = there and known.union_asked and bool(known.to_hearing)
    return facts.stage == "hearing" and ready and may_tell(known)


def _noticed(known: Known, told: Told, entry: JournalEntry) -> None:
    for each in known.to_hearing:
        each.notified = True
    less = "shorter_notice_agreed" in told
    known.hearing = Hearing(
        entry.at.date(), told["day"], less, dismissal=told["dismissal_possible"]
    )
    known.told = True


def _put(known: Known, told: Told, entry: JournalEntry) -> None:
    known.alleged[str(entry.facts["allegation_id"])] = Alleged(heard=True)


def to_come(known: Known, facts: Facts) -> bool:
    return facts.stage == "hearing" and known.to_come


def _ready(known: Known, facts: Facts) -> bool:
    return to_come(known, facts) and known.concluded and known.pack != "issued"


def _asked(known: Known, told: Told, entry: JournalEntry) -> None:
    known.edition = int(str(entry.facts["edition"]))
    known.pack = "asked" if told["final"] else None


def _kept(known: Known, told: Told, entry: JournalEntry) -> None:
    known.pack = "made" if known.pack == "asked" else known.pack


def _issued(known: Known, told: Told, entry: JournalEntry) -> None:
    known.pack = "issued"


def _day_has_come(known: Known, facts: Facts, today: date) -> bool:
    return known.hearing is not None and known.hearing.day <= today


def _may_be_held(known: Known, facts: Facts) -> bool:
    return to_come(known, facts) and known.pack == "issued" and known.all_notified


def _held(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.hearing
    assert known.hearing.day <= entry.at.date(), "held before its day"
    assert told["attended"] or known.missed, "in absence, and they had never failed to come"
    assert known.unanswered == 0, "a request to move it was never answered"
    known.hearing.held = True


def _absent(c: Chooser) -> Told:
    told: Told = {"day": c.day(1, 15), "starts": "10am", "adjustments": WORDS, "health": WORDS}
    ways = ["written", "remote", "companion"] if c.likely() else ["written"]
    return told | {"offered": ways, "why": WORDS, "served_how": HOW}


def _missed(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.hearing
    assert known.hearing.day <= entry.at.date(), "missed before its day"
    known.missed.add(local_moment(known.hearing.day, TEN))


def _moved(known: Known, told: Told, entry: JournalEntry) -> None:
    assert known.hearing
    day = entry.facts.get("day") or told.get("day")
    if day:
        known.hearing.day = day if isinstance(day, date) else date.fromisoformat(str(day))


def _wish(c: Chooser) -> Told:
    because = c.of("companion", "illness", "preparation")
    day = c.known.hearing.day if c.known.hearing else c.today
    wanted = day + timedelta(c.random.randint(1, 12))
    return {"because": because, "words": WORDS, "wanted_day": wanted}


def _wished(known: Known, told: Told, entry: JournalEntry) -> None:
    known.unanswered += 1


def _decide_move(c: Chooser) -> Told:
    request = c.row("postponement_requests", "granted IS NULL")
    return {"request_id": request, "granted": c.likely(6), "reasons": WORDS}


def _move_decided(known: Known, told: Told, entry: JournalEntry) -> None:
    if entry.facts["day"] or entry.facts["document"]:
        known.unanswered -= 1
    _moved(known, {}, entry)


def _signed(known: Known, told: Told, entry: JournalEntry) -> None:
    known.unanswered -= 1


def _record(c: Chooser) -> Told:
    told: Told = {"attended": c.likely(), "companion_category": "nobody", "notes": WORDS}
    return told if told["attended"] else told | {"why_absent": WORDS}


def _companion(c: Chooser) -> Told:
    kind = "fellow_worker" if c.likely(9) else "nobody"
    return {"name": "Bea Holt", "category": kind}


def _witness(c: Chooser) -> Told:
    return {"name": "Bea Holt", "about": "The day"}


def _pack(c: Chooser) -> Told:
    return {"edition": c.known.edition}


def moment_of(known: Known) -> datetime | None:
    """When the hearing that waits is to start."""
    return local_moment(known.hearing.day, TEN) if known.to_come and known.hearing else None
