"""The files of a report: several at once, one at a time, good or not."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import select

from casework.evidence.models import Capture
from casework.reports.models import DraftFile
from casework.settings import settings
from casework.storage import store
from tests.conftest import SignedInAs
from tests.documents.foreign import a_pdf
from tests.told import COLLECTED, COME_BY
from tests.web.reporting import NO_IMAGE, PNG, draft_of, filled_in, sent
from tests.world import World

Chosen = list[tuple[str, tuple[str, bytes]]]


def chosen(*files: tuple[str, bytes]) -> Chosen:
    return [("files", each) for each in files]


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A deployment with limits of its own, until the test is over."""

    def limit(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield limit
    monkeypatch.undo()
    settings.cache_clear()


def names(world: World) -> list[str]:
    return sorted(world.session.exec(select(DraftFile.name)).all())


def test_a_file_sent_by_itself_answers_with_its_row(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    answer = browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("post.png", PNG)))
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<li class="file">')
    assert "post.png" in answer.text
    assert "fingerprinted" in answer.text
    assert names(world) == ["post.png"]


def test_a_refused_file_answers_with_a_sentence(world: World, signed_in_as: SignedInAs) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    answer = browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("empty.png", b"")))
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "“empty.png” is empty. Choose the file again"
    assert browser.post(f"{draft}/files").status_code == 422
    assert names(world) == []


def test_a_file_over_the_limit_is_refused_by_name(
    world: World, signed_in_as: SignedInAs, limited: Callable[..., None]
) -> None:
    limited(CASEWORK_UPLOAD_MEGABYTES="1")
    browser = signed_in_as(world.reporter)
    draft, arriving = draft_of(browser), set(store().incoming.glob("*"))
    answer = browser.post(
        f"{draft}/files", data=NO_IMAGE, files=chosen(("film.mov", b"x" * (1 << 20) + b"x"))
    )
    assert (answer.status_code, answer.text) == (422, "“film.mov” must be smaller than 1 MB")
    assert set(store().incoming.glob("*")) == arriving


def test_without_scripts_the_good_files_stay_when_one_is_refused(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    files = chosen(("a.png", PNG), ("empty.png", b""), ("b.png", PNG))
    answer = browser.post(f"{draft}/evidence", data=COME_BY | {"link": "nowhere"}, files=files)
    assert answer.status_code == 422
    assert names(world) == ["a.png", "b.png"]
    assert "“empty.png” is empty" in answer.text
    assert "Enter a full web address, like https://www.instagram.com/p/abc123" in answer.text
    assert 'value="nowhere"' in answer.text
    assert answer.text.count('class="nm">') == 3, "two files, and the row that scripts copy"


def test_without_scripts_files_are_added_before_going_on(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    files = chosen(("a.png", PNG), ("b.png", PNG))
    stay = browser.post(f"{draft}/evidence", data=COME_BY | {"then": "stay"}, files=files)
    assert (stay.status_code, "b.png" in stay.text) == (200, True)
    onward = browser.post(f"{draft}/evidence", data=COME_BY, files=chosen(("c.png", PNG)))
    assert onward.headers["location"] == f"{draft}/check"
    assert names(world) == ["a.png", "b.png", "c.png"]


def test_a_file_that_is_not_what_its_name_says_is_kept_and_that_is_said(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser)
    answer = browser.post(
        f"{draft}/files", data=NO_IMAGE, files=chosen(("post.png", a_pdf("Not a picture")))
    )
    assert "Named .png, but what is in it is: PDF. Kept, for download only" in answer.text
    assert "post.png (not what its name says)" in browser.get(f"{draft}/check").text
    browser.post(f"{draft}/check")
    capture = world.session.exec(select(Capture)).one()
    assert (capture.name, capture.name_agrees, capture.is_shown) == ("post.png", False, False)


def test_a_name_that_is_a_path_or_a_page_is_only_a_name(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    answer = browser.post(
        f"{draft}/files", data=NO_IMAGE, files=chosen(("../../etc/<b>x</b>.png", PNG))
    )
    assert names(world) == ["b>.png"]
    assert "<b>" not in answer.text


def test_one_file_too_many_is_refused(
    world: World, signed_in_as: SignedInAs, limited: Callable[..., None]
) -> None:
    limited(CASEWORK_UPLOAD_FILES="1")
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("a.png", PNG)))
    answer = browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("b.png", PNG)))
    assert (answer.status_code, "“b.png” was not added" in answer.text) == (422, True)


def test_a_file_is_removed_and_what_was_typed_beside_it_stays(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = draft_of(browser)
    browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("a.png", PNG)))
    file = world.session.exec(select(DraftFile.id)).one()
    path = f"{draft}/files/{file}/remove"
    assert signed_in_as(world.stranger).post(path).status_code == 404
    answer = browser.post(path, data={"link": "https://social.example/p/1"})
    assert answer.headers["location"] == f"{draft}/evidence"
    assert names(world) == []
    assert "https://social.example/p/1" in browser.get(f"{draft}/evidence").text
    assert browser.post(path).status_code == 404


def test_files_that_were_sent_are_evidence_of_the_case(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.reporter)
    draft = filled_in(world, browser)
    browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("post.png", PNG)))
    browser.post(f"{draft}/check")
    capture = world.session.exec(select(Capture)).one()
    assert store().read(capture.key) == PNG
    late = browser.post(f"{draft}/files", data=NO_IMAGE, files=chosen(("late.png", PNG)))
    assert (late.status_code, late.text.startswith("This file could not be added")) == (422, True)


def test_a_report_needs_no_evidence(world: World, signed_in_as: SignedInAs) -> None:
    assert sent(world, signed_in_as(world.reporter), evidence={}) == "R26-0001"


@pytest.fixture
def out_of_order() -> Iterator[None]:
    """A store that takes nothing in until the test is over: its folder is a file."""
    root = store().root
    root.mkdir(parents=True, exist_ok=True)
    aside = root.rename(root.with_name("aside"))
    root.touch()
    yield
    root.unlink()
    aside.rename(root)


def test_a_store_out_of_order_loses_no_answer(
    world: World, signed_in_as: SignedInAs, request: pytest.FixtureRequest
) -> None:
    browser = signed_in_as(world.reporter)
    draft, reference = draft_of(browser), sent(world, browser)
    request.getfixturevalue("out_of_order")
    files, says = chosen(("post.png", PNG)), "could not be stored"
    one = browser.post(f"{draft}/files", data=NO_IMAGE, files=files)
    assert (one.status_code, says in one.text) == (422, True)
    step = browser.post(
        f"{draft}/evidence", data=COME_BY | {"link": "https://x.example/1"}, files=files
    )
    assert (step.status_code, says in step.text) == (422, True)
    assert "https://x.example/1" in browser.get(f"{draft}/evidence").text
    more = browser.post(
        f"/report/sent/{reference}/add", data=COLLECTED | {"words": "And so"}, files=files
    )
    assert (more.status_code, says in more.text, "And so" in more.text) == (422, True, True)
    assert names(world) == []
