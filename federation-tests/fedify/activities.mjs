// The activities this server sends, in the shapes Mastodon uses: a post into a group is a public note that mentions it, and a
// reply goes to the parent's author, not to the group.

import {
  Activity, Announce, Create, Delete, Follow, isActor, Like, Mention, Note, PUBLIC_COLLECTION, Tombstone, Undo, Update,
} from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";

export class BadRequest extends Error {}

/** What every activity of a call starts with: a fresh id, and its sender as the actor. */
function signedBy({ store, context, name }) {
  return { id: new URL(`/activities/${crypto.randomUUID()}`, store.origin), actor: context.getActorUri(name) };
}

/** Everything one control call works with: the sender, its context, and loaders that sign as the sender. */
export async function session(store, federation, name) {
  const actor = store.actors.get(name);
  if (actor == null) throw new BadRequest(`no actor ${name}; there are ${[...store.actors.keys()].join(", ")}`);
  const context = federation.createContext(new URL(store.origin), null);
  const documentLoader = await context.getDocumentLoader({ identifier: name });
  return { store, name, actor, context, documentLoader };
}

/** Looks a URL or handle up with signed requests, as Fedify does it, or fails. */
export async function resolve({ context, documentLoader }, identifier) {
  if (typeof identifier !== "string" || identifier === "") throw new BadRequest("a URL or handle is missing");
  const object = await context.lookupObject(identifier, { documentLoader });
  if (object == null) throw new Error(`Fedify could not look up ${identifier}`);
  return object;
}

async function resolveActor(call, identifier) {
  const actor = await resolve(call, identifier);
  if (!isActor(actor)) throw new Error(`${identifier} is a ${actor.constructor.name}, not an actor`);
  return actor;
}

async function authorOf(call, object) {
  if (object.attributionId == null) throw new Error(`${object.id?.href} has no attributedTo`);
  return await resolveActor(call, object.attributionId.href);
}

const withFollowers = (call, recipients) => [...recipients, ...call.actor.followers.values()];

async function send(call, activity, recipients, options = {}) {
  const { store, name, context } = call;
  store.sent.set(activity.id.href, { activity, author: name, recipients });
  await context.sendActivity({ identifier: name }, recipients, activity, options);
  return { id: activity.id.href, recipients: recipients.map((recipient) => recipient.id.href) };
}

export async function follow(call, { actor }) {
  const target = await resolveActor(call, actor);
  const activity = new Follow({ ...signedBy(call), object: target.id, to: target.id });
  call.actor.following.set(target.id.href, { id: target.id.href, follow: activity, target, accepted: false });
  return await send(call, activity, [target]);
}

export async function undoFollow(call, { actor }) {
  const entry = call.actor.following.get(actor);
  if (entry == null) throw new BadRequest(`${call.name} does not follow ${actor}`);
  call.actor.following.delete(actor);
  return await send(call, new Undo({ ...signedBy(call), object: entry.follow, to: entry.target.id }), [entry.target]);
}

function mention(actor) {
  const handle = `@${actor.preferredUsername}@${actor.id.host}`;
  const html = `<span class="h-card"><a href="${actor.id.href}" class="u-url mention">@<span>${actor.preferredUsername}</span></a></span>`;
  return { html, tag: new Mention({ href: actor.id, name: handle }) };
}

function addressing(call, mentioned) {
  return { to: PUBLIC_COLLECTION, ccs: [call.context.getFollowersUri(call.name), mentioned.id] };
}

async function createNote(call, mentioned, { content, name, shared_inbox = true }, properties) {
  const { store, context } = call;
  const values = { identifier: call.name, id: crypto.randomUUID() };
  const id = context.getObjectUri(Note, values);
  const { html, tag } = mention(mentioned);
  const author = context.getActorUri(call.name);
  const audience = addressing(call, mentioned);
  const published = Temporal.Now.instant();
  const note = new Note({
    id, url: id, attribution: author, ...audience, tags: [tag], name, content: `<p>${html} ${content ?? ""}</p>`, published, ...properties,
  });
  const create = new Create({ ...signedBy(call), ...audience, published, object: note });
  const recipients = withFollowers(call, [mentioned]);
  store.notes.set(id.href, { note, mention: html, author: call.name, recipients, deleted: false });
  return { note: id.href, ...(await send(call, create, recipients, { preferSharedInbox: shared_inbox })) };
}

export async function post(call, body) {
  return await createNote(call, await resolveActor(call, body.to_group), body, {});
}

export async function reply(call, body) {
  const parent = await resolve(call, body.in_reply_to);
  return await createNote(call, await authorOf(call, parent), body, { replyTarget: parent.id });
}

function ownNote(call, id) {
  const stored = call.store.notes.get(id);
  if (stored == null || stored.author !== call.name) throw new BadRequest(`${id} is not a note of ${call.name}`);
  return stored;
}

export async function update(call, { id, content, name, shared_inbox = true }) {
  const stored = ownNote(call, id);
  const updated = Temporal.Now.instant();
  const renamed = name === undefined ? {} : { name };
  stored.note = stored.note.clone({ content: `<p>${stored.mention} ${content ?? ""}</p>`, updated, ...renamed });
  const { toIds, ccIds } = stored.note;
  const activity = new Update({ ...signedBy(call), tos: toIds, ccs: ccIds, updated, object: stored.note });
  return { note: id, ...(await send(call, activity, stored.recipients, { preferSharedInbox: shared_inbox })) };
}

export async function remove(call, { id, shared_inbox = true }) {
  const stored = ownNote(call, id);
  stored.deleted = true;
  const activity = new Delete({ ...signedBy(call), to: PUBLIC_COLLECTION, object: new Tombstone({ id: new URL(id) }) });
  return { note: id, ...(await send(call, activity, stored.recipients, { preferSharedInbox: shared_inbox })) };
}

export async function like(call, { object }) {
  const target = await resolve(call, object);
  const author = await authorOf(call, target);
  return await send(call, new Like({ ...signedBy(call), object: target.id }), [author]);
}

export async function announce(call, { object, shared_inbox = true }) {
  const target = await resolve(call, object);
  const author = await authorOf(call, target);
  const activity = new Announce({ ...signedBy(call), object: target.id, published: Temporal.Now.instant(), ...addressing(call, author) });
  return await send(call, activity, withFollowers(call, [author]), { preferSharedInbox: shared_inbox });
}

export async function undo(call, { id }) {
  const sent = call.store.sent.get(id);
  if (sent == null || sent.author !== call.name) throw new BadRequest(`${id} was not sent by ${call.name}`);
  const activity = new Undo({ ...signedBy(call), object: sent.activity });
  return await send(call, activity, sent.recipients);
}

/**
 * Any activity the test composes itself, as JSON-LD, to the inboxes of the actors in `recipients`. It passes through Fedify's
 * vocabulary, which drops what it does not know.
 */
export async function raw(call, { activity, recipients, shared_inbox = false }) {
  const { contextLoader } = call.context;
  const parsed = await Activity.fromJsonLd(activity, { documentLoader: call.documentLoader, contextLoader });
  const actors = await Promise.all((recipients ?? []).map((recipient) => resolveActor(call, recipient)));
  const { id, actor } = signedBy(call);
  const complete = parsed.clone({ id: parsed.id ?? id, actor: parsed.actorId ?? actor });
  return await send(call, complete, actors, { preferSharedInbox: shared_inbox });
}
