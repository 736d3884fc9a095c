"""The pages on which HR chooses whom a pack hides, and says why two sides read different packs."""

from casework.hearing_packs.models import HearingPack
from casework.hearing_packs.profiles import PROFILES
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.sides import sides_of
from tests.commands.test_both_sides import PAPER, WHY, both
from tests.commands.test_packs import prepared
from tests.conftest import SignedInAs
from tests.world import World


def test_hr_chooses_whom_a_pack_hides(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = prepared(world)
    base, hr = f"/cases/{case.reference}", signed_in_as(world.case_manager)
    page = hr.get(f"{base}/hearing").text
    assert "Hides: everybody in the register." in page
    form = hr.get(f"{base}/pack-profile?kind=management")
    assert all(each.says in form.text for each in PROFILES.values())
    assert "Not for the hearing pack" in form.text
    wrong = hr.post(f"{base}/pack-profile", data={"kind": "management", "profile": "pupils"})
    assert wrong.status_code == 422
    assert 'value="pupils" checked' in wrong.text
    refused = {"kind": "management", "profile": "witnesses", "reason": "So that nobody knows"}
    answer = hr.post(f"{base}/pack-profile", data=refused)
    assert answer.status_code == 422
    assert "until that is weighed" in answer.text
    assert refused["reason"] in answer.text
    told = {**refused, "profile": "pupils"}
    assert hr.post(f"{base}/pack-profile", data=told).status_code == 303
    assert "Hides: pupils and their parents." in hr.get(f"{base}/hearing").text
    asked = api_as(world.case_manager).post(f"/api/v1{base}/packs", json={})
    assert asked.status_code == 201
    listed = api_as(world.case_manager).get(f"/api/v1{base}/packs").json()
    assert listed[0]["profile"] == "pupils"


def test_a_trust_reads_what_each_profile_means(world: World, signed_in_as: SignedInAs) -> None:
    page = signed_in_as(world.case_manager).get("/settings/packs").text
    for each in PROFILES.values():
        assert each.says in page


def test_hr_says_why_the_packs_differ_and_compares_them(
    world: World, signed_in_as: SignedInAs
) -> None:
    case = both(world, [], [PAPER])
    base, hr = f"/cases/{case.reference}", signed_in_as(world.case_manager)
    page = hr.get(f"{base}/hearing?kind=employee").text
    assert f'href="{base}/pack-difference?kind=employee">Say why the two sides' in page
    assert "Issue final" not in page
    form = hr.get(f"{base}/pack-difference?kind=employee").text
    assert "My side" in form
    compare = f"{base}/hearing/compare?since=1&amp;edition=2"
    assert compare in form
    assert "My side" in hr.get(compare.replace("&amp;", "&")).text
    empty = hr.post(f"{base}/pack-difference", data={"kind": "employee"})
    assert empty.status_code == 422
    told = {"kind": "employee", "reason": WHY}
    assert hr.post(f"{base}/pack-difference", data=told).status_code == 303
    assert "Say why the two sides" not in hr.get(f"{base}/hearing?kind=employee").text
    for who, status in ((world.hearing_manager, 403), (world.stranger, 404)):
        assert signed_in_as(who).post(f"{base}/pack-difference", data=told).status_code == status


def test_what_differs_is_of_the_two_packs_that_stand(world: World) -> None:
    case = both(world, [PAPER], [])
    found = sides_of(world.session, case, PackKind.MANAGEMENT)
    assert isinstance(found.ours, HearingPack)
    assert found.unlike == {}
    assert sides_of(world.session, case, PackKind.APPEAL).ours is None
