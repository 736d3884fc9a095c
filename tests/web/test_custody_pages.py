"""An item's chain of custody in the browser and over JSON: checked, taken away, refused."""

from uuid import uuid4

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.custody import chain
from casework.evidence.models import Capture, Exhibit, Handling
from casework.settings import settings
from tests.browser import Browser
from tests.commands.taking import POST
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.world import World

API = "/api/v1"


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.fixture
def exhibit(world: World, case: Case) -> Exhibit:
    return world.exhibit(case, POST, name="post.png")


@pytest.fixture
def manager(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.case_manager)


def place(case: Case, rest: str = "") -> str:
    return f"/cases/{case.reference}/evidence/E1{rest}"


def harm(world: World, exhibit: Exhibit) -> None:
    capture = world.session.get_one(Capture, exhibit.capture_id)
    kept = settings().store / capture.key
    sealed = bytearray(kept.read_bytes())
    sealed[-70] ^= 1
    kept.chmod(0o600)
    kept.write_bytes(sealed)


def test_the_item_leads_to_its_chain_which_is_recomputed(
    case: Case, exhibit: Exhibit, manager: Browser
) -> None:
    page = manager.get(place(case)).text
    assert f'href="{place(case, "/custody")}"' in page
    assert "Check the chain" in page
    chain_page = manager.get(place(case, "/custody")).text
    assert "The chain holds" in chain_page
    assert "2 links, each seals the one before it" in chain_page
    assert "Taken in and hashed" in chain_page


def test_the_report_is_a_pdf_of_one_page_and_a_link(
    world: World, case: Case, exhibit: Exhibit, manager: Browser
) -> None:
    answer = manager.post(place(case, "/custody/report"))
    assert answer.headers["content-type"] == "application/pdf"
    assert f"{case.reference}-E1-custody.pdf" in answer.headers["content-disposition"]
    assert bare("Custody report: Exhibit E1") in words_in(answer.content)
    assert chain(world.session, exhibit.capture_id)[0].handling is Handling.EXPORTED


def test_a_program_checks_and_takes_the_same(
    world: World, case: Case, exhibit: Exhibit, api_as: SignedInAs
) -> None:
    program = api_as(world.case_manager)
    told = program.get(f"{API}{place(case, '/custody/check')}").json()
    assert (told["holds"], told["faults"], told["links"]) == (True, [], 1)
    assert program.post(f"{API}{place(case, '/check')}").status_code == 201
    report = program.post(f"{API}{place(case, '/custody/report')}")
    assert report.content.startswith(b"%PDF-")
    links = program.get(f"{API}{place(case, '/custody')}").json()
    assert [each["handling"] for each in links] == ["exported", "checked", "ingested"]
    assert links[0]["previous"] == links[1]["hash"]


@pytest.mark.parametrize("path", ["/custody", "/custody/report"])
def test_who_may_not_see_who_handled_it_is_refused(
    world: World, case: Case, exhibit: Exhibit, signed_in_as: SignedInAs, path: str
) -> None:
    def asked(each: Browser) -> int:
        ask = each.get if path == "/custody" else each.post
        return ask(place(case, path)).status_code

    assert asked(signed_in_as(world.hearing_manager)) == 403
    assert asked(signed_in_as(world.stranger)) == 404


def test_an_item_that_is_not_there_has_no_chain(case: Case, manager: Browser) -> None:
    for item in ("E9", str(uuid4())):
        answer = manager.get(f"/cases/{case.reference}/evidence/{item}/custody")
        assert answer.status_code == 404


def test_what_changed_is_frozen_before_anybody_sees_it(
    world: World, case: Case, exhibit: Exhibit, manager: Browser
) -> None:
    harm(world, exhibit)
    page = manager.get(place(case)).text
    assert "This item is frozen" in page
    assert "<img" not in page.split('id="h-shown"')[1].split("</section>")[0]
    assert "1 item of evidence is frozen" in manager.get(f"/cases/{case.reference}").text
    assert "Frozen" in manager.get(f"/cases/{case.reference}/evidence").text
    copied = manager.post(place(case, "/copy"), data={"reason": "To print"})
    assert copied.status_code == 503
    assert "exhibit E1 is frozen" in copied.text


def test_what_shows_a_pupil_and_changed_is_frozen_when_it_is_uncovered(
    world: World, case: Case, manager: Browser
) -> None:
    exhibit = world.exhibit(case, POST, name="post.png", shows_pupil=True)
    assert "This item is frozen" not in manager.get(place(case)).text
    harm(world, exhibit)
    answer = manager.post(place(case, "/show"))
    assert "This item is frozen" in manager.get(answer.headers["location"]).text


def test_who_oversees_reads_which_items_are_frozen(
    world: World, case: Case, exhibit: Exhibit, manager: Browser, signed_in_as: SignedInAs
) -> None:
    harm(world, exhibit)
    manager.get(place(case))
    told = signed_in_as(world.hr_director).get("/oversight").text
    assert f"{case.reference}, exhibit E1" in told
    assert manager.get("/oversight").status_code == 403


def test_a_program_is_refused_what_changed_and_told_which(
    world: World, case: Case, exhibit: Exhibit, api_as: SignedInAs
) -> None:
    harm(world, exhibit)
    checked = api_as(world.case_manager).post(f"{API}{place(case, '/check')}")
    assert checked.status_code == 201
    assert "froze exhibit E1" in checked.json()["sentence"]
