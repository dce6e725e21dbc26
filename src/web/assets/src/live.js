// News without loading anew: the number at the bell and in the title, and that comments arrived. One stream for each page that is looked at;
// it ends while the page is hidden. A person who hears the page is told at most once a minute.

const SOON = 2000;
const LATEST = 5 * 60 * 1000;
const SAID_EVERY = 60 * 1000;

const said = document.getElementById("live");
// Parts of the page are loaded anew, the bell too.
const bell = () => document.getElementById("bell");

let title = document.title;
let source;
let timer;
let pause = SOON;
let waiting = "";
let saidAt = -SAID_EVERY;
let sayLater;

/** Says something politely, the newest of what there is to say, at most once a minute. */
function say(text) {
  waiting = text;
  clearTimeout(sayLater);
  const left = saidAt + SAID_EVERY - performance.now();
  if (left > 0) {
    sayLater = setTimeout(() => say(waiting), left);
    return;
  }
  saidAt = performance.now();
  said.textContent = text;
}

function showTitle(short) {
  document.title = short ? `(${short}) ${title}` : title;
}

function showBell({ count, short, label }) {
  const place = bell();
  const shown = place.querySelector(".count");
  const before = Number(place.dataset.live);
  place.dataset.live = count;
  showTitle(count > 0 ? short : "");
  if (count === 0) {
    shown?.remove();
    return;
  }
  const number = document.createElement("span");
  number.ariaHidden = "true";
  number.textContent = short;
  const words = document.createElement("span");
  words.className = "sr-only";
  words.textContent = label;
  const all = document.createElement("span");
  all.className = "count";
  all.append(number, words);
  if (shown) shown.replaceWith(all);
  else place.append(all);
  if (count > before) say(label.trim());
}

/** Comments that came do not push away what is read: there is a button for them. */
function showComments({ count, label, said: words }) {
  const place = document.getElementById("arrived");
  if (!place) return;
  place.hidden = count === 0;
  place.querySelector("span").textContent = label;
  if (count > 0) say(words);
}

function address() {
  const place = document.getElementById("arrived");
  return place ? `/live?beitrag=${place.dataset.thread}&nach=${place.dataset.after}` : "/live";
}

function open() {
  if (source || document.hidden) return;
  source = new EventSource(address());
  source.addEventListener("open", () => (pause = SOON));
  source.addEventListener("bell", (event) => showBell(JSON.parse(event.data)));
  source.addEventListener("comments", (event) => showComments(JSON.parse(event.data)));
  // Not the browser's own way of trying again: it knows neither patience nor that nobody is looking.
  source.addEventListener("error", () => {
    close();
    timer = setTimeout(open, pause * (1 + Math.random() / 4));
    pause = Math.min(pause * 2, LATEST);
  });
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = undefined;
}

// What somebody types below a comment is kept when the comments are shown anew.
const typed = new Map();
let pictures;
let showing = false;

document.addEventListener("htmx:before:swap", (event) => {
  showing = Boolean(event.detail.ctx.sourceElement?.closest("#arrived"));
  if (!showing) return;
  for (const area of document.querySelectorAll("#thread textarea")) typed.set(area.id, area.value);
  pictures = document.querySelector("#thread #bilder");
});

// After the comments were loaded the stream begins where they end.
document.addEventListener("htmx:after:swap", () => {
  for (const [id, text] of typed) {
    const area = document.getElementById(id);
    if (area) area.value = text;
  }
  // Its pictures, and those that were chosen and not uploaded yet.
  if (pictures) document.querySelector("#thread #bilder")?.replaceWith(pictures);
  pictures = undefined;
  typed.clear();
  // The button is gone; reading goes on at the first new comment.
  const first = showing && document.querySelector("#thread .comment.unread");
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
  showing = false;
  if (source && source.url !== new URL(address(), location.href).href) {
    close();
    open();
  }
});

// htmx takes the title of the page it loaded.
document.addEventListener("htmx:finally:swap", () => {
  title = document.title.replace(/^\(\d+\+?\) /, "");
  showTitle(bell()?.querySelector(".count [aria-hidden]")?.textContent ?? "");
});

if (bell()?.dataset.live !== undefined && said && "EventSource" in window) {
  document.addEventListener("visibilitychange", () => {
    close();
    open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
