"""A hearing that was notified, and people arranging things for it."""

from datetime import date
from typing import Any

from casework.cases.gateway import Command
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.hearings.models import Hearing
from casework.hearings.queries import hearing_of
from casework.journal import JournalEntry
from tests.staging import hearing
from tests.world import DAY, World

HEARING_ON = date(2026, 10, 19)  # a Monday: its fifth working day after is Monday 26 October
BY_LETTER = {"received_on": DAY, "received_how": "by letter"}


def notified(world: World, **told: Any) -> Case:
    """A case whose hearing is to be held on 19 October, its notice sent."""
    case = world.case(Stage.HEARING)
    world.allegation(case, notified_on=DAY)
    hearing(world, case, on=HEARING_ON, **({"pack_issued_on": DAY} | told))
    return case


def booked(world: World, case: Case) -> Hearing:
    found = hearing_of(world.session, case.id)
    assert found
    return found


def by_hr(
    world: World, case: Case, command: type[Command], when: Any = None, **told: Any
) -> JournalEntry:
    """HR records or decides it."""
    asked = command.model_validate(told)
    return world.perform(world.case_manager, case, asked, when)


def by_chair(
    world: World, case: Case, command: type[Command], when: Any = None, **told: Any
) -> JournalEntry:
    """The hearing manager decides or records it."""
    return world.perform(world.hearing_manager, case, command.model_validate(told), when)


def by_employee(
    world: World, case: Case, command: type[Command], when: Any = None, **told: Any
) -> JournalEntry:
    """The employee does it themselves."""
    return world.perform(world.employee, case, command.model_validate(told), when)
