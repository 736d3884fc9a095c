"""The paragraphs of letters that a trust may put in its own words, and what each must still say.

The standard words stand in templates/letters/passages.toml. A word in braces, such as
{adjustments}, is filled in from the letter; those named under `must` may not be left out.
"""

import re
import tomllib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

from markupsafe import Markup

from casework.documents.completeness import NEEDED
from casework.documents.letterhead import Letter
from casework.documents.printing import TEMPLATES, WORDS, said
from casework.documents.spelling import long_day, paragraphs
from casework.documents.wording import Contact, Person

PLACE = re.compile(r"\{([^{}]*)\}")
FIRST = "opening"
SAYABLE = (str, int, date, Person, Contact)


@dataclass(frozen=True)
class Passage:
    """One paragraph that may be reworded: what it is called, its standard words, what must stay."""

    key: str
    says: str
    text: str
    must: tuple[str, ...] = ()
    optional: bool = False


@cache
def _written() -> dict[str, dict[str, Passage]]:
    told = tomllib.loads((TEMPLATES / WORDS).read_text(encoding="utf-8"))
    return {
        code: {
            key: Passage(
                key, each["says"], each["text"].strip(), tuple(each.get("must", ())),
                each.get("optional", False),
            )
            for key, each in passages.items()
        }
        for code, passages in told.items()
    }  # fmt: skip


def passages_of(kind: type[Letter]) -> dict[str, Passage]:
    """The paragraphs of one kind of letter that may be reworded, in the order of the letter."""
    own, shared = _written().get(kind.code, {}), _written()[kind.shares]
    first = {key: each for key, each in shared.items() if key == FIRST}
    return first | own | {key: each for key, each in shared.items() if key not in own}


def places_of(kind: type[Letter]) -> dict[str, str]:
    """What can stand in braces in this kind of letter, and what each is."""
    return dict(_every_place(cast(Hashable, kind)))


@cache
def _every_place(kind: Any) -> tuple[tuple[str, str], ...]:
    """Worked out once: it is said by the source, and dear to read from it."""
    return tuple(_places(kind, ""))


def _places(kind: type[Any], path: str) -> Iterable[tuple[str, str]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        demand = field.metadata.get(NEEDED)
        what = _held(hints[field.name])
        says = demand.says or demand.each if demand else ""
        if what in SAYABLE and says:
            yield path + field.name, says
            if what in (Person, Contact):
                yield f"{path}{field.name}.name", f"{says}: the name"
        elif is_dataclass(what) and isinstance(what, type):
            yield from _places(what, f"{path}{field.name}.")


def _held(hint: Any) -> Any:
    """What a field holds once it is filled in."""
    told = get_args(hint)
    return next(each for each in told if each is not NoneType) if NoneType in told else hint


def wrong_with(kind: type[Letter], told: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a rewording, by the passage: something unknown, or something lost."""
    known, wrong = passages_of(kind), {}
    for key, text in told.items():
        passage = known.get(key)
        if passage is None:
            wrong[key] = f"This letter has no paragraph “{key}”"
        elif says := _wrong_with(kind, passage, text):
            wrong[key] = says
    return wrong


def _wrong_with(kind: type[Letter], passage: Passage, text: str) -> str:
    """The first thing that is wrong with the words of one passage; nothing when they will do."""
    if not text.strip():
        return "" if passage.optional else f"“{passage.says}” must stay in this letter"
    places = places_of(kind)
    found = PLACE.findall(text)
    if unknown := [each for each in found if each not in places]:
        return f"This letter has nothing called {{{unknown[0]}}}"
    if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
        return "Write what is filled in as one word in braces, such as {reference}"
    if lost := [each for each in passage.must if each not in found]:
        return f"Keep {{{lost[0]}}} in it: {places[lost[0]]}"
    return ""


def passages_for(letter: Letter, own: Mapping[str, str]) -> Callable[[str], Markup]:
    """What a template asks for a passage by its name: the trust's words, else the standard ones."""
    standard = passages_of(type(letter))
    return lambda key: spoken(own.get(key, standard[key].text), letter)


def spoken(text: str, letter: Letter) -> Markup:
    """The paragraphs of a passage, filled in from a letter."""
    return Markup("\n").join(
        Markup("<p>{}</p>").format(_filled(each, letter)) for each in paragraphs(text)
    )


def _filled(text: str, letter: Letter) -> Markup:
    *pairs, last = PLACE.split(text)
    parts = zip(pairs[::2], pairs[1::2], strict=True)
    filled = [part for words, place in parts for part in (said(words), _value(letter, place))]
    return Markup("").join([*filled, said(last)])


def _value(letter: Letter, place: str) -> str:
    value: Any = letter
    for step in place.split("."):
        value = getattr(value, step)
    if isinstance(value, Markup):
        return value
    if isinstance(value, date):
        return Markup("<strong>{}</strong>").format(long_day(value))
    if isinstance(value, Person):
        return Markup("{}, {}").format(said(value.name), said(value.role))
    if isinstance(value, Contact):
        return Markup("{} ({})").format(said(value.name), said(value.how))
    return str(said(str(value)))
