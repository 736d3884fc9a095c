"""How much a page of somebody else's PDF asks to be drawn: forms hold forms that hold forms.

A file of two kilobytes can ask for a thousand million drawings, which no reader survives. Counted
without drawing, and rather too high than too low.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream

MOST_DRAWINGS = 1_000_000
DEEPEST = 40
ENDLESS = MOST_DRAWINGS + 1

Counted = dict[tuple[int, int], int]


def asks_too_much(page: pikepdf.Page, counted: Counted) -> bool:
    """Whether drawing a page once means drawing forms more than a million times."""
    largest = _largest(page.resources, counted, 0)
    if not largest:
        return False
    drawn = page.obj.get(Name.Contents)
    parts = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
    orders = sum(_orders(each) for each in parts if isinstance(each, Stream))
    return orders * largest > MOST_DRAWINGS


def forms_within(page: pikepdf.Page, seen: set[tuple[int, int]]) -> Iterator[Stream]:
    """Every form that a page reaches, each once however many pages reach it."""
    waiting = list(_forms(page.resources))
    while waiting:
        form = waiting.pop()
        if form.objgen not in seen:
            seen.add(form.objgen)
            yield form
            waiting.extend(_forms(form.stream_dict.get(Name.Resources)))


def refers_to_itself(page: pikepdf.Page) -> bool:
    """Whether a form that a page draws holds itself, near or far."""
    return any(_comes_back(each, (), set()) for each in _forms(page.resources))


def _comes_back(
    form: Stream, above: tuple[tuple[int, int], ...], clear: set[tuple[int, int]]
) -> bool:
    if form.objgen in above or len(above) > DEEPEST:
        return True
    if form.objgen in clear:
        return False
    within = _forms(form.stream_dict.get(Name.Resources))
    found = any(_comes_back(each, (*above, form.objgen), clear) for each in within)
    clear.add(form.objgen)
    return found


def _orders(stream: Stream) -> int:
    """How often a stream says “Do”: draw this picture or form."""
    return stream.read_bytes().count(b"Do")


def _largest(resources: object, counted: Counted, depth: int) -> int:
    return max((_drawings(each, counted, depth) for each in _forms(resources)), default=0)


def _forms(resources: object) -> Iterator[Stream]:
    named = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    for each in named.values() if isinstance(named, Dictionary) else ():
        if isinstance(each, Stream) and each.stream_dict.get(Name.Subtype) == Name.Form:
            yield each


def _drawings(form: Stream, counted: Counted, depth: int) -> int:
    """A form is drawn once, and then all that it asks for. One that holds itself is drawn once."""
    if depth > DEEPEST:
        return ENDLESS
    if form.objgen not in counted:
        counted[form.objgen] = 1
        within = _largest(form.stream_dict.get(Name.Resources), counted, depth + 1)
        counted[form.objgen] = 1 + (_orders(form) * within if within else 0)
    return counted[form.objgen]
