// The only door to the network: everything this program fetches goes through here. It refuses whatever is not loopback, and it
// remembers each request with its signature form, so that a test can see what was knocked with and what came back.

import { AsyncLocalStorage } from "node:async_hooks";
import dns from "node:dns";

const TIMEOUT_MILLISECONDS = 20_000;
const ERROR_BODY_CHARACTERS = 1_000;
const collector = new AsyncLocalStorage();
const platformFetch = globalThis.fetch;

/** Whether a host name (as `URL.hostname` writes it) names this machine. */
export function isLoopback(hostname) {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** The form of HTTP signature a message carries: `rfc9421`, `cavage`, or null without one. */
export function signatureForm(headers) {
  if (headers.has("signature-input")) return "rfc9421";
  return headers.has("signature") ? "cavage" : null;
}

/** Runs `work`; every request made inside is pushed to `exchanges`, in order. */
export async function collectExchanges(exchanges, work) {
  return await collector.run(exchanges, work);
}

// The platform's resolver knows no names below `localhost` (RFC 6761 §6.3 says they are loopback), and may prefer ::1.
dns.lookup = function lookup(hostname, options, callback) {
  const answer = typeof options === "function" ? options : callback;
  if (!isLoopback(hostname)) {
    process.nextTick(answer, new Error(`${hostname} is not loopback`));
  } else if (typeof options === "object" && options?.all) {
    process.nextTick(answer, null, [{ address: "127.0.0.1", family: 4 }]);
  } else {
    process.nextTick(answer, null, "127.0.0.1", 4);
  }
};

// Fedify asks `acct:` handles by https alone; on loopback there is no certificate, so that one request goes out as http.
function plainOnLoopback(request) {
  const url = new URL(request.url);
  if (url.protocol !== "https:" || url.pathname !== "/.well-known/webfinger") return request;
  url.protocol = "http:";
  return new Request(url, { headers: request.headers, redirect: request.redirect, signal: request.signal });
}

async function recordedFetch(input, init) {
  const given = new Request(input, init);
  if (!isLoopback(new URL(given.url).hostname)) throw new TypeError(`refused to fetch ${given.url}: only loopback is allowed`);
  const request = plainOnLoopback(given);
  const exchange = { method: request.method, url: request.url, signatureForm: signatureForm(request.headers) };
  collector.getStore()?.push(exchange);
  if (request.method === "POST") exchange.activity = await request.clone().json();
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    const response = await platformFetch(request, { signal });
    exchange.status = response.status;
    if (response.status >= 400) exchange.answer = (await response.clone().text()).slice(0, ERROR_BODY_CHARACTERS);
    return response;
  } catch (error) {
    exchange.error = `${error.message}${error.cause ? `: ${error.cause.message}` : ""}`;
    throw error;
  }
}

globalThis.fetch = recordedFetch;
