"""The policy pages: every version, its clauses, and what a revision changed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.access import CASEWORK
from casework.policies.commands import import_policy
from casework.policies.models import PolicyVersion
from casework.policies.queries import versions
from tests.conftest import SignedInAs
from tests.trust import DIGEST, TITLE
from tests.world import World
from web.views.policyview import Words, compared

TODAY = datetime.now(UTC).date()


def another(
    world: World, version: str, since: date, text: str, digest: bool = False
) -> PolicyVersion:
    return import_policy(
        world.session,
        CASEWORK,
        text,
        title=TITLE,
        version=version,
        effective_from=since,
        file_name="policy.txt",
        at=datetime.now(UTC),
        digest=digest,
    )


def test_the_library_says_which_version_is_in_force(world: World, signed_in_as: SignedInAs) -> None:
    another(world, "Next year", TODAY + timedelta(30), DIGEST.read_text())
    another(world, "Long ago", date(2020, 9, 1), DIGEST.read_text())
    page = signed_in_as(world.employee).get("/policy").text
    rows = [row for row in page.split("<tr>") if "/policy/" in row]
    assert [("In force today" in row, "Replaced" in row) for row in rows] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert "A digest in our own words" not in page


def test_a_digest_is_called_one_on_every_page(world: World, signed_in_as: SignedInAs) -> None:
    version = another(world, "Digest", TODAY, DIGEST.read_text(), digest=True)
    browser = signed_in_as(world.employee)
    for address in ("/policy", f"/policy/{version.id}", f"/policy/{version.id}/2.6"):
        page = browser.get(address).text
        assert "A digest in our own words." in page
        assert "until HR brings in the exact wording" in page


def test_a_version_shows_each_clause_its_kind_and_its_points(
    world: World, signed_in_as: SignedInAs
) -> None:
    version = world.clause("2.6").version_id
    page = signed_in_as(world.employee).get(f"/policy/{version}").text
    for number in ("1.1", "2.4a", "4.1h", "5.7"):
        assert f'id="{number}"' in page
    assert "Shared a photo or video of a pupil" in page
    for kind in ("Rule", "Duty to tell someone", "Standard", "Information"):
        assert kind in page


def test_a_clause_says_what_it_is_for_and_when_it_is_not_broken(
    world: World, signed_in_as: SignedInAs
) -> None:
    clause = world.clause("4.1e")
    browser = signed_in_as(world.employee)
    page = browser.get(f"/policy/{clause.version_id}/4.1e").text
    assert clause.text in page
    assert "4.1, 5th point" in page
    assert "Can be alleged." in page
    exception = browser.get(f"/policy/{clause.version_id}/2.4a").text
    assert "a relationship with the pupil existed before" in exception


def test_a_clause_shows_what_a_revision_changed(world: World, signed_in_as: SignedInAs) -> None:
    revised = DIGEST.read_text().replace("Remarks that may be", "Comments that are")
    version = another(world, "Revised", TODAY, revised)
    page = signed_in_as(world.employee).get(f"/policy/{version.id}/3.2").text
    removed, added = page.split("<del>")[1], page.split("<ins>")[1]
    assert "Remarks" in removed.split("</del>")[0]
    assert "Comments" in added.split("</ins>")[0]
    same = signed_in_as(world.employee).get(f"/policy/{version.id}/3.3").text
    assert "The same words." in same


def test_comparing_two_wordings_loses_no_word(world: World) -> None:
    version = versions(world.session)[0]
    told = compared(version, "one two  three", "one 2  three four")
    before = "".join(each.text for each in told.words if each.change != "added")
    after = "".join(each.text for each in told.words if each.change != "removed")
    assert (before, after) == ("one two  three", "one 2  three four")
    assert Words("two", "removed") in told.words


@pytest.mark.parametrize("address", ["nothing", "%00", "nothing/2.6"])
def test_an_address_that_is_no_version_is_not_found(
    world: World, signed_in_as: SignedInAs, address: str
) -> None:
    assert signed_in_as(world.employee).get(f"/policy/{address}").status_code == 404


@pytest.mark.parametrize("number", ["9.9", "2.6 ", "%00", "2.6'"])
def test_a_number_the_version_does_not_have_is_not_found(
    world: World, signed_in_as: SignedInAs, number: str
) -> None:
    version = world.clause("2.6").version_id
    answer = signed_in_as(world.employee).get(f"/policy/{version}/{number}")
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text
