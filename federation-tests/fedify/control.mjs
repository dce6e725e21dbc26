// The test's side of the server: `/control/*`, JSON in and out. Every command answers when its deliveries are done, with what was
// requested on the network meanwhile. 200 = done, 400 = the command is wrong, 502 = the other server refused or was not understood.

import { createActivityPubRequest, getKeyOwner, parseNodeInfo, signRequest } from "@fedify/fedify";
import * as activities from "./activities.mjs";
import { BadRequest, resolve, session } from "./activities.mjs";
import { signatureSpecification } from "./federation.mjs";
import { collectExchanges, signatureForm } from "./network.mjs";
import { view } from "./view.mjs";

const MAXIMUM_WAIT_MILLISECONDS = 30_000;

async function lookup(call, { url_or_handle }) {
  const object = await resolve(call, url_or_handle);
  const { contextLoader } = call.context;
  const json = await object.toJsonLd({ contextLoader });
  return { type: object.constructor.name, id: object.id?.href, understood: await view(object, contextLoader), object: json };
}

async function fetchDocument(call, { url, signed = false, accept }) {
  if (!URL.canParse(url)) throw new BadRequest("url is not a URL");
  let request = createActivityPubRequest(url);
  if (accept != null) request.headers.set("accept", accept);
  if (signed) {
    const [key] = await call.context.getActorKeyPairs(call.name);
    request = await signRequest(request, key.privateKey, key.keyId, { spec: signatureSpecification(call.store.signature) });
  }
  const form = signatureForm(request.headers);
  const response = await fetch(request, { redirect: "manual" });
  const text = await response.text();
  let body = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the text itself is the answer.
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), signatureForm: form, body };
}

async function nodeInfo(_call, { origin }) {
  const links = await (await fetch(new URL("/.well-known/nodeinfo", origin))).json();
  const link = links.links?.find(({ rel }) => /^http:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/2\.[01]$/.test(rel));
  if (link == null) throw new Error(`no NodeInfo 2.0 or 2.1 link in ${JSON.stringify(links)}`);
  const document = await (await fetch(link.href)).json();
  const understood = parseNodeInfo(document);
  if (understood == null) throw new Error(`Fedify cannot parse ${JSON.stringify(document)}`);
  return { understood, document };
}

async function keyOwner(call, { key }) {
  const owner = await getKeyOwner(new URL(key), { documentLoader: call.documentLoader, contextLoader: call.context.contextLoader });
  return { owner: owner?.id?.href ?? null };
}

const COMMANDS = {
  follow: activities.follow,
  "undo-follow": activities.undoFollow,
  post: activities.post,
  reply: activities.reply,
  like: activities.like,
  announce: activities.announce,
  undo: activities.undo,
  update: activities.update,
  delete: activities.remove,
  send: activities.raw,
  lookup,
  fetch: fetchDocument,
  nodeinfo: nodeInfo,
  "key-owner": keyOwner,
};

async function command(store, federation, name, body) {
  const exchanges = [];
  try {
    const [first] = store.actors.keys();
    const call = await session(store, federation, body.as ?? first);
    const result = await collectExchanges(exchanges, () => COMMANDS[name](call, body));
    return [200, { ok: true, ...result, exchanges }];
  } catch (error) {
    const { message, statusCode, responseBody, inbox } = error;
    const problem = { name: error.constructor.name, message, status: statusCode, inbox: inbox?.href, answer: responseBody };
    return [error instanceof BadRequest ? 400 : 502, { ok: false, error: problem, exchanges }];
  }
}

// `?type=…&at_least=N&timeout_ms=…` waits until N such activities have arrived, or answers with fewer when the time is over.
async function received(store, parameters) {
  const select = () => store.received.filter((entry) => !parameters.has("type") || entry.type === parameters.get("type"));
  const wanted = Number(parameters.get("at_least") ?? 0);
  const timeout = Math.min(Number(parameters.get("timeout_ms") ?? MAXIMUM_WAIT_MILLISECONDS), MAXIMUM_WAIT_MILLISECONDS);
  if (select().length < wanted) {
    await new Promise((done) => {
      const timer = setTimeout(finish, timeout);
      const check = () => select().length >= wanted && finish();
      function finish() {
        clearTimeout(timer);
        store.arrivals.off("arrival", check);
        done();
      }
      store.arrivals.on("arrival", check);
    });
  }
  return select();
}

function following(store) {
  const entries = [...store.actors].flatMap(([name, actor]) => [...actor.following.values()].map((entry) => ({ name, ...entry })));
  return entries.map(({ name, id, accepted, follow }) => ({ follower: name, actor: id, accepted, follow: follow.id.href }));
}

function followers(store) {
  return [...store.actors].flatMap(([name, actor]) => [...actor.followers.keys()].map((follower) => ({ actor: name, follower })));
}

const QUESTIONS = {
  ready: (store) => ({ ok: true, origin: store.origin, signature: store.signature, actors: [...store.actors.keys()] }),
  received,
  "inbox-requests": (store) => store.inboxRequests,
  followers,
  following,
  errors: (store) => store.errors,
};

/** Answers a request below `/control/` with `[status, JSON value]`. */
export async function control(store, federation, request) {
  const url = new URL(request.url);
  const name = url.pathname.slice("/control/".length);
  if (request.method === "GET" && Object.hasOwn(QUESTIONS, name)) return [200, await QUESTIONS[name](store, url.searchParams)];
  if (request.method !== "POST" || !Object.hasOwn(COMMANDS, name)) {
    return [404, { ok: false, error: { message: `no such control: ${name}` } }];
  }
  let body;
  try {
    body = await request.json();
  } catch (error) {
    return [400, { ok: false, error: { message: `the body is not JSON: ${error.message}` } }];
  }
  return await command(store, federation, name, body ?? {});
}
