// Instances with a database of their own, and the demo.

import pg from 'pg';
import { join } from 'node:path';
import { mailbox } from './mailbox.mjs';
import { freePorts, run, start, temporaryFolder } from './programs.mjs';

/** Where PostgreSQL is; without it what needs it is skipped. */
export const POSTGRES = process.env.TEST_POSTGRES_URL;

/** The password of everybody in these tests. */
export const PASSWORD = 'kurzer dienstweg';

let databases = 0;

async function onPostgres(statement) {
  const client = new pg.Client({ connectionString: POSTGRES });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The address of a fresh database, and how to remove it. */
async function freshDatabase(kind, folder, name) {
  if (kind === 'sqlite') return { address: `sqlite:${join(folder, `${name}.db`)}`, remove: async () => {} };
  const database = `dienstweg_browser_${process.pid}_${++databases}`;
  await onPostgres(`CREATE DATABASE ${database}`);
  const address = new URL(POSTGRES);
  address.pathname = `/${database}`;
  return { address: address.href, remove: () => onPostgres(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`) };
}

/**
 * Starts one instance. `kind` is `sqlite` or `postgres`; `settings` are further environment variables. Unless it is to be set up in the
 * browser, somebody administers it before it starts: `leitung`.
 */
export async function instance(name, kind, settings = {}, { setUp = false } = {}) {
  const folder = temporaryFolder();
  const port = await freePorts(1);
  const database = await freshDatabase(kind, folder, name);
  const origin = `http://${name}.localhost:${port}`;
  const environment = {
    DIENSTWEG_INSTANCE__ORIGIN: origin,
    DIENSTWEG_SERVER__LISTEN: `127.0.0.1:${port}`,
    DIENSTWEG_DATABASE__URL: database.address,
    DIENSTWEG_MEDIA__DIRECTORY: join(folder, 'media'),
    DIENSTWEG_FEDERATION__LOOPBACK: 'true',
    ...settings,
  };
  const account = (username, displayName, ...rest) =>
    run(['admin', 'user', 'create', username, '--name', displayName, '--password-stdin', ...rest], environment, `${PASSWORD}\n`);
  if (!setUp) account('leitung', 'Lea Leitung', '--admin');
  const running = await start(['serve'], environment, / is running: /);
  return {
    origin,
    /** What it printed so far. */
    printed: () => running.printed(),
    /** Runs a command on its database. */
    command: (...parameters) => run(parameters, environment),
    /** Makes an account. */
    account,
    /** Ends it and takes its database away. */
    stop: async () => {
      await running.stop();
      await database.remove();
    },
  };
}

/** Starts the demo: three instances with content. */
export async function demo() {
  const port = await freePorts(3);
  const running = await start(['demo', '--port-base', `${port}`], {}, /Strg-C/);
  const origin = (name, number) => `http://${name}.localhost:${port + number}`;
  const threads = [...running.printed().matchAll(/http:\/\/\S+\/b\/\d+/g)].map((match) => match[0]);
  return {
    rudi: origin('rudi', 0),
    next: origin('next', 1),
    bayko: origin('bayko', 2),
    /** The thread all three share, as each of them shows it. */
    threads,
    password: 'kurzer-dienstweg',
    stop: running.stop,
  };
}

/** Two instances that know each other, `rudi` and `next`, each on its own kind of database; mails of the first one arrive in `mails`. */
export async function neighbours(here, there) {
  const mails = await mailbox();
  const mail = { DIENSTWEG_MAIL__URL: mails.url, DIENSTWEG_MAIL__FROM: 'Dienstweg <post@rudi.example>' };
  const [rudi, next] = await Promise.all([
    instance('rudi', here, { DIENSTWEG_INSTANCE__NAME: 'RUDI', ...mail }),
    instance('next', there, { DIENSTWEG_INSTANCE__NAME: 'NExT' }),
  ]);
  return { mails, rudi, next, stop: () => Promise.all([rudi.stop(), next.stop(), mails.stop()]) };
}
