"""A letter to a witness is read with what witnesses say, by the rows of the database themselves."""

import pytest
from sqlmodel import select

from casework.database import in_reading
from casework.database.whose import for_person
from casework.documents.models import IssuedDocument
from casework.investigation.meetings import InviteWitness
from casework.investigation.telling import TellEmployee
from tests.commands.inquiring import begun, by, officer
from tests.commands.test_inquiry import LETTER, MEETING
from tests.world import World


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("employee", ["L-03"]),
        ("investigating_officer", ["L-03", "L-08"]),
        ("case_manager", ["L-03", "L-08"]),
        ("stranger", []),
    ],
)
def test_the_rows_show_each_letter_to_whom_it_is_for(
    world: World, who: str, codes: list[str]
) -> None:
    case = begun(world)
    by(world, world.case_manager, case, TellEmployee, **LETTER)
    officer(world, case, InviteWitness, **MEETING, name="Al Reed")
    world.session.flush()
    with in_reading() as session:
        for_person(session, getattr(world, who).id)
        of_case = select(IssuedDocument).where(IssuedDocument.case_id == case.id)
        assert sorted(each.code for each in session.exec(of_case)) == codes
