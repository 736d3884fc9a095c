"""The guides, which anybody may read."""

import pytest

from tests.browser import Browser
from web.views.guides import guides


@pytest.mark.parametrize("slug", guides())
def test_a_guide_is_read_without_signing_in(browser: Browser, slug: str) -> None:
    guide = guides()[slug]
    assert f'href="/help/{slug}"' in browser.get("/help").text
    page = browser.get(f"/help/{slug}")
    assert page.status_code == 200
    for task in guide.tasks:
        assert task.title in page.text
        assert task.picture in page.text
    assert "[" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_there_is_no_other_guide(browser: Browser) -> None:
    assert browser.get("/help/anybody-else").status_code == 404


def test_a_picture_says_that_it_is_one(browser: Browser) -> None:
    answer = browser.get("/static/guide/hr-desk.webp")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
