"""Reading the words off a picture of ours with tesseract, in a confined process."""

import csv
import io
import shutil
from typing import Any

from PIL import Image
from pydantic import BaseModel, ConfigDict

from casework.errors import CaseworkError
from casework.evidence.programs import ProgramFailed, run, version_said

READER = "tesseract"
SECONDS, MEMORY = 60, 1 << 30
SURE_ENOUGH = 30.0  # of 100: below that it is mostly what patterns look like
A_WORD = "5"


class Words(BaseModel):
    """The words of one page, each with its box as parts of the page: left, top, right, bottom."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: int
    recognised: bool
    words: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """The words as lines to be read."""
        lines: dict[Any, list[str]] = {}
        for place, each in enumerate(self.words):
            lines.setdefault(each.get("line", place), []).append(str(each["text"]))
        return "\n".join(" ".join(line) for line in lines.values())


class ReaderAbsent(CaseworkError):
    """There is no tesseract on this machine, so no words are read."""


def words_in_picture(picture: bytes) -> tuple[list[dict[str, Any]], str]:
    """Every word with its box and how sure the reader is, and by what it was read.

    Raises:
        ReaderAbsent: there is no reader, or it could not read this picture.
    """
    program = shutil.which(READER)
    if program is None:
        raise ReaderAbsent("tesseract is not installed")
    command = [program, "stdin", "stdout", "-l", "eng", "--psm", "3", "tsv"]
    try:
        told = run(command, picture, seconds=SECONDS, memory=MEMORY)
    except ProgramFailed as failed:
        raise ReaderAbsent(str(failed)) from failed
    size = Image.open(io.BytesIO(picture)).size  # our own picture, made by the confined process
    return _words(told.decode(errors="replace"), size), version_said(program, "--version")


def _words(told: str, size: tuple[int, int]) -> list[dict[str, Any]]:
    wide, high = size
    rows = csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = []
    for row in rows:
        said = (row.get("text") or "").strip()
        if row["level"] != A_WORD or not said or float(row["conf"]) < SURE_ENOUGH:
            continue
        x, y, w, h = (int(row[each]) for each in ("left", "top", "width", "height"))
        box = [x / wide, y / high, (x + w) / wide, (y + h) / high]
        found.append(
            {
                "text": said,
                "box": [round(each, 5) for each in box],
                "line": f"{row['block_num']}.{row['par_num']}.{row['line_num']}",
                "sure": round(float(row["conf"])),
            }
        )
    return found
