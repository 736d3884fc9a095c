"""Whom a pack hides: chosen with a reason, kept to in all that is printed, and looked for."""

import pytest

from casework.cases.models import Case
from casework.cases.naming import GivePseudonym
from casework.cases.pseudonyms import Kind
from casework.documents.packs import ExhibitUnreadable
from casework.documents.sheets import NoteSheet
from casework.errors import NotPermitted
from casework.evidence.commands import DecidePackPlace
from casework.hearing_packs.commands import IssuePack
from casework.hearing_packs.concealed import REPORTER
from casework.hearing_packs.differing import ChoosePackProfile
from casework.hearing_packs.hidden import hidden_in
from casework.hearing_packs.profiles import PROFILES, Profile, profiles_for
from casework.hearing_packs.queries import pack_facts, packs_of
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.rules import PACK_RULES
from casework.hearing_packs.sought import Text
from casework.investigation.models import WitnessAccount
from casework.procedure import unmet
from tests.commands.test_packs import make, prepared
from tests.commands.test_what_a_pack_holds import items, planned
from tests.refusing import breaches, wrong_answers
from tests.staging import paper
from tests.world import DAY, World, at

PUPIL, SEEN = "Maisie Thornbury", "Gwendolen Harcastle"


def chosen(world: World, case: Case, profile: Profile, kind: str = "management") -> str:
    told = ChoosePackProfile(kind=PackKind(kind), profile=profile, reason="The panel needs no more")
    return world.perform(world.case_manager, case, told, at(hour=12)).sentence


def registered(world: World) -> Case:
    """A case with a pupil and a witness in its register, and a statement of another witness."""
    case = prepared(world)
    for kind, name in ((Kind.PUPIL, PUPIL), (Kind.WITNESS, SEEN)):
        world.perform(world.case_manager, case, GivePseudonym(kind=kind, name=name), at())
    return case


def names(world: World, case: Case, profile: Profile, words: str) -> bool:
    text = Text.of(words)
    found = hidden_in(world.session, case, profile)
    return any(each for one in found for each in one.matches(text))


def test_a_profile_is_chosen_with_a_reason_and_stays_with_the_edition(world: World) -> None:
    case = registered(world)
    sentence = chosen(world, case, Profile.PUPILS)
    assert sentence == "chose whom the hearing pack hides: pupils and their parents"
    made = planned(world, case)
    assert packs_of(world.session, case.id)[0].profile is Profile.PUPILS
    assert made.cover.hides == PROFILES[Profile.PUPILS].label
    with wrong_answers("profile"):
        chosen(world, case, Profile.PUPILS)


def test_another_profile_makes_the_final_pack_one_to_be_made_again(world: World) -> None:
    case = prepared(world)
    make(world, case, final=True)
    chosen(world, case, Profile.COPIES)
    made = packs_of(world.session, case.id)[0]
    made.status, made.sha256 = made.status.FINAL, "a" * 64
    world.session.flush()
    with breaches("G-PACK-8"):
        world.perform(world.case_manager, case, IssuePack(edition=1), at(hour=13))


def test_only_whoever_makes_packs_chooses(world: World) -> None:
    case = prepared(world)
    told = ChoosePackProfile(profile=Profile.PUPILS, reason="Because")
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, told, at())


def test_a_pack_that_hides_pupils_names_witnesses_and_is_searched_for_pupils(
    world: World,
) -> None:
    case = registered(world)
    for words, in_register, of_pupils in ((PUPIL, True, True), (SEEN, True, False)):
        assert names(world, case, Profile.REGISTER, words) is in_register
        assert names(world, case, Profile.PUPILS, words) is of_pupils


def test_every_witness_and_the_reporter_are_hidden_only_from_those_outside(
    world: World,
) -> None:
    case = registered(world)
    account(world, case, "Bertram Ollerenshaw")
    paper(world, case, "L-20")
    with wrong_answers("profile"):
        chosen(world, case, Profile.WITNESSES)
    assert Profile.WITNESSES not in profiles_for(PackKind.APPEAL)
    chosen(world, case, Profile.WITNESSES, "referral")
    made = planned(world, case, kind="referral")
    (statement,) = items(made, "F")
    (sheet,) = statement.parts
    assert isinstance(sheet, NoteSheet)
    assert statement.title == "Statement of Witness A"
    assert sheet.text == f"I am Witness A. {REPORTER} told me."
    assert ("Of", "Witness A") in sheet.facts
    assert names(world, case, Profile.WITNESSES, "Bertram Ollerenshaw")
    assert names(world, case, Profile.WITNESSES, world.reporter.name)
    assert not names(world, case, Profile.REGISTER, world.reporter.name)


def account(world: World, case: Case, name: str) -> None:
    world.session.add(
        WitnessAccount(
            case_id=case.id,
            name=name,
            role="Teaching assistant",
            words=f"I am {name}. {world.reporter.name} told me.",
            given_at=at(),
            signed_as=name,
            signed_on=DAY,
            capture_id=world.capture(case, b"Signed on paper", "statement.txt").id,
        )
    )
    world.session.flush()


def test_where_only_copies_go_in_a_reason_is_not_enough(world: World) -> None:
    case = prepared(world)
    shown = world.exhibit(case, b"Of a pupil", shows_pupil=True)
    placed = DecidePackPlace(exhibit_id=shown.id, in_pack=True, reason="The panel must see it")
    world.perform(world.case_manager, case, placed, at())
    facts = pack_facts(world.session, case, check_originals=False)
    assert unmet(PACK_RULES, facts) == []
    chosen(world, case, Profile.COPIES)
    facts = pack_facts(world.session, case, check_originals=False)
    assert [each.rule for each in unmet(PACK_RULES, facts)] == ["G-PACK-17"]
    with pytest.raises(ExhibitUnreadable, match=r"E2 .* takes only redacted copies"):
        planned(world, case)
