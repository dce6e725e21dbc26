// Buttons and keys that write Markdown into a text. The text stays a plain field: without this file people type the signs themselves.

const AROUND = { bold: "**", italic: "_" };
const BEFORE = { list: "- ", quote: "> " };
const KEYS = { b: "bold", i: "italic", k: "link" };

// Puts text in place of the selection so that the browser's undo knows of it, and selects a part of it.
function write(area, text, from, to, begin, end) {
  area.focus();
  area.setSelectionRange(begin, end);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, begin, end, "end");
  area.setSelectionRange(begin + from, begin + to);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function mark(area, kind) {
  const { value, selectionStart: begin, selectionEnd: end } = area;
  const chosen = value.slice(begin, end);
  if (AROUND[kind]) {
    const sign = AROUND[kind];
    const outside = value.slice(begin - sign.length, begin) === sign && value.slice(end, end + sign.length) === sign;
    if (outside) write(area, chosen, 0, chosen.length, begin - sign.length, end + sign.length);
    else write(area, sign + chosen + sign, sign.length, sign.length + chosen.length, begin, end);
  } else if (kind === "link") {
    const text = `[${chosen}](https://)`;
    // Without words the caret waits for them, with words for the address.
    const at = chosen ? [text.length - 1, text.length - 1] : [1, 1];
    write(area, text, ...at, begin, end);
  } else {
    const first = value.lastIndexOf("\n", begin - 1) + 1;
    const lines = value.slice(first, end).split("\n");
    const sign = BEFORE[kind];
    const all = lines.every((line) => line.startsWith(sign));
    const text = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join("\n");
    write(area, text, 0, text.length, first, end);
  }
}

const bars = () => document.querySelectorAll(".markdown-tools[hidden]");

// Puts each bar before its text, where it belongs for eyes and for the order of focus.
function place() {
  for (const bar of bars()) {
    const area = document.getElementById(bar.dataset.for);
    if (!area) continue;
    area.before(bar);
    bar.hidden = false;
  }
}

place();
document.addEventListener("htmx:after:swap", place);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".markdown-tools button");
  if (button) mark(document.getElementById(button.closest(".markdown-tools").dataset.for), button.dataset.mark);
});

// One stop for the tabulator, arrows inside (the toolbar pattern of the ARIA practices).
document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.(".markdown-tools");
  if (!bar) return;
  const buttons = [...bar.querySelectorAll("button")];
  const at = buttons.indexOf(event.target);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = buttons.at(next % buttons.length);
  for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
  button.focus();
});

document.addEventListener("keydown", (event) => {
  const kind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
  if (!kind || !document.querySelector(`.markdown-tools[data-for="${CSS.escape(event.target.id ?? "")}"]`)) return;
  event.preventDefault();
  mark(event.target, kind);
});
