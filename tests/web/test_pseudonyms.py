"""The pages of the register of pseudonyms."""

import re
from uuid import UUID

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.redaction.at_work import PUPIL, pupil
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def test_the_register_is_kept_on_a_page_of_its_own(
    world: World, case: Case, manager: Browser, signed_in_as: SignedInAs
) -> None:
    place = f"/cases/{case.reference}/give-pseudonym"
    told = {"kind": "pupil", "name": PUPIL, "also": "Maisie\nMaze"}
    assert manager.post(place, data=told).status_code == 303
    twice = manager.post(place, data=told)
    assert twice.status_code == 422
    assert f"{PUPIL} is Pupil A already" in twice.text
    manager.post(place, data={"kind": "witness", "name": "Sam Oake"})
    page = manager.get(f"/cases/{case.reference}/pseudonyms").text
    assert "Witness 1" in page
    found = re.search(r"correct-pseudonym\?pseudonym=([0-9a-f-]+)", page)
    assert found
    form = manager.get(f"/cases/{case.reference}/correct-pseudonym?pseudonym={found[1]}").text
    assert f'value="{PUPIL}"' in form
    corrected = {"pseudonym_id": str(UUID(found[1])), "name": "Maisie Holt"}
    answer = manager.post(f"/cases/{case.reference}/correct-pseudonym", data=corrected)
    assert answer.status_code == 303
    assert "Maisie Holt" in manager.get(answer.headers["location"]).text
    for person in (world.hearing_manager, world.note_taker):
        place = f"/cases/{case.reference}/pseudonyms"
        assert signed_in_as(person).get(place).status_code == 403
    assert signed_in_as(world.stranger).get(place).status_code == 404


def test_an_investigator_reads_who_the_pupils_are_and_not_who_saw_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    pupil(world, case)
    place = f"/cases/{case.reference}/pseudonyms"
    witness = {"kind": "witness", "name": "Sam Oake"}
    officer = signed_in_as(world.investigating_officer)
    refused = officer.post(f"/cases/{case.reference}/give-pseudonym", data=witness)
    assert refused.status_code == 403
    manager = signed_in_as(world.case_manager)
    manager.post(f"/cases/{case.reference}/give-pseudonym", data=witness)
    page = officer.get(place).text
    assert PUPIL in page
    assert "Sam Oake" not in page
    assert "Not for you to read: Witness 1" in page


def test_a_name_is_pointed_out_on_the_form_and_can_be_kept(
    world: World, case: Case, manager: Browser
) -> None:
    pupil(world, case)
    capture = world.capture(case)
    place = f"/cases/{case.reference}/evidence/{capture.id}/admit"
    told = {"title": "Maisiewren on stage", "description": "A post", "shows_pupil": "yes"}
    refused = manager.post(place, data=told)
    assert refused.status_code == 422
    assert "“Maisiewren” is Pupil A. Write Pupil A instead" in refused.text
    assert 'name="names_checked"' in refused.text
    assert 'value="Maisiewren on stage"' in refused.text
    assert manager.post(place, data=told | {"names_checked": "yes"}).status_code == 303
