"""From the report to the decision on a case to answer: what is said, and what follows from it."""

# ruff: noqa: ARG005 (every chance is asked alike)

from typing import Any

from casework.allegations.protected_content import QUESTIONS
from casework.journal import JournalEntry
from tests.procedure.chances import (
    HOW,
    WORDS,
    Chooser,
    Told,
)
from tests.procedure.onlooker import Alleged, Facts, Known
from tests.told import CONDUCT_ON

HARM = ("harmed", "offence", "risk", "unsuitable")
REPORT_PARTS = (
    *("introduction", "process_followed", "undisputed_facts", "employee_account"),
    *("exculpatory_evidence", "mitigation"),
)


def _triage(c: Chooser) -> Told:
    decision = "formal" if c.likely() else c.of("informal", "no_further_action", "hand_over")
    told: Told = {"decision": decision, "reasons": WORDS, "clauses": ["3.3"]}
    told["harm"] = dict.fromkeys(HARM, "no" if c.likely() else c.of("unsure", "yes"))
    if decision == "hand_over":
        told["colleague_id"] = c.person("colleague", "case_manager", "hr_director", "reporter")
    return told


def _triaged(known: Known, told: Told, entry: JournalEntry) -> None:
    known.child = known.child or set(told["harm"].values()) != {"no"}


def _begin(c: Chooser) -> Told:
    free = c.likely(9)
    who = c.person("investigating_officer", "stranger") if free else c.person("reporter", "dsl")
    return {"officer_id": who, "terms": WORDS}


def _begun(known: Known, told: Told, entry: JournalEntry) -> None:
    known.begun = True


def _lado_lets(known: Known, facts: Facts) -> bool:
    return not known.child or known.lado


def may_tell(known: Known) -> bool:
    """Whether anything may be said to the employee: where a child is at risk, the LADO agrees."""
    return not known.child or known.lado_tell


def _was_told(known: Known, told: Told, entry: JournalEntry) -> None:
    known.told = True


def allegation(c: Chooser) -> Told:
    return {
        "clause": "3.3" if c.likely(9) else c.of("99", "1.1"),
        "conduct_on": CONDUCT_ON,
        "place": "A personal account",
        "particulars": "He called the academy a zoo.",
        "severity": c.of("minor", "serious", "possible_gross_misconduct"),
    }


def _alleged(known: Known, told: Told, entry: JournalEntry) -> None:
    known.alleged[str(entry.facts["allegation_id"])] = Alleged()


def _conclude(c: Chooser) -> Told:
    told = {"conclusion": "case_to_answer", "reasons": WORDS}
    of = list(c.known.alleged) if c.likely(9) else list(c.known.alleged)[1:]
    return dict.fromkeys(REPORT_PARTS, WORDS) | {"conclusions": dict.fromkeys(of, told)}


def _concluded(known: Known, told: Told, entry: JournalEntry) -> None:
    known.concluded = True


def _screen(c: Chooser) -> Told:
    sure = c.likely()
    answers = {each.id: {"answer": "no"} for each in QUESTIONS}
    if not sure:
        answers[QUESTIONS[0].id] = {"answer": "yes", "words": WORDS}
    return {"answers": answers, "basis": WORDS}


def _screened(known: Known, told: Told, entry: JournalEntry) -> None:
    known.screened, known.advised = True, False
    known.needs_advice = entry.facts["needs_advice"]


def _advised(known: Known, told: Told, entry: JournalEntry) -> None:
    known.advised = told["may_go_on"]


def _to_answer(c: Chooser) -> Told:
    some = c.likely(9)
    told: Told = {"to_hearing": dict.fromkeys(c.known.alleged, some), "reasons": WORDS}
    return told | {"wellbeing": WORDS, "removed_on": c.day(30, 60)}


def _answered(known: Known, told: Told, entry: JournalEntry) -> None:
    for each, goes in told["to_hearing"].items():
        known.alleged[each].heard = goes


def _may_call(known: Known, facts: Facts) -> bool:
    return facts.stage == "decision" and known.concluded


def _meeting(c: Chooser) -> Told:
    when: dict[str, Any] = {"day": c.day(-3, 10), "starts": "2pm", "place": "Room 2"}
    return when | {"topics": WORDS, "served_how": HOW}


def at(*stages: str) -> Any:
    return lambda known, facts: facts.stage in stages


def _inquiring(known: Known, facts: Facts) -> bool:
    return facts.stage == "investigation"


def _may_invite(known: Known, facts: Facts) -> bool:
    return facts.stage == "investigation" and may_tell(known)


def _notes(c: Chooser) -> Told:
    mine = c.row("meeting_notes", "answer IS NULL AND of <> 'witness_meeting'")
    return {"notes_id": mine, "answer": "disputed", "answer_words": WORDS}
