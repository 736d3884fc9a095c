"""What an item proves and what it does not: sentences that follow from its record."""

from datetime import date
from typing import Any

import pytest

from casework.evidence.choices import (
    AccessRoute,
    Authenticity,
    Form,
    ItemType,
    Means,
    StillOnline,
)
from casework.evidence.details import CaptureDetails
from casework.evidence.grading import GRADES, Grade, graded
from casework.evidence.limits import LIMITS, ItemFacts, Look
from casework.sources import SOURCES

WHOLE: dict[str, Any] = {
    "item_type": ItemType.SCREENSHOT,
    "form": Form.ORIGINAL,
    "access_route": AccessRoute.PUBLIC,
    "means": Means.FAIR,
    "account_link": "The number on the profile is the one in the staff directory.",
    "web_address": "https://social.example/p/1",
    "posted_at": "21 Sep 2026, 21:04",
    "audience": "Friends of friends",
    "sequence": "The whole thread was kept.",
    "authenticity": Authenticity.CORROBORATED,
    "corroborated_by": "Two colleagues saw it.",
}
STILL_THERE = Look(StillOnline.YES, date(2026, 10, 5))


def an_item(**told: Any) -> ItemFacts:
    return ItemFacts(CaptureDetails(**(WHOLE | told)), confirmed=True, looked=STILL_THERE)


def says(facts: ItemFacts) -> str:
    return " ".join(graded(facts).does_not_prove)


def test_even_the_best_record_says_what_it_does_not_prove() -> None:
    best = graded(an_item())
    assert best.grade is Grade.WELL
    assert [each.partition(" does not")[0] for each in best.does_not_prove[:1]] == ["It"]
    assert "who typed or sent it" in says(an_item())
    assert "nothing of what happened to it before" in says(an_item())


def test_an_item_of_which_nothing_is_recorded_is_not_graded() -> None:
    nothing = ItemFacts()
    assert graded(nothing).grade is Grade.NOT_YET
    for words in ("come by is not recorded", "original or a copy", "Nobody has confirmed"):
        assert words in says(nothing)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"account_link": None}, "prove that the account is"),
        ({"web_address": None}, "ever online"),
        ({"posted_at": None}, "when it was posted"),
        ({"audience": None}, "who could see it"),
        ({"sequence": None}, "before and after it"),
        ({"form": Form.PHOTO}, "photo of a screen"),
        ({"form": Form.COPY}, "It is a copy"),
        ({"access_route": AccessRoute.SUPPLIED}, "left out or changed"),
        ({"means": Means.UNKNOWN}, "not known whether somebody’s sign-in"),
        ({"item_type": ItemType.STATEMENT}, "what one person says"),
        ({"item_type": ItemType.LOOK_UP}, "not proof that there was none"),
        ({"item_type": ItemType.EMAIL}, "does not prove who sent it"),
        ({"authenticity": Authenticity.DISPUTED, "dispute": "The date"}, "the employee disputes"),
    ],
)
def test_a_gap_in_the_record_is_said(told: dict[str, Any], words: str) -> None:
    assert words not in says(an_item())
    assert words in says(an_item(**told))


def test_of_a_paper_nothing_is_said_about_posts() -> None:
    paper = an_item(item_type=ItemType.PAPER, web_address=None, account_link=None, posted_at=None)
    assert "online" not in says(paper)
    assert "account" not in says(paper).replace("made-up account", "")


@pytest.mark.parametrize("found", [StillOnline.REMOVED, StillOnline.CHANGED])
def test_what_is_gone_can_no_longer_be_compared(found: StillOnline) -> None:
    gone = ItemFacts(CaptureDetails(**WHOLE), True, Look(found, date(2026, 11, 2)))
    assert "can no longer be compared" in says(gone)
    assert "look at whether" in says(ItemFacts(CaptureDetails(**WHOLE), True, None))


@pytest.mark.parametrize(
    ("told", "confirmed", "grade"),
    [
        ({}, True, Grade.WELL),
        ({}, False, Grade.PARTLY),
        ({"authenticity": Authenticity.UNVERIFIED, "corroborated_by": None}, True, Grade.PARTLY),
        ({"authenticity": Authenticity.UNVERIFIED, "corroborated_by": None}, False, Grade.WEAK),
        (
            {
                "authenticity": Authenticity.UNVERIFIED,
                "corroborated_by": None,
                "access_route": AccessRoute.SHOWN,
            },
            True,
            Grade.WEAK,
        ),
        ({"form": Form.PHOTO}, True, Grade.PARTLY),
        ({"authenticity": Authenticity.DISPUTED, "corroborated_by": None}, True, Grade.WEAK),
        ({"authenticity": Authenticity.DISPUTED}, True, Grade.PARTLY),
        ({"authenticity": Authenticity.ADMITTED}, False, Grade.WELL),
        ({"form": Form.NOT_RECORDED}, True, Grade.NOT_YET),
        ({"means": Means.BORROWED_LOGIN}, True, Grade.NOT_TO_BE_USED),
    ],
)
def test_the_grade_follows_from_the_record(
    told: dict[str, Any], confirmed: bool, grade: Grade
) -> None:
    item = ItemFacts(CaptureDetails(**(WHOLE | told)), confirmed, STILL_THERE)
    assert graded(item).grade is grade


def test_no_acceptance_makes_good_what_was_got_unlawfully() -> None:
    accepted = an_item(authenticity=Authenticity.ADMITTED, means=Means.PRESSURE)
    assert graded(accepted).grade is Grade.NOT_TO_BE_USED
    assert "means that is not allowed" in graded(accepted).does_not_prove[0]


EVERY: tuple[Any, ...] = (*LIMITS, *GRADES)


def test_every_sentence_rests_on_a_source() -> None:
    assert {each.source for each in EVERY} <= set(SOURCES)
    assert len({each.id for each in LIMITS}) == len(LIMITS)
    words = " ".join(each.says for each in EVERY).lower()
    assert not any(banned in words for banned in ("tamper-proof", "court-ready", "guilty"))
