"""What is wrong with one page, as somebody sees it at a phone in the dark and at a desk."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.people import SERIOUS

SIZES = ((390, "dark"), (1280, "light"))


def faults_on(page: Page, turn: int) -> Iterator[str]:
    """What is wider than the screen; what stands in anybody's way, by turns in the dark."""
    for each, (width, scheme) in enumerate(SIZES):
        page.set_viewport_size({"width": width, "height": 900})
        wanted = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.context.new_cdp_session(page).send("Emulation.setEmulatedMedia", wanted)
        over = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            yield f"{over}px too wide at {width}px"
        if each != turn % len(SIZES):
            continue
        found = Axe().run(page).response["violations"]
        yield from (f"{one['help']}, {scheme}" for one in found if one["impact"] in SERIOUS)
