// What htmx leaves to us: being busy without losing the focus, errors of ours, and where the focus goes.
(() => {
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));
  const pressed = (ctx) =>
    ctx.sourceElement?.matches?.("form")
      ? ctx.sourceElement.querySelector("button:not([type=button])")
      : ctx.sourceElement;

  // aria-disabled, never disabled: a disabled button drops the focus. Pair with hx-sync="this:drop".
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    pressed(ctx)?.setAttribute?.("aria-disabled", "true");
    ctx.target?.setAttribute?.("aria-busy", "true");
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    pressed(ctx)?.removeAttribute?.("aria-disabled");
    document.querySelectorAll("[aria-busy]").forEach((one) => one.removeAttribute("aria-busy"));
  });

  // A part of a page that asks by itself saved nothing and lost nothing: polling.js tells of it.
  const asksByItself = (event) => event.detail.ctx?.sourceElement?.matches?.("[data-poll]");
  document.addEventListener("htmx:response:error", (event) => {
    if (asksByItself(event)) return;
    const { status } = event.detail.ctx.response;
    if (status >= 500) say("There is a problem. Nothing was saved. Try again.");
  });
  document.addEventListener("htmx:error", (event) => {
    if (asksByItself(event)) return;
    say("We cannot reach Casework. Nothing was saved. Try again.");
  });

  // A whole page was swapped in: the new heading is where reading starts.
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx?.target !== document.body) return;
    const heading = document.querySelector("main h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
})();
