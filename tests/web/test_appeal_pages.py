"""An appeal in the browser: from the employee's own page to the decision and its letters."""

from typing import Any

from casework.appeals.queries import appeal_decision_of
from casework.cases.models import Case
from casework.documents.issuing import issued_on
from casework.outcomes.ladder import Sanction
from tests.appealing import HEARD_ON, under_appeal
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.staging import appeal_hearing
from tests.world import World, at

NOTICE = {
    "day": "30 Nov 2026",
    "starts": "10am",
    "place": "Room 2",
    "heard_as": "review",
    "why_heard_so": "The facts are agreed.",
    "new_evidence_handled": "Send it a week before.",
    "served_how": "by hand",
}
DECIDED: dict[str, Any] = {
    "grounds.severity.upheld": "yes",
    "grounds.severity.reasons": "It is out of proportion.",
    "result": "varied",
    "sanction": "first_written_warning",
    "reasons": "A first warning is enough.",
}


def heard(world: World, sanction: Sanction = Sanction.FINAL_WRITTEN_WARNING) -> Case:
    case = under_appeal(world, sanction)
    appeal_hearing(world, case, HEARD_ON, held_at=at(HEARD_ON), attended=True)
    return case


def decision(world: World, signed_in_as: SignedInAs, case: Case) -> tuple[Browser, str]:
    return signed_in_as(world.appeal_manager), f"/cases/{case.reference}/appeal-decision"


def test_hr_sees_the_appeal_and_what_it_needs(world: World, signed_in_as: SignedInAs) -> None:
    case = under_appeal(world)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "The employee’s appeal" in page
    assert "It is too severe." in page
    assert f"/cases/{case.reference}/appeal-hearing-notice" in page


def test_the_notice_is_sent_from_its_page(world: World, signed_in_as: SignedInAs) -> None:
    case = under_appeal(world)
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}"
    assert "A full rehearing" in browser.get(f"{place}/appeal-hearing-notice").text
    sent = browser.post(f"{place}/appeal-hearing-notice", data=NOTICE | {"day": "yesterday"})
    assert sent.status_code == 422
    assert "The facts are agreed." in sent.text, "what was typed is kept"


def test_before_deciding_the_page_shows_all_that_each_result_would_change(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser, place = decision(world, signed_in_as, heard(world))
    page = browser.get(place).text
    assert "It becomes a first written warning" in page
    assert "The warning of 5 October 2026 is taken away and counts on no day" in page
    assert "Nothing changes: the outcome stands" in page
    assert 'value="first_written_warning"' in page


def test_a_more_severe_outcome_is_not_on_the_page_and_is_refused(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = heard(world)
    browser, place = decision(world, signed_in_as, case)
    page = browser.get(place).text
    assert 'value="dismissal_with_notice"' not in page
    assert 'value="summary_dismissal"' not in page
    worse = browser.post(place, data=DECIDED | {"sanction": "summary_dismissal"})
    assert worse.status_code == 409
    assert "An appeal never ends in a more severe outcome" in worse.text
    assert appeal_decision_of(world.session, case.id) is None


def test_of_a_dismissal_the_page_shows_pay_and_referrals(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser, place = decision(world, signed_in_as, heard(world, Sanction.SUMMARY_DISMISSAL))
    page = browser.get(place).text
    assert "A reinstatement letter follows (L-23)" in page
    assert "every DBS and TRA referral is looked at again" in page
    assert "pay from that day is owed" in page


def test_a_ground_left_open_is_named_and_the_words_are_kept(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser, place = decision(world, signed_in_as, heard(world))
    told = {key: value for key, value in DECIDED.items() if key != "grounds.severity.upheld"}
    refused = browser.post(place, data=told)
    assert refused.status_code == 422
    assert "A first warning is enough." in refused.text


def test_the_decision_is_made_on_its_page_and_shown_on_the_case(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = heard(world)
    browser, place = decision(world, signed_in_as, case)
    assert browser.post(place, data=DECIDED).status_code == 303
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "A less severe outcome takes its place" in page
    assert f"/cases/{case.reference}/appeal-letter" in page
    own = signed_in_as(world.employee).get(f"/cases/{case.reference}").text
    assert "takes its place" not in own, "the employee is told in writing first"


def test_the_result_reaches_the_employees_page_with_its_letter(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = heard(world)
    browser, place = decision(world, signed_in_as, case)
    browser.post(place, data=DECIDED)
    told = {"served_how": "by hand", "change_required": "Stop.", "further_misconduct": "More."}
    hr = signed_in_as(world.case_manager)
    assert hr.post(f"/cases/{case.reference}/appeal-letter", data=told).status_code == 303
    code = issued_on(world.session, case.id)[-1]
    own = signed_in_as(world.employee).get(f"/cases/{case.reference}").text
    assert code.code == "L-22"
    assert f"/letters/{code.reference}.pdf" in own
    assert "A less severe outcome takes its place" in own


def test_the_employee_reads_how_far_their_appeal_has_come(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = under_appeal(world)
    place, browser = f"/cases/{case.reference}", signed_in_as(world.employee)
    assert "Your appeal arrived. A hearing of it is being arranged." in browser.get(place).text
    booked = appeal_hearing(world, case, HEARD_ON)
    page = browser.get(place).text
    assert "A hearing of your appeal is arranged." in page
    assert "Hearing of your appeal" in page
    booked.held_at, booked.attended = at(HEARD_ON), True
    page = browser.get(place).text
    assert "Your appeal was heard. The result is put in writing." in page
    assert "It was heard on" in page
    assert "You may bring a colleague" not in page.partition('id="appeal"')[2].partition("</p>")[0]
