"""Making one numbered pack of a plan.

`assemble` is the whole interface: a plan goes in, a checked PDF with its index comes out. Where its
parts come from, and where it is kept, is the business of the press that it is given.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from casework.documents.archival import LOOKED_FOR, NOT_LOOKED_FOR
from casework.documents.bookmarks import Bookmark
from casework.documents.conformance import Conformance, conformance_of
from casework.documents.contents import bookmarks_of, contents_of, fingerprint_of
from casework.documents.handpress import Bindery, HandPress
from casework.documents.linking import Binding, Part
from casework.documents.packs import (
    ExhibitUnreadable,
    ImagePage,
    KeptPages,
    PackItem,
    PackPlan,
    PdfPages,
    PrintedPack,
    Source,
    UnitChanged,
)
from casework.documents.press import NotMade, Press, Pressed
from casework.documents.progress import Making, Progress, Told
from casework.documents.sheets import Sheet
from casework.documents.stamping import can_be_set
from casework.errors import NotFound, Unsound

LONGEST_CAPTION = 280
ABOUT = "About this file"
OTHERS = (KeptPages, PdfPages, ImagePage)


def assemble(plan: PackPlan, progress: Progress, press: Bindery | None = None) -> PrintedPack:
    """The pack as one PDF, numbered, indexed and checked.

    Raises ExhibitUnreadable when a part cannot be read, PackUnsound when the check fails.
    """
    press = press or HandPress()
    on_cover = _cover_says(plan)
    press.ahead([*_own_sheets(plan), (plan.cover.template, on_cover)])
    bodies = _bodies(plan, progress, press)
    progress(Told(Making.INDEX))
    with _called("The cover"):
        made = press.own(plan.cover.template, **on_cover)
        cover = Part(made.unit, made.opens, "Cover")
    counts = [sum(len(part.unit.pages) for part in body) for body in bodies]
    with _called("The index"):
        contents = contents_of(press, plan, len(cover.unit.pages), counts)
    index = Part(contents.index.unit, contents.index.opens, "Index")
    keeps_to = _keeps_to(plan, bodies)
    with _called("The last page"):
        about = press.own(keeps_to.template, **_context(keeps_to, plan.cover.reference))
    parts = [cover, index, *(part for body in bodies for part in body)]
    last = plan.first_page + sum(len(part.unit.pages) for part in parts)
    parts.append(Part(about.unit, about.opens, ABOUT))
    marks = (*bookmarks_of(plan, contents), Bookmark(f"{ABOUT}, page {last}", last))
    binding = binding_of(plan, marks)
    with _called("The pack"):
        kept = press.bind(parts, binding, contents, progress)
    pages = sum(len(part.unit.pages) for part in parts)
    progress(Told(Making.DONE, pages, pages, pages))
    return PrintedPack(kept, pages, contents.lines, keeps_to)


def _keeps_to(plan: PackPlan, bodies: list[list[Part]]) -> Conformance:
    items = [item for section in plan.sections for item in section.items]
    units = [
        (item.called, [e.unit for e in body]) for item, body in zip(items, bodies, strict=True)
    ]
    return conformance_of(units, LOOKED_FOR, NOT_LOOKED_FOR)


def _own_sheets(plan: PackPlan) -> list[tuple[str, dict[str, Any]]]:
    """What we print of it, in order."""
    items = [item for section in plan.sections for item in section.items]
    own = [part for item in items for part in item.parts if not isinstance(part, OTHERS)]
    return [(part.template, _context(part, plan.cover.reference)) for part in own]


def _bodies(plan: PackPlan, progress: Progress, press: Bindery) -> list[list[Part]]:
    """The parts of each item, in order."""
    items = [item for section in plan.sections for item in section.items]
    reference = plan.cover.reference
    bodies: list[list[Part]] = []
    pages = 0
    for done, item in enumerate(items):
        progress(Told(Making.PARTS, done, len(items), pages, item.title))
        body = parts_of(item, reference, press)
        pages += sum(len(part.unit.pages) for part in body)
        bodies.append(body)
    return bodies


@contextmanager
def _called(name: str) -> Iterator[None]:
    """What is not made is said by its name."""
    try:
        yield
    except NotMade as why:
        raise NotMade(f"{name} cannot be made: {why}") from why


def binding_of(plan: PackPlan, bookmarks: tuple[Bookmark, ...]) -> Binding:
    """What a pack says of itself: the case, and nobody in it."""
    return Binding(
        title=f"Hearing pack {plan.cover.reference}, bundle {plan.letter}",
        label=label_of(plan),
        draft=plan.draft,
        made_at=plan.cover.made_at,
        bookmarks=bookmarks,
        first=plan.first_page,
    )


def label_of(plan: PackPlan) -> str:
    """What stands before the number on every page: the case, and which pack and edition."""
    return f"{plan.cover.reference} · Bundle {plan.letter} · {plan.cover.edition} ·"


def parts_of(item: PackItem, reference: str, press: Press) -> list[Part]:
    """The pages of one item, part by part. Raises ExhibitUnreadable, which names it."""
    parts = [_part(part, item, reference, press) for part in item.parts]
    if not any(part.unit.pages for part in parts):
        raise ExhibitUnreadable(item.called, "it has no pages")
    return parts


def _part(part: Source, item: PackItem, reference: str, press: Press) -> Part:
    if isinstance(part, KeptPages):
        made = _opened(part, item.called)
        caption = _caption(part.caption, item.called)
        return Part(made.unit, made.opens, part.shows, caption, item.called)
    if isinstance(part, PdfPages):
        made = press.foreign(part, item.called)
        return Part(made.unit, made.opens, part.shows or item.title, "", item.called)
    if isinstance(part, ImagePage):
        made = press.foreign(part, item.called)
        caption = _caption(part.caption, item.called)
        return Part(made.unit, made.opens, part.caption, caption, item.called)
    try:
        made = press.own(part.template, **_context(part, reference))
    except NotMade as why:
        raise ExhibitUnreadable(item.called, str(why)) from why
    return Part(made.unit, made.opens, item.title)


def _context(sheet: Sheet | Conformance, reference: str) -> dict[str, Any]:
    return {"sheet": sheet, "reference": reference, "in_pack": True}


def _opened(part: KeptPages, called: str) -> Pressed:
    try:
        return Pressed.of(part.opens)
    except (NotFound, Unsound) as changed:
        raise UnitChanged(called) from changed


def _caption(caption: str, called: str) -> str:
    """What stands below a picture. A title in letters that a stamp lacks is on its sheet before."""
    words = " ".join(caption.split())
    if not can_be_set(words):
        return f"{called}. Its title is on the sheet before it."
    return words if len(words) <= LONGEST_CAPTION else words[: LONGEST_CAPTION - 1] + "…"


def _cover_says(plan: PackPlan) -> dict[str, Any]:
    return {
        "sheet": plan.cover,
        "reference": plan.cover.reference,
        "letter": plan.letter,
        "draft": plan.draft,
        "fingerprint": fingerprint(plan),
    }


def fingerprint(plan: PackPlan) -> str:
    """A hash over everything that goes into a pack, in order: the same parts, the same hash."""
    digest = sha256()
    for section in plan.sections:
        for item in section.items:
            digest.update(repr((section.letter, section.title, item.title, item.day)).encode())
            digest.update(fingerprint_of(item).encode())
    return digest.hexdigest()
