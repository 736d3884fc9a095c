"""Words that are only in the picture of a page, found by Tesseract where it is installed."""

import csv
import logging
import shutil
import subprocess
from collections.abc import Iterable
from io import BytesIO, StringIO

from PIL import Image

from casework.redaction.places import Place, Word

log = logging.getLogger("casework.redaction")
MOST_SECONDS = 60
LEAST_SURE = 30.0
LONGEST_SIDE = 4_000
# One thread: with more, Tesseract takes five times the processor for the same page.
SURROUNDINGS = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def can_see() -> bool:
    """Whether words in pictures are found on this machine at all."""
    return shutil.which("tesseract", path=SURROUNDINGS["PATH"]) is not None


def words_in(image: Image.Image) -> list[Word]:
    """The words somebody would read in a picture. Empty when Tesseract is missing or gives up."""
    if not can_see():
        return []
    smaller = image.copy()
    smaller.thumbnail((LONGEST_SIDE, LONGEST_SIDE * 4))
    sent = BytesIO()
    smaller.save(sent, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "--psm", "11", "-l", "eng", "tsv"],
            input=sent.getvalue(),
            capture_output=True,
            timeout=MOST_SECONDS,
            env=SURROUNDINGS,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("words in a picture were not found in time")
        return []
    if done.returncode:
        log.warning("words in a picture could not be found", extra={"status": done.returncode})
        return []
    return _told(done.stdout.decode("utf-8", "replace"), smaller.size)


def _told(table: str, size: tuple[int, int]) -> list[Word]:
    wide, high = size
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if not text or float(row["conf"]) < LEAST_SURE:
            continue
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), len(lines) + 1)
        place = Place(
            int(row["left"]) * 100 / wide,
            int(row["top"]) * 100 / high,
            int(row["width"]) * 100 / wide,
            int(row["height"]) * 100 / high,
        )
        words.append(Word(text, place, seen=True, line=line))
    return words


def besides(written: Iterable[Word], found: Iterable[Word]) -> list[Word]:
    """The written words, then those of the picture that are not among them, on further lines."""
    kept = list(written)
    after = max((each.line for each in kept), default=0)
    seen = [each for each in kept if each.seen]
    for each in found:
        if not any(_same_spot(one, each) for one in seen):
            kept.append(Word(each.text, each.place, seen=True, line=after + each.line))
    return kept


def _same_spot(written: Word, found: Word) -> bool:
    return written.place.holds(*found.middle) or found.place.holds(*written.middle)
