// Starts and stops the program under test, with nothing of the caller's settings.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program under test; `cargo test --test browser` sets it. */
export const PROGRAM = process.env.DIENSTWEG_PROGRAM ?? new URL('../../target/debug/dienstweg', import.meta.url).pathname;

/** Longest wait for a program to be ready, in milliseconds; a demo in a debug build on a busy machine takes half a minute. */
const LONGEST = 180_000;

const environment = (settings) => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('DIENSTWEG_') && name !== 'RUST_LOG');
  return { ...Object.fromEntries(inherited), ...settings };
};

/** A folder that goes when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'dienstweg-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** As many free ports as wished, side by side. */
export async function freePorts(count) {
  const listen = (port) =>
    new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const servers = await Promise.allSettled(Array.from({ length: count }, (_, number) => listen(first + number)));
    await Promise.all(servers.filter((s) => s.value).map((s) => new Promise((done) => s.value.close(done))));
    if (servers.every((server) => server.status === 'fulfilled')) return first;
  }
  throw new Error(`no ${count} free ports side by side`);
}

/** Runs a command to its end and answers what it printed. */
export function run(parameters, settings = {}, input = '') {
  const { status, stdout, stderr } = spawnSync(PROGRAM, parameters, { env: environment(settings), encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${parameters.join(' ')}: ${stderr || stdout}`);
  return stdout;
}

/** Starts a program that keeps running; resolves with what it printed once `ready` matches. */
export function start(parameters, settings, ready) {
  const child = spawn(PROGRAM, parameters, { env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  process.on('exit', () => child.kill('SIGKILL'));
  let printed = '';
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    const failed = (why) => reject(new Error(`${parameters.join(' ')}: ${why}\n${printed}`));
    const timer = setTimeout(() => failed('not ready in time'), LONGEST);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        if (ready.test(printed)) {
          clearTimeout(timer);
          resolve({ printed: () => printed, stop });
        }
      });
    }
    child.once('error', (error) => failed(error.message));
    child.once('exit', (code) => failed(`ended with ${code}`));
  });
}
