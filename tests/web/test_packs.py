"""Packs on their page: a draft for whoever makes it, the issued one for both sides."""

from casework.cases.stages import Stage
from tests.conftest import SignedInAs
from tests.staging import pack
from tests.world import World, at


def test_a_final_pack_is_for_whoever_makes_it_and_an_issued_one_for_both_sides(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = world.case(Stage.HEARING)
    made = pack(world, case)
    place = f"/cases/{case.reference}/hearing"
    address = f"{place}/packs/{made.edition}.pdf"
    manager, chair = signed_in_as(world.case_manager), signed_in_as(world.hearing_manager)
    assert address in manager.get(place).text
    assert address not in chair.get(place).text
    assert chair.get(address).status_code == 403
    made.issue("Nadia Farrow", at())
    for reader in (chair, manager, signed_in_as(world.note_taker)):
        assert address in reader.get(place).text
        assert reader.get(address).headers["content-type"] == "application/pdf"
    assert signed_in_as(world.reporter).get(address).status_code == 404
