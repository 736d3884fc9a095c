"""A person who answers questions by what stands above them, and presses what they can read."""

import re
from datetime import date
from typing import Any

from playwright.sync_api import Locator

from tests.demo.walking import kind_of
from tests.documents.reading import words_in
from tests.journeys.people import AtBrowser

MENU = "Add or record"
PARTS = """() => [...document.querySelectorAll(
  "h1, h2, h3, legend, label, th, dt, summary, nav a, main button, main a, .errsum"
)].map(each => each.textContent.replace(/[0-9]/g, "").trim()).join("|")"""
LOOKED_AT: set[tuple[str, str]] = set()


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}\s*(\(optional\))?\s*$")


class AtDesk(AtBrowser):
    """One person at one browser, who knows the pages by their words alone."""

    def opens(self, reference: str) -> None:
        """The page of a case."""
        self.go(f"/cases/{reference}")
        self.fits_a_phone()

    def follows(self, words: str) -> None:
        """Follow a link of the page, out of its menu where it is only there."""
        found = self.page.locator("main").get_by_role("link", name=words, exact=True)
        if not found.count():
            self.page.locator("summary", has_text=MENU).click()
        found.first.click()
        self.page.wait_for_load_state()
        self.fits_a_phone()

    def presses(self, words: str) -> None:
        """Press a button, and be led on to a page that fits a phone."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()
        self.fits_a_phone()

    def tells(self, told: dict[str, Any]) -> None:
        """Answer questions, each by its words."""
        for words, answer in told.items():
            self._tell(words, answer.isoformat() if isinstance(answer, date) else answer)

    def tells_day(self, words: str, answer: date) -> None:
        """Answer with a day, in three boxes."""
        boxes = self.page.get_by_role("group", name=_named(words))
        for box, part in (("Day", answer.day), ("Month", answer.month), ("Year", answer.year)):
            boxes.get_by_label(box, exact=True).fill(str(part))

    def _tell(self, words: str, answer: str) -> None:
        main = self.page.locator("main")
        group = main.get_by_role("group", name=_named(words))
        if group.count():
            group.first.get_by_text(answer, exact=True).first.click()
            return
        field = main.get_by_label(_named(words))
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(self._option(field, answer))
        else:
            field.fill(answer)

    def _option(self, field: Locator, answer: str) -> str:
        found = field.locator("option").filter(has_text=answer).first.get_attribute("value")
        assert found, f"{answer} is not offered"
        return found

    def does(self, reference: str, act: str, told: dict[str, Any], button: str) -> None:
        """An act that the page of the case offers, done from its own page."""
        self.tries(reference, act, told, button)
        self.is_not_refused()

    def tries(self, reference: str, act: str, told: dict[str, Any], button: str) -> None:
        """The same, refused or not."""
        if self.page.url != f"{self.address}/cases/{reference}":
            self.opens(reference)
        self.follows(act)
        self.tells(told)
        self.presses(button)

    def is_not_refused(self) -> None:
        told = self.page.locator(".errsum")
        assert told.count() == 0, told.inner_text()

    def is_refused(self, because: str) -> None:
        """The page says why, and keeps what was typed."""
        self.sees("There is a problem")
        self.sees(because)

    def offers_no(self, act: str) -> None:
        """The page and its menu lead to no such act."""
        assert not self.page.locator("main").get_by_text(act, exact=True).count()

    def finds_nothing(self, path: str) -> None:
        """An address that this person is told does not exist."""
        assert self.context.request.get(self.address + path).status == 404

    def fits_a_phone(self) -> None:
        """Looked at once for all pages of one kind that are made of the same parts."""
        made_of = (kind_of(self.page.url.removeprefix(self.address)), self.page.evaluate(PARTS))
        if made_of in LOOKED_AT:
            return
        LOOKED_AT.add(made_of)
        size = self.page.viewport_size
        assert size
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.fits()
        self.page.set_viewport_size(size)

    def letter(self, reference: str, named: str) -> str:
        """The words of a letter, opened from the list of letters as anybody would."""
        self.go(f"/cases/{reference}/letters")
        link = self.page.locator("main").get_by_role("link", name=named).first
        place = link.get_attribute("href")
        answer = self.context.request.get(f"{self.address}{place}")
        assert answer.ok
        return words_in(answer.body())
