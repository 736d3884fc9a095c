"""A letter to an invented person, to look at words before they are used. Nobody's data is in it."""

from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from casework.documents.completeness import NEEDED, missing

INVENTED = {
    "trust": "Example Trust",
    "academy": "Example Academy",
    "reference": "EX26-0001",
    "employee": "Sam Example",
    "employee_role": "Teacher",
    "name": "Alex Example",
    "role": "Head of HR",
    "how": "01632 960 000",
    "privacy_notice": "https://www.example.org/privacy",
    "number": "4.1",
    "starts": "9:30am",
}
DAY = date(2026, 11, 26)


def specimen(kind: type[Any]) -> Any:
    """A paper of this kind with everything it must say: what is invented, else what it is called.

    What has a value of its own already keeps it.
    """
    hints = get_type_hints(kind)
    told = {
        each.name: _invented(each, hints[each.name])
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    }
    made = kind(**told)
    # Some things are only needed because of others that it says.
    lacks = {each.field for each in missing(made)}
    later = {each.name: _invented(each, hints[each.name]) for each in fields(kind)
             if each.name in lacks}  # fmt: skip
    return replace(made, **later)


def _invented(field: Field[Any], hint: Any) -> Any:
    if NoneType in get_args(hint):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        return (_invented(field, get_args(hint)[0]),)
    if is_dataclass(hint) and isinstance(hint, type):
        return specimen(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    plain = {bool: True, int: 5, date: DAY, datetime: datetime(2026, 11, 26, 9, 30)}  # noqa: DTZ001
    return plain[hint] if hint in plain else _words(field)


def _words(field: Field[Any]) -> str:
    demand = field.metadata.get(NEEDED)
    says = (demand.says or demand.each if demand else "") or field.name.replace("_", " ")
    return INVENTED.get(field.name, f"[{says}]")
