"""Reading over JSON: cases, the journal, policies, the trust's numbers, the caller."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from casework.cases.stages import Stage
from casework.people.sign_in import make_token
from casework.people.tokens import ApiToken
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.world import World


def test_the_list_holds_the_callers_cases_and_nobody_elses(
    world: World, api_as: SignedInAs
) -> None:
    mine = world.case(Stage.HEARING)
    world.case(Stage.HEARING, case_manager=world.colleague)
    closed = world.case(Stage.CLOSED)
    calling = api_as(world.case_manager)

    def references(query: str = "") -> list[str]:
        return [each["reference"] for each in calling.get(f"/api/v1/cases{query}").json()["rows"]]

    assert references() == [mine.reference]
    assert references("?closed=true") == [closed.reference]
    assert references("?stage=triage") == references("?page=2") == []
    assert references(f"?academy={mine.academy_id}") == [mine.reference]


def test_the_case_file_says_what_the_caller_may_do(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.OUTCOME)
    world.found(case, exhibits=[world.exhibit(case)])
    file = api_as(world.hearing_manager).get(f"/api/v1/cases/{case.reference}").json()
    assert file["stage"] == "outcome"
    assert file["employee"]["name"] == world.employee.name
    assert "finding:record" in file["may"]
    assert "case:appoint" not in file["may"]
    allegation = file["allegations"][0]
    assert (allegation["clause"], allegation["finding"]) == ("3.3", "upheld")
    assert allegation["clause_text"] == world.clause("3.3").text
    assert (allegation["exhibits"], file["evidence"], file["reports"]) == ([], None, [])
    managed = api_as(world.case_manager).get(f"/api/v1/cases/{case.reference}").json()
    assert managed["allegations"][0]["exhibits"] == ["E1"]
    assert managed["evidence"][0]["reference"] == "E1"
    assert managed["reports"][0]["own_words"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/journal",
        "/journal/1",
        "/allegations",
        "/evidence",
        "/evidence/E1/custody",
        "/documents",
        "/documents/1/content",
        "/packs",
        "/packs/1",
        "/packs/1/content",
    ],
)
def test_a_hidden_case_reads_as_a_missing_one(
    world: World, api_as: SignedInAs, address: str
) -> None:
    case = world.case(Stage.HEARING)
    for person in (world.stranger, world.employee, world.reporter):
        calling = api_as(person)
        hidden = calling.get(f"/api/v1/cases/{case.reference}{address}")
        missing = calling.get(f"/api/v1/cases/SM26-9999{address}")
        assert hidden.status_code == 404
        assert hidden.content == missing.content


def test_the_journal_is_read_a_page_at_a_time(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    calling = api_as(world.case_manager)
    for _ in range(2):
        calling.post(f"/api/v1/cases/{case.reference}/packs", json={})
    place = f"/api/v1/cases/{case.reference}/journal"
    numbers = [each["number"] for each in calling.get(f"{place}?most=2").json()]
    assert numbers == [3, 2]
    older = calling.get(f"{place}?most=2&before=2").json()
    assert [each["kind"] for each in older] == ["ReportLogged"]
    newest = calling.get(f"{place}/3").json()
    assert newest["previous"] == calling.get(f"{place}/2").json()["hash"]
    assert calling.get(f"{place}/99").status_code == 404
    assert calling.get(f"{place}/99999999999999999999").status_code == 422


def test_search_finds_what_the_caller_may_see_and_nothing_else(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    asked = {"words": world.employee.name.split()[1]}
    found = api_as(world.case_manager).post("/api/v1/search", json=asked).json()
    assert [each["reference"] for each in found["cases"]] == [case.reference]
    hidden = api_as(world.stranger).post("/api/v1/search", json=asked).json()
    nothing = {"cases": [], "cases_in_all": 0, "reports": [], "next": "", "many": False}
    assert hidden == nothing
    own = api_as(world.reporter).post("/api/v1/search", json=asked).json()
    assert len(own["reports"]) == 1
    assert own["cases"] == []


def test_search_says_in_which_place_of_a_case_the_words_stand(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case, particulars="The giraffes were photographed.")
    api = api_as(world.case_manager)
    asked = {"words": "giraffe", "kind": "allegations"}
    found = api.post("/api/v1/search", json=asked).json()["cases"][0]
    [hit] = found["hits"]
    assert (hit["says"], hit["page"]) == ("Allegation 1", "/allegations/1#particulars")
    assert "The giraffes were photographed." in hit["excerpt"]
    assert found["more"] == 0
    wrong = asked | {"kind": "no such place"}
    assert api.post("/api/v1/search", json=wrong).status_code == 422


def test_staff_are_found_by_those_who_report(world: World, api_as: SignedInAs) -> None:
    asked = {"words": "owen pry"}
    found = api_as(world.reporter).post("/api/v1/people/search", json=asked).json()
    assert [each["id"] for each in found] == [str(world.employee.id)]
    assert api_as(world.employee).post("/api/v1/people/search", json=asked).status_code == 403


def test_everybody_with_a_token_reads_the_policy(world: World, api_as: SignedInAs) -> None:
    calling = api_as(world.employee)
    version = calling.get("/api/v1/policies").json()[0]
    assert version["in_force"] is True
    clauses = calling.get(f"/api/v1/policies/{version['id']}").json()["clauses"]
    assert len(clauses) == 53
    assert {each["kind"] for each in clauses} == {
        "rule",
        "duty_to_tell",
        "standard",
        "information",
    }
    assert calling.get(f"/api/v1/policies/{world.employee.id}").status_code == 404
    assert len(calling.get("/api/v1/academies").json()) == 3


def test_the_director_confirms_a_number_and_others_may_not(
    world: World, api_as: SignedInAs
) -> None:
    body = {"key": "triage", "value": 3, "effective_from": "2026-01-01", "source": "Our policy"}
    place = "/api/v1/timescales"
    assert api_as(world.case_manager).post(place, json=body).status_code == 403
    assert api_as(world.it_admin).get(place).status_code == 403
    director = api_as(world.hr_director)
    before = next(each for each in director.get(place).json() if each["key"] == "triage")
    assert before["note"] == "default: confirm against your disciplinary policy"
    assert director.post(place, json=body).status_code == 201
    after = next(each for each in director.get(place).json() if each["key"] == "triage")
    assert (after["value"], after["note"]) == (3, f"confirmed by {world.hr_director.name}")
    assert director.post(place, json=body | {"value": 4}).status_code == 201
    after = next(each for each in director.get(place).json() if each["key"] == "triage")
    assert after["value"] == 4


def test_the_director_writes_a_particular(world: World, api_as: SignedInAs) -> None:
    director = api_as(world.hr_director)
    body = {"key": "appeal_how", "text": "appeals@trust.example"}
    assert director.post("/api/v1/particulars", json=body).status_code == 201
    assert director.get("/api/v1/particulars").json()["appeal_how"] == "appeals@trust.example"


def test_deadlines_and_hearings_are_the_callers_own(world: World, api_as: SignedInAs) -> None:
    calling = api_as(world.case_manager)
    assert calling.get("/api/v1/deadlines?until=2026-12-31").json() == []
    assert calling.get("/api/v1/hearings").json() == []
    assert calling.get("/api/v1/deadlines").status_code == 422


def test_a_token_says_whose_it_is_until_it_is_revoked_or_expires(
    world: World, browser: Browser
) -> None:
    account, now = world.account(world.hr_director), datetime.now(UTC)
    fresh = make_token(world.session, account.id, "Payroll", now)
    stale = make_token(world.session, account.id, "Old", now - timedelta(days=91))

    def me(secret: str) -> int:
        answer = browser.get("/api/v1/me", headers={"authorization": f"Bearer {secret}"})
        return int(answer.status_code)

    assert (me(fresh), me(stale), me("cw_guess"), me("")) == (200, 401, 401, 401)
    for token in world.session.exec(select(ApiToken)):
        token.revoked_at = now
    assert me(fresh) == 401
