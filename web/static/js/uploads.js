// Files are sent one at a time as soon as they are chosen, each with its own progress. XMLHttpRequest,
// because fetch does not say how far an upload is. Without scripts the form sends them all itself.
(() => {
  const say = (detail) => document.dispatchEvent(new CustomEvent("announce", { detail }));
  const megabytes = (size) => `${Math.max(1, Math.round(size / 1e6))} MB`;
  const FAILED = "This file could not be added. Choose it again.";
  // The one place of ours where text of the server's becomes elements: a row of its own list.
  const ours = { createHTML: (text) => text };
  const rows = globalThis.trustedTypes?.createPolicy("casework", ours) ?? ours;
  const queue = [];
  let sending = null;
  let held = null;

  // What had the focus is changed or goes: whoever was on it stays where they were.
  const stay = (part, change, next) => {
    const was = part.contains(document.activeElement);
    const adding = part.closest("[data-uploads]")?.querySelector("input[type=file]");
    change();
    if (was) (next ?? adding)?.focus();
  };

  const busy = () => sending || queue.length;
  const tell = (row, sentence, kind = "") => {
    const line = row.querySelector(".stt");
    line.textContent = sentence;
    line.className = `stt ${kind}`.trim();
    row.classList.toggle("bad", kind === "bad");
  };
  const button = (row, word, act) => {
    const old = row.querySelector("button");
    const fresh = old.cloneNode(false);
    fresh.textContent = word;
    const name = document.createElement("span");
    name.className = "vh";
    name.textContent = ` ${row.querySelector(".nm").textContent}`;
    fresh.append(name);
    fresh.addEventListener("click", act);
    stay(old, () => old.replaceWith(fresh), fresh);
  };
  const fail = (row, sentence) => {
    row.querySelector(".prog")?.remove();
    tell(row, sentence, "bad");
    button(row, "Remove", () => stay(row, () => row.remove()));
    say(`${row.querySelector(".nm").textContent}: ${sentence}`);
  };
  const show = (row, sent, size) => {
    const percent = size ? Math.floor((sent * 100) / size) : 0;
    tell(row, percent < 100 ? `Uploading, ${percent}%` : "Checking the file");
    const bar = row.querySelector(".prog");
    bar.setAttribute("aria-valuenow", percent);
    bar.querySelector("rect").setAttribute("width", percent);
  };

  const done = (job, request) => {
    const plain = (request.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    if (request.status >= 200 && request.status < 300) {
      const fresh = document.createElement("template");
      fresh.innerHTML = rows.createHTML(request.responseText);
      stay(job.row, () => job.row.replaceWith(fresh.content), fresh.content.querySelector("button"));
      say(`${job.file.name} added`);
    } else {
      fail(job.row, plain && request.responseText ? request.responseText : FAILED);
    }
  };

  const next = () => {
    sending = queue.shift() ?? null;
    if (!sending) {
      held?.form.requestSubmit(held.button);
      held = null;
      return;
    }
    const job = sending;
    const request = new XMLHttpRequest();
    // With what else was answered: how a file was come by is asked before it is taken in.
    const body = new FormData(job.form);
    body.delete(job.field);
    body.append(job.field, job.file);
    request.open("POST", job.url);
    request.setRequestHeader("Accept", "text/html, text/plain");
    request.upload.addEventListener("progress", (event) => show(job.row, event.loaded, event.total));
    request.addEventListener("load", () => done(job, request));
    request.addEventListener("error", () => fail(job.row, FAILED));
    request.addEventListener("abort", () => stay(job.row, () => job.row.remove()));
    request.addEventListener("loadend", next);
    button(job.row, "Cancel", () => request.abort());
    show(job.row, 0, job.file.size);
    request.send(body);
  };

  const add = (input, file) => {
    const holder = input.closest("[data-uploads]");
    const row = holder.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    row.querySelector(".nm").textContent = file.name;
    row.querySelector(".prog").setAttribute("aria-label", file.name);
    document.getElementById(input.dataset.uploadList).append(row);
    const most = Number(input.dataset.maxBytes || 0);
    if (most && file.size > most) {
      fail(row, `Must be smaller than ${megabytes(most)}. It is ${megabytes(file.size)}.`);
      return;
    }
    const job = { row, file, field: input.name, form: input.form, url: input.dataset.uploadUrl };
    tell(row, `Waiting, ${megabytes(file.size)}`);
    button(row, "Cancel", () => {
      queue.splice(queue.indexOf(job), 1);
      row.remove();
    });
    queue.push(job);
  };

  const take = (input, files) => {
    const chosen = [...files];
    chosen.forEach((file) => add(input, file));
    // Emptied, so that the form does not send them a second time.
    input.value = "";
    say(chosen.length === 1 ? `Adding ${chosen[0].name}` : `Adding ${chosen.length} files`);
    if (!sending) next();
  };

  document.addEventListener("change", (event) => {
    if (event.target.dataset?.uploadUrl) take(event.target, event.target.files);
  });
  ["dragover", "dragleave", "drop"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest?.(".drop");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop") take(zone.querySelector("input"), event.dataTransfer.files);
    });
  });

  // Moving on waits for the last file.
  document.addEventListener("submit", (event) => {
    if (!busy() || !event.target.querySelector("[data-upload-url]")) return;
    event.preventDefault();
    held = { form: event.target, button: event.submitter };
    say("Waiting for the last file. The page moves on when it is added.");
  });
  addEventListener("beforeunload", (event) => {
    if (busy()) event.preventDefault();
  });
})();
