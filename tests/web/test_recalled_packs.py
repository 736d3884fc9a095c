"""What HR sees of the copies of a pack that was recalled."""

from casework.hearing_packs.commands import IssuePack
from casework.hearing_packs.copies import RecallMail, copies_of_pack
from casework.hearing_packs.recalling import RecallPack
from tests.commands.test_packs import prepared
from tests.conftest import SignedInAs
from tests.staging import pack
from tests.world import World, at

REASON = "A page of somebody else’s was in it."


def test_hr_sees_why_a_pack_was_recalled_and_which_readers_were_told(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case = prepared(world)
    made = pack(world, case)
    world.perform(world.case_manager, case, IssuePack(edition=1), at(hour=12))
    hr = signed_in_as(world.case_manager)
    asks = hr.get(f"/cases/{case.reference}/recall-pack?edition=1").text
    assert "an e-mail tells each reader that a paper was recalled" in asks
    world.perform(world.case_manager, case, RecallPack(edition=1, reason=REASON), at(hour=13))
    first, second, *_ = copies_of_pack(world.session, made.id)
    first.recall_mail, first.recall_mailed_at = RecallMail.SENT, at(hour=14)
    second.recall_mail = RecallMail.NO_ADDRESS
    world.session.flush()
    page = hr.get(f"/cases/{case.reference}/hearing").text
    assert REASON in page
    assert f"Copy 1: {first.name}" in page
    assert "Told by e-mail, Mon 5 Oct, 14:00." in page
    assert RecallMail.NO_ADDRESS.label in page
    assert f"recall-pack-copy?copy_id={first.id}" not in page
    listed = api_as(world.case_manager).get(f"/api/v1/cases/{case.reference}/packs/1/copies").json()
    assert [each["recall_mail"] for each in listed][:2] == ["sent", "no_address"]
