// The screen itself: hide it, the side navigation, dialogs, and boxes placed over a picture.
(() => {
  const HIDDEN_FOR = 5 * 60 * 1000;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Cover at once; five minutes later sign out, because nobody came back.
  const cover = () => {
    const title = document.title;
    const dialog = document.createElement("dialog");
    dialog.className = "cover";
    dialog.setAttribute("aria-label", "Screen hidden");
    const says = document.createElement("p");
    says.textContent = "Screen hidden";
    const back = document.createElement("button");
    back.className = "btn";
    back.autofocus = true;
    back.textContent = "Show again";
    back.addEventListener("click", () => dialog.close());
    dialog.append(says, back);
    document.body.append(dialog);
    const leaving = setTimeout(() => {
      document.querySelector("form[data-sign-out]")?.submit();
    }, HIDDEN_FOR);
    dialog.addEventListener("close", () => {
      clearTimeout(leaving);
      document.title = title;
      dialog.remove();
    });
    dialog.showModal();
    document.title = "Casework";
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cover]")) cover();
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    // A menu closes when something else is pressed.
    each("details.menu[open]", (menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Positions come from data and are set here, so that the policy can forbid style attributes.
  const place = () =>
    each("[data-pos]", (box) => {
      const [left, top, width, height] = box.dataset.pos.split(" ").map((part) => `${part}%`);
      Object.assign(box.style, { left, top, width, height });
    });

  // These do nothing without scripts, so they are shown only with them.
  each("[data-cover], [data-opens]", (button) => {
    button.hidden = false;
  });
  const side = document.querySelector(".side-top");
  if (side) {
    const wide = matchMedia("(min-width: 64rem)");
    const open = () => {
      side.open = wide.matches;
    };
    open();
    wide.addEventListener("change", open);
  }
  place();
  document.addEventListener("htmx:after:swap", place);

  // An address that ends in a place, as after “Skip to main content”, keeps the focus there through
  // a form and what it leads to: what went wrong, or what was recorded, comes first.
  const first = document.querySelector(".errsum[autofocus], .said[autofocus]");
  if (first && location.hash) addEventListener("load", () => requestAnimationFrame(() => first.focus()));
})();
