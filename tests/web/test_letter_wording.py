"""A trust's own words for its letters: what must stay stays, and each letter keeps its version."""

import pytest
from sqlmodel import select

from casework.documents.letters import LETTERS, print_letter
from casework.documents.models import IssuedDocument
from casework.documents.passages import passages_of, places_of, wrong_with
from casework.documents.specimens import specimen
from casework.documents.wordings import LetterWording
from casework.investigation.telling import TellEmployee
from casework.journal import entries
from casework.storage import store
from tests.browser import Browser
from tests.commands.inquiring import begun, by
from tests.commands.test_inquiry import LETTER
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.world import World

PLACE = "/settings/letters/L-03"
ASK = "Keep what may matter. Ask {contact.name} when in doubt."


@pytest.fixture
def director(world: World, signed_in_as: SignedInAs) -> Browser:
    return signed_in_as(world.hr_director)


def told(**passages: str) -> dict[str, str]:
    """The form as the page fills it, with some paragraphs changed."""
    fresh = {key: each.text for key, each in passages_of(LETTERS["L-03"]).items()} | passages
    named = {f"passages.{key}": text for key, text in fresh.items()}
    return named | {"why": "Our governors asked for it.", "seen": "0"}


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_every_letter_can_be_looked_at_with_an_invented_person(code: str) -> None:
    kind = LETTERS[code]
    standard = {key: each.text for key, each in passages_of(kind).items()}
    assert wrong_with(kind, standard) == {}
    for each in passages_of(kind).values():
        assert set(each.must) <= set(places_of(kind))
    paper = print_letter(specimen(kind))
    assert bare("Sam Example") in words_in(paper.pdf)


def test_a_letter_says_the_words_of_the_trust_and_keeps_their_version(
    director: Browser, world: World
) -> None:
    answer = director.post(PLACE, data=told(ask_of_you=ASK, opening="We are sorry to write."))
    assert answer.headers["location"] == "/settings/letters"
    assert "Version 1" in director.get("/settings/letters").text
    case = begun(world)
    by(world, world.case_manager, case, TellEmployee, **LETTER)
    issued = world.session.exec(select(IssuedDocument)).one()
    assert issued.wording_version == 1
    with store().open_sound(issued.key, issued.sha256, "It") as source:
        said = words_in(source.read())
    assert bare("Keep what may matter. Ask") in said
    assert "{" not in said
    assert bare("We are sorry to write.") in said
    entry = entries(world.session, None, 1)[0]
    assert (entry.kind, entry.actor_name) == ("LetterReworded", world.hr_director.name)


def test_what_must_stay_and_what_nobody_knows_are_refused_at_the_field(
    director: Browser, world: World
) -> None:
    lost = director.post(PLACE, data=told(ask_of_you="Keep everything."))
    assert lost.status_code == 422
    assert "Keep {contact.name} in it" in lost.text
    assert "Keep everything." in lost.text
    gone = director.post(PLACE, data=told(adjustments="  "))
    assert "“How to ask for adjustments” must stay in this letter" in gone.text
    unknown = director.post(PLACE, data=told(opening="Dear {first_name}"))
    assert "This letter has nothing called {first_name}" in unknown.text
    broken = director.post(PLACE, data=told(opening="Dear {contact.name"))
    assert "one word in braces" in broken.text
    invented = director.post(PLACE, data=told() | {"passages.nothing": "Words"})
    assert invented.status_code == 422
    control = director.post(PLACE, data=told(opening="Dear \x07you"))
    assert "characters that cannot be stored" in control.text
    assert world.session.exec(select(LetterWording)).all() == []


def test_words_are_looked_at_before_they_are_used(director: Browser, world: World) -> None:
    seen = director.post(PLACE, data=told(ask_of_you=ASK) | {"see_first": "yes"})
    assert seen.headers["content-type"] == "application/pdf"
    assert bare("Keep what may matter") in words_in(seen.content)
    wrong = director.post(PLACE, data=told(ask_of_you="No place") | {"see_first": "yes"})
    assert wrong.status_code == 422
    assert world.session.exec(select(LetterWording)).all() == []


def test_every_version_stays_and_the_standard_words_come_back(
    director: Browser, world: World
) -> None:
    director.post(PLACE, data=told(opening="First."))
    late = director.post(PLACE, data=told(opening="From an old page."))
    assert late.status_code == 409
    assert "Somebody wrote version 1 meanwhile" in late.text
    same = director.post(PLACE, data=told(opening="First.") | {"seen": "1"})
    assert "Nothing differs" in same.text
    director.post(PLACE, data={"why": "Back to the old words.", "seen": "1"})
    page = director.get(PLACE).text
    assert "Version 2" in page
    assert "the standard words" in page
    assert "First." in page
    rows = world.session.exec(select(LetterWording).order_by("version")).all()
    assert [(each.version, each.passages) for each in rows] == [(1, {"opening": "First."}), (2, {})]


def test_who_does_not_look_after_the_settings_changes_no_words(
    world: World, signed_in_as: SignedInAs
) -> None:
    manager = signed_in_as(world.case_manager)
    assert manager.get("/settings/letters").status_code == 200
    assert manager.get(PLACE).status_code == 403
    assert manager.post(PLACE, data=told(opening="Mine.")).status_code == 403
    assert manager.get("/settings/letters/L-99").status_code == 403


def test_words_over_json(world: World, api_as: SignedInAs) -> None:
    director = api_as(world.hr_director)
    words = director.get("/api/v1/letter-words/L-03").json()
    assert words["places"]["contact.name"]
    body = {"code": "L-03", "passages": {"opening": "Hello."}, "why": "Warmer."}
    made = director.post("/api/v1/letter-words", json=body)
    assert (made.status_code, made.json()["version"]) == (201, 1)
    nul = director.post("/api/v1/letter-words", json=body | {"passages": {"opening": "\x00"}})
    assert nul.status_code == 422
    bad = director.post("/api/v1/letter-words", json=body | {"passages": {"opening": "{x}"}})
    assert bad.json()["answers"] == {"passages.opening": "This letter has nothing called {x}"}
    assert director.get("/api/v1/letter-words/L-99").status_code == 404
    assert api_as(world.case_manager).post("/api/v1/letter-words", json=body).status_code == 403
    assert len(api_as(world.case_manager).get("/api/v1/letter-words").json()) == len(LETTERS)
