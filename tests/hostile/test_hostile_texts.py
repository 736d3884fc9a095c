"""Twelve hostile texts in every field of an item: refused at the field, or only ever words."""

import json
from urllib.parse import urlencode

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.documents.handpress import HandPress
from casework.documents.joining import parts_of
from casework.documents.packs import PackItem
from casework.evidence.models import Capture
from casework.evidence.queries import item_on
from casework.hearing_packs.exhibits import exhibit_item
from tests.conftest import SignedInAs
from tests.documents.foreign import a_picture
from tests.hostile.corpus import TEXTS
from tests.world import World

FORM = {"content-type": "application/x-www-form-urlencoded"}
HALF = "T07"  # a form replaces half a character; JSON can carry it
REFUSED = {"T06", "T10"}  # no text holds these, and no field so much
RAW = ('<img src="file:', "<link rel=attachment", "<div hx-get", "<table><tr><td><table>")


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


@pytest.mark.parametrize("id", list(TEXTS))
def test_a_hostile_text_is_refused_or_shown_as_words(
    world: World, case: Case, signed_in_as: SignedInAs, id: str
) -> None:
    browser = signed_in_as(world.case_manager)
    capture = world.capture(case, a_picture(60, 90), "post.png")
    place = f"/cases/{case.reference}/evidence/{capture.id}"
    fields = {"access_route": "public", "authenticity": "unverified"}
    said = {f"details.{name}": value for name, value in fields.items()}
    said |= {"details.relevance": TEXTS[id], "details.transcript": TEXTS[id]}
    said |= {"reason": "Looked at again"}
    body = urlencode(said, errors="surrogatepass")  # what a browser cannot send, a program can
    answer = browser.post(f"{place}/details", content=body, headers=FORM)
    assert answer.status_code == (422 if id in REFUSED else 303), answer.text[:300]
    page = browser.get(place)
    assert page.status_code == 200
    assert not any(each in page.text for each in RAW)
    if answer.status_code == 303:
        assert world.session.get_one(Capture, capture.id).details["relevance"]


@pytest.mark.parametrize("id", list(TEXTS))
def test_over_json_half_a_character_is_refused_too(
    world: World, case: Case, api_as: SignedInAs, id: str
) -> None:
    capture = world.capture(case, a_picture(60, 90), "post.png")
    program = api_as(world.case_manager)
    answer = program.post(
        f"/api/v1/cases/{case.reference}/captures/{capture.id}/details",
        content=json.dumps({"relevance": TEXTS[id]}),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == (422 if id in {*REFUSED, HALF} else 201), answer.text[:300]


@pytest.mark.parametrize("id", sorted(set(TEXTS) - {*REFUSED, HALF}))
def test_a_hostile_text_is_printed_as_words_and_fetches_nothing(
    world: World, case: Case, id: str
) -> None:
    exhibit = world.exhibit(
        case, a_picture(60, 90), name="post.png", title="The post", description=TEXTS[id]
    )
    item: PackItem = exhibit_item(
        world.session, item_on(world.session, case.id, exhibit.reference), []
    )
    assert len(parts_of(item, case.reference, HandPress())) >= 2
