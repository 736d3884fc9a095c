"""Two people put one pack together at once: each act counts, and nothing is moved blind."""

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.commands import DecidePackPlace
from casework.hearing_packs.arrangement import arrangement_of
from casework.hearing_packs.arranging import ArrangePack
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.commands import IssuePack, MakePack
from casework.hearing_packs.listing import Listed, listing
from casework.hearing_packs.models import PackStatus
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.recipes import PackKind
from tests.commands.test_at_once import at_once
from tests.conftest import SignedInAs
from tests.refusing import breaches
from tests.staging import hearing, investigated, pack
from tests.world import DAY, World, at


def exhibits(world: World, case: Case) -> Listed:
    told = listing(world.session, case, PackKind.MANAGEMENT, Beside(), at(hour=14))
    return next(each for each in told if each.letter == "E")


def of_three(world: World) -> Case:
    case = world.case(Stage.HEARING)
    for title in ("One", "Two", "Three"):
        world.exhibit(case, title.encode(), title=title)
    return case


def test_what_was_dragged_over_an_order_that_changed_since_is_not_moved(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = of_three(world)
    place = f"/cases/{case.reference}/hearing"
    seen = exhibits(world, case)
    one, two, three = (each.what for each in seen.entries)
    first, second = signed_in_as(world.case_manager), signed_in_as(world.case_manager)
    assert f'name="seen" value="{seen.seen}"' in first.get(place).text
    moved = {"what": three, "move": "0", "seen": seen.seen}
    assert first.post(f"{place}/order", data=moved).status_code == 303
    late = second.post(f"{place}/order", data={"what": two, "move": "0", "seen": seen.seen})
    assert late.status_code == 409
    assert "Somebody else changed this order meanwhile" in late.text
    assert [each.what for each in exhibits(world, case).entries] == [three, one, two]
    again = {"what": two, "move": "0", "seen": exhibits(world, case).seen}
    assert second.post(f"{place}/order", data=again).status_code == 303
    assert [each.what for each in exhibits(world, case).entries] == [two, three, one]


def test_a_button_moves_within_the_order_that_is_there(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = of_three(world)
    place = f"/cases/{case.reference}/hearing"
    seen = exhibits(world, case)
    one, two, three = (each.what for each in seen.entries)
    for browser in (signed_in_as(world.case_manager), signed_in_as(world.case_manager)):
        up = {"what": three, "move": "up", "seen": seen.seen}
        assert browser.post(f"{place}/order", data=up).status_code == 303
    assert [each.what for each in exhibits(world, case).entries] == [three, one, two]


@pytest.mark.usefixtures("live")
def test_of_two_orders_at_once_both_are_kept_one_after_the_other() -> None:
    with as_casework() as session:
        reference = World(session).case(Stage.HEARING).reference
    orders = (["People", "Chronology"], ["Live warnings", "Employment"])
    at_once(
        lambda _, world, number: world.perform(
            world.case_manager, _case(world, reference), ArrangePack(order=orders[number]), at()
        ),
        2,
    )
    with reading_as_casework() as session:
        case = _case(World(session), reference)
        placed = arrangement_of(session, case.id, PackKind.MANAGEMENT).placed
    assert sorted(placed) == ["Chronology", "Employment", "Live warnings", "People"]


@pytest.mark.usefixtures("live")
def test_two_who_ask_for_a_pack_at_once_get_two_editions() -> None:
    with as_casework() as session:
        reference = World(session).case(Stage.HEARING).reference
    at_once(
        lambda _, world, __: world.perform(
            world.case_manager, _case(world, reference), MakePack(), at()
        ),
        2,
    )
    with reading_as_casework() as session:
        made = packs_of(session, _case(World(session), reference).id)
        assert sorted(each.edition for each in made) == [1, 2]


def _case(world: World, reference: str) -> Case:
    return world.session.exec(select(Case).where(Case.reference == reference)).one()


def test_a_final_pack_made_before_an_exhibit_was_replaced_is_not_issued(world: World) -> None:
    case = world.case(Stage.HEARING)
    old = world.exhibit(case, b"A blurred picture", title="The post")
    world.allegation(case, exhibits=[old])
    investigated(world, case)
    hearing(world, case, on=DAY.replace(day=19))
    made = pack(world, case, PackStatus.FINAL)
    made.requested_at = at(hour=11)
    world.session.flush()
    out = DecidePackPlace(exhibit_id=old.id, in_pack=False, reason="A clearer one takes its place")
    world.perform(world.case_manager, case, out, at(hour=12))
    world.exhibit(case, b"A clear picture", title="The post, clearer")
    with breaches("G-PACK-8"):
        world.perform(world.case_manager, case, IssuePack(edition=1), at(hour=13))
