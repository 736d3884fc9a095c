// Drawing boxes over a page that is redacted. It only fills in forms that work without it.
(() => {
  const sheet = document.querySelector("[data-redact]");
  if (!sheet) return;
  const ratio = Number(sheet.dataset.redact);
  const drawing = sheet.querySelector("svg");
  const NAMES = ["from_left", "from_top", "wide", "high"];
  const round = (value) => Math.round(value * 100) / 100;
  const within = (value, least, most) => Math.min(Math.max(value, least), most);
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));

  // A place is kept in per cent of the page; the drawing is 100 wide and `ratio` high.
  const show = (rect, [left, top, wide, high]) => {
    rect.setAttribute("x", left);
    rect.setAttribute("y", (top * ratio) / 100);
    rect.setAttribute("width", wide);
    rect.setAttribute("height", (high * ratio) / 100);
  };
  const fill = (form, place) => NAMES.forEach((name, at) => (form.elements[name].value = round(place[at])));
  const read = (form) => NAMES.map((name) => Number(form.elements[name].value) || 0);

  // Drawing: press, drag, let go. The place goes into the form for a new one.
  const adding = document.querySelector("form[data-place]");
  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    const across = ((event.clientX - box.left) / box.width) * 100;
    const down = ((event.clientY - box.top) / box.height) * 100;
    return [within(across, 0, 100), within(down, 0, 100)];
  };
  let from = null;
  let fresh = null;
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("a")) return;
    event.preventDefault();
    from = at(event);
    fresh ??= drawing.appendChild(document.createElementNS(drawing.namespaceURI, "rect"));
    fresh.setAttribute("class", "new");
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    const place = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    show(fresh, place);
    fill(adding, place);
  });
  drawing.addEventListener("pointerup", () => {
    if (!from) return;
    from = null;
    const [, , wide, high] = read(adding);
    if (wide < 0.2 || high < 0.2) return;
    adding.elements.reason.focus();
    say("A place is marked. Choose the reason, then hide it.");
  });
  adding?.addEventListener("input", () => fresh && show(fresh, read(adding)));

  // The selected box: arrows move it, Shift and arrows change its size, Enter saves.
  const selected = drawing.querySelector("[data-selected]");
  const moving = document.querySelector("form[data-move]");
  if (!selected || !moving) return;
  const rect = selected.querySelector("rect");
  const number = selected.querySelector("text");
  const redraw = () => {
    const place = read(moving);
    show(rect, place);
    number.setAttribute("x", place[0] + place[2] / 2);
    number.setAttribute("y", ((place[1] + place[3] / 2) * ratio) / 100);
  };
  const BY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  moving.addEventListener("input", redraw);
  selected.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      moving.requestSubmit();
      return;
    }
    if (event.key === "Delete") {
      event.preventDefault();
      document.querySelector("form[data-remove] button")?.focus();
      say("Press Enter to remove this redaction.");
      return;
    }
    const by = BY[event.key];
    if (!by) return;
    event.preventDefault();
    const [left, top, wide, high] = read(moving);
    const step = event.ctrlKey ? 0.1 : 0.5;
    const [x, y] = [by[0] * step, by[1] * step];
    const place = event.shiftKey
      ? [left, top, within(wide + x, 0.2, 100 - left), within(high + y, 0.2, 100 - top)]
      : [within(left + x, 0, 100 - wide), within(top + y, 0, 100 - high), wide, high];
    fill(moving, place);
    redraw();
  });
})();
