"""From a manager's phone to a hearing pack and a closed case, through the pages alone."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from casework.demo.people import invented_trust, staff_csv
from casework.demo.stories import stories
from casework.policies.parsing import parse_policy
from casework.policies.reading import read_policy
from tests.answers import without_chance
from tests.journeys import deciding, packs, reporting
from tests.journeys.people import PASSWORD, AtBrowser
from tests.journeys.serving import Trust

ROOT = Path(__file__).parents[2]
REAL = Path(
    os.environ.get("CASEWORK_POLICY_FILE", ROOT.parent / "shared/policy/social-media-policy.txt")
)
DIGEST = ROOT / "casework/policies/digest/social-media-policy.txt"
STARTED = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)  # a Monday
POSTED, FOUND = date(2026, 10, 2), date(2026, 10, 5)
PEOPLE = {
    "manager": "Daniel Okafor",
    "hr": "Priya Nair",
    "director": "Fiona Leigh",
    "officer": "Tom Whitworth",
    "chair": "Helen Ashcroft",
}


@pytest.fixture(scope="module")
def policy() -> Path:
    """The trust's own policy where this machine has it, else the digest of it that ships."""
    return REAL if REAL.exists() else DIGEST


@pytest.fixture(scope="module")
def trust(policy: Path) -> Iterator[Trust]:
    """A trust of its own: staff imported, the policy imported word for word, accounts given."""
    with tempfile.TemporaryDirectory(prefix="cw-journey-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)  # the database's own account must be able to enter
        made = Trust(Path(folder) / "state")
        staff = Path(folder) / "staff.csv"
        staff.write_text(staff_csv(), encoding="utf-8")
        with made.serving(STARTED):
            made.casework("staff", "import", str(staff))
            told = made.casework(
                "policy",
                "import",
                str(policy),
                *("--title", "Staff social media policy"),
                *("--version", "September 2025", "--effective-from", "2025-09-01"),
            )
            assert "5 sections, 32 numbered clauses" in told
            people = invented_trust().by_name
            for username, name in PEOPLE.items():
                number = people[name].staff_number
                made.casework(
                    *("user", "add", number, "--username", username, "--password-stdin"),
                    typed=f"{PASSWORD}\n",
                )
            assert "/way-back/" in made.casework("user", "reset", "officer")
        yield made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A screenshot, a wide picture and a PDF, as a phone and an office would have them."""
    folder = tmp_path_factory.mktemp("evidence")
    hallam = next(each for each in stories(date(2026, 11, 23)) if each.evidence)
    shot = folder / "IMG_2231.png"
    shot.write_bytes(hallam.evidence[0].content())
    wide = folder / "IMG_2232.png"
    picture = Image.new("RGB", (1600, 700), "#dfe7ea")
    ImageDraw.Draw(picture).rectangle((200, 100, 700, 600), fill="#8fa9ad")
    picture.save(wide)
    checked = folder / "release-check.pdf"
    Image.new("RGB", (800, 1100), "white").save(checked, "PDF")
    return [shot, wide, checked]


def _write_particulars(director: AtBrowser) -> None:
    """The standing words without which no letter prints."""
    told = {
        "support": "Employee assistance line: 01632 960 300",
        "adjustments": "Asha Mistry: 01632 960 222",
        "privacy_notice": "https://tansleyvale.example/privacy",
        "appeal_to": "Moira Kilbride, Chair of Trustees",
        "appeal_how": "appeals@tansleyvale.example",
        "kept_where": "It is kept on your personnel file at the Trust office.",
        "records": "A note that the matter was looked into is kept for six months.",
        "references": "A reference says when you worked here and in what role.",
        "referrals": "The Trust considers whether it must refer the matter.",
    }
    for key, words in told.items():
        director.go(f"/settings/particulars/{key}")
        director.fill(text=words)
        director.page.locator("main form button[type=submit]").first.click()
        director.page.wait_for_load_state()


def _check_pack(pdf: bytes, wording: str) -> None:
    pages = packs.texts(pdf)
    assert [packs.printed_number(each) for each in pages] == list(range(1, len(pages) + 1))
    flat = [" ".join(each.split()) for each in pages]
    assert any(" ".join(wording.split()) in each for each in flat), "the clause as imported"
    assert not any("DRAFT" in each for each in pages)
    links = packs.index_lines(pdf)
    assert links
    for at, leads_to in links:
        assert str(leads_to) in pages[at - 1]
    marks = packs.bookmarks(pdf)
    for exhibit in ("E1", "E2", "E3"):
        assert any(exhibit in title and exhibit in pages[page - 1] for title, page in marks)
    assert any("Investigation report" in title for title, _ in marks)


@pytest.mark.browser
def test_a_manager_reports_and_a_panel_gets_its_pack(
    chrome: Browser, trust: Trust, policy: Path, files: list[Path]
) -> None:
    statements = parse_policy(read_policy(policy)).statements
    wording = next(each.text for each in statements if each.number == "2.6")
    with trust.serving(STARTED) as address:
        case = _from_report_to_case(chrome, address, files)
        _investigated(chrome, address, case)
        pdf = _hearing_prepared(chrome, address, case)
    _check_pack(pdf, wording)
    with trust.serving(STARTED + timedelta(days=21)) as address:
        _heard_and_decided(chrome, address, case)
    with trust.serving(STARTED + timedelta(days=50)) as address:
        hr = AtBrowser(chrome, address, "hr", wide=False)
        again = hr.context.request.get(f"{address}/cases/{case}/hearing/packs/2.pdf").body()
        assert again == pdf
        deciding.close(hr, case)
        hr.axe_finds_nothing()
        hr.fits()
        hr.leave()
    assert "as they were written" in trust.casework("verify")


def _from_report_to_case(chrome: Browser, address: str, files: list[Path]) -> str:
    director = AtBrowser(chrome, address, "director")
    _write_particulars(director)
    director.leave()
    manager = AtBrowser(chrome, address, "manager", wide=False)
    report = reporting.report_a_breach(manager, POSTED, FOUND, files)
    hr = AtBrowser(chrome, address, "hr")
    case = reporting.triage(hr, report)
    _is_hidden(manager, case)
    deciding.begin(hr, case, PEOPLE["officer"])
    manager.leave()
    hr.leave()
    return case


def _investigated(chrome: Browser, address: str, case: str) -> None:
    officer = AtBrowser(chrome, address, "officer")
    deciding.admit(officer, case, ["Photo 1 from the post", "Photo 2 from the post", "Check"])
    deciding.allege(officer, case, "2.6", POSTED)
    deciding.conclude(officer, case)
    hr = AtBrowser(chrome, address, "hr")
    deciding.put_to_hearing(hr, case, PEOPLE["chair"], "Grace Bello")
    _is_hidden(officer, case)
    officer.leave()
    hr.leave()


def _hearing_prepared(chrome: Browser, address: str, case: str) -> bytes:
    hr = AtBrowser(chrome, address, "hr")
    deciding.send_notice(hr, case)
    pdf = packs.make_and_issue(hr, case, ["E1", "E2"])
    hr.leave()
    return pdf


def _heard_and_decided(chrome: Browser, address: str, case: str) -> None:
    hr = AtBrowser(chrome, address, "hr")
    deciding.hold(hr, case)
    chair = AtBrowser(chrome, address, "chair")
    deciding.decide(chair, case)
    deciding.send_outcome(hr, case, (STARTED + timedelta(days=21)).date())
    chair.leave()
    hr.leave()


def _is_hidden(person: AtBrowser, case: str) -> None:
    """A case without a part in it answers like one that does not exist."""
    hidden = person.context.request.get(f"{person.address}/cases/{case}")
    missing = person.context.request.get(f"{person.address}/cases/SM26-9999")
    assert (hidden.status, missing.status) == (404, 404)
    assert without_chance(hidden.text()) == without_chance(missing.text())
