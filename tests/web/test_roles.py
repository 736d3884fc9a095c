"""Roles in the trust: asked for by one, agreed by another, with dates, and never one's own."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casework.access import CASEWORK, TrustRole
from casework.journal import entries
from casework.people.commands import import_staff
from casework.people.models import Academy, Place
from casework.people.queries import roles_in_trust, with_role
from casework.people.sign_in import actor_of
from casework.working_days import local_day
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.trust import NUMBERS, staff_file
from tests.world import World

TODAY = local_day(datetime.now(UTC))
DPO = {"staff_number": NUMBERS["stranger"], "role": "dpo"}


@pytest.fixture
def admin(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.it_admin)


def place(world: World, person: object, role: str) -> Place:
    held = select(Place).where(Place.person_id == person.id, Place.role == role)  # type: ignore[attr-defined]
    return world.session.exec(held).one()


def test_a_role_counts_once_somebody_else_agrees_and_ends_at_once(
    world: World, admin: Browser, signed_in_as: SignedInAs
) -> None:
    zoe = world.stranger.id
    assert admin.post("/roles/new", data=DPO).headers["location"] == "/roles?said=asked"
    asked = place(world, world.stranger, "dpo")
    assert "Waits for a second person" in admin.get("/roles").text
    assert TrustRole.DPO not in actor_of(world.session, zoe).roles
    assert with_role(world.session, TrustRole.DPO) == []
    assert admin.post(f"/roles/{asked.id}/agree").status_code == 422
    assert admin.post("/roles/new", data=DPO).status_code == 422
    director = signed_in_as(world.hr_director)
    assert "/agree" in director.get("/roles").text
    assert director.post(f"/roles/{asked.id}/agree").status_code == 303
    assert TrustRole.DPO in roles_in_trust(world.session, zoe)
    assert [each.id for each in with_role(world.session, TrustRole.DPO)] == [zoe]
    assert director.post(f"/roles/{asked.id}/end").status_code == 403
    assert admin.post(f"/roles/{asked.id}/end").status_code == 303
    assert TrustRole.DPO not in actor_of(world.session, zoe).roles
    kinds = [each.kind for each in entries(world.session, None, 3)]
    assert kinds == ["RoleEnded", "RoleDecided", "RoleAsked"]


def test_a_role_begins_and_ends_on_its_days(world: World) -> None:
    kept = Place(person_id=world.stranger.id, role=TrustRole.DSL)
    world.session.add(kept)
    for starts, ends, counts in (
        (0, 0, True),
        (1, None, False),
        (-9, -1, False),
        (-9, 9, True),
    ):
        kept.starts_on = TODAY + timedelta(starts)
        kept.ends_on = None if ends is None else TODAY + timedelta(ends)
        world.session.flush()
        assert kept.counts_on(TODAY) is counts
        assert (TrustRole.DSL in roles_in_trust(world.session, world.stranger.id)) is counts
        assert (TrustRole.DSL in actor_of(world.session, world.stranger.id).roles) is counts


def test_a_declined_role_is_gone_and_can_be_asked_for_again(
    world: World, admin: Browser, signed_in_as: SignedInAs
) -> None:
    admin.post("/roles/new", data=DPO)
    asked = place(world, world.stranger, "dpo").id
    director = signed_in_as(world.hr_director)
    assert director.post(f"/roles/{asked}/decline").status_code == 303
    assert director.post(f"/roles/{asked}/agree").status_code == 404
    assert admin.post("/roles/new", data=DPO).status_code == 303


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"staff_number": "999"}, "Nobody has staff number 999"),
        ({"staff_number": NUMBERS["it_admin"]}, "This is your own role"),
        ({"role": ""}, "Enter the role"),
        ({"role": "line_manager"}, "They hold it already"),
        ({"starts_on": "1 Jan 2020"}, "Enter today or a later day"),
        ({"ends_on": "1 Jan 2020"}, "Enter a day after the first"),
        ({"ends_on": "soon"}, "as a date"),
    ],
)
def test_a_wrong_answer_comes_back_at_its_field(
    admin: Browser, told: dict[str, str], says: str
) -> None:
    answer = admin.post("/roles/new", data=DPO | told)
    assert answer.status_code == 422
    assert says in answer.text


def test_roles_that_do_not_go_together_are_given_only_when_it_is_meant(
    world: World, admin: Browser
) -> None:
    told = {"staff_number": NUMBERS["hr_director"], "role": "dpo"}
    answer = admin.post("/roles/new", data=told)
    assert answer.status_code == 422
    assert "art 38(6)" in answer.text
    assert admin.post("/roles/new", data=told | {"despite": "yes"}).status_code == 303
    assert "Does not go together" in admin.get("/roles").text
    assert "art 38(6)" in str(entries(world.session, None, 1)[0].facts)


def test_the_last_of_a_needed_role_is_not_ended_and_nobody_ends_their_own(
    world: World, admin: Browser
) -> None:
    director = place(world, world.hr_director, "hr_director")
    last = admin.post(f"/roles/{director.id}/end")
    assert (last.status_code, "Nobody else who can sign in is Director of HR" in last.text) == (
        422,
        True,
    )
    own = admin.post(f"/roles/{place(world, world.it_admin, 'it_admin').id}/end")
    assert (own.status_code, "your own role" in own.text) == (422, True)
    past = admin.post(
        f"/roles/{place(world, world.principal, 'principal').id}/end",
        data={"ends_on": "1 Jan 2020"},
    )
    assert past.status_code == 422


def test_the_staff_file_gives_no_role_again_that_was_ended_here(
    world: World, admin: Browser
) -> None:
    held = place(world, world.principal, "principal")
    assert admin.post(f"/roles/{held.id}/end").status_code == 303
    import_staff(world.session, CASEWORK, staff_file(), datetime.now(UTC))
    assert TrustRole.PRINCIPAL not in roles_in_trust(world.session, world.principal.id)
    table = admin.get("/roles").text
    assert "Data protection officer: nobody" in table
    given = {"staff_number": NUMBERS["principal"], "role": "principal"}
    assert admin.post("/roles/new", data=given).status_code == 303


def test_a_role_of_somebody_without_an_account_says_so(world: World, admin: Browser) -> None:
    assert "No account" not in admin.get("/roles").text
    world.account(world.dsl).disabled_at = datetime.now(UTC)
    assert admin.get("/roles").text.count("Work goes past them") == 2, "a lead and a line manager"


def test_one_academy_is_shown_alone(world: World, admin: Browser) -> None:
    birch = world.session.exec(select(Academy).where(Academy.code == "BIR")).one()
    one = admin.get(f"/roles?academy={birch.id}").text
    assert "Ruth Calder" in one
    assert "Helen Marsh" not in one
    assert admin.get("/roles?academy=nothing").status_code == 404


def test_nobody_else_sees_or_gives_roles(world: World, signed_in_as: SignedInAs) -> None:
    for who in (world.case_manager, world.chief_executive, world.stranger):
        browser = signed_in_as(who)
        assert browser.get("/roles").status_code == 403
        assert browser.post("/roles/new", data=DPO).status_code == 403
    director = signed_in_as(world.hr_director)
    assert director.get("/roles/new").status_code == 403
    assert director.post("/roles/new", data=DPO).status_code == 403
