"""Making, issuing and opening the hearing pack."""

import io
import re
from typing import Any

import pikepdf
import pypdfium2
from playwright.sync_api import expect

from tests.journeys.people import AtBrowser

LONGEST_PACK = 90_000


def make_and_issue(hr: AtBrowser, case: str, exhibits: list[str]) -> bytes:
    """A draft, whose progress survives a reload; then the final pack, issued."""
    hr.go(f"/cases/{case}/hearing")
    hr.axe_finds_nothing()
    hr.press("Make a draft")
    hr.page.reload()
    _made(hr, "Draft 1")
    for exhibit in exhibits:
        hr.go(f"/cases/{case}/evidence/{exhibit}/pack-place")
        hr.fill(in_pack="yes", reason="The panel must see which pupils can be recognised.")
        hr.page.locator("main form button[type=submit]").first.click()
        hr.page.wait_for_load_state()
    hr.go(f"/cases/{case}/hearing")
    hr.press("Make the final pack")
    _made(hr, "Final 2")
    hr.press("Issue final 2")
    hr.sees("This pack is locked")
    hr.axe_finds_nothing()
    answer = hr.context.request.get(f"{hr.address}/cases/{case}/hearing/packs/2.pdf")
    assert answer.ok
    return answer.body()


def _made(hr: AtBrowser, name: str) -> None:
    expect(hr.page.locator("#job")).to_contain_text(f"{name} is made", timeout=LONGEST_PACK)


def texts(pdf: bytes) -> list[str]:
    """The text of every page, by a PDF library that did not make it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [each.get_textpage().get_text_bounded() for each in document]
    finally:
        document.close()


def printed_number(text: str) -> int:
    """The page number stamped on a page: the last number of its text."""
    return int(re.findall(r"\d+", text)[-1])


def index_lines(pdf: bytes) -> list[tuple[int, int]]:
    """Where each link of the index is on the page it stands on, and the page it leads to."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = [page.objgen for page in document.pages]
        found = []
        for at, page in enumerate(document.pages):
            for link in page.get("/Annots", []):
                target = _target(document, link)
                if target is not None:
                    found.append((at + 1, pages.index(target.objgen) + 1))
        return found


def _target(document: pikepdf.Pdf, link: Any) -> Any:
    place = link.get("/Dest") or link.get("/A", {}).get("/D")
    if isinstance(place, pikepdf.Array):
        return place[0]
    return None


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Every bookmark with the page it leads to."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        told = []
        for each in document.get_toc():
            dest = each.get_dest()
            told.append((each.get_title(), dest.get_index() + 1 if dest else 0))
        return told
    finally:
        document.close()
