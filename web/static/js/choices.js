// Fields that belong to one answer show with it; without scripts they always show.
// Also: tick all, and how much room is left in a long answer.
(() => {
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));
  const named = (name) => [...document.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

  // One panel may belong to several answers; it shows while any of them is chosen.
  const arrange = () => {
    const wanted = new Map();
    document.querySelectorAll("[data-shows]").forEach((answer) => {
      const shown = wanted.get(answer.dataset.shows) || answer.checked;
      wanted.set(answer.dataset.shows, shown);
    });
    wanted.forEach((shown, id) => {
      const panel = document.getElementById(id);
      if (panel) panel.hidden = !shown;
    });
  };

  const tickAll = (box) => {
    const boxes = named(box.dataset.all);
    boxes.forEach((one) => {
      one.checked = box.checked;
    });
    say(box.checked ? `${boxes.length} selected` : "None selected");
  };

  let counting;
  const count = (area) => {
    const limit = Number(area.dataset.limit);
    const left = limit - area.value.length;
    let line = area.nextElementSibling;
    if (!line?.matches(".left")) {
      line = document.createElement("p");
      line.className = "left";
      area.after(line);
    }
    line.hidden = left > limit / 10;
    line.textContent =
      left < 0 ? `You have ${-left} characters too many` : `You have ${left} characters left`;
    clearTimeout(counting);
    if (!line.hidden) counting = setTimeout(() => say(line.textContent), 1200);
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[type=radio], [type=checkbox]")) arrange();
    if (event.target.dataset?.all) tickAll(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset?.limit) count(event.target);
  });
  arrange();
  document.addEventListener("htmx:after:swap", arrange);
})();
