// Starts the built server on a free port over an empty data folder, and stops it again.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, openSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const apiKey = 'tlk_contract_tests';

/** Starts a server. The test file must call `stop()` when it is done. */
export async function startServer({ env: given = {} } = {}) {
  let env = given;
  const home = mkdtempSync(path.join(tmpdir(), 'reelsight-contract-'));
  const log = path.join(home, 'server.log');
  const port = await freePort();
  const output = openSync(log, 'w');
  const start = () => spawn('dotnet', [commandLine(), 'serve', '--port', String(port), '--data', path.join(home, 'data')], {
    env: { ...process.env, REELSIGHT_API_KEY: apiKey, REELSIGHT_ALLOW_PRIVATE_URLS: '1', ...env },
    stdio: ['ignore', output, output],
  });
  let child = start();
  const end = (signal) => new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });
  const url = `http://127.0.0.1:${port}`;
  const server = {
    url,
    base: `${url}/v1.3`,
    log: () => readFileSync(log, 'utf8'),
    /** Where its data lies. */
    data: path.join(home, 'data'),
    /** Ends the server, at once with SIGKILL, and starts it again on the same port and data, perhaps with other settings. */
    async restart(signal = 'SIGTERM', change = {}) {
      await end(signal);
      env = { ...env, ...change };
      child = start();
      await ready(server, child);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
  await ready(server, child);
  process.env.TWELVELABS_BASE_URL = server.base;
  return server;
}

/** A plain request with the key, for what the clients cannot say. */
export function request(server, route, { key = apiKey, ...options } = {}) {
  const headers = key ? { 'x-api-key': key, ...options.headers } : options.headers;
  return fetch(`${server.base}${route}`, { ...options, headers });
}

/** Repeats a question until the answer is final. */
export async function settled(ask) {
  for (let n = 0; n < 600; n++) {
    const answer = await ask();
    if (['ready', 'failed'].includes(answer.status)) return answer;
    await delay(200);
  }
  throw new Error('It never became ready or failed.');
}

/** A port of the loopback address that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The built command line, the newest one. */
export function commandLine() {
  const builds = ['release', 'debug']
    .map((kind) => path.join(root, 'artifacts/bin/Reelsight.Cli', kind, 'reelsight.dll'))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (builds.length === 0) throw new Error('The server is not built: run ./reelsight setup first.');
  return builds[0];
}

async function ready(server, child) {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await delay(100)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${server.url}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
  }
  const log = server.log();
  child.kill('SIGKILL');
  throw new Error(`The server did not become ready:\n${log}`);
}
