"""Who may decide what for whom: the trust's scheme of delegation, with effective dates."""

from datetime import date, timedelta
from typing import Any

import pytest

from casework.access import TrustRole
from casework.errors import NotPermitted
from casework.journal import entries
from casework.outcomes.authority import UNCONFIRMED, Delegated, StaffGroup
from casework.outcomes.delegation import SetDelegation, scheme
from casework.outcomes.ladder import Sanction
from casework.people.models import Place
from tests.appealing import decide as decide_appeal
from tests.appealing import heard as heard_on_appeal
from tests.commands.test_outcomes import decide, heard
from tests.conftest import SignedInAs
from tests.refusing import breaches
from tests.world import DAY, World, at

CELL = "/settings/delegation/staff/first_warning"


def delegate(world: World, *held_by: TrustRole, since: date = DAY, **told: Any) -> None:
    whole: dict[str, Any] = {"group": StaffGroup.STAFF, "what": Delegated.FIRST_WARNING} | told
    asked = SetDelegation(
        held_by=list(held_by), effective_from=since, source="Scheme, row 14", **whole
    )
    asked.perform(world.session, world.hr_director, at())


def test_until_somebody_confirms_it_the_scheme_says_so(world: World) -> None:
    assert {each.note for each in scheme(world.session, DAY)} == {UNCONFIRMED}
    delegate(world, TrustRole.CHIEF_EXECUTIVE)
    confirmed = [each for each in scheme(world.session, DAY) if each.confirmed_by]
    assert [each.named for each in confirmed] == [["Chief executive"]]
    said = entries(world.session, None, 1)[0].sentence
    assert said == (
        "delegated “first written warning” for teachers and support staff to chief executive "
        "from 5 October 2026"
    )


def test_only_whoever_the_scheme_names_decides_an_outcome(world: World) -> None:
    delegate(world, TrustRole.CHIEF_EXECUTIVE)
    with breaches("G-AUTH-1"):
        decide(world, heard(world))


def test_a_change_counts_from_its_day(world: World) -> None:
    delegate(world, TrustRole.CHIEF_EXECUTIVE, since=DAY + timedelta(days=1))
    decide(world, heard(world))


def test_another_group_of_staff_has_another_row(world: World) -> None:
    delegate(world, TrustRole.CHIEF_EXECUTIVE, group=StaffGroup.CENTRAL)
    decide(world, heard(world))


def test_no_principal_decides_the_case_of_a_principal(world: World) -> None:
    world.session.add(Place(person_id=world.employee.id, role=TrustRole.PRINCIPAL))
    with breaches("G-AUTH-1"):
        decide(world, heard(world))


def test_the_scheme_says_who_decides_an_appeal(world: World) -> None:
    delegate(world, TrustRole.CHIEF_EXECUTIVE, what=Delegated.APPEAL)
    with breaches("G-AUTH-2"):
        decide_appeal(world, heard_on_appeal(world, Sanction.FINAL_WRITTEN_WARNING), "upheld")


def test_only_the_director_of_hr_changes_it(world: World) -> None:
    asked = SetDelegation(
        group=StaffGroup.STAFF,
        what=Delegated.DISMISSAL,
        held_by=[TrustRole.PRINCIPAL],
        effective_from=DAY,
        source="Scheme",
    )
    with pytest.raises(NotPermitted):
        asked.perform(world.session, world.case_manager, at())


def test_the_scheme_has_its_page_and_its_form(world: World, signed_in_as: SignedInAs) -> None:
    page = signed_in_as(world.case_manager).get("/settings/delegation").text
    assert page.count(UNCONFIRMED) == 20
    assert CELL not in page
    director = signed_in_as(world.hr_director)
    assert CELL in director.get("/settings/delegation").text
    nobody = {"effective_from": "1 Sep 2026", "source": "Scheme, row 14"}
    empty = director.post(CELL, data=nobody)
    assert empty.status_code == 422
    assert "Scheme, row 14" in empty.text
    sent = director.post(CELL, data=nobody | {"held_by": "principal"})
    assert sent.status_code == 303
    assert director.get("/settings/delegation").text.count(UNCONFIRMED) == 19
    assert director.get("/settings/delegation/staff/everything").status_code == 404


def test_the_scheme_is_read_and_changed_over_json(world: World, api_as: SignedInAs) -> None:
    body = {
        "group": "staff",
        "what": "dismissal",
        "held_by": ["chief_executive"],
        "effective_from": "2026-10-05",
        "source": "Scheme, row 16",
    }
    assert api_as(world.case_manager).post("/api/v1/delegations", json=body).status_code == 403
    assert api_as(world.hr_director).post("/api/v1/delegations", json=body).status_code == 201
    told = api_as(world.case_manager).get("/api/v1/delegations").json()
    assert len(told) == 20
