"""Pages, and the parts of pages that htmx asks for."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from jinja2_fragments import render_block

from web.frame import wording
from web.frame.assets import asset, scripts

HERE = Path(__file__).parents[1]
SCRIPTS = "<!-- scripts -->"  # where they stand in base.html

# One flat name, `ui`, holds every macro: a block rendered alone runs without its page's imports.
COMPONENTS = (
    "icons", "layout", "chips", "due", "notes", "fields", "choices", "forms", "uploads", "tables",
    "rail", "checks", "people", "progress", "activity", "custody", "hash", "pager", "conflict",
    "clauses", "viewers", "session",
)  # fmt: skip

FILTERS = (
    wording.day,
    wording.long_day,
    wording.said_cell,
    wording.clock,
    wording.friendly_clock,
    wording.initials,
    wording.initial_surname,
    wording.within,
    wording.counted,
    wording.working_days_phrase,
    wording.due_says,
    wording.due_state,
    wording.file_size,
)


class Page(HTMLResponse):
    """HTML that is never kept by the browser and always leaves, whatever text people pasted."""

    def render(self, content: Any) -> bytes:
        # A pasted lone surrogate cannot be UTF-8; a question mark is better than no page.
        return str(content).encode("utf-8", errors="replace")


def typed(form: Any, name: str) -> Any:
    """What was typed in a field, or nothing."""
    value = form["values"].get(name) if isinstance(form, dict) else form.values.get(name)
    return "" if value is None else value


def ticked(form: Any, name: str) -> frozenset[str]:
    """Every value chosen for a field that takes more than one."""
    values = form["values"] if isinstance(form, dict) else form.values
    found = values.getlist(name) if hasattr(values, "getlist") else values.get(name)
    if found is None:
        return frozenset()
    each = [found] if isinstance(found, str) else found
    return frozenset(str(one) for one in each)


def _gather(environment: Environment, ui: SimpleNamespace) -> None:
    for name in COMPONENTS:
        module = environment.get_template(f"components/{name}.html").module
        public = {key: each for key, each in vars(module).items() if isinstance(each, Macro)}
        vars(ui).update(public)


def _environment() -> Environment:
    ui = SimpleNamespace()
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # no template changes while it is served: each page asked for ten files
    )
    made.filters.update({each.__name__: each for each in FILTERS})
    made.globals.update(
        asset=asset,
        typed=typed,
        ticked=ticked,
        now=wording.local_now,
        viewer=None,
        nonce="",
        here="",
        said="",
        trust_name="",
        help_phone="",
        ui=ui,
    )
    _gather(made, ui)
    return made


templates = _environment()


def _with_scripts(html: str, nonce: str) -> str:
    """The page with the scripts that it has a use for; which they are shows when it is drawn."""
    told = (f'<script src="{each}" nonce="{nonce}" defer></script>' for each in scripts(html))
    return html.replace(SCRIPTS, "\n  ".join(told), 1)


def wants_a_part(request: Request) -> bool:
    """Whether htmx will swap a part of the page it already shows."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") == "partial"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def show(
    request: Request, page: str, block: str | None = None, status: int = 200, **context: Any
) -> HTMLResponse:
    """The whole page, or only `block` of it when htmx asks for a part.

    The viewer is `request.state.viewer` unless the context names another.
    """
    viewer = context.setdefault("viewer", getattr(request.state, "viewer", None))
    if viewer is not None:
        context.setdefault("help_phone", getattr(viewer, "help_phone", ""))
    context["nonce"] = getattr(request.state, "nonce", "")
    if block is not None and wants_a_part(request):
        html = render_block(templates, page, block, **context)
    else:
        html = _with_scripts(templates.get_template(page).render(**context), context["nonce"])
    headers = {"Vary": "HX-Request, HX-Request-Type", "Cache-Control": "no-store"}
    return Page(html, status, headers)
