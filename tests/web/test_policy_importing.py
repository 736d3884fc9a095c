"""A new version of a policy by page: shown beside the one before it, then kept word for word."""

from typing import Any

from casework.policies.queries import clauses_of, versions
from tests.browser import Browser
from tests.conftest import SignedInAs
from tests.trust import DIGEST, TITLE
from tests.world import World

PAGE = "/policy/import"
WORDS = DIGEST.read_text().replace("must not name a pupil", "must never name a pupil")
ASKED = {"title": TITLE, "version": "September 2026", "effective_from": "1 Sep 2026"}


def sent(browser: Browser, to: str, words: str = WORDS, **told: str) -> Any:
    files = {"file": ("policy.txt", words.encode(), "text/plain")}
    return browser.post(to, data=ASKED | told, files=files)


def test_a_version_is_shown_first_and_kept_when_the_same_file_is_sent_again(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    assert "Import a version" in browser.get("/settings").text
    assert browser.get(PAGE).status_code == 200
    shown = sent(browser, PAGE)
    assert shown.status_code == 200, shown.text
    assert "Reworded" in shown.text
    assert "[put in: </span>never" in shown.text
    assert len(versions(world.session)) == 1
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    other = sent(browser, f"{PAGE}/keep", DIGEST.read_text(), seen=seen)
    assert (other.status_code, "not what was shown" in other.text) == (409, True)
    kept = sent(browser, f"{PAGE}/keep", seen=seen)
    assert kept.status_code == 303
    new = versions(world.session)[0]
    assert kept.headers["location"] == f"/policy/{new.id}"
    assert (new.version, new.imported_by) == ("September 2026", world.hr_director.name)
    changed = [
        each.number for each in clauses_of(world.session, new.id) if "never name" in each.text
    ]
    assert changed == ["2.5"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    for words, told, says in (
        ("1.1 First\n\n1.3 Third\n", {}, "Nothing was kept"),
        ("", {}, "Choose a text file"),
        ("1.1 A \x00 word", {}, "Remove the characters"),
        (WORDS, {"version": "September 2025"}, "a version of that name"),
        (WORDS, {"effective_from": "1 Sep 2025"}, "Another version is in force from that day"),
        (WORDS, {"effective_from": "soon"}, "as a date"),
    ):
        answer = sent(browser, PAGE, words, **told)
        assert answer.status_code == 422
        assert says in answer.text
        assert f'value="{TITLE}"' in answer.text
    assert len(versions(world.session)) == 1


def test_only_the_director_of_hr_imports_and_over_json_it_is_the_same(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    for who in (world.case_manager, world.it_admin, world.stranger):
        assert signed_in_as(who).get(PAGE).status_code == 403
        assert sent(signed_in_as(who), f"{PAGE}/keep").status_code == 403
    program = api_as(world.hr_director)
    asked = ASKED | {"text": WORDS}
    would = program.post("/api/v1/policies/acts/dry-run", json=asked).json()
    assert [each["change"] for each in would["changed"]] == ["reworded"]
    assert program.post("/api/v1/policies", json=asked | {"seen": "x"}).status_code == 409
    kept = program.post("/api/v1/policies", json=asked | {"seen": would["seen"]})
    assert (kept.status_code, kept.json()["version"]) == (201, "September 2026")
    other = asked | {"title": "X", "text": "1.3 a"}
    wrong = program.post("/api/v1/policies/acts/dry-run", json=other)
    assert wrong.status_code == 422
