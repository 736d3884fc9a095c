"""The retention schedule, and the two people who change a period of it."""

from datetime import timedelta

import pytest

from casework.access import Actor, TrustRole
from casework.errors import NotPermitted, WrongAnswer
from casework.people.models import Place
from casework.retention.amending import DecidePeriod, ProposePeriod
from casework.retention.clocks import APPLIES
from casework.retention.models import Amendment
from casework.retention.periods import lengths_on, proposed
from casework.retention.schedule import OF_CASES, SCHEDULE
from tests.conftest import SignedInAs
from tests.world import DAY, World, at


@pytest.fixture
def dpo(world: World) -> Actor:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    return Actor(world.colleague.id, world.colleague.name, frozenset({TrustRole.DPO}))


def told(**more: object) -> ProposePeriod:
    whole = {
        "code": "R-15",
        "length": 12,
        "effective_from": DAY,
        "source": "Retention policy, row 4",
        "reason": "Complaints come late",
    }
    return ProposePeriod.model_validate(whole | more)


def waiting(world: World) -> Amendment:
    told().perform(world.session, world.hr_director, at())
    (row,) = proposed(world.session)
    return row


def test_every_rule_is_there_and_every_rule_of_a_case_says_when_it_applies() -> None:
    assert list(SCHEDULE) == [f"R-{number:02}" for number in range(1, 23)]
    assert set(APPLIES) == {each.code for each in OF_CASES}


def test_a_period_changes_when_another_approves_it(world: World, dpo: Actor) -> None:
    row = waiting(world)
    assert lengths_on(world.session, DAY)["R-15"] == 6
    decided = DecidePeriod(amendment_id=row.id, approved=True, reason="Agreed")
    decided.perform(world.session, dpo, at())
    assert lengths_on(world.session, DAY)["R-15"] == 12
    assert lengths_on(world.session, DAY - timedelta(1))["R-15"] == 6


def test_nobody_approves_their_own_proposal(world: World) -> None:
    row = waiting(world)
    decided = DecidePeriod(amendment_id=row.id, approved=True, reason="Agreed")
    with pytest.raises(WrongAnswer):
        decided.perform(world.session, world.hr_director, at())
    with pytest.raises(NotPermitted):
        decided.perform(world.session, world.case_manager, at())


def test_a_rule_has_one_open_proposal(world: World) -> None:
    waiting(world)
    with pytest.raises(WrongAnswer):
        told(length=3).perform(world.session, world.hr_director, at())


def test_the_pages_propose_and_decide(world: World, signed_in_as: SignedInAs, dpo: Actor) -> None:
    browser = signed_in_as(world.hr_director)
    page = browser.get("/settings/retention").text
    assert all(code in page for code in SCHEDULE)
    wrong = browser.post("/settings/retention/R-15", data={"length": "twelve", "reason": "Late"})
    assert wrong.status_code == 422
    assert "twelve" in wrong.text
    sent = {**told().model_dump(mode="json"), "length": "12"}
    del sent["code"]
    assert browser.post("/settings/retention/R-15", data=sent).status_code == 303
    (row,) = proposed(world.session)
    place = f"/settings/retention/decide/{row.id}"
    second = signed_in_as(dpo)
    assert "It deletes nothing" in second.get(place).text
    done = second.post(place, data={"approved": "yes", "reason": "Agreed"})
    assert done.status_code == 303
    assert lengths_on(world.session, DAY)["R-15"] == 12
    assert signed_in_as(world.case_manager).get("/settings/retention/R-15").status_code == 403
    assert browser.get("/settings/retention/R-17").status_code == 404


def test_over_json_the_schedule_says_the_same(world: World, api_as: SignedInAs) -> None:
    told_ = api_as(world.case_manager).get("/api/v1/retention").json()
    assert [each["code"] for each in told_] == list(SCHEDULE)
    body = told().model_dump(mode="json")
    assert api_as(world.hr_director).post("/api/v1/retention", json=body).status_code == 201
    assert api_as(world.case_manager).post("/api/v1/retention", json=body).status_code == 403
