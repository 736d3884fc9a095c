"""Packs on their page: opened by those who may see the evidence that is in them."""

from casework.cases.stages import Stage
from tests.conftest import SignedInAs
from tests.staging import pack
from tests.world import World


def test_a_pack_opens_for_those_who_may_see_what_is_in_it(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    made = pack(world, case)
    place = f"/cases/{case.reference}/hearing"
    address = f"{place}/packs/{made.edition}.pdf"
    chair, note_taker = signed_in_as(world.hearing_manager), signed_in_as(world.note_taker)
    assert address in chair.get(place).text
    assert chair.get(address).headers["content-type"] == "application/pdf"
    assert address not in note_taker.get(place).text
    assert note_taker.get(address).status_code == 403
    assert signed_in_as(world.reporter).get(address).status_code == 404
