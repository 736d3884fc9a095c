"""The only module that turns HTML into PDF. It fetches nothing but the fonts beside it."""

import atexit
import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta
from PIL import ImageFile

from casework.documents import spelling

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
STYLESHEET = "paper.css"
BODY = re.compile(r"<body[^>]*>")
WORDS = "letters/passages.toml"  # the standing paragraphs of letters, each once

_speech: ContextVar[Callable[[str], str]] = ContextVar("speech", default=lambda text: text)


def said(value: Any) -> Any:
    """Every word that a template prints, as the paper may say it. Markup is a template's own."""
    return _speech.get()(value) if type(value) is str else value


@contextmanager
def speaking(speech: Callable[[str], str]) -> Iterator[None]:
    """Meanwhile every text of every paper is put this way, such as with pseudonyms for names."""
    before = _speech.set(speech)
    try:
        yield
    finally:
        _speech.reset(before)


papers = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=said,
)
papers.filters.update(spelling.FILTERS)

# The layout engine keeps fonts in one shared configuration, so one paper is laid out at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class PrintedDocument:
    """A finished paper: its bytes, their hash, and the templates it was made from."""

    pdf: bytes = field(repr=False)
    sha256: str
    pages: int
    template: str
    template_version: str
    wording_version: int = 0  # of the trust's own words; none where the standard ones stand


def written(template: str, **context: Any) -> str:
    """A paper as the HTML that it is printed from."""
    return papers.get_template(template).render(**context)


def printed(template: str, mark: str = "", **context: Any) -> PrintedDocument:
    """A paper printed from a template, with a mark on each page if one is given.

    The same words give the same bytes.
    """
    html = written(template, **context)
    if mark:
        html = BODY.sub(rf'\g<0><p class="preview">{mark}</p>', html, count=1)
    pdf, pages = _pressed(html)
    return PrintedDocument(
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        pages=pages,
        template=template,
        template_version=template_version(template),
    )


def pressed(html: str) -> bytes:
    """A paper that was written before, as a PDF."""
    return _pressed(html)[0]


def _pressed(html: str) -> tuple[bytes, int]:
    with _one_at_a_time, _without_garbage_collection():
        return _laid_out(html)


@cache
def template_version(template: str) -> str:
    """A short hash of everything that shapes a paper: its templates and the stylesheet."""
    digest = sha256((TEMPLATES / STYLESHEET).read_bytes())
    if template.startswith("letters/"):
        digest.update((TEMPLATES / WORDS).read_bytes())
    for each in sorted(_templates_behind(template)):
        digest.update((TEMPLATES / each).read_bytes())
    return digest.hexdigest()[:12]


def _templates_behind(template: str) -> set[str]:
    """The template itself and every template that it extends, imports or includes."""
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    behind = {template}
    for each in meta.find_referenced_templates(papers.parse(source)):
        if each is not None:
            behind |= _templates_behind(each)
    return behind


def _laid_out(html: str) -> tuple[bytes, int]:
    press = _press()
    from weasyprint import HTML

    document = HTML(
        string=html, base_url=FONTS.as_uri() + "/", url_fetcher=press["url_fetcher"]
    ).render(font_config=press["font_config"], stylesheets=[press["stylesheet"]], pdf_tags=True)
    pdf: bytes = document.write_pdf(pdf_tags=True)
    return pdf, len(document.pages)


@cache
def _press() -> Mapping[str, Any]:
    """The fonts and the stylesheet, read once. The import alone takes a second, so it waits."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    # The import switches this on for the whole process, and then half a photograph passes for
    # a whole one. Evidence may not.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]
        """A paper is made only of what the case file contains; the fonts are ours."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (their signature)
            for font in FONTS.glob("*.ttf"):
                if url == font.as_uri():
                    return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})
            raise FatalURLFetchingError(f"A paper may not fetch {url}")

    url_fetcher = OnlyOurFonts(fail_on_errors=True)
    font_config = FontConfiguration()
    stylesheet = CSS(
        string=(TEMPLATES / STYLESHEET).read_text(encoding="utf-8"),
        base_url=FONTS.as_uri() + "/",
        url_fetcher=url_fetcher,
        font_config=font_config,
    )
    atexit.register(_press.cache_clear)  # the fonts must go while their library is still there
    return {"url_fetcher": url_fetcher, "font_config": font_config, "stylesheet": stylesheet}


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Layout makes many small objects and drops few: collecting meanwhile costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
