"""Where the procedure went on for a reason instead of a demand: each with who and why."""

from uuid import UUID

from sqlmodel import Session

from casework.hearings.queries import hearing_of
from casework.journal import JournalEntry, of_kind
from casework.procedure import Step

OVERRIDE = "OVERRIDE"


def overrides_on(session: Session, case_id: UUID) -> list[Step]:
    """Every demand of the hearing that was overridden, as the pack prints it."""
    told = []
    hearing = hearing_of(session, case_id)
    if hearing and hearing.shorter_notice_agreed:
        says = f"The employee agreed to shorter notice: {hearing.shorter_notice_agreed}"
        told.append(Step(OVERRIDE, "ACAS-11", says, met=True))
    notices = of_kind(session, case_id, "HearingScheduled")
    told += [_without_official(each) for each in notices if each.facts.get("without_official")]
    return told


def _without_official(entry: JournalEntry) -> Step:
    says = (
        "The notice went out though no union official was told. "
        f"{entry.actor_name}: {entry.facts['without_official']}"
    )
    return Step(OVERRIDE, "ACAS-30", says, met=True)
