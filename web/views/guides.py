"""The guides: short tasks for each kind of person, in the words that stand on the pages.

`web/guide` holds one file for each. A word in square brackets is on the page that its step names;
the tests open that page in the demo trust and refuse a guide whose words are not there.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = Path(__file__).parents[1] / "guide"
# In the order in which a matter meets them.
ORDER = (
    "line-manager",
    "hr-case-manager",
    "director-of-hr",
    "investigating-officer",
    "panel-member",
    "employee",
    "safeguarding-lead",
    "data-protection-officer",
    "it-administrator",
)
NAMED = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True)
class Step:
    """One thing to do. `at` is the page of the demo trust that it is done on."""

    at: str
    says: str

    @property
    def names(self) -> list[str]:
        """What it calls by the words on that page."""
        return NAMED.findall(self.says)

    @property
    def html(self) -> Markup:
        return Markup(NAMED.sub(r"<b>\1</b>", str(escape(self.says))))


@dataclass(frozen=True)
class Task:
    """Something people come to do, and perhaps a picture of a page on the way."""

    title: str
    who: str
    steps: tuple[Step, ...]
    picture: str = ""
    alt: str = ""
    shows: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Guide:
    """The tasks of one kind of person."""

    slug: str
    title: str
    lead: str
    tasks: tuple[Task, ...]


@cache
def guides() -> dict[str, Guide]:
    """Every guide by the end of its address."""
    return {slug: _read(slug) for slug in ORDER}


def _read(slug: str) -> Guide:
    told = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    tasks = tuple(
        Task(**{"who": told["who"], **each, "steps": tuple(Step(**one) for one in each["steps"])})
        for each in told["tasks"]
    )
    return Guide(slug, told["title"], told["lead"], tasks)
