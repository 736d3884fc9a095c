"""An investigation that was begun, and people acting in it."""

from typing import Any

from casework.cases.gateway import Command
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.investigation.commands import BeginInvestigation
from casework.journal import JournalEntry
from tests.world import World


def begun(world: World) -> Case:
    """An investigation that was begun with terms of reference."""
    case = world.case(Stage.TRIAGE, investigating_officer=None)
    officer = world.investigating_officer.id
    told = {"officer_id": officer, "terms": "Who wrote it?", "scope": "One post"}
    by(world, world.case_manager, case, BeginInvestigation, **told)
    return case


def by(world: World, who: Any, case: Case, command: type[Command], **told: Any) -> JournalEntry:
    return world.perform(who, case, command.model_validate(told))


def officer(world: World, case: Case, command: type[Command], **told: Any) -> JournalEntry:
    return by(world, world.investigating_officer, case, command, **told)
