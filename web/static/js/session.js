// A session ends when nobody uses it. The page warns before, with one press for more time, and covers
// itself after. The server is always asked first: another tab may have used the session meanwhile.
(() => {
  const { idleSeconds, account } = document.body.dataset;
  const warning = document.getElementById("session-warning");
  const over = document.getElementById("session-over");
  if (!idleSeconds || !warning) return;

  const MINUTE = 60 * 1000;
  const WARN = 3 * MINUTE; // a tab nobody looks at may hear of it a minute late
  const OFTEN = 5 * MINUTE;
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));
  const tabs = new BroadcastChannel("casework-session");
  const title = document.title;
  let ends = Date.now() + idleSeconds * 1000;
  let due = 0;
  let timer;
  let ended = false;
  let unsaved = false;
  let usedAt = Date.now();

  const wake = (inMs) => {
    due = Date.now() + inMs;
    clearTimeout(timer);
    timer = setTimeout(look, inMs);
  };

  const ask = async (path, method) => {
    const reply = await fetch(path, { method, redirect: "manual", cache: "no-store" });
    if (reply.status !== 204) return null;
    ends = Date.now() + Number(reply.headers.get("Session-Seconds")) * 1000;
    return {
      extends: reply.headers.get("Session-Extends") === "yes",
      account: reply.headers.get("Session-Account"),
    };
  };

  const warn = (left) => {
    const options = { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hour12: true };
    const clock = new Intl.DateTimeFormat("en-GB", options).format(new Date(ends));
    warning.querySelector("[data-clock]").textContent = clock.replace(/\s/g, "");
    warning.querySelector("[data-extends]").hidden = !left.extends;
    warning.querySelector("[data-final]").hidden = left.extends;
    warning.querySelector("[data-stay]").hidden = !left.extends;
    if (!warning.open) {
      say(warning.querySelector("h2").textContent);
      warning.showModal();
      document.title = "You will be signed out soon – Casework";
    }
  };

  const settle = () => {
    if (warning.open) warning.close();
    document.title = title;
    wake(Math.max(1000, Math.min(OFTEN, ends - Date.now() - WARN)));
  };

  const cover = () => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    if (warning.open) warning.close();
    document.title = "Casework";
    // Without words of theirs to keep, nothing of the page stays in this browser.
    if (!unsaved) document.querySelectorAll(".top, .shell, .flow, .foot").forEach((part) => part.remove());
    over.querySelector("[data-unsaved]").hidden = !unsaved;
    over.querySelector("[data-nothing]").hidden = unsaved;
    over.querySelector("[data-go-on]").hidden = !unsaved;
    const link = over.querySelector("[data-sign-in]");
    if (unsaved) link.target = "_blank";
    else link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
    over.showModal();
  };

  const act = (left) => {
    if (!left || left.account !== account) return cover();
    if (ends - Date.now() > WARN) return settle();
    warn(left);
    return wake(Math.max(1000, ends - Date.now()));
  };

  const look = async () => {
    if (ended) return;
    try {
      act(await ask("/session", "GET"));
    } catch {
      // Casework cannot be reached: by the clock then, and asked again soon.
      if (Date.now() >= ends) cover();
      else wake(Math.min(15000, Math.max(1000, ends - Date.now())));
    }
  };

  const stay = async () => {
    try {
      const left = await ask("/session/extend", "POST");
      if (left) say("You stay signed in");
      act(left);
      tabs.postMessage("used");
    } catch {
      say("We cannot reach Casework. Try again.");
    }
  };

  const goOn = async () => {
    const left = await ask("/session", "GET").catch(() => null);
    if (left && left.account !== account) return location.replace("/");
    over.querySelector("[data-not-yet]").hidden = Boolean(left);
    if (!left) return;
    ended = false;
    over.close();
    act(left);
    say("You are signed in again. What you typed is still here.");
  };

  // Whoever writes uses the session, though nothing is sent yet.
  const write = async () => {
    unsaved = true;
    if (ended || warning.open || Date.now() - usedAt < OFTEN) return;
    usedAt = Date.now();
    act(await ask("/session/extend", "POST").catch(() => ({ account })));
  };

  document.addEventListener("input", (event) => {
    if (event.target.closest?.("main form")) write();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("main form") && !event.defaultPrevented) unsaved = false;
    if (event.target.matches('[action="/sign-out"]')) tabs.postMessage("out");
  });
  warning.querySelector("[data-stay]").addEventListener("click", stay);
  warning.addEventListener("cancel", stay);
  over.querySelector("[data-go-on]").addEventListener("click", goOn);
  over.addEventListener("close", () => {
    if (ended) over.showModal();
  });
  tabs.addEventListener("message", ({ data }) => {
    if (data === "out") cover();
    else if (ended && unsaved) goOn();
    else look();
  });
  // A computer that slept has not counted the minutes.
  ["visibilitychange", "focus"].forEach((name) => {
    addEventListener(name, () => !document.hidden && Date.now() > due && look(), true);
  });
  // The browser's own copy of a page, kept for Back, is asked for again instead of shown.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.hidden = true;
    location.reload();
  });

  tabs.postMessage("used");
  wake(Math.max(1000, Math.min(MINUTE, ends - Date.now() - WARN)));
})();
