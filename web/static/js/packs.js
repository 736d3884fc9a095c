// Dragging a document of a pack to another place in its section. The buttons beside it do the same.
(() => {
  let held = null;
  const row = (event) => event.target.closest?.("[data-order] > [data-what]");

  document.querySelectorAll("[data-order] > [data-what]").forEach((one) => {
    one.draggable = true;
  });

  document.addEventListener("dragstart", (event) => {
    held = row(event);
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.what);
    held.classList.add("held");
  });

  document.addEventListener("dragover", (event) => {
    const over = row(event);
    if (!held || !over || over === held || over.parentElement !== held.parentElement) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(held);
    else over.after(held);
  });

  document.addEventListener("drop", (event) => {
    if (held && row(event)) event.preventDefault();
  });

  document.addEventListener("dragend", (event) => {
    if (!held) return;
    held.classList.remove("held");
    const rows = [...held.parentElement.children];
    const was = rows.findIndex((one) => one === held);
    const form = held.querySelector("form.mv");
    held = null;
    if (event.dataTransfer.dropEffect === "none") return;
    const place = document.createElement("input");
    place.type = "hidden";
    place.name = "move";
    place.value = String(was);
    form.append(place);
    form.submit();
  });
})();
