"""Somebody who has a keyboard and nothing else, and what each stop of the tab key must be like."""

from playwright.sync_api import Page

MOST_STOPS = 150
# Seen, not covered, where it can be looked at; and where it is in the page.
STOP = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const shows = [on, on.nextElementSibling, on.parentElement, on.closest("label"),
    on.closest(".opt"), on.closest(".drop")].some((one) => {
    const style = one && getComputedStyle(one);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none");
  });
  const box = (on.closest(".opt, .drop label") ?? on).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const order = [...document.querySelectorAll("*")].indexOf(on);
  return {
    shows, inside, order, top: box.top + scrollY, left: box.left, right: box.right,
    main: Boolean(on.closest("main")), ahead: on.tabIndex > 0, what: on.outerHTML.slice(0, 110),
  };
}"""


class Keyboard:
    """Presses keys and counts them; a stop that is unseen, or out of order, fails at once."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed, self.written = page, 0, 0

    def press(self, *keys: str) -> None:
        for each in keys:
            self.page.keyboard.press(each)
            self.pressed += 1

    def leads(self, *keys: str) -> None:
        """Keys after which another page is shown."""
        with self.page.expect_navigation():
            self.press(*keys)

    def to(self, wanted: str, *, back: bool = False) -> None:
        """Tab to a thing, from wherever the reader is, and look at every stop on the way."""
        before, ended = self.page.evaluate(STOP), 0
        for _ in range(MOST_STOPS):
            self.press("Shift+Tab" if back else "Tab")
            stop = self.page.evaluate(STOP)
            if stop is None:  # the end of the page, after which it begins again
                ended += 1
                assert ended < 2, f"{wanted} is not reached: the page ended after {before}"
                continue
            self._is_well(stop, None if back or ended else before)
            if self.page.evaluate("each => document.activeElement.matches(each)", wanted):
                return
            before = stop
        raise AssertionError(f"{wanted} is not reached by the keyboard")

    def _is_well(self, stop: dict[str, object], before: dict[str, object] | None) -> None:
        assert stop["shows"], f"no focus is shown: {stop['what']}"
        assert stop["inside"], f"the focus is out of sight: {stop['what']}"
        assert not stop["ahead"], f"jumps the order: {stop['what']}"
        if before is None or not (stop["main"] and before["main"]):
            return
        assert stop["order"] != before["order"], f"keeps the focus: {stop['what']}"
        assert stop["order"] > before["order"], f"goes back: {before['what']} → {stop['what']}"  # type: ignore[operator]
        above = stop["top"] < before["top"] - 8 and stop["left"] < before["right"] - 8  # type: ignore[operator]
        assert not above, f"jumps up the page: {before['what']} → {stop['what']}"

    def to_main(self) -> None:
        """Skip what stands before the page itself, by the first link there is.

        Whoever has the focus in it, on what was recorded or on what went wrong, is there already.
        """
        if self.page.evaluate("document.activeElement.closest('main') !== null"):
            return
        self.press("Tab")
        assert self.page.evaluate("document.activeElement.hash") == "#main"
        self.press("Enter")

    def choose(self, name: str, value: str) -> None:
        """Go to a question and to one of its answers with the arrows."""
        self.to(f'main [name="{name}"]')
        self.choose_here(value)

    def choose_here(self, value: str) -> None:
        """Go to an answer of the question that has the focus."""
        wanted = "each => document.activeElement.value === each"
        for _ in range(12):
            if self.page.evaluate(wanted, value):
                break
            self.press("ArrowDown")
        assert self.page.evaluate(wanted, value), f"no {value} among the answers"
        if not self.page.evaluate("document.activeElement.checked ?? true"):
            self.press("Space")

    def tick(self, name: str, value: str) -> None:
        self.to(f'main [name="{name}"][value="{value}"]')
        self.press("Space")

    def write(self, name: str, words: str) -> None:
        """Words are typed as they are; they are not counted as keys."""
        self.to(f'main [name="{name}"]')
        self.says(words)

    def says(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.written += len(words)

    def button(self, words: str) -> None:
        """Tab to a button and press it; another page is shown."""
        self.to_button(words)
        self.leads("Enter")

    def to_button(self, words: str) -> None:
        found = self.page.locator("main button, main a.btn", has_text=words).last
        found.evaluate("each => each.dataset.wanted = '1'")
        self.to("[data-wanted]")
        found.evaluate("each => delete each.dataset.wanted")

    def is_on(self, selector: str) -> None:
        """The focus was put here, and nobody had to look for it."""
        on = self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert self.page.evaluate("each => document.activeElement.matches(each)", selector), on

    def goes_round(self) -> int:
        """Nothing keeps the focus: from the first stop to the last, and out. Not counted."""
        self.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        stops: list[int] = []
        for _ in range(MOST_STOPS * 3):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop is None or stop["order"] in stops:
                break
            self._is_well(stop, None)
            stops.append(stop["order"])
        assert stop is None or stop["order"] == stops[0], f"keeps the focus: {stop['what']}"
        return len(stops)
