"""What the database shows of one case, asked in each way that it is asked."""

from collections.abc import Iterable

from sqlalchemy import text

from casework.access import Action
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.cases.standing import standing_of
from tests.world import World

SEEN = text("SELECT cases_of(:person, :action, 'A', :still_open)")
LOOKING = text("SELECT set_config('casework.looking', :case, true)")


def require_agreement(world: World, case: Case, actions: Iterable[Action]) -> None:
    """The stranger's rows are what the verdict gives them, however they are asked for."""
    standing = standing_of(world.session, world.stranger, case.reference)
    assert standing
    for action in actions:
        verdict = standing.verdict(action)
        own_header = action is Action.VIEW_HEADER and verdict.name == "OWN"
        expected = verdict.name in {"ALLOWED", "STEP_UP"} or own_header
        is_open = case.stage is not Stage.CLOSED
        assert shown(world, case, action) == expected, (action, verdict)
        assert shown(world, case, action, still_open=True) == (expected and is_open), action
        assert shown(world, case, action, looking=True) == expected, (action, verdict)


def shown(
    world: World, case: Case, action: Action, *, still_open: bool = False, looking: bool = False
) -> bool:
    """Whether the case is among the stranger's: of all, of those open, or asked of it alone."""
    asked = {"person": world.stranger.id, "action": action.value, "still_open": still_open}
    world.session.execute(LOOKING, {"case": str(case.id) if looking else ""})
    found = set(world.session.execute(SEEN, asked).scalars())
    world.session.execute(LOOKING, {"case": ""})
    return case.id in found
