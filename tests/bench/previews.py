"""What a preview costs: drawn in the confined process, beside the same drawing without it."""

import time
from collections.abc import Callable

from casework.evidence.apart import held
from casework.evidence.confined import images, pdfs
from casework.evidence.examination import examine
from casework.evidence.kinds import HEAD, recognise
from casework.evidence.page_images import page_image, picture_image
from tests.bench.figures import against_floor, middle
from tests.documents.foreign import a_pdf, a_picture

ROUNDS, AT_A_TIME = 5, 12
PHONE = (1170, 2532)


def measure() -> None:
    """Say previews a second, and what taking a file in costs more for examining it."""
    screen, statement = a_picture(*PHONE), a_pdf("A statement", "Its second page")
    _compare("a phone's screen", lambda: picture_image(screen), lambda: images.picture(screen))
    _compare(
        "a page of a PDF", lambda: page_image(statement, 1), lambda: pdfs.picture(statement, 1)
    )
    _examining("screen.png", screen, images.examine)
    _examining("statement.pdf", statement, pdfs.examine)


def _examining(name: str, content: bytes, plain: Callable[[bytes], object]) -> None:
    ours, floor = _seconds(lambda: _examined(name, content)), _seconds(lambda: plain(content))
    against_floor(f"examining {name}", ours * 1000, "ms", floor * 1000)


def _compare(what: str, confined: Callable[[], bytes], plain: Callable[[], bytes]) -> None:
    ours, floor = _seconds(confined), _seconds(plain)
    against_floor(f"previews of {what}, confined", 1 / ours, "1/s", 1 / floor)


def _examined(name: str, content: bytes) -> None:
    with held(content) as source:
        examine(name, recognise(name, content[:HEAD]), content[:HEAD], source)


def _seconds(work: Callable[[], object]) -> float:
    """The middle of several rounds; the first call, which starts the process, counts in none."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(AT_A_TIME):
            work()
        rounds.append((time.perf_counter() - began) / AT_A_TIME)
    return middle(rounds)
