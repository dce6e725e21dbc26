// A provider of single sign-on that others wrote (the npm package oidc-provider), on loopback.

import { Provider } from 'oidc-provider';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { freePorts, temporaryFolder } from './programs.mjs';

const SECRET = 'nur der Anbieter und die Instanz kennen das';

/** Where a provider will be, and the settings of an instance that uses it. */
export async function plan() {
  const port = await freePorts(1);
  const issuer = `http://localhost:${port}`;
  const file = join(temporaryFolder(), 'dienstweg.toml');
  writeFileSync(
    file,
    `[oidc.amt]
name = "Stadt Musterburg"
issuer = "${issuer}"
client_id = "dienstweg"
scopes = "openid email profile amt offline_access"
register = true
organisation_claim = "groups"
organisations = { "/amt/bauen" = "Stadt Musterburg", "/werke" = "Stadtwerke Musterburg" }
`,
  );
  return { port, issuer, settings: { DIENSTWEG_CONFIG: file, DIENSTWEG_OIDC__AMT__CLIENT_SECRET: SECRET } };
}

/** Asks an instance, whose name only browsers take for this machine. */
const fetchHere = (url, { method, headers, body }) =>
  new Promise((resolve, reject) => {
    const lookup = (_, options, found) => (options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4));
    const text = String(body ?? '');
    const lengthened = { ...Object.fromEntries(new Headers(headers)), 'content-length': Buffer.byteLength(text) };
    const asked = request(url, { method, headers: lengthened, lookup }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(new Response(null, { status: answer.statusCode })));
    });
    asked.on('error', reject);
    asked.end(text);
  });

/** Starts it for this instance. */
export async function provider({ port, issuer }, origin) {
  /** Who has an account there, and what it says about each. */
  const people = new Map();
  const account = (id) => people.has(id) && { accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) };
  const running = new Provider(issuer, {
    clients: [
      {
        client_id: 'dienstweg',
        client_secret: SECRET,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${origin}/anmelden/oidc/amt/zurueck`],
        backchannel_logout_uri: `${origin}/anmelden/oidc/amt/abmelden`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ['sub', 'sid'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'], amt: ['groups'] },
    cookies: { keys: ['nur zum Testen'] },
    features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    fetch: fetchHere,
    findAccount: (_, id) => account(id) || undefined,
    ttl: { AccessToken: 600, IdToken: 600, Grant: 86_400, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
  });
  const failures = [];
  for (const event of ['server_error', 'grant.error', 'authorization.error', 'backchannel.error', 'userinfo.error']) {
    running.on(event, (_, error) => failures.push(`${event}: ${error?.message} ${error?.error_detail ?? ''}`));
  }
  const server = await new Promise((resolve) => {
    const listening = running.listen(port, '127.0.0.1', () => resolve(listening));
  });
  return {
    people,
    /** What went wrong there. */
    failures,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

/** What somebody does on the pages of the provider, whose faults are not ours: logs in and agrees. */
export async function signIn(page, issuer, name) {
  await page.waitForURL(`${issuer}/interaction/**`);
  const login = page.locator('input[name=login]');
  if (await login.count()) {
    await login.fill(name);
    await page.locator('input[name=password]').fill('egal');
    await page.locator('button[type=submit]').click();
    await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
  }
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.origin !== issuer);
  page.faults = page.faults.filter((fault) => !fault.startsWith('request to '));
}
