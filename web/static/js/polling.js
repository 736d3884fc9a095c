// A part of a page that asks for news by itself keeps what it shows when nobody answers, and says since
// when. <div data-poll hx-trigger="every 60s" …> with a hidden [data-stale] line in it.
(() => {
  const clock = (at) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/London",
      hour: "2-digit",
      minute: "2-digit",
    }).format(at);
  const polled = (event) => {
    const asked = event.detail?.ctx?.sourceElement;
    return asked?.matches?.("[data-poll]") ? asked : null;
  };
  let since = Date.now();

  const stale = (event) => {
    const line = polled(event)?.querySelector("[data-stale]");
    if (!line?.hidden) return; // it is said once, until somebody answers again
    const says = `Not updated since ${clock(since)}. We try again every minute.`;
    line.querySelector("span").textContent = says;
    line.hidden = false;
    document.dispatchEvent(new CustomEvent("announce", { detail: says }));
  };
  document.addEventListener("htmx:response:error", stale);
  document.addEventListener("htmx:error", stale);
  document.addEventListener("htmx:after:swap", (event) => {
    if (polled(event)) since = Date.now();
  });

  // Printing needs a script, so its button is shown only with one.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
