"""What is still stopping a case at its stage: the stages' own rules, asked with today's facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.allegations.queries import allegations_on, screen_facts, severity_of
from casework.allegations.rules import ADVICE_RULES, SCREEN_RULES
from casework.appeals.next_steps import appeal_steps
from casework.appeals.queries import appeal_of, closing_facts
from casework.appeals.rules import CLOSING_RULES, WINDOW_RULES, WindowFacts
from casework.case_file.steps_beside import beside
from casework.cases.models import Case
from casework.cases.stages import NEEDED, Stage
from casework.duties.queries import referral_facts
from casework.duties.rules import REFERRAL_RULES
from casework.evidence.queries import evidence_on
from casework.hearing_packs.queries import pack_facts
from casework.hearing_packs.rules import PACK_RULES
from casework.hearings.queries import hearing_facts, preparing
from casework.hearings.rules import HEARING_RULES, NOTICE_RULES, NoticeFacts
from casework.investigation.rules import (
    BEGINNING_RULES,
    CONCLUDING_RULES,
    BeginningFacts,
    ConcludingFacts,
)
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import letter_facts
from casework.outcomes.rules import LETTER_RULES, OUTCOME_RULES, OutcomeFacts
from casework.procedure import Step, steps
from casework.reports.elsewhere import elsewhere_on
from casework.reports.rules import SAFEGUARDING_RULES
from casework.reports.safeguarding import safeguarding_facts

WAITS_FOR_TIME = {"G-HRG-1", "G-APP-0", "G-APP-10"}
OF_FILES = {"G-PACK-SCAN", "G-PACK-VIDEO", "G-PACK-FLAG"}  # said only where it is so
ONLY_WHEN_SO = {"G-POST-3", "G-CHG-2"}
LEFT_TO_THE_ACT = {
    *("G-NOT-2", "G-AUTH-1", "G-DEC-4", "G-DEC-5", "G-DEC-6", "G-SUM-1", "G-OUT-2", "G-PACK-7"),
}


@dataclass(frozen=True)
class Checklist:
    """What the present stage asks for: still open, done, or only waiting for a day to come."""

    of: str
    open: list[Step]
    done: list[Step]
    waiting: list[Step]
    status: str

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)


def checklist(session: Session, case: Case, today: date) -> Checklist:
    """The rules of the case's present stage, and which of them hold."""
    of, asked = _ASKED[case.stage]
    at_stage = [step for step in asked(session, case, today) if step.rule not in LEFT_TO_THE_ACT]
    told = [*beside(session, case, today), *at_stage]
    waiting = [step for step in told if not step.met and step.rule in WAITS_FOR_TIME]
    still_open = [step for step in told if not step.met and step not in waiting]
    done = [step for step in told if step.met]
    status = _status(case, still_open, waiting)
    return Checklist(of, still_open, done, waiting, status)


def _status(case: Case, still_open: list[Step], waiting: list[Step]) -> str:
    """What is needed, or what the case waits for; never a bare noun."""
    if case.stage is Stage.CLOSED and case.ending:
        return f"Closed: {case.ending.label.lower()}"
    rules = {step.rule for step in still_open}
    told = (says for stage, so, says in _STATUS if stage is case.stage and so(rules, waiting))
    return next(told, NEEDED[case.stage])


# The first that holds says more than the stage alone.
_STATUS: tuple[tuple[Stage, Callable[[set[str], list[Step]], bool], str], ...] = (
    (Stage.TRIAGE, lambda rules, _: "G-LADO-1" in rules, "Waiting for the LADO"),
    (Stage.HEARING, lambda rules, waiting: not rules and bool(waiting), "Waiting for the hearing"),
    (Stage.HEARING, lambda rules, _: not rules, "Record of the hearing needed"),
    (Stage.OUTCOME, lambda rules, _: not rules, "Waiting for the letter to arrive"),
    (Stage.OUTCOME, lambda rules, _: rules == {"LETTER"}, "Outcome letter needed"),
    (Stage.APPEAL, lambda rules, _: "G-APP-1" in rules, "Decision on a late appeal needed"),
    (Stage.APPEAL, lambda rules, _: "G-APP-7" in rules, "Appeal manager needed"),
    (Stage.APPEAL, lambda rules, _: "G-APP-9" in rules, "Notice of the appeal hearing needed"),
    (Stage.APPEAL, lambda _, waiting: "G-APP-10" in _ids(waiting), "Waiting for the appeal"),
    (Stage.APPEAL, lambda rules, _: "G-APP-11" in rules, "Record of the appeal needed"),
    (Stage.APPEAL, lambda rules, _: "G-APP-13" in rules, "Decision on the appeal needed"),
    (Stage.APPEAL, lambda rules, _: "APPEAL-LETTER" in rules, "Result of the appeal to be sent"),
    (Stage.APPEAL, lambda rules, _: "G-APP-16" in rules, "Reinstatement letter needed"),
    (Stage.APPEAL, lambda _, waiting: not waiting, "Closing needed"),
)


def _ids(told: list[Step]) -> set[str]:
    return {step.rule for step in told}


def _plain(rule: str, source: str, says: str, met: bool) -> Step:
    return Step(rule, source, says, met)


def _reported(_session: Session, _case: Case, _today: date) -> list[Step]:
    says = "Decide what to do with this report, with reasons"
    return [_plain("TRIAGE", "ACAS-03", says, met=False)]


def _triage(session: Session, case: Case, _today: date) -> list[Step]:
    outside = elsewhere_on(session, case) is not None
    return [
        *steps(SAFEGUARDING_RULES, safeguarding_facts(session, case.id)),
        *steps(BEGINNING_RULES, BeginningFacts(case.employee_id is not None, outside)),
        _plain(
            "BEGIN", "ACAS-05", "Appoint an investigating officer and say what to find out", False
        ),
    ]


def _investigation(session: Session, case: Case, _today: date) -> list[Step]:
    alleged = allegations_on(session, case.id)
    exhibits = [each for each in evidence_on(session, case.id) if each.exhibit]
    facts = ConcludingFacts(
        allegations=len(alleged),
        concluded=sum(each.allegation.conclusion is not None for each in alleged),
        employee_heard_or_declined=False,
        looked_for_what_helps=False,
        exhibits=len(exhibits),
    )
    return steps(CONCLUDING_RULES, facts)


def _decision(session: Session, case: Case, _today: date) -> list[Step]:
    says = "Decide which allegations have a case to answer, with reasons"
    return [
        *_of_content(steps(SCREEN_RULES, screen_facts(session, case.id))),
        _plain("DECIDE", "ACAS-09a", says, met=False),
    ]


def _of_content(told: list[Step]) -> list[Step]:
    """Advice is a line only where it is missing: most cases need none."""
    return [each for each in told if each.rule == "G-PROT-1" or not each.met]


def _hearing(session: Session, case: Case, today: date) -> list[Step]:
    ready = preparing(session, case.id)
    facts = NoticeFacts(
        hearing_manager=ready.hearing_manager,
        note_taker=ready.note_taker,
        allegations=ready.allegations,
        notice_days=0,
        required_days=0,
        shorter_agreed=True,
    )
    pack = [
        step
        for step in steps(PACK_RULES, pack_facts(session, case, check_originals=False))
        if step.rule in {"G-PACK-5", "G-PACK-6"} or (step.rule in OF_FILES and not step.met)
    ]
    return [
        *_of_content(steps(ADVICE_RULES, screen_facts(session, case.id))),
        *steps(NOTICE_RULES, facts),
        *pack,
        *(
            step
            for step in steps(HEARING_RULES, hearing_facts(session, case.id, today))
            if step.rule not in ONLY_WHEN_SO or not step.met
        ),
    ]


def _outcome(session: Session, case: Case, _today: date) -> list[Step]:
    heard = [a.allegation for a in allegations_on(session, case.id) if a.allegation.notified_on]
    letter = letter_facts(session, case.id)
    facts = OutcomeFacts(
        stage=case.stage,
        undecided=sum(each.finding is None for each in heard),
        upheld=sum(each.finding is not None and each.finding.is_upheld for each in heard),
        severity_assessed=severity_of(session, case.id) is not None,
        sanction=Sanction.NO_ACTION,
        has_authority=True,
        dismissal_notified=True,
        gross_rule_notified=True,
        gross_misconduct_found=True,
        repudiatory_breach_found=True,
        fair_dismissal_found=True,
    )
    told = [*steps(OUTCOME_RULES, facts), *steps(LETTER_RULES, letter)]
    says = "Send the outcome letter, with the right of appeal"
    return [*told, _plain("LETTER", "ACAS-22", says, letter.already_sent)]


def _appeal(session: Session, case: Case, today: date) -> list[Step]:
    referred = referral_facts(session, case, today)
    if appeal_of(session, case.id):
        after = [each for each in steps(REFERRAL_RULES, referred) if not each.met]
        return [*appeal_steps(session, case.id, today), *after]
    return [
        *steps(WINDOW_RULES, WindowFacts(letter_sent=True)),
        *steps(CLOSING_RULES, closing_facts(session, case.id, today)),
        *(each for each in steps(REFERRAL_RULES, referred) if not each.met),
    ]


def _closed(_session: Session, _case: Case, _today: date) -> list[Step]:
    return []


_ASKED: dict[Stage, tuple[str, Callable[[Session, Case, date], list[Step]]]] = {
    Stage.REPORTED: ("the triage", _reported),
    Stage.TRIAGE: ("the investigation", _triage),
    Stage.INVESTIGATION: ("the report", _investigation),
    Stage.DECISION: ("the decision", _decision),
    Stage.HEARING: ("this hearing", _hearing),
    Stage.OUTCOME: ("the outcome", _outcome),
    Stage.APPEAL: ("the closing", _appeal),
    Stage.CLOSED: ("nothing", _closed),
}
