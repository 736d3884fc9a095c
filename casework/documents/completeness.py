"""What a printed paper may not be without. A paper's own fields say so, in plain words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from typing import Any

from casework.documents.filling import ON_THE_FORM, filled_in_at
from casework.errors import Breach, ProcedureBreach

NEEDED = "needed"


@dataclass(frozen=True)
class MissingField:
    """One thing that has to be filled in before a paper can be printed."""

    field: str
    says: str
    source: str


class PaperIncomplete(ProcedureBreach):
    """A paper may not be printed while something it must say is missing. Names each thing."""

    def __init__(self, guard: str, lacking: list[MissingField]) -> None:
        super().__init__(*(Breach(guard, each.source, _told(each)) for each in lacking))
        self.missing = tuple(lacking)


def _told(each: MissingField) -> str:
    where = filled_in_at(each.field)
    return f"{each.says} is missing" + (f". Fill it in: {where}" if where != ON_THE_FORM else "")


@dataclass(frozen=True)
class Needed:
    """Why a field may not be blank, and what each thing in it is called."""

    says: str
    source: str
    each: str
    when: Callable[[Any], bool]


def _always(_: Any) -> bool:
    return True


def needed(
    says: str, source: str = "HOUSE", each: str = "", when: Callable[[Any], bool] = _always
) -> Mapping[str, Needed]:
    """Field metadata: this may not be blank (`when` narrows it to some papers)."""
    return {NEEDED: Needed(says, source, each, when)}


def optional(each: str) -> Mapping[str, Needed]:
    """Field metadata: this may be blank, and each thing in it is called so."""
    return {NEEDED: Needed("", "HOUSE", each, lambda _: False)}


def demanded(paper: Any) -> Iterator[tuple[Field[Any], Needed]]:
    """The fields of a paper that say something about being filled in."""
    for field in fields(paper):
        demand = field.metadata.get(NEEDED)
        if demand is not None:
            yield field, demand


def missing(paper: Any) -> list[MissingField]:
    """Everything a paper still lacks, in the order in which it is printed."""
    return list(_missing(paper, "", ""))


def _missing(paper: Any, path: str, called: str) -> Iterator[MissingField]:
    for field, demand in demanded(paper):
        value = getattr(paper, field.name)
        if _blank(value):
            if demand.when(paper):
                yield MissingField(path + field.name, _said(called, demand.says), demand.source)
            continue
        for where, name, part in _parts(value, demand.each):
            yield from _missing(part, f"{path}{field.name}{where}.", _said(called, name))


def _parts(value: Any, each: str) -> Iterator[tuple[str, str, Any]]:
    """The papers within a value: where each is, and what it is called in a sentence."""
    if is_dataclass(value):
        yield "", each, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            if is_dataclass(part):
                yield f"[{index}]", f"{each} {index + 1}".strip(), part


def _said(called: str, says: str) -> str:
    if not called or not says:
        return called or says
    return f"{called}: {says[0].lower()}{says[1:]}"


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return not value or all(isinstance(each, str) and not each.strip() for each in value)
    return value is None


def require_complete(paper: Any, guard: str, refusal: type[PaperIncomplete]) -> None:
    """Raise the refusal, naming everything that is missing, unless nothing is."""
    lacking = missing(paper)
    if lacking:
        raise refusal(guard, lacking)
