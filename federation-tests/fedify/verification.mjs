// A second look at every delivery, apart from Fedify's own. Its inbox stops at the first proof that holds (integrity proof before
// HTTP signature), which would hide a broken HTTP signature behind a good integrity proof; here each is judged alone.

import { detachSignature, doesActorOwnKey, verifyObject, verifyRequestDetailed } from "@fedify/fedify";
import { Activity, Object as ActivityStreamsObject } from "@fedify/vocab";
import { signatureForm } from "./network.mjs";

const keys = new Map();
// Only keys that were found are remembered: the sender of a Delete of itself cannot be asked any more.
const keyCache = {
  get: async (id) => keys.get(id.href),
  set: async (id, key) => void (key && keys.set(id.href, key)),
};

async function judgeHttpSignature(request, body, loaders) {
  if (signatureForm(request.headers) == null) return { verified: false, reason: "noSignature" };
  const result = await verifyRequestDetailed(request, { ...loaders, keyCache, timeWindow: { hours: 1 } });
  if (!result.verified) return { verified: false, keyId: result.reason.keyId?.href, reason: result.reason.type };
  const activity = await Activity.fromJsonLd(body, loaders);
  const owned = await doesActorOwnKey(activity, result.key, loaders);
  return { verified: owned, keyId: result.key.id?.href, ...(owned ? {} : { reason: "actorKeyMismatch" }) };
}

async function judgeIntegrityProof(type, document, loaders) {
  if (document?.proof == null) return null;
  const { cryptosuite, verificationMethod } = [document.proof].flat()[0];
  // The Linked Data signature is added after the proof and is not covered by it.
  const object = await verifyObject(type, detachSignature(document), { ...loaders, keyCache });
  return { verified: object != null, cryptosuite, verificationMethod };
}

async function judge(work) {
  try {
    return await work();
  } catch (error) {
    return { verified: false, reason: String(error) };
  }
}

/** What holds up of a POST to an inbox. `proof` and `objectProof` are null where there is none. */
export async function examine(request, body, loaders) {
  const object = body?.object;
  const wrapped = object?.proof && { "@context": body["@context"], ...object };
  return {
    signatureForm: signatureForm(request.headers),
    httpSignature: await judge(() => judgeHttpSignature(request, body, loaders)),
    proof: await judge(() => judgeIntegrityProof(Activity, body, loaders)),
    objectProof: await judge(() => judgeIntegrityProof(ActivityStreamsObject, wrapped, loaders)),
    linkedDataSignature: body?.signature != null,
  };
}
