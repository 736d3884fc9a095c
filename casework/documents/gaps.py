"""A paper as it will be while something it must say is missing: each gap marked, and named."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from casework.documents.completeness import MissingField, missing
from casework.documents.filling import filled_in_at


class Gap(Markup):
    """What stands where something is missing. It prints as a mark, whatever a template asks of it.

    A template that asks it for a part, such as the name of a person, gets the same gap.
    """

    def __new__(cls, says: str) -> "Gap":
        return super().__new__(cls, f'<mark class="gap">{escape(says)}</mark>')

    def __gt__(self, _: object) -> bool:
        """What is missing is not more than anything: a paragraph that depends on it is left out."""
        return False

    def __lt__(self, _: object) -> bool:
        return False

    def __sub__(self, _: object) -> "Gap":
        return self

    def __iter__(self) -> Any:
        """One gap, where a list of things is missing."""
        return iter((self,))

    def __getattribute__(self, name: str) -> Any:
        # A dataclass may have a field called as a method of str is, such as a title.
        if name in {"title", "index", "count"} or not hasattr(Markup, name):
            return self if not name.startswith("__") else super().__getattribute__(name)
        return super().__getattribute__(name)


@dataclass(frozen=True)
class Draft:
    """A paper with a gap wherever it is not complete, and what is missing."""

    paper: Any
    missing: tuple[MissingField, ...]


def drafted(paper: Any) -> Draft:
    """The paper with each thing it must say and does not replaced by a gap that names it."""
    lacking = missing(paper)
    for each in lacking:
        says = f"Missing: {each.says}. Fill it in: {filled_in_at(each.field)}"
        paper = _with_gap(paper, each.field.replace("[", ".[").split("."), Gap(says))
    return Draft(paper, tuple(lacking))


def _with_gap(paper: Any, path: list[str], gap: Gap) -> Any:
    """The same paper with one field, deep in it, replaced."""
    if not path:
        return gap
    step, rest = path[0], path[1:]
    if step.startswith("["):
        at = int(step[1:-1])
        return (*paper[:at], _with_gap(paper[at], rest, gap), *paper[at + 1 :])
    was = getattr(paper, step)
    filled = (gap,) if isinstance(was, tuple) and not rest else _with_gap(was, rest, gap)
    return replace(paper, **{step: filled})
