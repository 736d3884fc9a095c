"""Reporting a breach on a phone, with scripts or without: six steps, kept whatever happens."""

from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from casework.reports.models import DraftFile, Report, ReportDraft
from casework.storage import store
from tests.conftest import SignedInAs
from tests.web.reporting import (
    EVIDENCE,
    HAPPENED,
    NO_IMAGE,
    PNG,
    about,
    draft_of,
    filled_in,
    sent,
)
from tests.world import World

ALERT = 'role="alert"'


def happened(**told: Any) -> dict[str, Any]:
    return HAPPENED | {name.replace("__", "-"): value for name, value in told.items()}


def test_a_report_is_sent_in_six_steps(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("safeguarding", {"child": "no"}, "person"),
        ("person", about(world.employee), "what-happened"),
        ("what-happened", HAPPENED, "policy"),
        ("policy", {"labels": ["2.6", "2.4b"]}, "evidence"),
        ("evidence", EVIDENCE, "check"),
    ]
    for number, (step, told, following) in enumerate(steps, 1):
        assert f"Step {number} of 6" in browser.get(f"{draft}/{step}").text
        answer = browser.post(f"{draft}/{step}", data=told)
        assert answer.headers["location"] == f"{draft}/{following}"
    check = browser.get(f"{draft}/check").text
    assert world.employee.name in check
    assert "Monday 21 September 2026" in check
    answer = browser.post(f"{draft}/check")
    assert answer.headers["location"] == "/report/sent/R26-0001"
    page = browser.get("/report/sent/R26-0001").text
    assert "Report sent" in page
    assert "HR will read your report" in page
    report = world.session.exec(select(Report)).one()
    assert [each["key"] for each in report.labels] == ["2.6", "2.4b"]
    assert report.link == EVIDENCE["link"]


def test_sending_twice_or_going_back_shows_the_same_report(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser)
    first = browser.post(f"{draft}/check").headers["location"]
    assert browser.post(f"{draft}/check").headers["location"] == first
    for step in ("safeguarding", "policy", "check"):
        assert browser.get(f"{draft}/{step}").headers["location"] == first
    assert browser.post(f"{draft}/policy", data={"labels": ["2.1"]}).headers["location"] == first
    assert len(world.session.exec(select(Report)).all()) == 1


def test_what_was_typed_is_kept_even_when_it_is_wrong(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = happened(found_on__month="13", own_words="She told me on the stairs.")
    answer = browser.post(f"{draft}/what-happened", data=told)
    assert answer.status_code == 422
    page = browser.get(f"{draft}/what-happened").text
    assert "She told me on the stairs." in page
    assert 'name="found_on-month"' in page
    assert 'value="13"' in page


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (
            {"posted_on__year": "2031", "found_on__year": "2032"},
            "The day it was posted cannot be in the future",
        ),
        ({"found_on__year": "2032"}, "The day you found out cannot be in the future"),
        (
            {"posted_on__day": "24"},
            "The day it was posted cannot be after the day you found out",
        ),
        (
            {"posted_on__year": "2018"},
            "Owen Pryce started on 1 September 2019. Check the day it was posted",
        ),
        ({"found_on__day": "31"}, "Enter the day you found out as a date, like 23 Nov 2026"),
        ({"found_on__day": ""}, "Enter the day you found out as a date, like 23 Nov 2026"),
        ({"own_words": "x" * 20_001}, "Shorten what happened, in your own words to 20000"),
        ({"own_words": "a\x00b"}, "Remove the characters that cannot be stored"),
        ({"own_words": "   "}, "Say what happened, in your own words"),
        ({"platform": "other"}, "Say where it was posted"),
        ({"account_type": "borrowed"}, "Choose what kind of account it was"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(
    world: World, signed_in_as: SignedInAs, told: dict[str, str], says: str
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/person", data=about(world.employee))
    answer = browser.post(f"{draft}/what-happened", data=happened(**told))
    assert answer.status_code == 422
    assert answer.text.count(says) == 2, "in the summary and at the field"
    assert ALERT in answer.text


def test_a_day_nobody_knows_is_left_blank(world: World, signed_in_as: SignedInAs) -> None:
    blank = {"posted_on-day": "", "posted_on-month": "", "posted_on-year": ""}
    browser = signed_in_as(world.reporter)
    sent(world, browser, what_happened=HAPPENED | blank)
    assert world.session.exec(select(Report)).one().posted_on is None


def test_only_the_step_that_is_left_is_judged(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    assert browser.post(f"{draft}/evidence", data=EVIDENCE).status_code == 303


def test_nothing_is_sent_while_an_answer_is_missing(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/safeguarding", data={"child": "no"})
    answer = browser.post(f"{draft}/check")
    assert answer.status_code == 422
    for says in ("Say whom the report is about", "Say what happened", "Say what the post"):
        assert says in answer.text
    assert world.session.exec(select(Report)).first() is None


def test_save_and_come_back_later_keeps_the_step(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = happened(own_words="", then="later") | {"audience": "About 140 followers"}
    answer = browser.post(f"{draft}/what-happened", data=told)
    assert answer.headers["location"] == "/report"
    assert "Step 3 of 6: What happened" in browser.get("/report").text
    assert browser.get(draft).headers["location"] == f"{draft}/what-happened"
    assert "About 140 followers" in browser.get(f"{draft}/what-happened").text


def test_a_draft_is_saved_while_it_is_typed(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = {"step": "what-happened", "own_words": "Half a sen"}
    assert browser.post(f"{draft}/autosave", data=told).status_code == 204
    assert "Half a sen" in browser.get(f"{draft}/what-happened").text
    assert browser.post(f"{draft}/autosave", data={"step": "elsewhere"}).status_code == 409


def test_a_change_from_the_last_step_leads_back_to_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser)
    assert f"{draft}/policy?via=check" in browser.get(f"{draft}/check").text
    answer = browser.post(f"{draft}/policy?via=check", data={"labels": ["3.2"]})
    assert answer.headers["location"] == f"{draft}/check"
    assert "Said something untrue" in browser.get(f"{draft}/check").text


@pytest.mark.parametrize("step", ["safeguarding", "person", "check", "delete", "yourself"])
def test_anybody_elses_draft_does_not_exist(
    world: World, signed_in_as: SignedInAs, step: str
) -> None:
    draft = draft_of(signed_in_as(world.reporter))
    other = signed_in_as(world.hr_director)
    assert other.get(f"{draft}/{step}").status_code == 404
    assert other.post(f"{draft}/{step}").status_code == 404
    assert other.get(draft).status_code == 404
    assert other.post(f"{draft}/files", files={"files": ("a.png", PNG)}).status_code == 404


def test_a_draft_that_never_was_is_not_found(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    assert browser.get(f"/report/drafts/{uuid4()}/person").status_code == 404
    assert browser.get("/report/drafts/none/person").status_code == 404
    assert browser.get(f"{draft_of(browser)}/seventh").status_code == 404


def test_a_draft_is_deleted_with_its_files(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/files", data=NO_IMAGE, files={"files": ("a.png", PNG)})
    key = world.session.exec(select(DraftFile.key)).one()
    assert (store().root / key).exists()
    assert "Delete this draft?" in browser.get(f"{draft}/delete").text
    assert browser.post(f"{draft}/delete").headers["location"] == "/report"
    assert world.session.exec(select(ReportDraft)).first() is None
    assert not (store().root / key).exists()


def test_who_does_not_report_is_told_whom_to_tell(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.panel_member)
    page = browser.get("/report").text
    assert "Tell your line manager" in page
    assert "/report/new" not in page
    assert browser.post("/report/new").status_code == 403


def test_nobody_sees_these_pages_without_signing_in(world: World, browser: Any) -> None:
    for path in ("/report", f"/report/drafts/{uuid4()}/person", "/reports", "/reports/R26-0001"):
        assert browser.get(path).headers["location"].startswith("/sign-in"), path
    assert world.session.exec(select(ReportDraft)).first() is None
