"""The register: every case for whoever oversees, without names, and never their own."""

from dataclasses import replace

from casework.access import Role, TrustRole
from casework.case_file.register import PAGE, register
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.people.models import Place
from tests.conftest import SignedInAs
from tests.staging import paper
from tests.world import DAY, World, at


def overseeing(world: World, role: TrustRole) -> None:
    """Give the stranger a place from which they oversee."""
    world.session.add(Place(person_id=world.stranger.id, role=role))
    world.session.flush()


def test_it_lists_references_and_says_nothing_of_the_matter(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    page = signed_in_as(world.hr_director).get("/register").text
    assert case.reference in page
    assert "Birchfield Academy" in page
    for name in (world.employee.name, "O. Pryce", case.summary, world.case_manager.name):
        assert name not in page


def test_the_entry_says_what_the_director_may_do(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.hr_director)
    page = browser.get(f"/cases/{case.reference}")
    assert page.status_code == 200
    assert "The entry in the register" in page.text
    assert world.employee.name not in page.text
    assert f"/cases/{case.reference}/appoint" in page.text
    form = browser.get(f"/cases/{case.reference}/appoint").text
    assert "Pryce, Owen (Teaching assistant, Birchfield Academy), no account yet" in form
    assert "Birchfield Academy), no account yet" not in form.split("Mehra, Sanjay")[1][:60]
    asked = {"role": "case_manager", "person_id": str(world.colleague.id)}
    sent = browser.post(f"/cases/{case.reference}/appoint", data=asked)
    assert sent.status_code == 303
    assert "appointed" in browser.get(sent.headers["location"]).text.lower()
    assert browser.get(f"/cases/{case.reference}/people").status_code == 403


def test_an_auditor_has_the_register_and_no_entry(world: World, signed_in_as: SignedInAs) -> None:
    overseeing(world, TrustRole.AUDITOR)
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.stranger)
    assert case.reference in browser.get("/register").text
    assert f'href="/cases/{case.reference}"' not in browser.get("/register").text
    assert browser.get(f"/cases/{case.reference}").status_code == 403


def test_it_is_for_whoever_oversees(world: World, signed_in_as: SignedInAs) -> None:
    for who in (world.case_manager, world.reporter, world.it_admin, world.employee):
        assert signed_in_as(who).get("/register").status_code == 403


def test_nobody_finds_there_what_concerns_them(world: World) -> None:
    dpo = replace(world.stranger, roles=frozenset({TrustRole.DPO}))
    own = world.case(Stage.HEARING, employee=world.stranger)
    paper(world, own, "L-12")
    reported = world.case(Stage.HEARING, reporter=world.stranger)
    seen = world.case(Stage.HEARING)
    world.part(seen, world.stranger, Role.WITNESS)
    other = world.case(Stage.HEARING)
    listed = [each.reference for each in register(world.session, dpo, DAY).entries]
    assert listed == [other.reference]
    assert not {each.reference for each in (own, reported, seen)} & set(listed)


def test_it_is_turned_by_its_key(world: World) -> None:
    cases = [a_case(world, number) for number in range(PAGE + 3)]
    first = register(world.session, world.hr_director, DAY)
    rest = register(world.session, world.hr_director, DAY, first.older_than)
    assert len(first.entries) == PAGE
    assert rest.older_than == ""
    listed = [each.reference for each in (*first.entries, *rest.entries)]
    assert listed == sorted((each.reference for each in cases), reverse=True)


def a_case(world: World, number: int) -> Case:
    case = Case(
        reference=f"SM26-9{number:03}",
        summary="A post",
        employee_id=world.employee.id,
        academy_id=world.person(world.employee).academy_id,
        stage=Stage.TRIAGE,
        opened_at=at(),
    )
    world.session.add(case)
    world.session.flush()
    return case
