"""Binding leaves into one file: pages, numbers, links, bookmarks, and the facts about the file."""

import io
from collections.abc import Sequence
from datetime import UTC

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from casework.documents.contents import Bookmark, Contents, bookmarks_of
from casework.documents.layers import carry_hidden_layers
from casework.documents.leaves import Layer, Leaf
from casework.documents.links import copy_links, lead_index_to_pages
from casework.documents.packs import PackPlan
from casework.documents.stamping import embedded, stamp

LANGUAGE = "en-GB"
FRAME = b"0.79 0.77 0.72 RG 0.5 w\n"


def bound(plan: PackPlan, contents: Contents, leaves: Sequence[Leaf]) -> bytes:
    """The pack as a PDF. The same leaves give the same bytes."""
    pdf = Pdf.new()
    stamps = embedded(pdf)
    for number, leaf in enumerate(leaves, start=1):
        page = _page(pdf, leaf, stamps)
        marks = stamp(leaf, label_of(plan), number, plan.draft)
        page.obj.Contents = pdf.make_stream(_drawing(leaf) + marks)
        copy_links(pdf, leaf, page)
    carry_hidden_layers(pdf, leaves)
    lead_index_to_pages(pdf, contents)
    _bookmark(pdf, bookmarks_of(plan, contents))
    _describe(pdf, plan)
    kept = io.BytesIO()
    pdf.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return kept.getvalue()


def label_of(plan: PackPlan) -> str:
    """What stands before the number on every page: the case, and which pack and edition."""
    return f"{plan.cover.reference} · Bundle {plan.letter} · {plan.cover.edition} ·"


def _page(pdf: Pdf, leaf: Leaf, stamps: Dictionary) -> pikepdf.Page:
    page = pdf.add_blank_page(page_size=(leaf.width, leaf.height))
    forms = Dictionary()
    for number, layer in enumerate(leaf.layers):
        forms[f"/CwLayer{number}"] = _form(pdf, layer)
    page.obj.Resources = Dictionary(Font=stamps.Font, ExtGState=stamps.ExtGState, XObject=forms)
    page.obj.Tabs = Name.S
    return page


def _form(pdf: Pdf, layer: Layer) -> pikepdf.Object:
    """A page as a thing that can be drawn. Whatever it does wrong stays inside it."""
    return pdf.copy_foreign(layer.page.as_form_xobject(handle_transformations=False))


def _drawing(leaf: Leaf) -> bytes:
    drawing = b"".join(_drawn(number, layer) for number, layer in enumerate(leaf.layers))
    if leaf.framed:
        drawing += b"q " + FRAME + _numbers(leaf.framed) + b" re S Q\n"
    return drawing


def _drawn(number: int, layer: Layer) -> bytes:
    window = _numbers(layer.clip) + b" re W n " if layer.clip else b""
    return b"q " + window + _numbers(layer.matrix) + f" cm /CwLayer{number} Do Q\n".encode()


def _numbers(values: Sequence[float]) -> bytes:
    return " ".join(f"{value:.5f}" for value in values).encode()


def _bookmark(pdf: Pdf, marks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        outline.root.extend(_outlined(pdf, mark) for mark in marks)
    pdf.Root.PageMode = Name.UseOutlines


def _outlined(pdf: Pdf, mark: Bookmark) -> OutlineItem:
    item = OutlineItem(mark.title, Array([pdf.pages[mark.page - 1].obj, Name.Fit]))
    item.children.extend(_outlined(pdf, each) for each in mark.under)
    return item


def _describe(pdf: Pdf, plan: PackPlan) -> None:
    """Facts about the file. They name the case and nobody in it."""
    made = plan.cover.made_at.astimezone(UTC)
    pdf.Root.Lang = pikepdf.String(LANGUAGE)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=pikepdf.String(f"Hearing pack {plan.cover.reference}, bundle {plan.letter}"),
            Producer=pikepdf.String("Casework"),
            CreationDate=pikepdf.String(f"D:{made:%Y%m%d%H%M%S}Z"),
        )
    )
