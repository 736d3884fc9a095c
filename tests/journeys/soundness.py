"""Whether a page is sound: for everybody, on a phone and at a desk, in light and in dark."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.people import SERIOUS

VIOLATIONS = {"resultTypes": ["violations"]}
# All that the scheme changes are colours.
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}


def sound(page: Page) -> None:
    """No serious accessibility fault, and nothing wider than the screen."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{page.url} is {over}px too wide at {width}px"
        for scheme, rules in (("light", {}), ("dark", OF_COLOUR)):
            _prefers(page, scheme)
            found = Axe().run(page, options=VIOLATIONS | rules).response["violations"]
            told = [each["help"] for each in found if each["impact"] in SERIOUS]
            assert told == [], f"{page.url} in {scheme}"
    _prefers(page, "light")


def _prefers(page: Page, scheme: str) -> None:
    wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.context.new_cdp_session(page).send("Emulation.setEmulatedMedia", wanted)
