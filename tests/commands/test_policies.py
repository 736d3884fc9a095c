"""Importing a policy: kept word for word, or refused with every reason."""

import re
from datetime import date

import pytest
from sqlmodel import select

from casework import journal
from casework.access import CASEWORK
from casework.policies.commands import import_policy
from casework.policies.models import Clause, PolicyVersion
from casework.policies.parsing import PolicyUnreadable
from casework.policies.queries import clause_in, clauses_of, in_force, versions
from tests.refusing import wrong_answers
from tests.trust import DIGEST, IN_FORCE_FROM, TITLE, VERSION
from tests.world import World, at

DIGEST_TEXT = DIGEST.read_text()
NEXT_DAY = date(2026, 9, 1)


def imported(
    world: World,
    text: str = DIGEST_TEXT,
    version: str = "September 2026",
    effective_from: date = NEXT_DAY,
) -> PolicyVersion:
    return import_policy(
        world.session,
        CASEWORK,
        text,
        title=TITLE,
        version=version,
        effective_from=effective_from,
        file_name="policy.txt",
        at=at(),
    )


def refused(world: World, text: str) -> str:
    before = len(world.session.exec(select(Clause.id)).all())
    with pytest.raises(PolicyUnreadable) as refusal, world.session.begin_nested():
        imported(world, text)
    assert len(world.session.exec(select(Clause.id)).all()) == before
    return str(refusal.value)


def test_every_clause_has_a_number_a_kind_and_its_words(world: World) -> None:
    clauses = {each.number: each for each in clauses_of(world.session, imported(world).id)}
    assert {"1.1", "2.2a", "2.4a", "2.4b", "4.1h", "5.2g"} <= set(clauses)
    assert clauses["3.3"].text in DIGEST_TEXT
    assert clauses["3.3"].kind.can_be_alleged
    assert not clauses["1.1"].kind.can_be_alleged


def test_an_import_is_recorded(world: World) -> None:
    imported(world)
    assert journal.entries(world.session, None)[0].sentence == (
        f"imported {TITLE}, September 2026, in force from 2026-09-01"
    )


def test_a_version_is_in_force_until_the_day_of_the_next(world: World) -> None:
    imported(world)
    on = {day: in_force(world.session, day)[0].version for day in (date(2026, 8, 31), NEXT_DAY)}
    assert on == {date(2026, 8, 31): VERSION, NEXT_DAY: "September 2026"}
    assert in_force(world.session, date(2025, 8, 31)) == []


def test_a_clause_is_read_as_worded_in_each_version(world: World) -> None:
    later = imported(world, DIGEST_TEXT.replace("language that offends", "words that wound"))
    earlier = versions(world.session)[1]
    assert earlier.version == VERSION
    texts = [clause_in(world.session, each, "3.3") for each in (earlier.id, later.id)]
    assert [("wound" in each.text) for each in texts if each] == [False, True]


def test_two_versions_are_not_in_force_on_one_day(world: World) -> None:
    with wrong_answers("effective_from"):
        imported(world, effective_from=IN_FORCE_FROM)


def test_a_version_has_a_name_of_its_own(world: World) -> None:
    with wrong_answers("version"):
        imported(world, version=VERSION)


def line_of(start: str) -> int:
    return next(n for n, line in enumerate(DIGEST_TEXT.splitlines(), 1) if line.startswith(start))


def test_a_missing_number_is_named_with_its_line(world: World) -> None:
    lines = DIGEST_TEXT.splitlines()
    gone = line_of("3.4 ")
    says = refused(world, "\n".join([*lines[: gone - 1], *lines[gone:]]))
    assert "3.4" in says
    assert re.search(r"(?i)line \d", says)


def test_a_repeated_number_is_named_with_its_line(world: World) -> None:
    says = refused(world, DIGEST_TEXT.replace("\n3.4 ", "\n3.3 "))
    assert re.search(rf"(?i)line {line_of('3.4 ')}\b", says)
    assert "3.3" in says


@pytest.mark.parametrize("text", ["", "   \n", "No numbers at all, only words."])
def test_what_is_no_policy_is_refused(world: World, text: str) -> None:
    assert refused(world, text)
