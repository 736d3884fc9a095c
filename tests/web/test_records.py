"""Who has looked at a case, and how well the journal is kept: for those who answer for it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import journal
from casework.access import CASEWORK, TrustRole
from casework.cases.models import Case
from casework.journal import CaseLookedAt, Refused
from casework.journal.proving import Proof
from casework.journal.recording import record
from casework.journal.signing import sign
from casework.journal.watching import SigningRefused
from casework.people.models import Place
from tests.conftest import SignedInAs
from tests.journal.chains import chain_of
from tests.journal.signing import Kept
from tests.world import Somebody, World, at

SECRET = "a marker nobody else may see"


def overseer(world: World) -> Somebody:
    """The data protection officer: of a case only the record of access is theirs whole."""
    officer = world.appeal_manager
    if not world.session.exec(select(Place).where(Place.role == TrustRole.DPO)).first():
        world.session.add(Place(person_id=officer.id, role=TrustRole.DPO))
        world.session.flush()
    return officer


def looks_at(world: World, case: Case) -> None:
    who = world.hearing_manager
    for number, how in enumerate(("viewed", "downloaded", "printed", "exported")):
        told = CaseLookedAt.model_validate({"section": f"the {how} papers", "how": how})
        journal.looked(case.id, who, told, at() + timedelta(minutes=number))
    refusal = Refused(action="open the evidence", reason="no part in it")
    journal.refused(case.reference, world.stranger, refusal, at())


def page(signed_in_as: SignedInAs, who: Somebody, path: str) -> str:
    answer = signed_in_as(who).get(path)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_the_page_says_who_looked_at_what_and_who_was_refused(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    looks_at(world, case)
    told = page(signed_in_as, overseer(world), f"/cases/{case.reference}/looked")
    for words in ("Viewed the viewed papers", "Exported the exported papers", "Printed the"):
        assert words in told
    assert "Was refused: open the evidence (no part in it)" in told
    assert world.person(world.stranger).name in told
    assert "Reported" not in told.split("<tbody>")[1].split("</tbody>")[0]


@pytest.mark.parametrize(
    ("only", "shown", "hidden"),
    [
        ("views", ["the viewed papers"], ["the downloaded papers", "Was refused"]),
        ("downloads", ["the downloaded papers", "the exported papers"], ["the printed papers"]),
        ("prints", ["the printed papers"], ["the viewed papers"]),
        ("refusals", ["Was refused"], ["the viewed papers"]),
        ("anything else", ["the viewed papers", "Was refused"], []),
    ],
)
def test_each_kind_of_look_is_shown_apart(
    world: World, signed_in_as: SignedInAs, only: str, shown: list[str], hidden: list[str]
) -> None:
    case = world.case()
    looks_at(world, case)
    told = page(signed_in_as, overseer(world), f"/cases/{case.reference}/looked?only={only}")
    assert [each for each in shown if each not in told] == []
    assert [each for each in hidden if each in told] == []


def test_older_looks_are_on_the_next_page(world: World, signed_in_as: SignedInAs) -> None:
    case = world.case()
    for number in range(60):
        told = CaseLookedAt(section=f"page {number} of it")
        journal.looked(case.id, world.hearing_manager, told, at() + timedelta(seconds=number))
    place = f"/cases/{case.reference}/looked"
    first = page(signed_in_as, overseer(world), place)
    assert "page 59 of it" in first
    assert "page 9 of it" not in first
    assert f"{place}?only=&amp;before=12" in first or "?only=&amp;before=12" in first
    second = page(signed_in_as, overseer(world), f"{place}?only=&before=12")
    assert "page 9 of it" in second
    assert "page 10 of it" not in second
    assert "Newest" in second


def test_only_who_sees_the_record_of_access_sees_who_looked(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case()
    place = f"/cases/{case.reference}/looked"
    for part in (world.hearing_manager, world.case_manager):
        assert signed_in_as(part).get(place).status_code == 403
    for nobody in (world.stranger, world.employee, world.reporter):
        assert signed_in_as(nobody).get(place).status_code == 404


def test_looks_are_neither_in_the_activity_nor_in_the_api(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = world.case()
    journal.looked(case.id, world.case_manager, CaseLookedAt(section=SECRET), at())
    number = world.session.execute(text("SELECT max(number) FROM journal")).scalar_one()
    reader = world.case_manager
    assert SECRET not in page(signed_in_as, reader, f"/cases/{case.reference}/activity")
    base = f"/api/v1/cases/{case.reference}/journal"
    assert SECRET not in api_as(reader).get(base).text
    assert api_as(reader).get(f"{base}/{number}").status_code == 404


@pytest.fixture
def kept(tmp_path: Path, world: World) -> Kept:
    chain_of(world)
    return Kept(tmp_path)


def test_whoever_oversees_the_record_sees_what_was_signed(
    world: World, signed_in_as: SignedInAs, kept: Kept
) -> None:
    made = kept.checkpoint()
    told = page(signed_in_as, world.hr_director, "/settings/journal")
    assert 'id="c1"' in told
    assert f">{made.entries}<" in told
    assert str(kept.state / "one") in told
    assert "Nobody has checked the whole journal yet" in told
    assert "Checkpoints go to one place only" in told


@pytest.mark.parametrize(
    ("proof", "says"),
    [
        (Proof(entries=9, checkpoint=1), "As it was written"),
        (Proof(entries=9, checkpoint=1, altered=["Entry 2"]), "Altered"),
        (Proof(entries=9, checkpoint=1, unknown=["No key"]), "Could not tell"),
        (Proof(entries=9, checkpoint=1, gaps=["2 to 3"]), "A gap, acknowledged"),
    ],
)
def test_the_last_check_is_shown_with_who_and_what(
    world: World, signed_in_as: SignedInAs, proof: Proof, says: str
) -> None:
    record(world.session, CASEWORK, proof, at())
    told = page(signed_in_as, world.hr_director, "/settings/journal")
    assert says in told
    assert "checked 9 entries against checkpoint 1 and" in told


def test_an_alarm_is_shown_until_something_is_signed_again(
    world: World, signed_in_as: SignedInAs, kept: Kept
) -> None:
    kept.checkpoint()
    alarm = SigningRefused(says="Nothing was signed: what was signed is not whole in case X")
    journal.append(world.session, None, CASEWORK, alarm, kept.now + timedelta(minutes=1))
    place = "/settings/journal"
    assert "no longer continues" in page(signed_in_as, world.hr_director, place)
    assert sign(kept.signer, kept.shelves, kept.now + timedelta(minutes=2))
    assert "no longer continues" not in page(signed_in_as, world.hr_director, place)


def test_nobody_else_sees_how_the_record_is_kept(world: World, signed_in_as: SignedInAs) -> None:
    for other in (world.case_manager, world.reporter, world.stranger):
        assert signed_in_as(other).get("/settings/journal").status_code == 403
    assert signed_in_as(world.it_admin).get("/settings/journal").status_code == 200
