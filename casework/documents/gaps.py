"""A paper as it will be while something it must say is missing: each gap marked, and named."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from casework.documents.completeness import MissingField, missing
from casework.particulars import PARTICULARS


def _particular(key: str) -> str:
    return f"Trust settings, “{PARTICULARS[key].says}”"


# Where each part of a paper is filled in, by the first steps of its place in the paper.
WHERE = {
    "trust": "the settings of this server",
    "academy": "the staff file, their academy",
    "employee": "the staff file",
    "employee_role": "the staff file, their post",
    "sender": "the staff file, your own post",
    "prepared_by": "the staff file, your own post",
    "policies": "the policies of the Trust",
    "allegations": "the allegations of the case",
    "findings": "the findings of the case",
    "support": _particular("support"),
    "adjustments": _particular("adjustments"),
    "privacy_notice": _particular("privacy_notice"),
    "appeal.to": _particular("appeal_to"),
    "appeal.how": _particular("appeal_how"),
    "kept_where": _particular("kept_where"),
    "records": _particular("records"),
    "references": _particular("references"),
    "referrals": _particular("referrals"),
    "contact": "the staff file, the phone number of the case manager",
    "preparation.contact": "the staff file, the phone number of the case manager",
    "hearing.chair": "the people of the case",
    "hearing.note_taker": "the people of the case",
    "hearing.presenter": "the people of the case",
    "hearing.panel": "the people of the case",
}
ON_THE_FORM = "the form of this letter"


def filled_in_at(field: str) -> str:
    """Where somebody fills in what is missing."""
    steps = [each.partition("[")[0] for each in field.split(".")]
    return WHERE.get(".".join(steps[:2])) or WHERE.get(steps[0]) or ON_THE_FORM


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
