"""Links in a pack: those of the index lead to pages, those of exhibits to the web."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from casework.documents.contents import PLACE, Contents
from casework.documents.leaves import Layer, Leaf, Matrix


def copy_links(pdf: Pdf, leaf: Leaf, page: pikepdf.Page) -> None:
    """Carry the web links of a page along, to where its words are now."""
    links = [link for layer in leaf.layers for link in _links(pdf, layer)]
    if links:
        page.obj.Annots = Array(links)


def _links(pdf: Pdf, layer: Layer) -> Iterator[pikepdf.Object]:
    for each in layer.page.obj.get(Name.Annots, ()):
        address = str(each[Name.A][Name.URI])
        yield pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(_moved(each[Name.Rect], layer.matrix)),
                Border=[0, 0, 0],
                Contents=pikepdf.String(address),
                A=Dictionary(S=Name.URI, URI=pikepdf.String(address)),
            )
        )


def _moved(rectangle: pikepdf.Object, matrix: Matrix) -> list[float]:
    a, b, c, d, e, f = matrix
    x1, y1, x2, y2 = (float(each) for each in Array(rectangle))
    corners = [(x, y) for x in (x1, x2) for y in (y1, y2)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return [round(each, 3) for each in (min(across), min(up), max(across), max(up))]


def lead_index_to_pages(pdf: Pdf, contents: Contents) -> None:
    """Turn the placeholder addresses of the index into links to the pages they stand for."""
    for number in range(contents.printed.pages):
        page = pdf.pages[contents.first_page - 1 + number]
        for link in page.obj.get(Name.Annots, ()):
            target = int(str(link[Name.A][Name.URI]).removeprefix(PLACE))
            del link[Name.A]
            link[Name.Contents] = pikepdf.String(f"Page {target}")
            link[Name.Dest] = Array([pdf.pages[target - 1].obj, Name.Fit])
