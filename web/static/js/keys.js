// Single keys for people who work here all day. Off unless their account says on (<body data-keys="on">),
// never while typing, never for an act that sends or destroys.
(() => {
  const TYPING = "input, textarea, select, [contenteditable]";
  const PLACES = { w: "work", r: "reports", c: "cases" };
  let going = 0;

  // Ctrl+Enter sends the form one is writing in. It is not a single key, so it is always there.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (event.target.matches("textarea")) event.target.form?.requestSubmit();
  });

  if (document.body.dataset.keys !== "on") return;

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    next.querySelector("a, button")?.focus();
  };
  const go = (key) => {
    going = 0;
    document.querySelector(`[data-nav="${PLACES[key]}"]`)?.click();
  };
  // A link may name its own key: the one in the row in focus first, then the one of the page.
  const marked = (key) => {
    const here = document.activeElement?.closest("[data-row]");
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    return here?.querySelector(wanted) ?? document.querySelector(`:not([data-row] *)${wanted}`);
  };
  const ACTS = {
    "/": () => document.getElementById("q")?.focus(),
    "?": () => document.getElementById("shortcuts")?.showModal(),
    j: () => step(1),
    k: () => step(-1),
    g: () => {
      going = Date.now();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches(TYPING) || document.querySelector("dialog[open]")) return;
    if (PLACES[event.key] && Date.now() - going < 1500) return go(event.key);
    const act = ACTS[event.key];
    if (!act) return marked(event.key)?.click();
    event.preventDefault();
    act();
  });
})();
