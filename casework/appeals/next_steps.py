"""What an appeal still needs, in the order in which it is needed."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from casework.appeals.progress import (
    ADMITTING_RULES,
    DECIDING_RULES,
    HELD_RULES,
    LETTER_RULES,
    NOTICE_RULES,
)
from casework.appeals.queries import appeal_facts, closing_facts
from casework.appeals.rules import CLOSING_RULES
from casework.procedure import Step, steps

# What only the form itself can answer, and what an earlier line says already.
OF_THE_FORM = {"G-APP-2", "G-APP-6", "G-APP-8", "G-APP-12", "G-APP-14", "G-APP-18", "G-AUTH-2"}


def appeal_steps(session: Session, case_id: UUID, today: date) -> list[Step]:
    """Each demand once, those met included; what cannot be done yet is not asked for yet."""
    facts = appeal_facts(session, case_id, today)
    told = steps(ADMITTING_RULES, facts)
    if facts.admitted:
        needed = [rule for rule in NOTICE_RULES if rule not in ADMITTING_RULES]
        told += [*steps(needed, facts), *steps(HELD_RULES, facts)]
    if facts.starts_on and facts.starts_on <= today:
        told += steps(DECIDING_RULES, facts)
    if facts.held:
        told += steps(LETTER_RULES, facts)
    if facts.decided:
        says = "Send the employee the result of the appeal"
        told.append(Step("APPEAL-LETTER", "ACAS-29", says, facts.letter_sent))
    if facts.answered:
        told = [each for each in told if each.rule != "G-APP-1" or each.met]
        closing = steps(CLOSING_RULES, closing_facts(session, case_id, today))
        told += [each for each in closing if each.rule != "G-APP-16" or facts.ends_a_dismissal]
    kept = [each for each in told if each.rule not in OF_THE_FORM]
    return sorted(kept, key=lambda each: each.met)
