"""The words of a web page, line by line, as somebody without a browser would read them."""

from html.parser import HTMLParser

SILENT = {"script", "style", "head", "template", "noscript", "svg", "object", "iframe"}
BREAKS = {
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table",
    "blockquote", "pre", "ul", "ol", "dl", "dt", "dd", "header", "footer", "main", "figure",
}  # fmt: skip
BETWEEN = {"td", "th"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent.append(tag)
        elif tag in BREAKS:
            self.lines.append("• " if tag == "li" else "")
        elif tag in BETWEEN:
            self.lines[-1] += "   "
        elif tag == "img" and not self._silent:
            told = dict(attrs).get("alt")
            self.lines[-1] += f"[picture: {told}]" if told else "[picture]"

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += " ".join(data.split()) + (" " if data[-1:].isspace() else "")


def words_of_markup(markup: str) -> list[str]:
    """Every line that would be read; what programs and styles say is not words."""
    reading = _Words()
    reading.feed(markup)
    reading.close()
    return [line.strip() for line in reading.lines if line.strip(" •")]
