"""From what was decided to the facts its rules ask for, and to the record that is kept of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from casework.allegations.queries import allegations_on, severity_of
from casework.cases.gateway import Act
from casework.hearings.queries import hearing_of
from casework.outcomes.authority import NEEDS
from casework.outcomes.delegation import may_decide
from casework.outcomes.models import DecisionRecord
from casework.outcomes.proportionality import ALTERNATIVES, FINDINGS, Weighed
from casework.outcomes.queries import on_private_account
from casework.outcomes.rules import OutcomeFacts

if TYPE_CHECKING:
    from casework.outcomes.commands import DecideOutcome


def weighed(act: Act, told: "DecideOutcome", compared: int) -> Weighed:
    """What must be complete, with what the case itself asks for."""
    return Weighed(
        sanction=told.sanction,
        private_account=on_private_account(act.session, act.case.id),
        compared=compared,
        lesser_steps=told.lesser_steps,
        proportion=told.proportion,
        alternatives=told.alternatives,
        wording=told.wording,
        comparable=told.comparable,
        departing=told.departing,
        found={found: getattr(told, found) for found, _, _ in FINDINGS},
        found_because={because: getattr(told, because) for _, because, _ in FINDINGS},
    )


def unpaired(told: "DecideOutcome") -> dict[str, str]:
    """Findings without reasons and reasons without a finding, where neither had to be given."""
    wrong: dict[str, str] = {}
    for found, because, name in FINDINGS:
        is_found, has_reasons = getattr(told, found) is not None, getattr(told, because) is not None
        if is_found and not has_reasons:
            wrong[because] = f"Give your reasons: is it {name}?"
        if has_reasons and not is_found:
            wrong[found] = f"Decide whether it is {name}"
    return wrong


def lesser_steps(alternatives: Mapping[str, str]) -> str:
    """The lesser steps one below the other, as a letter and a pack print them."""
    said = ((each.name, alternatives.get(each.id)) for each in ALTERNATIVES)
    return "\n".join(f"{name}: {why}" for name, why in said if why)


def outcome_facts(act: Act, told: "DecideOutcome") -> OutcomeFacts:
    """What the rules about an outcome need to know."""
    heard = [
        each.allegation
        for each in allegations_on(act.session, act.case.id)
        if each.allegation.notified_on
    ]
    hearing = hearing_of(act.session, act.case.id)
    return OutcomeFacts(
        stage=act.case.stage,
        undecided=sum(each.finding is None for each in heard),
        upheld=sum(each.is_upheld for each in heard),
        severity_assessed=severity_of(act.session, act.case.id) is not None,
        sanction=told.sanction,
        has_authority=may_decide(
            act.session, act.actor.id, act.case, NEEDS[told.sanction], act.today
        ),
        dismissal_notified=hearing is not None and hearing.dismissal_possible,
        gross_rule_notified=hearing is not None and bool(hearing.gross_misconduct_rule),
        gross_misconduct_found=told.gross_misconduct_found is True,
        repudiatory_breach_found=told.repudiatory_breach is True,
        fair_dismissal_found=told.fair_dismissal is True,
    )


def record_of(act: Act, told: "DecideOutcome", shown: dict[str, Any]) -> DecisionRecord:
    """How the outcome was reached, with the numbers that were shown beside it."""
    return DecisionRecord(
        case_id=act.case.id,
        proportion=dict(told.proportion),
        alternatives=dict(told.alternatives),
        wording=dict(told.wording),
        comparators_shown=shown,
        comparable=told.comparable,
        departing=told.departing,
        gross_misconduct_found=told.gross_misconduct_found,
        gross_misconduct_reasons=told.gross_misconduct,
        repudiatory_breach_found=told.repudiatory_breach,
        repudiatory_reasons=told.repudiatory_reasons,
        fair_dismissal_found=told.fair_dismissal,
        fair_dismissal_reasons=told.fair_dismissal_reasons,
        recorded_by=act.actor.id,
        recorded_at=act.at,
    )
