"""Somebody who is in the staff file twice is one person, once two people have said so."""

import re

import pytest
from sqlmodel import select

from casework.access import CASEWORK, TrustRole
from casework.people.commands import add_account
from casework.people.duplicates import same_person
from casework.people.models import Account, Person, Place
from casework.people.queries import search_staff
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import DAY, Somebody, World, at


@pytest.fixture
def admin(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.it_admin)


def second_admin(world: World) -> Somebody:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.IT_ADMIN))
    return world.colleague


def twice(world: World) -> Person:
    """A second entry of the reporter in the staff file, with an account of its own."""
    maya = world.person(world.reporter)
    told = maya.model_dump(exclude={"id", "staff_number"}) | {"staff_number": "902"}
    world.session.add(Person(**told))
    world.session.flush()
    add_account(world.session, CASEWORK, "902", "maya2", "five tiny red owls", at())
    return world.session.exec(select(Person).where(Person.staff_number == "902")).one()


def test_two_entries_become_one_person_when_two_people_say_so(
    admin: Browser, world: World, signed_in_as: SignedInAs
) -> None:
    other = twice(world)
    told = {"staff_number": "102", "duplicate": "902", "reason": "Same birthday, same payslip"}
    assert admin.post("/approvals/same-person", data=told).status_code == 303
    approver = signed_in_as(second_admin(world))
    page = approver.get("/approvals").text
    assert "Same birthday, same payslip" in page
    number = re.findall(r"same-person/([0-9a-f-]{36})/approve", page)[0]
    assert admin.post(f"/approvals/same-person/{number}/approve").status_code == 422
    answer = approver.post(f"/approvals/same-person/{number}/approve")
    assert answer.headers["location"] == "/approvals?said=merged"
    assert world.session.get_one(Person, other.id).merged_into_id == world.reporter.id
    moved = world.session.exec(select(Account).where(Account.username == "maya2")).one()
    assert moved.person_id == world.reporter.id
    both = {world.reporter.id, other.id}
    assert same_person(world.session, other.id) == same_person(world.session, moved.person_id)
    assert same_person(world.session, other.id) == both
    assert len(search_staff(world.session, "Lockwood", DAY)) == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"duplicate": "102"}, "other entry"),
        ({"duplicate": "777"}, "Nobody has this staff number"),
        ({"reason": " "}, "how you know"),
        ({"duplicate": "116"}, "This is about you"),
    ],
)
def test_a_proposal_that_cannot_be_right_keeps_what_was_typed(
    admin: Browser, world: World, told: dict[str, str], field: str
) -> None:
    twice(world)
    whole = {"staff_number": "102", "duplicate": "902", "reason": "The same payslip"} | told
    answer = admin.post("/approvals/same-person", data=whole)
    assert answer.status_code == 422
    assert field in answer.text
    assert 'value="102"' in answer.text
