"""The guides beside the product: their words stand on the pages they name, their pictures are new.

`./dev guide` takes the pictures again, from the demo trust, in which everybody is invented.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.demo.sweeping import Sweep
from web.frame.assets import STATIC
from web.views.guides import Task, guides

PICTURES = STATIC / "guide"
WIDE, PHONE = (1280, 800), (390, 700)
MOST_BYTES, QUALITY = 1_500_000, 60
# What can be read, pressed or filled in on a page.
NAMES = """() => [...document.querySelectorAll(
  "h1, h2, h3, a, button, label, legend, summary, th, b")].map((each) => {
    const said = each.cloneNode(true);
    said.querySelectorAll("svg, .hint").forEach((one) => one.remove());
    return said.textContent.replace(/\\s+/g, " ").trim();
  })"""


def every_task() -> Iterator[Task]:
    for guide in guides().values():
        yield from guide.tasks


def words_that_are_gone(sweep: Sweep) -> Iterator[str]:
    """What a guide calls by words that do not stand on the page it names."""
    for who, at, names in sorted(_steps()):
        window = sweep.window(who)
        if (status := window.go(sweep.placed(who, at))) != 200:
            yield f"{at} answers {status} to {who}"
            continue
        shown = " \n ".join(window.page.evaluate(NAMES)).lower()
        yield from (f"“{each}” is not on {at}" for each in names if each.lower() not in shown)


def _steps() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for task in every_task():
        for step in task.steps:
            if step.names:
                yield task.who, step.at, tuple(step.names)


def wrong_with_pictures() -> Iterator[str]:
    """What is wrong with the pictures as they are kept."""
    wanted = {f"{each.picture}.webp" for each in every_task() if each.picture}
    kept = {each.name for each in PICTURES.glob("*")}
    yield from (f"{each} is missing, or nobody shows it" for each in wanted ^ kept)
    if sum(each.stat().st_size for each in PICTURES.glob("*")) > MOST_BYTES:
        yield "the pictures are too big together"
    yield from (
        f"{task.picture} has no words" for task in every_task() if task.picture and not task.alt
    )


def take_pictures(sweep: Sweep, folder: Path) -> None:
    """As the pages are now."""
    folder.mkdir(exist_ok=True)
    for task in (each for each in every_task() if each.picture):
        window = sweep.window(task.who)
        width, height = WIDE if task.wide else PHONE
        window.page.set_viewport_size({"width": width, "height": height})
        assert window.go(sweep.placed(task.who, task.shows)) == 200, task.shows
        taken = Image.open(io.BytesIO(window.page.screenshot()))
        taken.save(folder / f"{task.picture}.webp", quality=QUALITY, method=6)
