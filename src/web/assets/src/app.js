// Small comforts on top of pages that work without any script. Nothing here may be the only way to do something.

import "htmx.org/dist/htmx.esm.js";
import "./keys.js";
import "./markdown.js";
import "./complete.js";
import "./copy.js";
import "./draft.js";
import "./live.js";
import "./passkey.js";

const openMenus = () => document.querySelectorAll("details.menu[open], details.picker[open]");

// Menus are <details>: close them on Escape (focus goes back to the button) and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// htmx swaps any answer, errors too. Only a page that shows the form again (422) fits into the place; everything else that went wrong
// is sent once more the plain way, so that the person sees the whole error page and the address says where they are.
document.addEventListener("htmx:before:swap", (event) => {
  const { response, sourceElement, sourceEvent } = event.detail.ctx;
  if (response.status < 400 || response.status === 422) return;
  event.preventDefault();
  const form = sourceElement.closest("form");
  // What the page asked by itself was not important enough to lead somebody away from it.
  if (!form) return;
  const { name, value } = sourceEvent?.submitter ?? {};
  if (name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.submit();
});

// A swapped-in form with an error takes the focus to the field that is wrong. (What has `autofocus` gets it from htmx.)
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.response.status === 422) document.querySelector("main [aria-invalid=true]")?.focus();
});

// No answer at all: the page says so, or nobody would know that nothing was sent.
document.addEventListener("htmx:error", () => {
  const notice = document.createElement("p");
  notice.textContent = document.body.dataset.notSent;
  const place = document.getElementById("flash");
  place?.replaceChildren(notice);
  place?.scrollIntoView({ block: "nearest" });
});

// Makes the page installable and says so kindly when there is no connection; browsers without it lose nothing.
navigator.serviceWorker?.register("/sw.js").catch(() => {});
