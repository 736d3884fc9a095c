"""Joining pages into one numbered pack.

`assemble` is the whole interface: a plan goes in, a checked PDF with its index comes out. Another
engine can take its place. This one keeps everything in memory and copies pages with pikepdf.
"""

import io
from collections.abc import Callable
from hashlib import sha256

from pikepdf import Pdf

from casework.documents.binding import bound
from casework.documents.contents import contents_of
from casework.documents.leaves import Leaf, foreign_leaves, own_leaves
from casework.documents.packs import (
    ExhibitUnreadable,
    ImagePage,
    PackItem,
    PackPlan,
    PdfPages,
    PrintedPack,
    Source,
)
from casework.documents.pictures import picture_leaves
from casework.documents.printing import printed
from casework.documents.safe_pages import UNREADABLE, opened_safely
from casework.documents.soundness import require_sound

Progress = Callable[[int, int, str], None]
AFTER_THE_ITEMS = ("Index", "Page numbers", "Check")


def assemble(plan: PackPlan, progress: Progress) -> PrintedPack:
    """The pack as one PDF, numbered, indexed and checked.

    Raises ExhibitUnreadable when a part cannot be read, PackUnsound when the check fails.
    """
    items = [item for section in plan.sections for item in section.items]
    total = len(items) + len(AFTER_THE_ITEMS)
    bodies: list[list[Leaf]] = []
    for done, item in enumerate(items):
        progress(done, total, item.title)
        bodies.append(leaves_of(item, plan.cover.reference))
    progress(len(items), total, AFTER_THE_ITEMS[0])
    cover = _own_pages(_cover(plan))
    contents = contents_of(plan, len(cover), [len(body) for body in bodies])
    leaves = cover + _own_pages(contents.printed.pdf) + [leaf for each in bodies for leaf in each]
    progress(len(items) + 1, total, AFTER_THE_ITEMS[1])
    pdf = bound(plan, contents, leaves)
    progress(len(items) + 2, total, AFTER_THE_ITEMS[2])
    require_sound(pdf, contents, leaves)
    progress(total, total, "Done")
    return PrintedPack(pdf, sha256(pdf).hexdigest(), len(leaves), contents.lines)


def leaves_of(item: PackItem, reference: str) -> list[Leaf]:
    """The pages of one item, part by part. Raises ExhibitUnreadable, which names it."""
    leaves = [leaf for part in item.parts for leaf in _leaves(part, item.called, reference)]
    if not leaves:
        raise ExhibitUnreadable(item.called, "it has no pages")
    return leaves


def _leaves(part: Source, called: str, reference: str) -> list[Leaf]:
    if isinstance(part, ImagePage):
        return picture_leaves(part, called, reference)
    if isinstance(part, PdfPages):
        try:
            return foreign_leaves(opened_safely(part.content, called))
        except UNREADABLE as broken:
            raise ExhibitUnreadable(called, "one of its pages is damaged") from broken
    return _own_pages(printed(part.template, sheet=part, reference=reference, in_pack=True).pdf)


def _own_pages(pdf: bytes) -> list[Leaf]:
    return own_leaves(Pdf.open(io.BytesIO(pdf)))


def _cover(plan: PackPlan) -> bytes:
    cover = printed(
        plan.cover.template,
        sheet=plan.cover,
        reference=plan.cover.reference,
        letter=plan.letter,
        draft=plan.draft,
        fingerprint=fingerprint(plan),
    )
    return cover.pdf


def fingerprint(plan: PackPlan) -> str:
    """A hash over everything that goes into a pack, in order: the same parts, the same hash."""
    digest = sha256()
    for section in plan.sections:
        for item in section.items:
            digest.update(repr((section.letter, section.title, item.title, item.day)).encode())
            for part in item.parts:
                digest.update(sha256(_bytes_of(part)).digest())
    return digest.hexdigest()


def _bytes_of(part: Source) -> bytes:
    return part.content if isinstance(part, PdfPages | ImagePage) else repr(part).encode()
