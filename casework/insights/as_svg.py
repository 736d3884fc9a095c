"""A figure as a drawing to put into a paper: bars with their numbers, and a title read aloud."""

from xml.etree import ElementTree as Tree

from casework.insights.figures import Figure, Row

WIDE, LABELS, LINE, BARS = 720, 230, 22, 380
INK, QUIET, BAR = "#17232b", "#43515b", "#14555f"


def figure_svg(figure: Figure, year: str) -> bytes:
    """The figure as SVG: a group of bars for each row, one bar for each column."""
    lines = 3 + sum(1 + len(row.cells) for row in figure.rows)
    size = f"0 0 {WIDE} {lines * LINE}"
    svg = Tree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": size})
    svg.set("role", "img")
    Tree.SubElement(svg, "title").text = f"{figure.title}, {year}"
    Tree.SubElement(svg, "desc").text = figure.says
    _words(svg, 8, 1, f"{figure.title}, {year}", weight="700")
    _words(svg, 8, 2, "A count of one to four is not told.", ink=QUIET)
    at = 3
    for row in figure.rows:
        at = _drawn(svg, figure, row, at)
    drawn: bytes = Tree.tostring(svg, encoding="utf-8", xml_declaration=True)
    return drawn


def _drawn(svg: Tree.Element, figure: Figure, row: Row, at: int) -> int:
    _words(svg, 8, at, row.label, weight="600")
    for head, cell in zip(figure.heads, row.cells, strict=True):
        at += 1
        _words(svg, 8, at, head, ink=QUIET)
        length = cell.percent * BARS // 100
        place = {"x": str(LABELS), "y": str(at * LINE - 13), "height": "14"}
        Tree.SubElement(svg, "rect", {**place, "width": str(length), "fill": BAR})
        _words(svg, LABELS + length + 8, at, cell.shown)
    return at + 1


def _words(
    svg: Tree.Element, x: int, line: int, words: str, *, ink: str = INK, weight: str = "400"
) -> None:
    place = {"x": str(x), "y": str(line * LINE), "fill": ink, "font-weight": weight}
    font = {"font-family": "Source Sans 3, Arial, sans-serif", "font-size": "14"}
    Tree.SubElement(svg, "text", {**place, **font}).text = words
