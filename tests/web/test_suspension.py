"""Suspension in the browser: the form, what is said over the case, and the employee's own page."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from casework.cases.models import Deadline
from casework.cases.stages import Stage
from casework.suspension.alternatives import Alternative
from casework.suspension.queries import measure_of
from casework.working_days import local_day
from tests.conftest import SignedInAs
from tests.suspending import send, suspend
from tests.world import World


def answered(world: World) -> dict[str, str]:
    told = {
        "decided_by_id": str(world.principal.id),
        "starts_on": local_day(datetime.now(UTC)).isoformat(),
        "reason": "A post about pupils",
        "protects": "The pupils",
        "terms": "Do not come to site",
        "lasts": "Four weeks",
        "contact_id": str(world.colleague.id),
        "available": "9am to 3pm",
        "immediate": "no",
    }
    for each in Alternative:
        told[f"alternatives.{each}.will_do"] = "no"
        told[f"alternatives.{each}.reason"] = "It keeps nobody apart"
    return told


def test_the_form_suspends_and_the_case_says_so(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case(Stage.TRIAGE)
    browser = signed_in_as(world.case_manager)
    page = browser.get(f"/cases/{case.reference}/suspend")
    assert all(each.label in page.text for each in Alternative)
    answer = browser.post(f"/cases/{case.reference}/suspend", data=answered(world))
    assert answer.status_code == 303
    shown = browser.get(f"/cases/{case.reference}").text
    assert "Suspended on full pay since" in shown
    assert "Send the suspension letter" in shown


def test_an_alternative_left_open_is_said_at_its_field_and_the_words_stay(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE)
    told = answered(world) | {"alternatives.other_site.reason": ""}
    answer = signed_in_as(world.case_manager).post(f"/cases/{case.reference}/suspend", data=told)
    assert answer.status_code == 422
    assert "Enter a reason: Working at another academy or site" in answer.text
    assert "A post about pupils" in answer.text
    assert "It keeps nobody apart" in answer.text
    assert measure_of(world.session, case.id) is None


def test_an_overdue_review_is_said_over_the_case_and_at_the_refused_step(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    wanted = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == "T3-R")
    world.session.exec(wanted).one().due_on = local_day(datetime.now(UTC)) - timedelta(3)
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    assert "The review of the suspension is overdue" in browser.get(f"/cases/{case.reference}").text
    told = {"officer_id": str(world.investigating_officer.id), "terms": "Who posted it"}
    refused = browser.post(f"/cases/{case.reference}/begin-investigation", data=told)
    assert refused.status_code == 409
    assert "review it first, then go on" in refused.text
    assert "Who posted it" in refused.text


def test_the_employee_reads_their_suspension_letter_and_no_stranger_does(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    own = f"/cases/{case.reference}"
    assert signed_in_as(world.employee).get(own).status_code == 404  # nobody has told them yet
    send(world, case)
    browser = signed_in_as(world.employee)
    assert "Suspension from work on full pay" in browser.get(own).text
    led = browser.get(f"{own}/letters")  # before anything is alleged as well
    assert (led.status_code, led.headers["location"]) == (303, own)
    letter = browser.get(f"{own}/letters/L1.pdf")
    assert letter.status_code == 200
    assert letter.content.startswith(b"%PDF")
    assert signed_in_as(world.stranger).get(f"{own}/letters/L1.pdf").status_code == 404


def test_over_json_the_case_says_what_is_in_force(world: World, api_as: SignedInAs) -> None:
    case = world.case(Stage.TRIAGE)
    suspend(world, case)
    told = api_as(world.case_manager).get(f"/api/v1/cases/{case.reference}").json()
    assert told["in_force"]["measure"] == "suspension"
    assert told["in_force"]["letter_sent"] is False
