"""The standing paragraphs of letters, filled in from each letter.

They stand in templates/letters/passages.toml. A word in braces, such as {adjustments}, is filled
in from the letter.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from casework.documents.letterhead import Letter
from casework.documents.printing import TEMPLATES, WORDS, said
from casework.documents.spelling import long_day, paragraphs
from casework.documents.wording import Contact, Person

PLACE = re.compile(r"\{([^{}]*)\}")


@cache
def _written() -> dict[str, dict[str, str]]:
    """The words of each passage, by the letter or the kind of letter and what it is called."""
    told = tomllib.loads((TEMPLATES / WORDS).read_text(encoding="utf-8"))
    return {
        code: {key: each["text"].strip() for key, each in passages.items()}
        for code, passages in told.items()
    }


def passages_for(letter: Letter) -> Callable[[str], Markup]:
    """What a template asks for a passage by its name: its words, filled in from this letter."""
    words = _written()[letter.shares] | _written().get(letter.code, {})
    return lambda key: spoken(words[key], letter)


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
