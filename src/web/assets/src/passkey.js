// Passkeys: the server asks, the device answers, and the answer goes back as a form. Forms for them are hidden until a browser can do it.

/** The words for what went wrong, by the error's name (W3C Web Authentication Level 2, §5.1.3 step 22 and §5.1.4.1 step 20). */
const WORDS = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "already" };

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer ?? [])))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const described = (passkeys) => passkeys.map((passkey) => ({ ...passkey, id: bytes(passkey.id) }));

/** What the server wants to know: on the page already, or fetched now. */
async function question(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const body = new URLSearchParams({ csrf: form.elements.namedItem("csrf").value });
  const answer = await fetch(form.dataset.ask, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  if (answer?.ok) return answer.json();
  throw answer?.status === 429 ? "tooOften" : "unreachable";
}

async function create(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const excludeCredentials = described(asked.excludeCredentials);
  const publicKey = { ...asked, user, excludeCredentials, challenge: bytes(asked.challenge) };
  const { response } = await navigator.credentials.create({ publicKey });
  return {
    client: base64url(response.clientDataJSON),
    attestation: base64url(response.attestationObject),
    transports: response.getTransports?.().join(",") ?? "",
  };
}

async function get(asked) {
  const publicKey = { ...asked, allowCredentials: described(asked.allowCredentials), challenge: bytes(asked.challenge) };
  const { rawId, response } = await navigator.credentials.get({ publicKey });
  return {
    credential: base64url(rawId),
    client: base64url(response.clientDataJSON),
    authenticator: base64url(response.authenticatorData),
    signature: base64url(response.signature),
    user: base64url(response.userHandle),
  };
}

const CEREMONIES = { create, get };

async function go(form) {
  const trouble = form.querySelector("[role=alert]");
  trouble.hidden = true;
  form.ariaBusy = "true";
  try {
    const answer = await CEREMONIES[form.dataset.passkey](await question(form));
    for (const [name, value] of Object.entries(answer)) form.elements.namedItem(name).value = value;
    form.submit();
  } catch (error) {
    const word = typeof error === "string" ? error : (WORDS[error.name] ?? "unable");
    trouble.querySelector("p").textContent = trouble.dataset[word];
    trouble.hidden = false;
    form.ariaBusy = "false";
  }
}

if (globalThis.PublicKeyCredential && navigator.credentials) {
  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.remove();
  for (const shown of document.querySelectorAll("[data-passkey-only], form[data-passkey]")) shown.hidden = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") go(form);
});

// Back from the next page: the form as it was before.
globalThis.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.ariaBusy = "false";
});
