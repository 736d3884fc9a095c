// A long form keeps its draft on the server: 2 seconds after a change, and every 30 seconds while typing.
// <form data-autosave="/report/7/draft"> with one [data-saved] line anywhere on the page.
(() => {
  const AFTER_CHANGE = 2000;
  const WHILE_TYPING = 30000;
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));
  const clock = () =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/London",
      hour: "numeric",
      minute: "2-digit",
      hour12: true,
    })
      .format(new Date())
      .replace(/\s/g, "")
      .toLowerCase();

  const tell = (sentence) => {
    const line = document.querySelector("[data-saved]");
    if (!line) return;
    line.hidden = false;
    line.querySelector("span").textContent = sentence;
  };

  const keep = (form) => {
    let changed = false;
    let spoken = false;
    let soon;
    const answers = () => {
      const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      return new URLSearchParams(typed);
    };
    const save = async () => {
      if (!changed) return;
      changed = false;
      try {
        const reply = await fetch(form.dataset.autosave, { method: "POST", body: answers(), keepalive: true });
        if (!reply.ok) throw new Error(reply.status);
        const sentence = `Draft saved at ${clock()}`;
        tell(sentence);
        if (!spoken) say(sentence);
        spoken = true;
      } catch {
        changed = true;
        tell("Draft not saved. We will try again. Keep this page open.");
      }
    };
    form.addEventListener("input", () => {
      changed = true;
    });
    form.addEventListener("change", () => {
      changed = true;
      clearTimeout(soon);
      soon = setTimeout(save, AFTER_CHANGE);
    });
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) changed = false;
      clearTimeout(soon);
    });
    addEventListener("pagehide", save);
    setInterval(save, WHILE_TYPING);
  };

  document.querySelectorAll("form[data-autosave]").forEach(keep);
})();
