// What changed is said once, through the one status region of the page.
// Anything may ask: document.dispatchEvent(new CustomEvent("announce", { detail: "14 cases" })),
// and the server by HX-Trigger: {"announce": "14 cases"}.
(() => {
  document.documentElement.classList.add("js");

  let waiting;
  document.addEventListener("announce", (event) => {
    const live = document.getElementById("live");
    if (!live) return;
    // Emptied first: the same sentence twice is then spoken twice.
    live.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      live.textContent = event.detail?.value ?? event.detail;
    }, 80);
  });
})();
