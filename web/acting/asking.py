"""What a form asks, as data: one question a field, drawn by acts/act.html."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from casework.case_file.queries import CaseFile

Option = tuple[str, str] | tuple[str, str, str]
Options = Callable[[Session, CaseFile], Iterable[Option]]


class Control(StrEnum):
    """How a question is answered."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes_no"
    SELECT = "select"
    MANY = "many"
    HIDDEN = "hidden"
    HEADING = "heading"


@dataclass(frozen=True)
class Ask:
    """One question. `options` are read when the page is drawn."""

    control: Control
    name: str
    label: str
    hint: str = ""
    optional: bool = False
    options: Options | None = None


def line(name: str, label: str, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.LINE, name, label, hint, optional)


def prose(name: str, label: str, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.PROSE, name, label, hint, optional)


def day(name: str, label: str, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.DAY, name, label, hint, optional)


def yes_no(name: str, label: str, hint: str = "") -> Ask:
    return Ask(Control.YES_NO, name, label, hint)


def choice(name: str, label: str, options: Options, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.CHOICE, name, label, hint, optional, options)


def select(name: str, label: str, options: Options, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.SELECT, name, label, hint, optional, options)


def many(name: str, label: str, options: Options, hint: str = "", optional: bool = False) -> Ask:
    return Ask(Control.MANY, name, label, hint, optional, options)


def heading(label: str, hint: str = "") -> Ask:
    return Ask(Control.HEADING, "", label, hint)


def members(kind: type[StrEnum], *only: StrEnum) -> Options:
    """The members of an enumeration with their labels, in its order, or only some of them."""
    chosen: Iterable[Any] = only or kind
    drawn = [_option(each) for each in chosen]
    return lambda _session, _file: drawn


def _option(member: Any) -> Option:
    hint = getattr(member, "hint", "")
    return (member.value, member.label, hint) if hint else (member.value, member.label)
