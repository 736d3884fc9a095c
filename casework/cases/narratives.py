"""Words that go to others name nobody in the register: whoever writes them is told at the field."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from casework.access import Standing
from casework.cases.names import Registered, names_in, spoken
from casework.cases.pseudonyms import Kind, pseudonyms_for, pseudonyms_on, staff_on
from casework.documents.printing import speaking
from casework.errors import NamesSomebody

PLAINLY = "This names a {kind} of the case. Write the name the case uses for them instead"


def require_pseudonyms(
    session: Session, case_id: UUID, standing: Standing, command: BaseModel, fields: frozenset[str]
) -> None:
    """Refuse a name where a pseudonym belongs, until its writer says that it is somebody else.

    Only whoever may read the register is told which pseudonym it is.

    Raises:
        NamesSomebody: naming each field.
    """
    entries = pseudonyms_on(session, case_id) if fields else []
    if not entries:
        return
    theirs = {each.label for each in pseudonyms_for(standing, entries)}
    kinds = {each.label: each.kind for each in entries}
    wrong: dict[str, str] = {}
    for name in sorted(fields):
        for path, text in _texts(getattr(command, name), name):
            if found := names_in(text, [each.registered for each in entries]):
                wrong[path] = "; ".join(_says(way, entry, kinds, theirs) for way, entry in found)
    if wrong:
        raise NamesSomebody(wrong)


def _says(way: str, entry: Registered, kinds: dict[str, Kind], theirs: set[str]) -> str:
    if entry.label not in theirs:
        return PLAINLY.format(kind=kinds[entry.label].label.lower())
    return f"“{way}” is {entry.label}. Write {entry.label} instead"


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text of an answer with its dotted name."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, f"{path}.{key}")


def spoken_names(session: Session, case_id: UUID) -> tuple[list[Registered], list[str]]:
    """The register, and the names of everybody with a part in the case."""
    entries = [each.registered for each in pseudonyms_on(session, case_id)]
    return entries, staff_on(session, case_id) if entries else []


@contextmanager
def speaking_for(session: Session, case_id: UUID) -> Iterator[None]:
    """Meanwhile every paper says pseudonyms, whatever was typed before they were given.

    Most acts print nothing, so the register is read with the first word that is printed.
    """

    @cache
    def names() -> tuple[list[Registered], list[str]]:
        return spoken_names(session, case_id)

    with speaking(lambda text: spoken(text, *names()) if names()[0] else text):
        yield
