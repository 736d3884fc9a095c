"""A request about somebody's data looks into the words of files, as search reads them."""

from casework.access import Actor
from casework.cases.searchable import SearchWords
from casework.cases.stages import Stage
from casework.data_rights.queries import open_request
from tests.data_rights.conftest import record
from tests.world import World


def test_a_file_that_names_somebody_is_an_item(world: World, dpo: Actor) -> None:
    case = world.case(Stage.INVESTIGATION, employee=world.stranger, reporter=world.reporter)
    exhibit = world.exhibit(case, name="the_chat.txt")
    world.session.add(
        SearchWords(
            case_id=case.id,
            place="file",
            sight="evidence",
            record_id=exhibit.id,
            capture_id=exhibit.capture_id,
            body=f"Says {world.employee.name.upper()} to all of us",
        )
    )
    world.session.flush()
    file = open_request(world.session, dpo, record(world, dpo).number)
    found = [(each.place, each.title) for each in file.items if each.case_id == case.id]
    assert found == [("captures", "Evidence: the_chat.txt")]
