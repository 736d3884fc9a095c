"""Triage at a browser: the queue, the report beside its one decision, and what the LADO said."""

import time
from typing import Any

import pytest
from sqlmodel import select

from casework.access import Actor
from casework.cases.models import Case
from casework.evidence.models import Capture
from casework.reports.models import LadoContact
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.web.reporting import PNG, about, filled_in, sent
from tests.world import World

NO_HARM = {f"harm.{key}": "no" for key in ("harmed", "offence", "risk", "unsuitable")}
FORMAL = NO_HARM | {"decision": "formal", "clauses": ["3.3"], "reasons": "It needs looking into."}
LADO = {
    "contacted_on": "2026-10-01",
    "contacted_at": "10:15",
    "spoken_to": "Kit Larsen",
    "advice": "They agree that the Trust looks into it.",
    "may_investigate": "yes",
    "may_tell_employee": "no",
}


@pytest.fixture
def hr(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def reported(world: World, signed_in_as: SignedInAs, **steps: dict[str, Any]) -> str:
    return sent(world, signed_in_as(world.reporter), **steps)


def only_case(world: World) -> Case:
    return world.session.exec(select(Case)).one()


def test_the_queue_shows_what_waits(world: World, hr: Browser, signed_in_as: SignedInAs) -> None:
    assert "No new reports" in hr.get("/reports").text
    reference = reported(world, signed_in_as, safeguarding={"child": "risk", "told_lead": "no"})
    page = hr.get("/reports").text
    assert f"/reports/{reference}" in page
    assert "Pupil involved" in page
    assert "Safeguarding lead not told yet" in page
    assert "Policy clause </span>3.3" in page
    assert world.employee.name not in page, "a list names nobody"


def test_a_report_about_somebody_in_hr_is_not_in_their_queue(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    reference = reported(world, signed_in_as, person=about(world.case_manager))
    assert reference not in hr.get("/reports").text
    assert hr.get(f"/reports/{reference}").status_code == 404
    assert hr.post(f"/reports/{reference}", data=FORMAL).status_code == 404
    assert reference in signed_in_as(world.hr_director).get("/reports").text


def test_a_report_sent_by_somebody_in_hr_is_not_in_their_queue(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    reference = sent(world, hr)
    assert reference not in hr.get("/reports").text
    assert hr.get(f"/reports/{reference}").status_code == 404
    assert reference in signed_in_as(world.colleague).get("/reports").text


def test_new_reports_are_announced_and_never_put_under_the_reader(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    since = int(time.time()) - 5
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    before = hr.get(f"/reports/new?since={since}", headers=part)
    assert "hx-trigger" in before.text
    assert "HX-Trigger" not in before.headers
    reported(world, signed_in_as)
    after = hr.get(f"/reports/new?since={since}", headers=part)
    assert "1 new report." in after.text
    assert "R26-0001" not in after.text
    assert after.headers["HX-Trigger"] == '{"announce": "1 new report"}'
    again = hr.get(f"/reports/new?since={since}&told=1", headers=part)
    assert "HX-Trigger" not in again.headers, "it is said once"


@pytest.mark.parametrize("who", ["reporter", "employee", "panel_member", "it_admin", "dsl"])
def test_who_does_not_triage_has_no_queue_and_sees_no_report(
    world: World, signed_in_as: SignedInAs, who: str
) -> None:
    reference = reported(world, signed_in_as)
    browser = signed_in_as(getattr(world, who))
    assert browser.get("/reports").status_code == 403
    assert browser.get(f"/reports/{reference}").status_code == 404
    assert browser.post(f"/reports/{reference}", data=FORMAL).status_code == 404
    assert browser.get("/reports/R26-9999").status_code == 404


def test_the_page_shows_the_report_and_ticks_only_what_the_reporter_ticked(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser, policy={"labels": ["2.6"]})
    browser.post(f"{draft}/files", files={"files": ("post.png", PNG)})
    browser.post(f"{draft}/check")
    browser.post("/report/sent/R26-0001/add", data={"words": "He deleted it."})
    page = hr.get("/reports/R26-0001").text
    capture = world.session.exec(select(Capture)).one()
    for says in (
        world.employee.name,
        "A parent showed me a post",
        "He deleted it.",
        f"/cases/R26-0001/evidence/{capture.id}",
        "On a personal account, a signed slip does not clear it",
        "What is ticked are the reporter’s words",
        "Monday 21 September 2026",
    ):
        assert says in page, says
    assert page.count("checked") == 1
    assert 'value="2.6" checked' in page
    assert 'value="2.2"' not in page, "guidance cannot be alleged"


def may_record(world: World) -> list[Actor]:
    return [world.case_manager, world.dsl]


def test_contact_with_the_lado_is_recorded_at_triage(
    world: World, signed_in_as: SignedInAs
) -> None:
    reference = reported(world, signed_in_as, safeguarding={"child": "risk", "told_lead": "no"})
    for who in may_record(world):
        browser = signed_in_as(who)
        assert f"/cases/{reference}/lado-contact" in browser.get(f"/cases/{reference}").text
        answer = browser.post(f"/cases/{reference}/lado-contact", data=LADO)
        assert answer.status_code == 303
    page = signed_in_as(world.dsl).get(f"/cases/{reference}").text
    assert page.count("Kit Larsen") == 2
    assert "the employee must not be told yet" in page
    managed = signed_in_as(world.case_manager).get(f"/reports/{reference}").text
    assert "Referral made: yes, on" in managed
    assert "Kit Larsen" not in managed, "what was said is for the safeguarding lead"
    assert len(world.session.exec(select(LadoContact)).all()) == 2


def test_contact_with_the_lado_is_refused_to_others_and_in_the_future(
    world: World, hr: Browser, signed_in_as: SignedInAs
) -> None:
    reference = reported(world, signed_in_as, safeguarding={"child": "risk", "told_lead": "no"})
    path = f"/cases/{reference}/lado-contact"
    assert signed_in_as(world.stranger).get(path).status_code == 404
    assert signed_in_as(world.reporter).post(path, data=LADO).status_code == 404
    answer = hr.post(path, data=LADO | {"contacted_on": "2031-01-01"})
    assert answer.status_code == 422
    assert "Enter a day that is not in the future" in answer.text
    assert "Kit Larsen" in answer.text
