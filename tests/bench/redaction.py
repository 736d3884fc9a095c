"""What a redacted copy costs a page: drawn, painted, made anew, and read again by two others."""

from time import monotonic

from tests.bench.figures import against_floor, against_peer, middle, note
from tests.redaction import originals
from tests.redaction.copying import pdf_without, picture_without
from tests.redaction.originals import SECRET

ROUNDS, PAGES = 3, 12
MOST_SECONDS_A_PAGE = 1.0


def measure() -> None:
    """Say seconds per page of a written PDF, of a scan, and of a picture; making and checking."""
    from casework.redaction.checking import what_remains_in_pdf, what_remains_in_picture

    making, checking = [], []
    for _ in range(ROUNDS):
        content = originals.several(PAGES)
        began = monotonic()
        copy, made = pdf_without(content, SECRET)
        between = monotonic()
        assert what_remains_in_pdf(copy, made) == []
        making.append((between - began) / PAGES)
        checking.append((monotonic() - between) / PAGES)
    note(f"a written PDF of {PAGES} pages")
    against_floor("redaction, make, a page", middle(making), "s", MOST_SECONDS_A_PAGE)
    against_peer("redaction, check, a page", middle(checking), "s", middle(making))
    for name, content, photograph in (
        ("a screenshot", originals.a_png(), False),
        ("a photograph", originals.a_jpeg(), True),
    ):
        began = monotonic()
        picture, planned = picture_without(content, SECRET, photograph=photograph)
        assert what_remains_in_picture(picture, planned) == []
        took = monotonic() - began
        against_floor(f"redaction, {name}, words found too", took, "s", 3 * MOST_SECONDS_A_PAGE)
