"""Whom the packs of a case hide: everybody in its register, with what only they are known by."""

from casework.cases.naming import GivePseudonym
from casework.cases.pseudonyms import Kind
from casework.hearing_packs.hidden import hidden_in
from casework.hearing_packs.sought import Text
from tests.world import World


def test_a_case_without_a_register_hides_nobody(world: World) -> None:
    assert hidden_in(world.session, world.case()) == []


def test_what_only_somebody_is_known_by_is_hidden_with_their_name(world: World) -> None:
    case = world.case()
    seen, other = world.person(world.colleague), world.person(world.stranger)
    seen.email, seen.phone = "only.theirs@school.example", "07700 900461"
    named = GivePseudonym(kind=Kind.WITNESS, name=seen.name)
    world.perform(world.case_manager, case, named)

    def finds(words: str) -> bool:
        text = Text.of(words)
        return any(each for one in hidden_in(world.session, case) for each in one.matches(text))

    assert finds(f"and {seen.name} saw it")
    assert finds("sent to Only.Theirs@school.example")
    assert finds("on 07700 900461")
    assert not finds(f"and {other.name} saw it")
    other.phone = seen.phone
    world.session.flush()
    assert not finds("on 07700 900461"), "it rings in an office"
