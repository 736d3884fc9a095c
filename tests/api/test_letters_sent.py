"""Sending letters over JSON, and who reads the rows of it."""

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.database import in_reading
from casework.database.whose import for_person
from casework.investigation.telling import TellEmployee
from casework.letters.models import LetterDelivery
from casework.letters.sending import SendLetterLink
from casework.people.credentials import TaskLink
from casework.people.task_links import new_secrets
from tests.browser import Browser
from tests.commands.inquiring import begun, by
from tests.commands.test_inquiry import LETTER
from tests.conftest import SignedInAs
from tests.web.test_letters_sent import TO_OWEN
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    found = begun(world)
    by(world, world.case_manager, found, TellEmployee, **LETTER)
    return found


def test_over_json_the_code_is_told_once_and_how_each_was_sent_is_read(
    case: Case, world: World, api_as: SignedInAs
) -> None:
    place = f"/api/v1/cases/{case.reference}"
    manager = api_as(world.case_manager)
    told = TO_OWEN | {"document": 1}
    made = manager.post(f"{place}/letter-links", json=told)
    assert made.status_code == 201
    link = f"/letter/{made.json()['token']}"
    saved = Browser(world.session).post(link, data={"code": made.json()["code"], "take": "yes"})
    assert saved.content.startswith(b"%PDF")
    (way,) = manager.get(f"{place}/letters-sent").json()
    assert (way["document"], way["state"], way["to_name"]) == ("L1", "Collected", "Owen Price")
    assert way["collected_at"] is not None
    broken = manager.post(f"{place}/letter-links", json=told | {"address": "nobody"})
    assert broken.status_code == 422
    again = manager.post(
        f"{place}/end-letter-link", json={"delivery_id": made.json()["delivery_id"]}
    )
    assert again.status_code == 422
    assert api_as(world.stranger).get(f"{place}/letters-sent").status_code == 404


@pytest.mark.parametrize(
    ("who", "reads"),
    [("case_manager", 1), ("investigating_officer", 0), ("employee", 0), ("stranger", 0)],
)
def test_the_rows_of_a_link_are_read_by_whoever_manages_the_case(
    case: Case, world: World, who: str, reads: int
) -> None:
    told = TO_OWEN | {"document": 1, "opened_by": new_secrets()}
    by(world, world.case_manager, case, SendLetterLink, **told)
    with in_reading() as session:
        for_person(session, getattr(world, who).id)
        for kind in (LetterDelivery, TaskLink):
            of_case = select(kind).where(kind.case_id == case.id)
            assert len(session.exec(of_case).all()) == reads, kind
