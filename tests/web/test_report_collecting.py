"""What a report asks of its files, and the hard stop while it is written and after it was sent."""

from sqlmodel import select

from casework.evidence.models import Capture
from casework.reports.models import DraftFile
from tests.conftest import SignedInAs
from tests.told import COLLECTED, COME_BY
from tests.web.reporting import PNG, draft_of, filled_in, sent
from tests.world import World

STOP = "Stop. Do not add it here"


def captures(world: World) -> list[Capture]:
    return list(world.session.exec(select(Capture)))


def test_a_report_with_files_says_how_they_were_come_by(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    files = [("files", ("post.png", PNG))]
    link = {"link": "https://x.example/1", "suspected_image": "no"}
    answer = browser.post(f"{draft}/evidence", data=link, files=files)
    assert answer.status_code == 422
    for field in ("access_route", "confirmed"):
        assert f'id="{field}-e"' in answer.text
    assert 'id="means-e"' not in answer.text  # the sentence to tick says it
    assert "post.png" in answer.text
    barred = COME_BY | link | {"means": "borrowed_login"}
    refused = browser.post(f"{draft}/evidence", data=barred)
    assert (refused.status_code, 'id="means-e"' in refused.text) == (422, True)
    without = {name: value for name, value in COME_BY.items() if name != "means"}
    assert browser.post(f"{draft}/evidence", data=without | link).status_code == 303
    assert browser.post(f"{draft}/evidence", data=COME_BY | link).status_code == 303
    assert "Somebody showed it to me" in browser.get(f"{draft}/check").text


def test_a_report_without_files_is_asked_nothing_more(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    assert sent(world, browser, evidence={"link": "https://x.example/1"}) == "R26-0001"


def test_a_report_at_the_stop_drops_its_files_and_can_still_be_sent(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser)
    told = {"suspected_image": "no"}
    browser.post(f"{draft}/files", data=told, files=[("files", ("post.png", PNG))])
    late = browser.post(
        f"{draft}/files",
        data={"suspected_image": "yes"},
        files=[("files", ("more.png", PNG))],
    )
    assert (late.status_code, "Nothing can be added" in late.text) == (422, True)
    assert world.session.exec(select(DraftFile)).all() == []
    page = browser.get(f"{draft}/evidence").text
    assert STOP in page
    assert "Choose files" not in page
    assert browser.post(f"{draft}/evidence", data={"suspected_image": "yes"}).status_code == 303
    assert "The stop was reached. Nothing was added" in browser.get(f"{draft}/check").text
    assert browser.post(f"{draft}/check").status_code == 303
    assert captures(world) == []


def test_adding_to_a_sent_report_asks_the_same(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    place = f"/report/sent/{sent(world, browser)}/add"
    files = [("files", ("post.png", PNG))]
    refused = browser.post(place, data={"words": "And so"}, files=files)
    assert (refused.status_code, "And so" in refused.text) == (422, True)
    assert 'id="collected.access_route-e"' in refused.text
    stopped = browser.post(place, data={"collected.suspected_image": "yes"}, files=files)
    assert (stopped.status_code, STOP in stopped.text) == (422, True)
    assert captures(world) == []
    taken = browser.post(place, data=COLLECTED, files=files)
    assert taken.status_code == 303
    assert len(captures(world)) == 1
