"""Papers of a case, what is due and what was weeded, as pages and over JSON."""

from uuid import uuid4

from casework.access import Actor
from casework.database.whose import every_case
from casework.retention.weed_certifying import certify_weeding
from casework.settings import settings
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.retention.weeded import DUE, approve, papers_case, proposed
from tests.world import World, at


def test_each_paper_says_why_it_is_here_and_it_is_proposed_from_the_page(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case, _ = papers_case(world)
    browser = signed_in_as(world.case_manager)
    base = f"/cases/{case.reference}"
    page = browser.get(f"{base}/weeding").text
    assert "An allegation rests on it" in page
    assert "Zanzibar" not in page, "names and words of files stay on their own pages"
    assert "Why each paper is still here" in browser.get(f"{base}/retention").text
    told = api_as(world.case_manager).get(f"/api/v1{base}/weeding").json()
    assert {each["kind"] for each in told["papers"]} == {"evidence", "drafts"}
    assert signed_in_as(world.stranger).get(f"{base}/weeding").status_code == 404
    assert signed_in_as(world.hearing_manager).get(f"{base}/weeding").status_code in {403, 404}
    wrong = browser.post(f"{base}/propose-weeding", data={"reason": "Nobody relied on it"})
    assert wrong.status_code == 422
    assert "Nobody relied on it" in wrong.text


def test_the_register_keeps_the_certificate(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs, dpo: Actor
) -> None:
    case, _ = papers_case(world)
    row = proposed(world, case)
    approve(world, case, row, dpo)
    with every_case(world.session):
        row.begun_at = row.buried_at = row.rows_gone_at = row.verified_at = at(DUE)
        world.session.flush()
        certify_weeding(world.session, row, settings(), at(DUE))
        world.session.flush()
    browser = signed_in_as(dpo)
    assert case.reference in browser.get("/retention/weeding").text
    paper = browser.get(f"/retention/weeding/{row.id}/certificate.pdf")
    assert bare("Certificate of weeding") in words_in(paper.content)
    over_json = api_as(dpo)
    assert over_json.get(f"/api/v1/retention/weeding/{row.id}").json() == row.certificate
    (line,) = over_json.get("/api/v1/retention/weeding").json()["done"]
    assert (line["reference"], line["status"]) == (case.reference, "Certified")
    for place in ("/retention/weeding", f"/retention/weeding/{row.id}/certificate.pdf"):
        assert signed_in_as(world.hearing_manager).get(place).status_code == 403
    missing = f"/retention/weeding/{uuid4()}/certificate.pdf"
    assert browser.get(missing).status_code == 404
