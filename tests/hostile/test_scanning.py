"""Malware: found at the door, found later, and what a scanner that is down costs."""

import pytest
from sqlmodel import select

from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, in_transaction, reading_as_casework
from casework.documents.packs import ExhibitUnreadable
from casework.errors import ProcedureBreach
from casework.evidence.models import Capture
from casework.evidence.opening import OpenEvidence
from casework.evidence.quarantine import held_now, scan_what_waits, tell_of_malware
from casework.evidence.queries import item_on
from casework.evidence.scanning import ScannerUnavailable, ScanState, scanned, scanner_says
from casework.hearing_packs.exhibits import exhibit_item
from casework.hearing_packs.queries import pack_facts
from casework.journal import JournalEntry
from casework.settings import Settings, settings
from tests.commands.taking import streamed, taken_in
from tests.conftest import SignedInAs
from tests.documents.foreign import a_picture
from tests.hostile.corpus import EICAR
from tests.hostile.scanner import Scanner
from tests.mail import deliver_all, mail_server
from tests.told import COLLECTED
from tests.world import World

POST = a_picture(60, 90)


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


def test_malware_is_refused_at_the_door_and_nothing_is_kept(
    scanned_by: Scanner, world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/evidence/files"
    answer = browser.post(place, data=COLLECTED, files=[("files", ("eicar.txt", EICAR))])
    assert answer.status_code == 422
    assert "holds malware (Eicar-Test.UNOFFICIAL). Nothing of it was kept" in answer.text
    assert world.session.exec(select(Capture)).all() == []


def test_what_the_scanner_let_pass_says_when_and_by_what(
    scanned_by: Scanner, world: World, case: Case
) -> None:
    capture = taken_in(world, case, streamed(case))
    assert capture.scan is ScanState.CLEAN
    assert capture.scan_says is not None
    assert capture.scan_says.startswith("ClamAV")
    assert capture.scanned_at is not None


def test_while_the_scanner_is_down_everything_waits_and_nothing_is_shown(
    scanned_by: Scanner, world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    scanned_by.stop()
    capture = taken_in(world, case, streamed(case))
    assert capture.scan is ScanState.WAITING
    browser = signed_in_as(world.case_manager)
    place = f"/cases/{case.reference}/evidence/{capture.id}"
    page = browser.get(place).text
    assert "It is in quarantine until it is scanned" in page
    assert "<img src" not in page
    assert f"{place}/copy" not in page
    refused = browser.post(f"{place}/copy", data={"reason": "To read it"})
    assert refused.status_code == 409
    assert "It has been scanned for malware, where there is a scanner" in refused.text
    assert browser.get(f"{place}/content?opened=1").status_code == 404
    for download in (False, True):
        told = OpenEvidence(capture_id=capture.id, download=download, reason="To read it")
        with pytest.raises(ProcedureBreach, match="scanned for malware"):
            world.perform(world.case_manager, case, told)


def test_an_item_in_quarantine_stays_out_of_every_pack(scanned_by: Scanner, world: World) -> None:
    scanned_by.stop()
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case, POST, name="post.png")
    item = item_on(world.session, case.id, exhibit.reference)
    with pytest.raises(ExhibitUnreadable, match=r"E1 cannot .* it is in quarantine"):
        exhibit_item(world.session, item, [])
    assert pack_facts(world.session, case, check_originals=False).held_exhibits == 1


def test_a_file_larger_than_the_scanner_takes_is_not_taken_for_clean(clamd: Scanner) -> None:
    told = scanned(clamd.url, [bytes(1 << 20)] * 6)
    assert told.state is ScanState.WAITING


@pytest.mark.parametrize("url", ["unix:///nowhere/clamd.ctl", "tcp://127.0.0.1:9"])
def test_a_scanner_that_is_not_there_is_never_taken_for_one_that_found_nothing(url: str) -> None:
    assert scanned(url, [POST]).state is ScanState.WAITING
    with pytest.raises(ScannerUnavailable):
        scanner_says(url)


@pytest.fixture
def waiting(live: str, scanned_by: Scanner) -> dict[str, Capture]:
    """Two files taken in while the scanner was down, which is up again."""
    scanned_by.stop()
    with in_transaction() as session:
        session.info.clear()
        world = World(session)
        case = world.case(Stage.INVESTIGATION)
        bad = taken_in(world, case, streamed(case, EICAR, "notes.txt"))
        good = taken_in(world, case, streamed(case))
        session.flush()
        session.expunge(bad)
        session.expunge(good)
    scanned_by.start()
    return {"bad": bad, "good": good}


def again(capture: Capture) -> Capture:
    with reading_as_casework() as session:
        found = session.get_one(Capture, capture.id)
        session.expunge(found)
        return found


def test_what_waited_is_scanned_later_and_malware_stays_in_quarantine(
    waiting: dict[str, Capture], scanned_by: Scanner
) -> None:
    assert held_now() == {ScanState.WAITING: 2}
    assert scan_what_waits(scanned_by.url) == 2
    assert again(waiting["good"]).scan is ScanState.CLEAN
    found = again(waiting["bad"])
    assert (found.scan, found.scan_says) == (ScanState.FOUND, "Eicar-Test.UNOFFICIAL")
    assert scan_what_waits(scanned_by.url) == 0
    with reading_as_casework() as session:
        rows = session.exec(select(JournalEntry).where(JournalEntry.kind == "EvidenceScanned"))
        said = [each.sentence for each in rows]
    assert any("found malware in an item of evidence" in each for each in said)


def test_while_it_is_still_down_nothing_changes_but_the_reason(
    waiting: dict[str, Capture], scanned_by: Scanner
) -> None:
    scanned_by.stop()
    assert scan_what_waits(scanned_by.url) == 0
    assert held_now() == {ScanState.WAITING: 2}
    assert "The scanner failed" in (again(waiting["bad"]).scan_says or "")


def test_a_find_is_told_to_whoever_looks_after_computers_naming_nothing(
    waiting: dict[str, Capture], scanned_by: Scanner
) -> None:
    scan_what_waits(scanned_by.url)
    with mail_server() as (inbox, url):
        with as_casework() as session:
            told = tell_of_malware(session, Settings(smtp_url=url), waiting["bad"].id)
        deliver_all(url)
    assert told == len(inbox.arrived) >= 2
    for _, message in inbox.arrived:
        assert "notes.txt" not in message.as_string()
        assert "SM26-" not in message.as_string()


def test_the_settings_page_says_whether_files_are_scanned(
    scanned_by: Scanner, world: World, signed_in_as: SignedInAs
) -> None:
    browser = signed_in_as(world.hr_director)
    assert "Every file is scanned for malware by ClamAV" in browser.get("/settings").text
    scanned_by.stop()
    said = browser.get("/settings").text
    assert "The scanner does not answer" in said
    assert "New files stay in quarantine until it does" in said


def test_without_a_scanner_every_item_says_that_it_was_not_scanned(
    world: World, case: Case, signed_in_as: SignedInAs
) -> None:
    assert settings().clamd_url is None
    capture = taken_in(world, case, streamed(case))
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}/evidence/{capture.id}")
    assert "Not scanned for malware" in page.text
