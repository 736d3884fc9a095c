"""The disposal register and a certificate, as pages and over JSON."""

from uuid import uuid4

from casework import journal
from casework.access import CASEWORK, Actor
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.retention.certifying import certify
from casework.retention.executing import CaseDisposed, DisposalBegun
from casework.retention.models import Disposal
from casework.retention.reviewing import disposal_of
from casework.settings import settings
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.retention.conftest import LONG_AFTER, approve, due_case, propose
from tests.world import World, at


def certified(world: World, dpo: Actor) -> tuple[Case, Disposal]:
    """A deletion at its last step: its rows are elsewhere in the tests."""
    case = due_case(world)
    propose(world, case)
    approve(world, case, dpo)
    row = disposal_of(world.session, case.id)
    assert row
    with every_case(world.session):
        told = {"code": row.code, "manifest_hash": row.manifest_hash}
        for event in (DisposalBegun(**told), CaseDisposed(**told)):
            journal.append(world.session, case.id, CASEWORK, event, at(LONG_AFTER))
        row.begun_at = row.key_destroyed_at = row.rows_gone_at = row.verified_at = at(LONG_AFTER)
        case.disposing_since = at(LONG_AFTER)
        world.session.flush()
        certify(world.session, row, settings(), at(LONG_AFTER))
        world.session.flush()
    return case, row


def test_the_register_and_the_certificate(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs, dpo: Actor
) -> None:
    case, row = certified(world, dpo)
    browser = signed_in_as(dpo)
    page = browser.get("/retention/disposals").text
    assert case.reference in page
    place = f"/retention/disposals/{row.id}"
    one = browser.get(place)
    assert "Nothing of it was found" in one.text
    assert world.employee.name not in one.text
    paper = browser.get(f"{place}/certificate.pdf")
    assert bare("Certificate of disposal") in words_in(paper.content)
    over_json = api_as(dpo)
    told = over_json.get(f"/api/v1{place}").json()
    assert told == row.certificate
    assert over_json.get("/api/v1/retention/disposals").json()["rows"][0]["status"] == "Certified"
    assert signed_in_as(world.case_manager).get(f"/cases/{case.reference}").status_code == 404


def test_it_is_closed_to_others_and_silent_about_what_is_not_there(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    for place in ("/retention/disposals", f"/retention/disposals/{uuid4()}"):
        assert signed_in_as(world.hearing_manager).get(place).status_code == 403
        assert api_as(world.hearing_manager).get(f"/api/v1{place}").status_code == 403
    missing = f"/retention/disposals/{uuid4()}"
    assert signed_in_as(world.hr_director).get(missing).status_code == 404
    assert api_as(world.hr_director).get(f"/api/v1{missing}").status_code == 404
