// A small foreign server on Fedify (https://fedify.dev/) that the federation tests talk to: an independent implementation's view of
// Dienstweg. It serves Persons at `/users/NAME`, WebFinger, NodeInfo, personal and shared inbox, keeps everything in memory, talks
// to loopback alone, and is driven through `/control/*` (control.mjs).
//
//   npm ci --ignore-scripts
//   node peer.mjs --port 0 --signature rfc9421 [--actors alice,bob]
//
// `--signature cavage|rfc9421` is the form of the first knock of every request it signs; as Fedify always does, an answer of 400,
// 401 or higher is followed by one more knock with the other form. Port 0 takes a free port. The line `listening http://localhost:N`
// on stdout says that it is ready, and it ends when its stdin is closed.
//
// `node --test selftest.mjs` lets two such servers talk to each other.

import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { respondWithObject } from "@fedify/fedify";
import { Tombstone } from "@fedify/vocab";
import { control } from "./control.mjs";
import { buildFederation } from "./federation.mjs";
import "./network.mjs";
import { createStore } from "./store.mjs";
import { examine } from "./verification.mjs";

const SIGNATURES = ["cavage", "rfc9421"];

function commandLine() {
  const options = {
    port: { type: "string", default: "0" },
    signature: { type: "string" },
    actors: { type: "string", default: "alice,bob" },
  };
  const { port, signature, actors } = parseArgs({ options }).values;
  if (!SIGNATURES.includes(signature)) throw new TypeError(`--signature is one of ${SIGNATURES.join(", ")}`);
  return { port: Number(port), signature, actorNames: actors.split(",") };
}

async function readRequest(incoming, origin) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) for (const value of values) headers.append(name, value);
  const body = incoming.method === "GET" || incoming.method === "HEAD" ? undefined : Buffer.concat(chunks);
  return new Request(new URL(incoming.url, origin), { method: incoming.method, headers, body });
}

async function writeResponse(response, outgoing) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function jsonOf(request) {
  try {
    return await request.clone().json();
  } catch {
    return null;
  }
}

async function deliver(store, federation, request) {
  const body = await jsonOf(request);
  const [first] = store.actors.keys();
  const context = federation.createContext(new URL(store.origin), null);
  const documentLoader = await context.getDocumentLoader({ identifier: first });
  const judgement = await examine(request.clone(), body, { documentLoader, contextLoader: context.contextLoader });
  const data = { body, judgement, outcome: null };
  const { pathname } = new URL(request.url);
  const response = await federation.fetch(request, { contextData: data }).catch((error) => new Response(String(error), { status: 500 }));
  const answer = await response.clone().text();
  store.inboxRequests.push({ path: pathname, status: response.status, outcome: data.outcome ?? answer, ...judgement, activity: body });
  return response;
}

async function serveObject(store, federation, request) {
  const { contextLoader } = federation.createContext(new URL(store.origin), null);
  const sent = store.sent.get(request.url);
  if (sent != null) return await respondWithObject(sent.activity, { contextLoader });
  if (!store.notes.get(request.url)?.deleted) return null;
  const tombstone = await respondWithObject(new Tombstone({ id: new URL(request.url) }), { contextLoader });
  return new Response(tombstone.body, { status: 410, headers: tombstone.headers });
}

async function answer(store, federation, request) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/control/")) {
    const [status, value] = await control(store, federation, request);
    return Response.json(value, { status });
  }
  if (request.method === "POST" && pathname.endsWith("/inbox")) return await deliver(store, federation, request);
  return (await serveObject(store, federation, request)) ?? (await federation.fetch(request, { contextData: null }));
}

async function main() {
  const { port, signature, actorNames } = commandLine();
  const server = createServer();
  await new Promise((listening, failed) => server.once("error", failed).listen(port, "127.0.0.1", listening));
  const origin = `http://localhost:${server.address().port}`;
  const store = await createStore(origin, signature, actorNames);
  const federation = buildFederation(store);
  server.on("request", async (incoming, outgoing) => {
    try {
      await writeResponse(await answer(store, federation, await readRequest(incoming, origin)), outgoing);
    } catch (error) {
      console.error(error);
      await writeResponse(Response.json({ ok: false, error: { message: String(error) } }, { status: 500 }), outgoing);
    }
  });
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();
  console.log(`listening ${origin}`);
}

await main();
