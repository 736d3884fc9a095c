"""Packs of every kind, what is added to an issued one, and stopping one that is being made."""

from datetime import date

import pytest

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotPermitted, ProcedureBreach
from casework.hearing_packs.commands import IssuePack, KeepPack, MakePack
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.queries import pack_edition, packs_of
from casework.hearing_packs.recipes import MAY_HOLD, MUST_HOLD, RECIPES, PackKind
from casework.hearing_packs.stopping import StopPack
from casework.hearings.queries import hearing_of
from tests.refusing import breaches
from tests.staging import hearing, investigated, pack, paper
from tests.world import World, at


def prepared(world: World) -> Case:
    case = world.case(Stage.HEARING)
    world.allegation(case, exhibits=[world.exhibit(case)])
    investigated(world, case)
    hearing(world, case, on=date(2026, 10, 19))
    return case


def asked(world: World, case: Case, **told: object) -> HearingPack:
    world.perform(world.case_manager, case, MakePack.model_validate(told), at(hour=13))
    return packs_of(world.session, case.id)[0]


def issued(world: World, case: Case, pages: int = 47) -> HearingPack:
    made = pack(world, case)
    made.pages = pages
    world.perform(world.case_manager, case, IssuePack(edition=made.edition), at(hour=12))
    return made


def test_an_edition_says_by_which_recipe_it_was_made(world: World) -> None:
    made = asked(world, prepared(world))
    assert (made.kind, made.first_page) == (PackKind.MANAGEMENT, 1)
    assert made.recipe == RECIPES[PackKind.MANAGEMENT].version
    versions = {each.version for each in RECIPES.values()}
    assert len(versions) == len(PackKind)


def test_every_recipe_is_of_known_things_in_lettered_order() -> None:
    for recipe in RECIPES.values():
        letters = [section.letter for section in recipe.sections]
        assert letters == sorted(letters)
        held = [what for section in recipe.sections for what in section.holds]
        assert len(held) == len(set(held))
        assert MUST_HOLD[recipe.kind] <= set(held) <= MAY_HOLD[recipe.kind]


def test_an_appeal_pack_waits_for_the_notice_of_the_appeal(world: World) -> None:
    case = prepared(world)
    with breaches("G-PACK-10"):
        asked(world, case, kind="appeal")
    paper(world, case, "L-21")
    assert asked(world, case, kind="appeal").kind is PackKind.APPEAL


def test_a_referral_waits_for_the_outcome_and_is_not_issued_to_the_panel(world: World) -> None:
    case = prepared(world)
    with breaches("G-PACK-11"):
        asked(world, case, kind="referral")
    paper(world, case, "L-20")
    made = asked(world, case, kind="referral", final=True)
    made.status, made.sha256 = PackStatus.FINAL, "a" * 64
    world.session.flush()
    with breaches("G-PACK-12"):
        world.perform(world.case_manager, case, IssuePack(edition=made.edition), at(hour=14))


def test_a_pack_of_another_kind_is_made_after_the_hearing_pack_was_issued(world: World) -> None:
    case = prepared(world)
    issued(world, case)
    paper(world, case, "L-21")
    assert asked(world, case, kind="appeal").supplements is None
    with breaches("G-PACK-2"):
        asked(world, case)


def test_a_supplement_adds_to_an_issued_pack_and_numbers_on(world: World) -> None:
    case = prepared(world)
    with breaches("G-PACK-9"):
        asked(world, case, supplement=True)
    first = issued(world, case)
    added = asked(world, case, supplement=True, final=True)
    assert (added.supplements, added.first_page) == (first.edition, 48)
    assert added.name == "Final supplement 2"


def test_a_second_supplement_numbers_on_from_the_first(world: World) -> None:
    case = prepared(world)
    issued(world, case)
    added = asked(world, case, supplement=True, final=True)
    added.status, added.sha256, added.pages = PackStatus.FINAL, "a" * 64, 3
    world.session.flush()
    before = hearing_of(world.session, case.id)
    assert before
    since = before.pack_issued_on
    world.perform(world.case_manager, case, IssuePack(edition=added.edition), at(hour=14))
    assert before.pack_issued_on == since
    assert asked(world, case, supplement=True).first_page == 51


def test_a_supplement_with_what_a_new_notice_puts_completes_the_papers(world: World) -> None:
    case = prepared(world)
    issued(world, case)
    before = hearing_of(world.session, case.id)
    assert before
    before.pack_issued_on = None  # as after a notice of something new
    added = asked(world, case, supplement=True, final=True)
    added.status, added.sha256, added.pages = PackStatus.FINAL, "a" * 64, 3
    world.session.flush()
    world.perform(world.case_manager, case, IssuePack(edition=added.edition), at(hour=14))
    assert before.pack_issued_on is not None


def test_an_edition_that_is_being_made_is_stopped_and_stays_so(world: World) -> None:
    case = prepared(world)
    made = asked(world, case)
    entry = world.perform(world.case_manager, case, StopPack(edition=made.edition), at(hour=13))
    assert entry.sentence == f"stopped the making of edition {made.edition} of the hearing pack"
    stopped = pack_edition(world.session, case.id, made.edition)
    assert (stopped.status, stopped.failure) == (PackStatus.FAILED, "Nadia Farrow stopped it")
    late = KeepPack(
        edition=made.edition, key="packs/x/y", sha256="a" * 64, size=9, pages=1, contents=[]
    )
    with breaches("G-PACK-2"):
        world.perform(world.case_manager, case, late, at(hour=13))
    assert stopped.key is None


def test_only_what_is_being_made_is_stopped_and_only_by_whoever_makes_packs(world: World) -> None:
    case = prepared(world)
    made = pack(world, case)
    with pytest.raises(ProcedureBreach):
        world.perform(world.case_manager, case, StopPack(edition=made.edition), at(hour=13))
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, StopPack(edition=made.edition), at(hour=13))


def test_what_the_employee_answers_is_issued_after_what_it_answers(world: World) -> None:
    case = prepared(world)
    theirs = pack(world, case)
    theirs.kind = PackKind.EMPLOYEE
    world.session.flush()
    with breaches("G-PACK-15"):
        world.perform(world.case_manager, case, IssuePack(edition=theirs.edition), at(hour=14))
