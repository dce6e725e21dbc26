// The service worker: keeps assets, and one page that says that there is no connection. Pages are never kept, since they are somebody's.

const CACHE = "dienstweg-1";
const OFFLINE = "/offline";

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()));
  } else if (new URL(request.url).pathname.startsWith("/assets/")) {
    event.respondWith(asset(request));
  }
});

/** The page for no connection, with what it is made of. It is asked for without cookies, so that it is nobody's. */
async function keep() {
  const cache = await caches.open(CACHE);
  const answer = await fetch(OFFLINE, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) return;
  const text = await answer.clone().text();
  await cache.put(OFFLINE, answer);
  // An icon is a part of its file, and a file is asked for once.
  await cache.addAll(new Set(text.match(/\/assets\/[^"#]+/g)));
}

/** Assets carry a hash in their names: what is there once is right for ever. */
async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
    await prune(cache);
  }
  return answer;
}

/** The oldest go when there are more than a few releases' worth. */
async function prune(cache) {
  const kept = await cache.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - 60))) {
    if (new URL(request.url).pathname !== OFFLINE) await cache.delete(request);
  }
}
