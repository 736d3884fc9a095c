// Dragging a document of a pack to another place in its section. The buttons beside it do the same.
(() => {
  let held = null;
  let dropped = false;
  let behind = null; // what it stood before, to go back there
  const row = (event) => event.target.closest?.("[data-order] > [data-what]");

  document.querySelectorAll("[data-order] > [data-what]").forEach((one) => {
    one.draggable = true;
  });

  document.addEventListener("dragstart", (event) => {
    held = row(event);
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.what);
    dropped = false;
    behind = held.nextElementSibling;
    held.classList.add("held");
  });

  document.addEventListener("dragover", (event) => {
    const over = row(event);
    if (!held || !over || over.parentElement !== held.parentElement) return;
    event.preventDefault(); // also over itself: it has moved to below the pointer
    if (over === held) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(held);
    else over.after(held);
  });

  document.addEventListener("drop", (event) => {
    if (!held || row(event)?.parentElement !== held.parentElement) return;
    event.preventDefault();
    dropped = true;
  });

  document.addEventListener("dragend", () => {
    if (!held) return;
    const dragged = held;
    held = null;
    dragged.classList.remove("held");
    if (!dropped) {
      dragged.parentElement.insertBefore(dragged, behind);
      return;
    }
    const now = [...dragged.parentElement.children].indexOf(dragged);
    const form = dragged.querySelector("form.mv");
    const place = document.createElement("input");
    place.type = "hidden";
    place.name = "move";
    place.value = String(now);
    form.append(place);
    form.submit();
  });
})();
