"""One process that prints a paper twice and says what each time cost. Run by `papers`."""

import json
import sys
import time
from datetime import date

# Before anything heavy is imported; the CPU of starting Python itself is part of the first paper.
BEGAN, USED = time.monotonic(), 0.0


def main(paper: str) -> None:
    """Print the paper cold, imports and all, then warm; write the figures as JSON."""
    prepare = {"letter": letter, "pack": pack}[paper]
    pages = prepare()
    told = {"pages": float(pages)} | _since("cold", BEGAN, USED)
    began, used = time.monotonic(), time.process_time()
    prepare()
    sys.stdout.write(json.dumps(told | _since("warm", began, used)))


def _since(heat: str, began: float, used: float) -> dict[str, float]:
    return {f"{heat} wall": time.monotonic() - began, f"{heat} CPU": time.process_time() - used}


def letter() -> int:
    """A notice of hearing."""
    from casework.documents.letters import print_letter
    from tests.documents.written import WRITTEN

    return print_letter(WRITTEN[1]).pages


def pack() -> int:
    """A sheet of every kind, and nine screenshots each with its capture sheet."""
    from casework.documents.joining import assemble
    from casework.documents.progress import unwatched
    from tests.documents.foreign import a_picture
    from tests.documents.packed import a_plan, an_exhibit

    screenshot, seen_on = a_picture(1080, 2200), date(2026, 10, 3)
    exhibits = [an_exhibit(f"CW/{at:02}", screenshot, "Post", seen_on) for at in range(1, 10)]
    return assemble(a_plan(*exhibits), unwatched).pages


if __name__ == "__main__":
    main(sys.argv[1])
