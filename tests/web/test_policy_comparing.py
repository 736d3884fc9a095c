"""Two versions of a policy side by side: each change is named in words, and word by word."""

from datetime import date
from uuid import UUID

from casework.access import CASEWORK
from casework.policies.clause_kinds import ClauseKind
from casework.policies.commands import import_policy
from casework.policies.comparing import Change, compare
from casework.policies.models import Clause, PolicyVersion
from casework.policies.queries import clauses_of, versions
from tests.conftest import SignedInAs
from tests.trust import DIGEST, TITLE
from tests.world import World, at


def clause(number: str, words: str, position: int) -> Clause:
    return Clause(
        version_id=UUID(int=0),
        number=number,
        printed_number=number,
        section="1",
        section_heading="Rules",
        position=position,
        text=words,
        kind=ClauseKind.RULE,
    )


def read(lines: list[str]) -> list[Clause]:
    told = [line.partition(" ") for line in lines]
    return [clause(number, words, at) for at, (number, _, words) in enumerate(told)]


def changes(before: list[str], after: list[str]) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            each.change.value,
            each.was.number if each.was else None,
            each.now.number if each.now else None,
        )
        for each in compare(read(before), read(after))
    ]


def test_a_clause_is_followed_by_its_words_and_then_by_its_number() -> None:
    same = "1.1 What the policy is for"
    before = [
        same,
        "1.2 Staff must tell a manager",
        "1.3 Be kind online to all",
        "1.4 Old and gone",
    ]
    after = [
        same,
        "1.2 A wholly new rule about cameras",
        "1.3 Staff must tell a manager",
        "1.4 Be kind online to everybody always",
    ]
    assert changes(before, after) == [
        ("same", "1.1", "1.1"),
        ("added", None, "1.2"),
        ("renumbered", "1.2", "1.3"),
        ("renumbered_and_reworded", "1.3", "1.4"),
        ("removed", "1.4", None),
    ]
    assert changes(["1 Ask first, always"], ["1 Ask first, never"]) == [("reworded", "1", "1")]
    assert changes(["1 Gone", "2 Kept"], ["2 Kept"])[0] == ("removed", "1", None)
    assert changes([], ["1 New"]) == [("added", None, "1")]


def test_joined_again_the_words_are_both_wordings() -> None:
    one = compare([clause("1", "Do  not post, ever", 0)], [clause("1", "Do not ever post", 0)])[0]
    told = [(each.text, each.change) for each in one.words]
    assert "".join(words for words, change in told if change != "added") == "Do  not post, ever"
    assert "".join(words for words, change in told if change != "removed") == "Do not ever post"


def revised(world: World) -> PolicyVersion:
    words = DIGEST.read_text()
    rule = next(each for each in clauses_of(world.session, versions(world.session)[0].id)
                if each.number == "3.13")  # fmt: skip
    assert rule.text in " ".join(words.split())
    last = words.rindex("reference")
    return import_policy(
        world.session,
        CASEWORK,
        f"{words[:last]}testimonial{words[last + 9 :]}",
        title=TITLE,
        version="September 2026",
        effective_from=date(2026, 9, 1),
        file_name="revised.txt",
        at=at(),
    )


def test_a_revision_is_read_side_by_side(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    old = versions(world.session)[0]
    new = revised(world)
    world.session.flush()
    reader = signed_in_as(world.stranger)
    assert "Compare versions" in reader.get("/policy").text
    page = reader.get(f"/policy/compare?before={old.id}&after={new.id}").text
    assert "Reworded" in page
    assert "testimonial" in page.partition("[put in: ")[2][:60]
    assert "[taken out: " in page
    whole = reader.get(f"/policy/compare?before={old.id}&after={new.id}&every=yes").text
    assert whole.count("<tr>") > page.count("<tr>") + 30
    assert "Both say the same" in reader.get(f"/policy/compare?before={old.id}&after={old.id}").text
    assert "Choose two versions" in reader.get("/policy/compare").text
    assert reader.get(f"/policy/compare?before={old.id}&after=x").status_code == 404
    program = api_as(world.stranger)
    told = program.get(f"/api/v1/policies/{old.id}/compared/{new.id}").json()
    assert [each["change"] for each in told].count(Change.REWORDED) == 1
    nobody = f"/api/v1/policies/{old.id}/compared/{world.stranger.id}"
    assert program.get(nobody).status_code == 404
