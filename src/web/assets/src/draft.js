// Keeps what is being typed on the server: some seconds after the last key, and when the page is hidden. Never what was sent already.

const WAIT = 3000;
/** Browsers send no more than this from a page that is hidden. */
const MOST_HIDDEN = 60000;

/** What is known of a form: the timer, and what was saved last. */
const forms = new Map();

function stateOf(form) {
  if (!forms.has(form)) forms.set(form, { timer: 0, sent: false, asked: false, dirty: false, busy: false, sending: null });
  return forms.get(form);
}

function say(form, ...parts) {
  form.querySelector(".draft-state")?.replaceChildren(...parts);
}

function isNameless(form) {
  return form.elements.namedItem("nameless")?.checked ?? false;
}

function body(form, replace) {
  const fields = new URLSearchParams({ ort: form.dataset.draft });
  // What is to be without a name is not sent before it is published; the server forgets what it had of it.
  const nameless = isNameless(form);
  if (nameless) fields.set("nameless", "1");
  for (const name of nameless ? ["csrf", "entwurf"] : ["csrf", "entwurf", "version", "title", "text"]) {
    const value = form.elements.namedItem(name)?.value;
    if (value !== undefined) fields.set(name, value);
  }
  if (replace) fields.set("ersetzen", "1");
  return fields;
}

/** Another device was faster: people choose. */
function conflict(form, { said, replace, load, url, version }) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, textContent: load });
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button--quiet button--small", textContent: replace });
  button.addEventListener("click", () => {
    form.elements.namedItem("entwurf").value = version;
    stateOf(form).asked = false;
    save(form, { replace: true });
  });
  stateOf(form).asked = true;
  say(form, `${said} `, link, " ", button);
}

async function save(form, { hidden = false, replace = false } = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  // Out of the page (shown anew by htmx), sent, or waiting for an answer.
  if (!form.isConnected || state.sent || state.asked) return;
  if (state.busy && !hidden) {
    state.timer = setTimeout(() => save(form), WAIT);
    return;
  }
  const sending = body(form, replace);
  if (hidden && sending.toString().length > MOST_HIDDEN) return;
  state.dirty = false;
  state.busy = true;
  state.sending = new AbortController();
  const words = form.querySelector(".draft-state")?.dataset ?? {};
  try {
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
    const answer = await fetch("/entwurf", { method: "POST", body: sending.toString(), headers, keepalive: hidden, redirect: "manual", signal: state.sending.signal });
    if (answer.status === 409) conflict(form, await answer.json());
    else if (answer.ok) {
      const { version, said } = await answer.json();
      form.elements.namedItem("entwurf").value = version;
      say(form, said);
    } else {
      state.dirty = true;
      say(form, answer.status === 403 || answer.type === "opaqueredirect" ? words.loggedOut : words.failed);
    }
  } catch {
    state.dirty = true;
    if (!state.sent) say(form, words.failed);
  } finally {
    state.busy = false;
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || !["title", "text"].includes(event.target.name)) return;
  const state = stateOf(form);
  state.dirty = true;
  state.sent = false;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), WAIT);
});

// Ticking the box forgets at once what was kept; taking the tick away keeps it again.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || event.target.name !== "nameless") return;
  const state = stateOf(form);
  Object.assign(state, { dirty: true, sent: false, asked: false, busy: false });
  state.sending?.abort();
  save(form);
});

// Publishing removes the draft; nothing may bring it back. The preview saves by itself.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.sent = true;
  state.sending?.abort();
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return;
  for (const [form, state] of forms) {
    if (!form.isConnected) forms.delete(form);
    else if (state.dirty) save(form, { hidden: true });
  }
});

// An answer that was refused or never arrived is still being written.
for (const name of ["htmx:finally:swap", "htmx:error"]) {
  document.addEventListener(name, () => {
    for (const [form, state] of forms) if (form.isConnected) state.sent = false;
  });
}
