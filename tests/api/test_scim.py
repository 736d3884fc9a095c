"""The directory tells who joins, moves and leaves; it opens no case and gives nobody a place."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import select

from casework.people.models import Account, Person, Place, SignedIn
from casework.people.services import MakeServiceToken, ServiceKind
from casework.people.tokens import ApiToken
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.trust import NUMBERS
from tests.world import World

BASE = "/api/scim/v2"
CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
OURS = "urn:ietf:params:scim:schemas:extension:casework:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
JOINER: dict[str, Any] = {
    "schemas": [CORE, ENTERPRISE],
    "externalId": "e-42",
    "userName": "Nora.Finch@trust.example",
    "name": {"givenName": "Nora", "familyName": "Finch"},
    "title": "Teacher of History",
    "userType": "teacher",
    "active": True,
    "emails": [{"value": "nora.finch@trust.example", "type": "work", "primary": True}],
    ENTERPRISE: {"employeeNumber": "501", "department": "BIR"},
    OURS: {"employedFrom": "2026-09-01"},
}


def secret_of(world: World, days: int = 30) -> str:
    asked = MakeServiceToken(name="Entra", days=days)
    secret = asked.perform(world.session, world.it_admin, ServiceKind.SCIM, datetime.now(UTC))
    world.session.flush()
    return secret


@pytest.fixture
def scim(world: World) -> Browser:
    return Browser(world.session, token=secret_of(world))


def patch(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": list(operations)}


def test_a_joiner_gets_an_account_without_a_password_and_no_place(
    world: World, scim: Browser
) -> None:
    answer = scim.post(f"{BASE}/Users", json=JOINER)
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/scim+json"
    told = answer.json()
    assert answer.headers["location"].endswith(f"{BASE}/Users/{told['id']}")
    assert told["userName"] == "nora.finch@trust.example"
    assert told[ENTERPRISE] == {"employeeNumber": "501", "department": "BIR"}
    person = world.session.exec(select(Person).where(Person.staff_number == "501")).one()
    account = world.session.exec(select(Account).where(Account.person_id == person.id)).one()
    assert (account.password_hash, account.needs_second_factor) == ("", True)
    assert world.session.exec(select(Place).where(Place.person_id == person.id)).all() == []
    assert scim.get(f"{BASE}/Users/{told['id']}").json() == told
    again = scim.post(f"{BASE}/Users", json=JOINER)
    assert (again.status_code, again.json()["scimType"]) == (409, "uniqueness")


def test_somebody_of_the_staff_file_keeps_their_entry_and_their_places(
    world: World, scim: Browser
) -> None:
    known = {"userName": "leo", ENTERPRISE: {"employeeNumber": NUMBERS["it_admin"]}}
    assert scim.post(f"{BASE}/Users", json=known).status_code == 201
    person = world.person(world.it_admin)
    assert person.name == "Leo Sandford"
    assert len(world.session.exec(select(Place).where(Place.person_id == person.id)).all()) == 1


def test_nothing_a_procedure_may_turn_on_is_guessed(world: World, scim: Browser) -> None:
    bare = {"userName": "nora", ENTERPRISE: {"employeeNumber": "501"}}
    answer = scim.post(f"{BASE}/Users", json=bare)
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
    assert "employed_from" in answer.json()["detail"]
    assert world.session.exec(select(Person).where(Person.staff_number == "501")).all() == []


@pytest.mark.parametrize(
    "told",
    [
        patch({"op": "replace", "path": "active", "value": False}),
        patch({"op": "Replace", "value": {"active": "False"}}),  # as Microsoft Entra ID says it
    ],
)
def test_a_leaver_is_signed_out_everywhere_at_once(
    world: World, scim: Browser, signed_in_as: SignedInAs, api_as: SignedInAs, told: dict[str, Any]
) -> None:
    browser, program = signed_in_as(world.case_manager), api_as(world.case_manager)
    account = world.account(world.case_manager)
    assert browser.get("/account").status_code == 200
    assert scim.patch(f"{BASE}/Users/{account.id}", json=told).json()["active"] is False
    assert browser.get("/account").status_code == 303
    assert program.get("/api/v1/me").status_code == 401
    mine = select(SignedIn).where(SignedIn.account_id == account.id)
    assert world.session.exec(mine).all() == []
    back = patch({"op": "replace", "path": "active", "value": True})
    assert scim.patch(f"{BASE}/Users/{account.id}", json=back).json()["active"] is True
    assert program.get("/api/v1/me").status_code == 401  # what was revoked stays so
    assert world.session.exec(select(ApiToken)).one().revoked_at


def test_what_an_administrator_disabled_no_directory_opens_again(
    world: World, scim: Browser
) -> None:
    account = world.account(world.stranger)
    account.disabled_at = datetime.now(UTC)
    world.session.flush()
    for value in (True, False, True):
        told = patch({"op": "replace", "path": "active", "value": value})
        answer = scim.patch(f"{BASE}/Users/{account.id}", json=told)
        assert (answer.status_code, answer.json()["active"]) == (200, False)


def test_deleting_disables_and_the_same_person_may_come_back(world: World, scim: Browser) -> None:
    made = scim.post(f"{BASE}/Users", json=JOINER).json()
    place = f"{BASE}/Users/{made['id']}"
    assert scim.delete(place).status_code == 204
    assert scim.get(place).status_code == 404
    assert scim.delete(place).status_code == 404
    account = world.session.exec(select(Account).where(Account.username == made["userName"])).one()
    assert account.disabled_at
    back = scim.post(f"{BASE}/Users", json=JOINER)
    assert (back.status_code, back.json()["id"]) == (201, made["id"])
    assert back.json()["active"] is True


def test_a_mover_changes_and_stays_the_same_person(world: World, scim: Browser) -> None:
    made = scim.post(f"{BASE}/Users", json=JOINER).json()
    place = f"{BASE}/Users/{made['id']}"
    told = patch(
        {"op": "replace", "path": "name.familyName", "value": "Finch-Hall"},
        {"op": "replace", "path": 'emails[type eq "work"].value', "value": "nfh@trust.example"},
        {"op": "add", "path": f"{ENTERPRISE}:department", "value": "ROK"},
        {"op": "replace", "value": {"title": "Head of History", "userName": "nora.fh"}},
    )
    moved = scim.patch(place, json=told).json()
    assert (moved["name"]["familyName"], moved["title"]) == ("Finch-Hall", "Head of History")
    assert (moved["userName"], moved[ENTERPRISE]["department"]) == ("nora.fh", "ROK")
    assert moved["emails"][0]["value"] == "nfh@trust.example"
    home = {"op": "add", "path": 'emails[type eq "home"].value', "value": "nora@home.example"}
    assert scim.patch(place, json=patch(home)).json()["emails"] == moved["emails"]
    both = [{"value": "nora@home.example", "type": "home"}, moved["emails"][0] | {"primary": False}]
    assert scim.put(place, json=JOINER | {"emails": both}).json()["emails"] == moved["emails"]
    other = JOINER | {ENTERPRISE: {"employeeNumber": "502", "department": "BIR"}}
    refused = scim.put(place, json=other)
    assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidValue")
    whole = scim.put(place, json=JOINER).json()
    assert (whole["title"], whole["userName"]) == ("Teacher of History", made["userName"])


def test_a_name_that_the_directory_sends_has_nothing_unseen_in_it(
    world: World, scim: Browser
) -> None:
    name = {"givenName": "No\u200bra", "familyName": "Finch"}
    refused = scim.post(f"{BASE}/Users", json=JOINER | {"name": name})
    assert (refused.status_code, "(U+200B) from" in refused.json()["detail"]) == (400, True)
    assert not world.session.exec(select(Person).where(Person.staff_number == "501")).all()


def test_the_list_is_filtered_and_paged(world: World, scim: Browser) -> None:
    scim.post(f"{BASE}/Users", json=JOINER)
    many = len(world.session.exec(select(Account)).all())
    page = scim.get(f"{BASE}/Users", params={"startIndex": 2, "count": 2}).json()
    assert (page["totalResults"], page["itemsPerPage"], page["startIndex"]) == (many, 2, 2)
    every = [
        scim.get(f"{BASE}/Users", params={"startIndex": n, "count": 1}).json()["Resources"][0]["id"]
        for n in range(1, many + 1)
    ]
    assert len(set(every)) == many
    for written in ('userName eq "NORA.finch@trust.example"', 'externalId EQ "e-42"'):
        found = scim.get(f"{BASE}/Users", params={"filter": written}).json()
        assert [each["externalId"] for each in found["Resources"]] == ["e-42"]
    none = scim.get(f"{BASE}/Users", params={"filter": 'userName eq "x"'}).json()
    assert (none["totalResults"], none["Resources"]) == (0, [])
    assert scim.get(f"{BASE}/Users", params={"count": 0}).json()["Resources"] == []
    by_id = scim.get(f"{BASE}/Users", params={"filter": f'id eq "{every[0]}"'}).json()
    assert by_id["totalResults"] == 1
    wrong = scim.get(f"{BASE}/Users", params={"filter": 'title sw "Head"'})
    assert (wrong.status_code, wrong.json()["scimType"]) == (400, "invalidFilter")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ([], "invalidSyntax"),
        (patch(), "invalidSyntax"),
        (patch({"op": "move", "path": "active"}), "invalidSyntax"),
        (patch({"op": "remove", "path": "title"}), "mutability"),
        (patch({"op": "replace", "path": "shoeSize", "value": 9}), "invalidPath"),
        (patch({"op": "replace", "value": 9}), "noTarget"),
        (patch({"op": "replace", "path": "active", "value": "perhaps"}), "invalidValue"),
        (patch({"op": "replace", "path": "userName", "value": ["a"]}), "invalidValue"),
        (patch({"op": "replace", "value": {"active": {"value": False}}}), "invalidValue"),
    ],
)
def test_a_patch_that_cannot_be_is_refused_in_the_format_of_scim(
    world: World, scim: Browser, body: object, kind: str
) -> None:
    answer = scim.patch(f"{BASE}/Users/{world.account(world.stranger).id}", json=body)
    assert answer.status_code == 400
    told = answer.json()
    assert told["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert (told["status"], told["scimType"]) == ("400", kind)


def test_what_is_not_there_is_said_in_the_format_of_scim(scim: Browser) -> None:
    for place in ("Users/none", "Groups", "Bulk", "Schemas/none"):
        answer = scim.get(f"{BASE}/{place}")
        assert (answer.status_code, answer.json()["status"]) == (404, "404"), place
    headers = {"content-type": "application/scim+json"}
    broken = scim.post(f"{BASE}/Users", content=b"{", headers=headers)
    assert (broken.status_code, broken.json()["scimType"]) == (400, "invalidSyntax")


def test_it_says_what_it_can(scim: Browser) -> None:
    config = scim.get(f"{BASE}/ServiceProviderConfig").json()
    assert config["patch"]["supported"]
    assert not config["bulk"]["supported"]
    kinds = scim.get(f"{BASE}/ResourceTypes").json()
    assert [each["endpoint"] for each in kinds["Resources"]] == ["/Users"]
    assert scim.get(f"{BASE}/ResourceTypes/User").json()["schema"] == CORE
    listed = scim.get(f"{BASE}/Schemas").json()["Resources"]
    assert {each["id"] for each in listed} == {CORE, ENTERPRISE, OURS}
    assert scim.get(f"{BASE}/Schemas/{CORE}").json()["name"] == "User"
