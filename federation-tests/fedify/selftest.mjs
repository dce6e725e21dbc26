// Two of these servers talk to each other in both signature forms, so that a failure in the federation tests is not this program's.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("peer.mjs", import.meta.url));

async function start(signature) {
  const child = spawn(process.execPath, [PROGRAM, "--port", "0", "--signature", signature], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("listening ")) return peer(child, line.slice("listening ".length));
  }
  throw new Error("the peer ended before it listened");
}

function peer(child, origin) {
  return {
    origin,
    alice: `${origin}/users/alice`,
    async get(path) {
      return await (await fetch(`${origin}/control/${path}`)).json();
    },
    async command(name, body) {
      const response = await fetch(`${origin}/control/${name}`, { method: "POST", body: JSON.stringify(body) });
      return { status: response.status, ...(await response.json()) };
    },
    async stop() {
      const ended = new Promise((exit) => child.once("exit", exit));
      child.stdin.end();
      return await ended;
    },
  };
}

for (const signature of ["cavage", "rfc9421"]) {
  describe(`two servers with ${signature} signatures`, () => {
    let here;
    let there;
    let noteId;

    before(async () => {
      [here, there] = await Promise.all([start(signature), start(signature)]);
    });
    after(async () => {
      assert.deepEqual(await Promise.all([here.stop(), there.stop()]), [0, 0]);
    });

    async function lastReceived(server, type) {
      const received = await server.get(`received?type=${type}&at_least=1&timeout_ms=5000`);
      const last = received.at(-1);
      assert.ok(last, `no ${type} arrived: ${JSON.stringify(await server.get("inbox-requests"))}`);
      assert.equal(last.verified, true);
      assert.equal(last.signatureForm, signature);
      assert.deepEqual([last.httpSignature.verified, last.httpSignature.reason], [true, undefined]);
      assert.deepEqual([last.proof.verified, last.proof.cryptosuite], [true, "eddsa-jcs-2022"]);
      return last;
    }

    async function accepted(answer) {
      assert.equal(answer.status, 200, JSON.stringify(answer));
      const deliveries = answer.exchanges.filter((exchange) => exchange.method === "POST");
      assert.deepEqual(deliveries.map((exchange) => [exchange.signatureForm, exchange.status]), deliveries.map(() => [signature, 202]));
      return answer;
    }

    test("it says that it is ready", async () => {
      assert.deepEqual(await here.get("ready"), { ok: true, origin: here.origin, signature, actors: ["alice", "bob"] });
    });

    test("an actor is found by handle, by URL and in NodeInfo", async () => {
      const host = new URL(there.origin).host;
      for (const url_or_handle of [`@alice@${host}`, there.alice]) {
        const found = await here.command("lookup", { url_or_handle });
        assert.deepEqual([found.status, found.type, found.id], [200, "Person", there.alice], JSON.stringify(found));
        assert.equal(found.understood.sharedInbox, `${there.origin}/inbox`);
      }
      const nodeInfo = await here.command("nodeinfo", { origin: there.origin });
      assert.equal(nodeInfo.understood?.software.name, "federation-peer", JSON.stringify(nodeInfo));
      assert.equal((await here.command("lookup", { url_or_handle: `${there.origin}/users/nobody` })).status, 502);
    });

    test("a follow is accepted", async () => {
      const follow = await accepted(await here.command("follow", { actor: there.alice }));
      assert.equal((await lastReceived(there, "Follow")).object, there.alice);
      const accept = await lastReceived(here, "Accept");
      assert.equal(accept.object.id, follow.id);
      assert.deepEqual(await here.get("following"), [{ follower: "alice", actor: there.alice, accepted: true, follow: follow.id }]);
      assert.deepEqual(await there.get("followers"), [{ actor: "alice", follower: here.alice }]);
      assert.deepEqual([await here.get("errors"), await there.get("errors")], [[], []]);
    });

    test("a post arrives with a proof and can be fetched from its origin", async () => {
      const post = await accepted(await here.command("post", { to_group: there.alice, content: "Guten Tag", name: "Gruß" }));
      noteId = post.note;
      const create = await lastReceived(there, "Create");
      assert.deepEqual([create.id, create.inbox, create.object.id], [post.id, "shared", noteId]);
      assert.equal(create.understood.object.name, "Gruß");
      assert.match(create.understood.object.content, /Guten Tag/);
      assert.ok(create.understood.object.cc.includes(there.alice));
      for (const signed of [false, true]) {
        const document = await there.command("fetch", { url: noteId, signed });
        assert.equal(document.status, 200);
        assert.deepEqual([document.body.id, document.signatureForm], [noteId, signed ? signature : null]);
      }
      assert.equal((await there.command("lookup", { url_or_handle: post.id })).type, "Create");
    });

    test("reply, like, announce, their undo, update and delete arrive", async () => {
      const reply = await accepted(await there.command("reply", { in_reply_to: noteId, content: "Ebenfalls" }));
      assert.equal((await lastReceived(here, "Create")).understood.object.inReplyTo[0], noteId);
      const like = await accepted(await there.command("like", { object: noteId }));
      assert.equal((await lastReceived(here, "Like")).object, noteId);
      await accepted(await there.command("undo", { id: like.id }));
      assert.equal((await lastReceived(here, "Undo")).object.id, like.id);
      await accepted(await there.command("announce", { object: noteId }));
      assert.equal((await lastReceived(here, "Announce")).object, noteId);
      await accepted(await there.command("update", { id: reply.note, content: "Gleichfalls" }));
      assert.match((await lastReceived(here, "Update")).object.content, /Gleichfalls/);
      await accepted(await there.command("delete", { id: reply.note }));
      assert.equal((await lastReceived(here, "Delete")).object.id, reply.note);
      assert.equal((await here.command("fetch", { url: reply.note, signed: true })).status, 410);
    });

    test("an activity composed by the test is sent as another actor", async () => {
      const activity = { "@context": "https://www.w3.org/ns/activitystreams", type: "Flag", object: noteId, content: "Meldung" };
      await accepted(await here.command("send", { as: "bob", activity, recipients: [there.alice] }));
      const flag = await lastReceived(there, "Flag");
      assert.deepEqual([flag.actor, flag.inbox], [`${here.origin}/users/bob`, "alice"]);
    });

    test("a wrapped activity of another server is understood as it was sent", async () => {
      const note = { id: noteId, type: "Note", attributedTo: here.alice, content: "Guten Tag", audience: there.alice };
      const object = { id: `${here.origin}/x`, type: "Create", actor: here.alice, object: note };
      const activity = { "@context": "https://www.w3.org/ns/activitystreams", type: "Announce", object };
      await accepted(await there.command("send", { activity, recipients: [here.alice] }));
      const announce = await lastReceived(here, "Announce");
      assert.deepEqual([announce.actor, announce.object.id], [there.alice, object.id]);
      const { object: understood } = announce.understood;
      assert.deepEqual([understood.type, understood.object.id, understood.object.audience], ["Create", noteId, [there.alice]]);
    });

    test("an unfollow is understood", async () => {
      await accepted(await here.command("undo-follow", { actor: there.alice }));
      assert.equal((await lastReceived(there, "Undo")).understood.object.type, "Follow");
      assert.deepEqual(await there.get("followers"), []);
    });

    test("an unsigned delivery and a wrong command are refused", async () => {
      const activity = { "@context": "https://www.w3.org/ns/activitystreams", type: "Like", actor: there.alice, object: noteId };
      const headers = { "content-type": "application/activity+json" };
      const response = await fetch(`${here.origin}/inbox`, { method: "POST", headers, body: JSON.stringify(activity) });
      assert.equal(response.status, 401);
      assert.equal((await here.get("inbox-requests")).at(-1).httpSignature.reason, "noSignature");
      assert.equal((await here.command("follow", { as: "nobody", actor: there.alice })).status, 400);
      assert.equal((await here.command("fetch", { url: "http://192.0.2.1/" })).status, 502);
    });
  });
}
