"""Each open demand of the procedure as something to do: in words, at an address, by somebody."""

from casework.access import (
    ACTION_OF,
    GRANTS,
    PERSONA_OF_PART,
    Code,
    Permission,
    Role,
    matrix,
)
from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.procedure import Step
from web.views.demanding import Demand
from web.views.to_do import ADVISER, CONCLUDE, TO_DO

# Days that only have to come.
WAITED_FOR = {
    "G-HRG-1": "the day of the hearing",
    "G-APP-0": "the time to appeal to end",
    "G-APP-10": "the day of the appeal hearing",
}

# When nothing else is open and no day is waited for, this is what moves the case on.
MOVES_ON = {
    Stage.HEARING: Step("HELD", "ACAS-12a", TO_DO["HELD"].says, met=False),
    Stage.OUTCOME: Step("WINDOW", "ACAS-26", TO_DO["WINDOW"].says, met=False),
    Stage.APPEAL: Step("CLOSE", "ACAS-26", TO_DO["CLOSE"].says, met=False),
}


def demand_of(file: CaseFile, rule: str) -> Demand | None:
    """What the rule asks of this case now: with allegations there, to conclude on them; without an
    adviser, to appoint one."""
    if rule == "G-REP-1" and file.alleged:
        return CONCLUDE
    if rule == "G-PROT-2" and not file.holders(Role.LEGAL_ADVISER):
        return ADVISER
    return TO_DO.get(rule)


def address(file: CaseFile, rule: str) -> str:
    """Where this reader meets the demand; empty when it is for somebody else or too early."""
    demand = demand_of(file, rule)
    if demand is None or not file.may(demand.permission):
        return ""
    if rule == "LETTER" and len(file.checklist.open) > 1:
        return ""
    stem = "/reports/" if rule == "TRIAGE" else "/cases/"
    return f"{stem}{file.case.reference}{demand.place}"


def waits_for(file: CaseFile, rule: str) -> str:
    """Whose it is, when it is not the reader's."""
    demand = demand_of(file, rule)
    if demand is None or file.may(demand.permission):
        return ""
    able = [
        each.person.name
        for each in file.parts
        if each.role in _whose(demand.permission) and not each.ended_at
    ]
    return f"Waiting for {able[0]}" if able else ""


_DOES = {Code.ALLOWED, Code.AT_A_STAGE, Code.STEP_UP}


def _whose(permission: Permission) -> frozenset[Role]:
    """The parts whose work an act is: as granted, else as the matrix has it."""
    if permission in GRANTS:
        return GRANTS[permission]
    action = ACTION_OF[permission]
    does = {each for each, row in matrix().items() if row[action] in _DOES}
    return frozenset(role for role, persona in PERSONA_OF_PART.items() if persona in does)
