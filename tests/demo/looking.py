"""Looking closely at a page, as everybody has it: wide and narrow, light and dark, by keyboard.

One visit, four looks. All rules of axe are asked of the wide light page. After that only those
whose answer a narrower window or darker colours can change. Colours hang on what a thing is and
what it stands in: a page on which neither is new is not asked about colours again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response

from tests.chromium import Window

MOST_KB = 60
COLOURS = ["color-contrast"]
SIZES = ["target-size", "scrollable-region-focusable"]
LOOKS = (
    ("1280 dark", 1280, "dark", COLOURS),
    ("390 dark", 390, "dark", COLOURS + SIZES),
    ("390 light", 390, "light", COLOURS),
)
ONLY_SIZES = (("390 light", 390, "light", SIZES),)
ASKED = """async ([only, colours]) => {
  const options = { resultTypes: ["violations"], preload: false, reporter: "no-passes" };
  if (only.length) options.runOnly = { type: "rule", values: only };
  else if (!colours) options.rules = { "color-contrast": { enabled: false } };
  const found = await axe.run(only.length ? { include: [["main"]] } : document, options);
  return found.violations.map((each) =>
    `${each.help} (${each.nodes.slice(0, 3).map((one) => one.target.join(" ")).join(" | ")})`);
}"""
# Each thing and what it stands in, by their classes.
PAIRS = """() => {
  const called = (one) => `${one.tagName}.${one.className?.baseVal ?? one.className}`;
  return [...new Set([...document.querySelectorAll("body *")].map(
    (each) => `${called(each.parentElement)} > ${called(each)}`))];
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return "";
  const wide = [...document.querySelectorAll("main *")].find(
    (each) => each.getBoundingClientRect().right > room + 1 && !each.closest(".scroll"));
  return `${over}px too wide: ${wide ? wide.outerHTML.slice(0, 120) : "?"}`;
}"""
# What came with it, packed, whether now or for an earlier page; pictures are the evidence itself.
CARRIED = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  const beside = performance.getEntriesByType("resource");
  return {
    bytes: [page, ...beside.filter((each) => each.initiatorType !== "img")]
      .reduce((sum, each) => sum + each.encodedBodySize, 0),
    elsewhere: beside.map((each) => each.name).filter((each) => !each.startsWith(location.origin)),
  };
}"""
# Every stop of the tab key shows that it has the focus, and nothing lies over it.
UNSEEN = """() => {
  const fields = "button, input:not([type=hidden]), select, textarea";
  const stops = `a[href], summary, [tabindex="0"], ${fields}`;
  const told = [];
  for (const each of document.querySelectorAll(stops)) {
    if (each.disabled || each.tabIndex < 0) continue;
    if (!each.checkVisibility({ visibilityProperty: true })) continue;
    each.focus();
    if (document.activeElement !== each) continue;
    const shows = [each, each.nextElementSibling, each.parentElement, each.closest("label"),
      each.closest(".opt"), each.closest(".drop"), each.closest("form")].some((one) => {
      const style = one && getComputedStyle(one);
      return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
        || style.boxShadow !== "none");
    });
    if (!shows) told.push(`no focus shown: ${each.outerHTML.slice(0, 90)}`);
  }
  for (const each of document.querySelectorAll("body *")) {
    const { position } = getComputedStyle(each);
    if ((position === "sticky" || position === "fixed") && each.checkVisibility())
      told.push(`may cover a focus: ${each.outerHTML.slice(0, 90)}`);
  }
  return told;
}"""
# As it left the server, before any script: what somebody without scripts has.
WITHOUT_SCRIPTS = """(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const told = [];
  for (const form of page.querySelectorAll("form:not([method=dialog]):not([hidden])")) {
    const named = form.id && page.querySelector(`button[form="${form.id}"]`);
    const sends = "button:not([type=button]), input[type=submit], input[type=image]";
    const alone = form.querySelectorAll("input:not([type=hidden])").length === 1;  // Enter sends it
    if (!form.querySelector(sends) && !named && !alone)
      told.push(`cannot be sent: ${form.outerHTML.slice(0, 90)}`);
  }
  for (const button of page.querySelectorAll("button")) {
    const sends = button.type !== "button" && (button.form || button.closest("form"));
    if (!sends && !button.closest("[hidden], template, dialog"))
      told.push(`does nothing without scripts: ${button.outerHTML.slice(0, 90)}`);
  }
  for (const link of page.querySelectorAll("a:not([href])"))
    told.push(`leads nowhere: ${link.outerHTML.slice(0, 90)}`);
  for (const part of page.querySelectorAll("[hx-get], [hx-post]")) {
    const shows = part.querySelector(":scope > :not([hidden])");
    if (shows && !part.closest("form") && !part.querySelector("a, noscript"))
      told.push(`only htmx fetches it: ${part.outerHTML.slice(0, 90)}`);
  }
  return told;
}"""


@dataclass(frozen=True)
class Look:
    """What was found on one page, and how many bytes came with it."""

    faults: list[str]
    bytes: int


def looked_at(
    window: Window,
    path: str,
    blank: Page,
    known: set[str],
    *,
    answers: int = 200,
    comes: Callable[[Page], Response] | None = None,
) -> Look:
    """Go there and look in every way; what it is without scripts is read on a blank page.

    Where no address leads to a page, `comes` says how somebody gets there.

    `known` holds what was seen before in every colour, and afterwards what is on this page too.
    """
    page = window.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    answer = comes(page) if comes else page.goto(window.address + path)
    assert answer is not None
    if answer.status != answers:
        return Look([f"answers {answer.status}"], 0)
    if "/sign-in/" in page.url and "/sign-in" not in path:
        return Look([f"leads to {page.url}"], 0)
    carried = page.evaluate(CARRIED)
    pairs = set(page.evaluate(PAIRS))
    faults = [*blank.evaluate(WITHOUT_SCRIPTS, answer.text()), *_carried(carried)]
    faults += _seen(page, bool(pairs - known))
    known |= pairs
    return Look(faults, carried["bytes"])


def _carried(carried: dict[str, Any]) -> Iterator[str]:
    if carried["elsewhere"]:
        yield f"asks another host: {carried['elsewhere']}"
    if carried["bytes"] > MOST_KB * 1024:
        yield f"weighs {carried['bytes'] / 1024:.1f} KB"


def _seen(page: Page, is_new: bool) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    yield from (f"1280 light: {each}" for each in page.evaluate(ASKED, [[], is_new]))
    for name, width, scheme, only in LOOKS if is_new else ONLY_SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        yield from (f"{name}: {each}" for each in page.evaluate(ASKED, [only, True]))
    page.set_viewport_size({"width": 320, "height": 800})
    if over := page.evaluate(TOO_WIDE):
        yield f"320: {over}"
    yield from page.evaluate(UNSEEN)
