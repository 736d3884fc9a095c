"""Acts over JSON: what they record, how they are refused, and that one key acts once."""

from uuid import uuid4

from sqlmodel import select

from casework.access import Role
from casework.allegations.models import Allegation, Finding
from casework.cases.models import Appointment
from casework.cases.stages import Stage
from casework.hearing_packs.models import HearingPack
from tests.conftest import SignedInAs
from tests.world import World


def a_finding(allegation: Allegation) -> dict[str, str]:
    return {"allegation_id": str(allegation.id), "finding": "upheld", "reasons": "The post is his."}


def test_a_finding_is_recorded_and_can_be_read_where_the_answer_says(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.OUTCOME)
    allegation = world.allegation(case)
    calling = api_as(world.hearing_manager)
    answer = calling.post(f"/api/v1/cases/{case.reference}/findings", json=a_finding(allegation))
    assert answer.status_code == 201
    told = answer.json()
    assert told["reference"] == case.reference
    assert told["sentence"] == "found allegation 1, under clause 3.3, upheld"
    assert world.session.get_one(Allegation, allegation.id).finding is Finding.UPHELD
    found = calling.get(answer.headers["location"]).json()["allegations"][0]
    assert (found["finding"], found["decided_by"]) == ("upheld", world.hearing_manager.name)
    manager = api_as(world.case_manager)
    entry = manager.get(f"/api/v1/cases/{case.reference}/journal/{told['number']}").json()
    assert (entry["number"], entry["sentence"]) == (told["number"], told["sentence"])
    assert entry["actor_name"] == world.hearing_manager.name


def test_the_procedure_refuses_with_its_rule_and_its_source(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    body = a_finding(world.allegation(case))
    answer = api_as(world.hearing_manager).post(
        f"/api/v1/cases/{case.reference}/findings", json=body
    )
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    breach = answer.json()["breaches"][0]
    assert set(breach) == {"rule", "source", "says", "cites"}
    assert breach["cites"]
    assert breach["rule"].startswith("G-")


def test_another_role_on_the_case_is_refused(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.OUTCOME)
    body = a_finding(world.allegation(case))
    answer = api_as(world.case_manager).post(f"/api/v1/cases/{case.reference}/findings", json=body)
    assert answer.status_code == 403
    assert answer.json()["title"] == "Your part in this case or in the trust does not allow this"


def test_whoever_comes_second_is_told_what_the_first_wrote(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.OUTCOME)
    allegation = world.found(case)
    answer = api_as(world.hearing_manager).post(
        f"/api/v1/cases/{case.reference}/findings", json=a_finding(allegation)
    )
    assert answer.status_code == 409
    assert answer.json()["theirs"] == {"finding": "Upheld", "reasons": "The post is his."}


def test_the_same_key_twice_acts_once(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    calling = api_as(world.case_manager)
    key = {"Idempotency-Key": str(uuid4())}
    place = f"/api/v1/cases/{case.reference}/packs"
    first, again = (calling.post(place, json={}, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(world.session.exec(select(HearingPack)).all()) == 1
    other = calling.post(place, json={}, headers={"Idempotency-Key": str(uuid4())})
    assert other.json()["number"] == first.json()["number"] + 1


def test_a_key_of_another_case_or_person_is_refused(world: World, api_as: SignedInAs) -> None:
    one, two = world.case(Stage.HEARING), world.case(Stage.HEARING, case_manager=world.colleague)
    key = {"Idempotency-Key": str(uuid4())}
    for case, person, status in (
        (one, world.case_manager, 201),
        (two, world.colleague, 422),
    ):
        answer = api_as(person).post(f"/api/v1/cases/{case.reference}/packs", json={}, headers=key)
        assert answer.status_code == status
    assert answer.json()["answers"] == {
        "once": "This was already sent for something else. Start again"
    }


def test_a_token_does_not_appoint_because_it_cannot_prove_who_holds_it(
    world: World, api_as: SignedInAs
) -> None:
    case = world.case(Stage.INVESTIGATION)
    calling = api_as(world.case_manager)
    place = f"/api/v1/cases/{case.reference}"
    given = {"role": "note_taker", "person_id": str(world.note_taker.id)}
    refused = calling.post(f"{place}/appoint", json=given)
    assert refused.status_code == 403
    assert "confirmed who you are" in refused.json()["title"]
    assert calling.post(f"{place}/end-appointments", json={"role": "note_taker"}).status_code == 403
    held = select(Appointment).where(
        Appointment.case_id == case.id, Appointment.role == Role.NOTE_TAKER
    )
    assert world.session.exec(held).all() == []


def test_a_draft_pack_is_asked_for_and_followed(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.HEARING)
    calling = api_as(world.case_manager)
    place = f"/api/v1/cases/{case.reference}/packs"
    assert calling.post(place, json={}).status_code == 201
    pack = calling.get(f"{place}/1").json()
    assert (pack["status"], pack["name"], pack["final"]) == ("building", "Draft 1", False)
    assert [each["edition"] for each in calling.get(place).json()] == [1]
    assert calling.get(f"{place}/1/content").status_code == 404
    assert calling.post(f"{place}/1/issue").status_code == 409
