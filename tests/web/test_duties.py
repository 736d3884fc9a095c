"""Duties outside HR and the side tracks, in the browser and over JSON."""

from casework.cases.stages import Stage
from casework.documents.issuing import issued_on
from casework.outcomes.ladder import Sanction
from tests.conftest import SignedInAs
from tests.staging import outcome, window
from tests.suspending import child_at_risk, lado
from tests.world import DAY, World


def test_each_duty_is_asked_on_the_case_and_its_answer_is_shown(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE)
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    shown = browser.get(base).text
    for said in ("Duties outside HR", "Police, at triage", "Prevent, at triage"):
        assert said in shown
    form = browser.get(f"{base}/consider-duty?duty=police&moment=triage").text
    assert '<option value="police" selected>' in form
    told = {"duty": "police", "moment": "triage", "referred": "no", "because": "No crime at all"}
    assert browser.post(f"{base}/consider-duty", data=told).status_code == 303
    assert "Considered, not referred, because" in browser.get(base).text
    file = browser.get(base)
    assert "No crime at all" in file.text


def test_a_missing_reason_is_said_at_its_field(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.TRIAGE)
    told = {"duty": "police", "moment": "triage", "referred": "no", "reference": "kept words"}
    browser = signed_in_as(world.case_manager)
    answer = browser.post(f"/cases/{case.reference}/consider-duty", data=told)
    assert answer.status_code == 422
    assert "Say why it is not referred" in answer.text
    assert "kept words" in answer.text


def test_a_safeguarding_hold_is_said_over_the_case(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.TRIAGE)
    child_at_risk(world, case)
    browser = signed_in_as(world.case_manager)
    shown = browser.get(f"/cases/{case.reference}").text
    assert "Safeguarding hold." in shown
    assert "The employee must not be told yet." in shown
    lado(world, case)
    assert "Safeguarding hold." not in browser.get(f"/cases/{case.reference}").text


def test_a_hearing_notice_waits_for_the_union_official(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    told = {"is_representative": "yes", "union_name": "A union"}
    assert browser.post(f"{base}/union-representative", data=told).status_code == 303
    assert "Tell the union’s official" in browser.get(base).text
    notice = {
        "day": "2027-03-01",
        "starts": "10am",
        "place": "Room 2",
        "presenter_id": str(world.investigating_officer.id),
        "dismissal_possible": "no",
        "served_how": "by hand",
    }
    refused = browser.post(f"{base}/hearing-notice", data=notice)
    assert refused.status_code == 409
    assert "Where the employee represents a union" in refused.text
    told = {"without_official": "They asked us in writing to speak to nobody of the union yet."}
    answer = browser.post(f"{base}/hearing-notice", data=notice | told)
    assert "Where the employee represents a union" not in answer.text, "overridden, with a reason"


def test_a_hearing_notice_waits_until_it_is_known_whether_they_represent_a_union(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.DECISION)
    case.stage = Stage.HEARING  # from a case on which nobody was asked yet
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    assert "Ask whether the employee represents a union" in browser.get(base).text
    notice = {
        "day": "2027-03-01",
        "starts": "10am",
        "place": "Room 2",
        "presenter_id": str(world.investigating_officer.id),
        "dismissal_possible": "no",
        "served_how": "by hand",
    }
    refused = browser.post(f"{base}/hearing-notice", data=notice)
    assert refused.status_code == 409
    assert "It is recorded whether the employee represents a union" in refused.text
    answer = browser.post(f"{base}/union-representative", data={"is_representative": "no"})
    assert answer.status_code == 303
    assert "Ask whether the employee represents a union" not in browser.get(base).text


def test_a_paper_for_the_lado_is_for_the_safeguarding_lead_and_tells_the_employee_nothing(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE, safeguarding_lead=world.safeguarding_lead)
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    told = {"duty": "lado", "safety": "Moved", "told": "The Principal"}
    assert browser.post(f"{base}/prepare-referral", data=told).status_code == 303
    assert len(issued_on(world.session, case.id)) == 1
    paper = f"{base}/letters/L1.pdf"
    assert browser.get(paper).status_code == 403
    assert signed_in_as(world.safeguarding_lead).get(paper).status_code == 200
    assert signed_in_as(world.employee).get(base).status_code == 404
    assert signed_in_as(world.employee).get(paper).status_code == 404


def test_over_json_the_duties_are_listed(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.TRIAGE)
    told = api_as(world.case_manager).get(f"/api/v1/cases/{case.reference}").json()
    assert told["safeguarding_hold"] is False
    assert {"lado", "police", "prevent", "ico", "ofsted"} == {
        each["duty"] for each in told["duties"]
    }
    panel = api_as(world.hearing_manager).get(f"/api/v1/cases/{case.reference}")
    assert panel.status_code == 404


def test_what_nobody_answered_is_said_before_the_case_is_closed_and_after(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.APPEAL)
    outcome(world, case, Sanction.FIRST_WRITTEN_WARNING)
    window(world, case, DAY)
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    answered = {"duty": "prevent", "moment": "triage", "referred": "no", "because": "No sign."}
    assert browser.post(f"{place}/consider-duty", data=answered).status_code == 303
    form = browser.get(f"{place}/close").text
    assert "duties outside HR have no answer" in form
    assert "Police, at triage" in form
    assert "Prevent, at triage" not in form
    closed = browser.post(f"{place}/close", data={"reasons": "It ended.", "no_appeal": "yes"})
    assert closed.status_code == 303
    page = browser.get(place).text
    assert "not answered: LADO, at triage" in page
    assert "Not answered before the case was closed." in page
