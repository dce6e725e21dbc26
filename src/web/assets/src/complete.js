// Completes mentions and hashtags in texts: a list box below the text, arrows choose, Enter or Tab takes, Escape closes. The text keeps its
// focus and its role; `aria-activedescendant` says which option is chosen, a live region how many there are.

const WORD = /(?:^|[\s([{])([@#][\p{L}\p{N}_.@:-]{1,59})$/u;
const PAUSE = 200;

let area, list, status, timer, asked, shut;

function build() {
  list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", role: "listbox", hidden: true });
  status = document.createElement("p");
  Object.assign(status, { className: "sr-only", role: "status" });
}

const typed = () => (area.selectionStart === area.selectionEnd ? WORD.exec(area.value.slice(0, area.selectionStart))?.[1] : undefined);
const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function close() {
  clearTimeout(timer);
  asked?.abort();
  if (!list || list.hidden) return;
  list.hidden = true;
  list.replaceChildren();
  status.textContent = "";
  for (const name of ["aria-activedescendant", "aria-controls", "aria-autocomplete", "aria-haspopup"]) area.removeAttribute(name);
}

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", other === option);
  if (!option) return;
  area.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(option) {
  const word = typed();
  const at = area.selectionStart;
  const text = `${option.dataset.insert} `;
  close();
  if (!word) return;
  area.focus();
  area.setSelectionRange(at - word.length, at);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, at - word.length, at, "end");
  close();
}

async function ask(word) {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`/vorschlaege?wort=${encodeURIComponent(word)}`, { signal: asked.signal, redirect: "error" });
    if (!answer.ok || typed() !== word) return close();
    list.innerHTML = await answer.text();
  } catch {
    return close();
  }
  const said = list.querySelector("[data-status]");
  said?.remove();
  if (options().length === 0) {
    close();
    status.textContent = said?.textContent ?? "";
    return;
  }
  options().forEach((option, index) => (option.id = `suggestion-${index}`));
  status.textContent = said?.textContent ?? "";
  list.hidden = false;
  const attributes = { "aria-controls": list.id, "aria-autocomplete": "list", "aria-haspopup": "listbox" };
  for (const [name, value] of Object.entries(attributes)) area.setAttribute(name, value);
  choose(options()[0]);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("textarea[name=text]")) return;
  if (!list) build();
  if (area !== event.target) {
    close();
    area = event.target;
    area.after(list, status);
    list.setAttribute("aria-label", area.labels?.[0]?.textContent ?? "");
  }
  clearTimeout(timer);
  const word = typed();
  if (word !== shut) shut = undefined;
  if (!word || shut) return close();
  timer = setTimeout(ask, PAUSE, word);
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target !== area || !list || list.hidden || event.isComposing) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all.at(at - 1));
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen()) take(chosen());
    else if (event.key === "Escape") {
      shut = typed();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// Before the text loses its focus.
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".suggestions [role=option]");
  if (!option) return;
  event.preventDefault();
  take(option);
});

document.addEventListener("focusout", (event) => event.target === area && close());
