"""People at their own browsers, doing what the pages let them do."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.app import second_factor
from web.frame.deps import COOKIE

PASSWORD = "a password for a journey"
SERIOUS = {"serious", "critical"}


class AtBrowser:
    """One person at one browser, on a phone or at a desk."""

    def __init__(self, browser: Browser, address: str, username: str, wide: bool = True) -> None:
        size = {"width": 1280, "height": 900} if wide else {"width": 390, "height": 844}
        self.context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}
        )
        self.page: Page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self._heard(said.text))
        sent = self.go("/sign-in")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")
        second_factor(self.page, username, sent)

    def _heard(self, words: str) -> None:
        if "Content Security Policy" in words or "Content-Security-Policy" in words:
            self.complaints.append(words)

    def go(self, path: str) -> Response:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"
        return answer

    def press(self, name: str) -> None:
        """Press a button or follow a link by its words."""
        self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name, exact=True)
        ).first.click()
        self.page.wait_for_load_state()

    def fill(self, **answers: str) -> None:
        """Answer the fields of a form by their names; dots are written as two underscores."""
        for field, answer in answers.items():
            name = field.replace("__", ".")
            self._answer(self.page.locator(f'main [name="{name}"]'), name, answer)

    def _answer(self, found: Locator, name: str, answer: str) -> None:
        kind = found.first.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            self.page.locator(f'main [name="{name}"][value="{answer}"]').check(force=True)
        elif found.first.evaluate("each => each.tagName") == "SELECT":
            found.first.select_option(answer)
        else:
            found.first.fill(answer)

    def choose_person(self, field: str, name: str) -> None:
        """Choose somebody from a list, where the family name comes first."""
        listed = self.page.locator(f'main select[name="{field}"] option')
        given, family = name.split()
        value = listed.filter(has_text=f"{family}, {given}").first.get_attribute("value")
        assert value, f"{name} is not offered for {field}"
        self.page.locator(f'main select[name="{field}"]').select_option(value)

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words, ignore_case=True)

    def axe_finds_nothing(self) -> None:
        """No serious accessibility fault on the page as it is now."""
        found = Axe().run(self.page).response["violations"]
        told = [f"{each['id']}: {each['help']}" for each in found if each["impact"] in SERIOUS]
        assert told == [], f"{self.page.url}: {told}"

    def fits(self) -> None:
        """The page does not scroll sideways."""
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{self.page.url} is {over}px too wide"

    def goes(self) -> None:
        """Leave for the day, the browser staying as it is."""
        assert self.complaints == []
        self.page.goto("about:blank")

    def returns(self, secret: str) -> None:
        """Come back on another day, by a session opened for them; the look of it is forgotten."""
        self.context.clear_cookies()
        self.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        self.go("/")

    def leave(self) -> None:
        assert self.complaints == []
        self.context.close()


def upload(person: AtBrowser, *files: Path) -> None:
    """Choose files; each is sent by itself and then listed."""
    person.page.locator('main input[type="file"]').set_input_files([str(each) for each in files])
    for each in files:
        expect(person.page.locator("main .files")).to_contain_text(each.name)
        expect(person.page.locator("main .files")).to_contain_text("Added")
