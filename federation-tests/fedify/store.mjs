// What this server knows, in memory: actors with their keys, notes, sent activities, followers, and everything that arrived.

import { EventEmitter } from "node:events";
import { MemoryKvStore } from "@fedify/fedify";

// 4096 bits, which Fedify would generate, takes seconds; Mastodon uses 2048 too.
const RSA_BITS = 2048;
const FORGOTTEN_PREFIXES = ["remoteDocument", "httpMessageSignaturesSpec"];

/**
 * Fedify's cache without two of its memories: remote documents (kept for five minutes, a test would see old ones), and the
 * signature form a server last answered to (the first knock is always the configured one, even after an error).
 */
export class ForgetfulKvStore extends MemoryKvStore {
  async set(key, value, options) {
    if (!FORGOTTEN_PREFIXES.includes(key[1])) await super.set(key, value, options);
  }
}

async function generateKeys() {
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: RSA_BITS, publicExponent: new Uint8Array([1, 0, 1]) };
  return await Promise.all([rsa, "Ed25519"].map((algorithm) => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])));
}

async function createActor(name) {
  return { name, keyPairs: await generateKeys(), followers: new Map(), following: new Map() };
}

export async function createStore(origin, signature, actorNames) {
  const actors = new Map();
  for (const name of actorNames) actors.set(name, await createActor(name));
  return {
    origin,
    signature,
    actors,
    /** Note id → {note, create, author, recipients, deleted}. */
    notes: new Map(),
    /** Activity id → {activity, author, recipients}. */
    sent: new Map(),
    /** Activities that passed Fedify's inbox, in order of arrival. */
    received: [],
    /** Every POST to an inbox, also refused and repeated ones. */
    inboxRequests: [],
    /** Errors of automatic answers (Accept), which no control call can report. */
    errors: [],
    arrivals: new EventEmitter().setMaxListeners(0),
  };
}
