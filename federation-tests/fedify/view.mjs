// What Fedify understood of an object, property by property. The sender's JSON is kept beside it; this is its meaning after
// JSON-LD processing, so a property missing here was not covered by the sender's `@context`, whatever the JSON says.

const NESTING = 3;
const PLAIN = [
  "preferredUsername", "name", "content", "summary", "mediaType", "manuallyApprovesFollowers", "sensitive", "href", "totalItems",
];
const LISTS = {
  actor: "actorIds", to: "toIds", cc: "ccIds", audience: "audienceIds", attributedTo: "attributionIds", inReplyTo: "replyTargetIds",
  context: "contextIds", target: "targetIds", items: "itemIds",
};
const SINGLES = {
  inbox: "inboxId", outbox: "outboxId", followers: "followersId", following: "followingId", featured: "featuredId",
  publicKey: "publicKeyId", first: "firstId",
};
const TIMES = ["published", "updated", "startTime", "endTime"];

const href = (url) => url?.href;

// Fedify reads a type it does not know as the plain `Object` or `Activity`; its class `Object` is bundled as `Object$1`.
const typeName = (object) => object.constructor.name.replace(/\$\d+$/, "");

async function refuse(url) {
  throw new TypeError(`${url} is not embedded`);
}

async function embeddedObject(object, contextLoader, nesting) {
  if (object.objectIds == null) return undefined;
  // An embedded object is read from the activity itself; with a loader that refuses, nothing is fetched in its place.
  const embedded = await object.getObject({ documentLoader: refuse, contextLoader, suppressError: true, crossOrigin: "trust" });
  return embedded && nesting > 0 ? await view(embedded, contextLoader, nesting - 1) : href(object.objectId);
}

/** The understood properties of a Fedify object as plain JSON; absent ones are left out. */
export async function view(object, contextLoader, nesting = NESTING) {
  const result = { type: typeName(object), id: href(object.id) };
  for (const property of PLAIN) if (object[property] != null) result[property] = object[property]?.href ?? object[property].valueOf();
  for (const property of TIMES) if (object[property] != null) result[property] = object[property].toString();
  for (const [property, getter] of Object.entries(SINGLES)) if (object[getter] != null) result[property] = object[getter].href;
  for (const [property, getter] of Object.entries(LISTS)) if (object[getter]?.length > 0) result[property] = object[getter].map(href);
  if (object.url != null) result.url = href(object.url.href ?? object.url) ?? String(object.url);
  if (object.endpoints?.sharedInbox != null) result.sharedInbox = object.endpoints.sharedInbox.href;
  if (object.assertionMethodIds?.length > 0) result.assertionMethod = object.assertionMethodIds.map(href);
  const embedded = await embeddedObject(object, contextLoader, nesting);
  if (embedded !== undefined) result.object = embedded;
  return result;
}
