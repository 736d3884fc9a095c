"""What a reporter ticks, and what the policy says of it on the day."""

from typing import Any

import pytest
from sqlmodel import select

from casework.access import CASEWORK
from casework.cases.gateway import begin
from casework.policies.commands import import_policy
from casework.policies.intake import INTAKE_LABELS
from casework.reports.models import Report
from tests.conftest import SignedInAs
from tests.told import CONDUCT_ON
from tests.web.reporting import HAPPENED, draft_of, filled_in
from tests.world import World, at


def test_the_picker_offers_every_label_and_quotes_the_version_of_the_day(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/what-happened", data=HAPPENED)
    page = browser.get(f"{draft}/policy").text
    for label in INTAKE_LABELS:
        assert f'value="{label.key}"' in page
    assert "What the policy says" in page
    assert "Staff social media policy, September 2025" in page
    assert "media release slip is in hand" in page


def test_before_any_policy_was_in_force_nothing_is_quoted(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    told = HAPPENED | {"posted_on-year": "2024", "found_on-year": "2024"}
    browser.post(f"{draft}/what-happened", data=told)
    assert "What the policy says" not in browser.get(f"{draft}/policy").text


def another_policy(world: World) -> None:
    """The trust’s own policy from the day of the conduct on: other words by the same numbers."""
    text = (
        "1. Scope\n1.1 This is for everybody who works here.\n\n2. Conduct\n"
        + "".join(f"2.{n} Staff wear a badge on site, rule {n}.\n" for n in range(1, 6))
        + "2.6 Staff must return what they borrow.\n"
    )
    import_policy(
        world.session,
        CASEWORK,
        text,
        title="Staff social media policy",
        version="Our own",
        effective_from=CONDUCT_ON,
        file_name="own.txt",
        at=at(CONDUCT_ON),
    )


def test_what_is_ticked_points_nowhere_in_a_policy_that_says_other_things(
    world: World, signed_in_as: SignedInAs
) -> None:
    another_policy(world)
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/what-happened", data=HAPPENED)
    page = browser.get(f"{draft}/policy").text
    assert "Shared a photo or video of a pupil" in page
    assert "return what they borrow" not in page
    assert "Policy 2.6" not in page
    assert "HR finds the part of the policy" in page


def test_at_triage_nothing_is_ticked_of_a_policy_that_says_other_things(
    world: World, signed_in_as: SignedInAs
) -> None:
    another_policy(world)
    labels = [{"key": "2.6", "follow_ups": {}}, {"key": "2.1", "follow_ups": {}}]
    case = begin(world.session, world.reporter, world.told(labels=labels), at())
    desk = signed_in_as(world.case_manager).get(f"/reports/{case.reference}").text
    assert "Shared a photo or video of a pupil" in desk
    assert "(Policy 2.6)" not in desk
    assert 'value="2.6" checked' not in desk
    assert "Look in the permissions register first" in desk, "a hint that names no number"
    assert "No clause of it can be alleged" in desk


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "Say what the post, message or account did"),
        ({"labels": ["9.9"]}, "Tick what the post did from the list"),
        ({"labels": ["1.1"]}, "Tick what the post did from the list"),
        ({"labels": ["none"]}, "Say in your own words what it did"),
        ({"labels": ["none"], "follow_ups.none.own_words": "  "}, "Say in your own words"),
    ],
)
def test_the_picker_refuses_what_it_does_not_offer(
    world: World, signed_in_as: SignedInAs, told: dict[str, Any], says: str
) -> None:
    browser = signed_in_as(world.reporter)
    answer = browser.post(f"{draft_of(browser)}/policy", data=told)
    assert (answer.status_code, answer.text.count(says)) == (422, 2)


def test_follow_ups_are_kept_with_their_label(world: World, signed_in_as: SignedInAs) -> None:
    told = {
        "labels": ["2.6", "none"],
        "follow_ups.2.6.account": "Personal account",
        "follow_ups.none.own_words": "It mocked a parent",
        "follow_ups.2.5.named": "First name",
    }
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser, policy=told)
    page = browser.get(f"{draft}/policy").text
    assert "It mocked a parent" in page
    assert browser.post(f"{draft}/check").status_code == 303
    assert world.session.exec(select(Report.labels)).one() == [
        {"key": "2.6", "follow_ups": {"account": "Personal account"}},
        {"key": "none", "follow_ups": {"own_words": "It mocked a parent"}},
    ]
