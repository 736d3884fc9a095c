// Passkeys: ask the server what to ask for, ask the device, and post its answer as a plain form.
(() => {
  const forms = document.querySelectorAll("form[data-passkey]");
  if (!forms.length || !window.PublicKeyCredential || !navigator.credentials) return;

  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const letters = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");

  const readable = (options) => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials]) {
      for (const each of list || []) each.id = bytes(each.id);
    }
    return options;
  };

  const told = (credential) => {
    const response = {};
    for (const part of [
      "clientDataJSON",
      "attestationObject",
      "authenticatorData",
      "signature",
      "userHandle",
    ]) {
      if (credential.response[part]) response[part] = letters(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: letters(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const asked = async (form) => {
    const answer = await fetch(form.dataset.begin, { method: "POST", redirect: "error" });
    if (!answer.ok) throw new Error("refused");
    const { step, options } = await answer.json();
    const publicKey = readable(JSON.parse(options));
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.step.value = step;
    form.elements.credential.value = told(credential);
  };

  const why = (error) =>
    error.name === "InvalidStateError"
      ? "This device already has a passkey for your account."
      : error.name === "NotAllowedError"
        ? "The device was not unlocked, or it has no passkey for this address. Try again, or use another way."
        : "A passkey cannot be used here just now. Use another way, or load the page again.";

  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const says = form.querySelector("[data-passkey-says]");
      const button = form.querySelector("button");
      says.hidden = true;
      button.disabled = true;
      try {
        await asked(form);
        form.submit();
      } catch (error) {
        says.textContent = why(error);
        says.hidden = false;
        button.disabled = false;
      }
    });
  }
})();
