// The server's public side as Fedify serves it: actors, WebFinger, NodeInfo, notes, collections, and the inboxes.

import { createFederation } from "@fedify/fedify";
import { Accept, Activity, Create, Endpoints, Follow, Note, Person, Undo } from "@fedify/vocab";
import { ForgetfulKvStore } from "./store.mjs";
import { view } from "./view.mjs";

const FIRST_KNOCK = { cavage: "draft-cavage-http-signatures-12", rfc9421: "rfc9421" };

async function person(context, store, name) {
  if (!store.actors.has(name)) return null;
  const keys = await context.getActorKeyPairs(name);
  return new Person({
    id: context.getActorUri(name),
    preferredUsername: name,
    name: `${name} of ${new URL(store.origin).host}`,
    url: context.getActorUri(name),
    inbox: context.getInboxUri(name),
    outbox: context.getOutboxUri(name),
    followers: context.getFollowersUri(name),
    following: context.getFollowingUri(name),
    endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
    publicKey: keys[0].cryptographicKey,
    assertionMethods: keys.map((key) => key.multikey),
  });
}

function serveDocuments(federation, store) {
  federation
    .setActorDispatcher("/users/{identifier}", (context, name) => person(context, store, name))
    .setKeyPairsDispatcher((_context, name) => store.actors.get(name)?.keyPairs ?? []);
  federation.setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", (context, values) => {
    const stored = store.notes.get(context.getObjectUri(Note, values).href);
    return stored == null || stored.deleted ? null : stored.note;
  });
  federation.setFollowersDispatcher("/users/{identifier}/followers", (_context, name) => {
    const actor = store.actors.get(name);
    return actor && { items: [...actor.followers.values()] };
  });
  federation.setFollowingDispatcher("/users/{identifier}/following", (_context, name) => {
    const actor = store.actors.get(name);
    return actor && { items: [...actor.following.values()].filter((entry) => entry.accepted).map((entry) => new URL(entry.id)) };
  });
  federation.setOutboxDispatcher("/users/{identifier}/outbox", (_context, name) => {
    const mine = [...store.sent.values()].filter((entry) => entry.author === name && entry.activity instanceof Create);
    return store.actors.has(name) ? { items: mine.map((entry) => entry.activity).reverse() } : null;
  });
  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "federation-peer", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: { total: store.actors.size }, localPosts: store.notes.size, localComments: 0 },
  }));
}

function addressee(context, url) {
  const parsed = context.parseUri(url);
  return parsed?.type === "actor" ? parsed.identifier : null;
}

async function acceptFollow(context, store, follow) {
  const name = addressee(context, follow.objectId);
  if (!store.actors.has(name)) return;
  // From here on the Follow embeds its fetched actor, and so does the Accept: servers on Fedify send it in this shape.
  const follower = await follow.getActor(context);
  if (follower?.inboxId == null) throw new Error(`the follower ${follow.actorId?.href} has no inbox`);
  store.actors.get(name).followers.set(follower.id.href, { id: follower.id, inboxId: follower.inboxId, endpoints: follower.endpoints });
  const id = new URL(`/activities/${crypto.randomUUID()}`, store.origin);
  const accept = new Accept({ id, actor: context.getActorUri(name), to: follower.id, object: follow });
  store.sent.set(id.href, { activity: accept, author: name, recipients: [follower] });
  await context.sendActivity({ identifier: name }, follower, accept);
}

async function noteAcceptance(context, store, accept) {
  const accepted = accept.objectId?.href;
  for (const { following } of store.actors.values()) {
    const entry = following.get(accept.actorId?.href);
    if (entry?.follow.id.href === accepted) entry.accepted = true;
  }
}

async function forgetFollower(context, store, undo) {
  const follow = await undo.getObject({ ...context, suppressError: true });
  const name = addressee(context, follow?.objectId);
  if (follow instanceof Follow && store.actors.has(name)) store.actors.get(name).followers.delete(undo.actorId?.href);
}

async function react(context, store, activity) {
  if (activity instanceof Follow) await acceptFollow(context, store, activity);
  else if (activity instanceof Accept) await noteAcceptance(context, store, activity);
  else if (activity instanceof Undo) await forgetFollower(context, store, activity);
}

async function receive(context, store, activity) {
  const { body, judgement } = context.data;
  store.received.push({
    type: [body.type].flat()[0],
    id: activity.id?.href,
    actor: activity.actorId?.href,
    object: body.object,
    inbox: context.recipient ?? "shared",
    verified: true,
    ...judgement,
    understood: await view(activity, context.contextLoader),
    activity: body,
  });
  context.data.outcome = "received";
  try {
    await react(context, store, activity);
  } catch (error) {
    store.errors.push({ activity: activity.id?.href, message: String(error) });
  }
  store.arrivals.emit("arrival");
}

/** The server's federation; its context data is `{body, judgement, outcome}` of the request being answered, or null. */
export function buildFederation(store) {
  const federation = createFederation({
    kv: new ForgetfulKvStore(),
    origin: store.origin,
    allowPrivateAddress: true,
    firstKnock: FIRST_KNOCK[store.signature],
  });
  serveDocuments(federation, store);
  const [first] = store.actors.keys();
  federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: first }))
    .on(Activity, (context, activity) => receive(context, store, activity))
    .onError((context, error) => {
      if (context.data) context.data.outcome = String(error);
    });
  return federation;
}

export const signatureSpecification = (signature) => FIRST_KNOCK[signature];
