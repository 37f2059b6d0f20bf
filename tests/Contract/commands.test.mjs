// The command line as a person uses it: real processes on a data folder of their own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { makeFootage } from './footage.mjs';
import { apiKey, commandLine, root, startServer } from './server.mjs';

const footage = makeFootage();
const home = mkdtempSync(path.join(tmpdir(), 'reelsight commands '));
const data = path.join(home, 'data');
const clips = path.join(home, 'my clips');
mkdirSync(path.join(clips, 'more'), { recursive: true });
copyFileSync(footage.dog(), path.join(clips, 'dog.mp4'));
copyFileSync(footage.talk(), path.join(clips, 'more', 'talk'));
copyFileSync(footage.truncated(), path.join(clips, 'cut off.mp4'));
after(() => {
  footage.remove();
  rmSync(home, { recursive: true, force: true });
});

/** Runs a command to its end. */
function run(...args) {
  return new Promise((resolve) => {
    execFile('dotnet', [commandLine(), ...args], { env: { ...process.env, REELSIGHT_API_KEY: '' } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }));
  });
}

describe('the command line', () => {
  it('indexes a folder, goes on past a bad file and says why it is bad', async () => {
    const { code, stdout, stderr } = await run('index', clips, '--data', data, '--json');
    assert.equal(code, 1, stderr);
    const { files } = JSON.parse(stdout);
    assert.deepEqual(files.map((file) => [path.basename(file.path), file.outcome]),
      [['cut off.mp4', 'failed'], ['dog.mp4', 'indexed'], ['talk', 'indexed']]);
    assert.match(files[0].reason, /^[A-Z].{15,}\.$/s);
  });

  it('skips what was indexed before, whatever it is called now', async () => {
    copyFileSync(path.join(clips, 'dog.mp4'), path.join(home, 'renamed.mp4'));
    const { code, stdout } = await run('index', path.join(home, 'renamed.mp4'), path.join(clips, 'dog.mp4'), '--data', data, '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).files.map((file) => file.outcome), ['already_indexed', 'already_indexed']);
  });

  it('finds a moment and says why', async () => {
    const { code, stdout } = await run('search', 'dog', '--data', data, '--json');
    assert.equal(code, 0);
    const [hit] = JSON.parse(stdout).hits;
    assert.equal(hit.file, 'dog.mp4');
    assert.ok(hit.reasons.length > 0);
    const people = await run('search', 'dog', '--data', data);
    assert.match(people.stdout, /^0:00:0\d\.\d - 0:00:0\d\.\d {2}dog\.mp4 {2}score/);
  });

  it('finds what a picture shows', async () => {
    const picture = footage.frame(path.join(clips, 'dog.mp4'), 2);
    const { code, stdout, stderr } = await run('search', '--image', picture, '--data', data, '--json');
    assert.equal(code, 0, stderr);
    const [hit] = JSON.parse(stdout).hits;
    assert.equal(hit.file, 'dog.mp4');
    assert.equal(hit.reasons[0].kind, 'look_alike');
    assert.equal((await run('search', 'dog', '--image', `${picture}.gone`, '--data', data)).code, 2);
  });

  it('measures search with questions whose answers are known', async () => {
    const queries = path.join(home, 'queries.json');
    writeFileSync(queries, JSON.stringify({ queries: [
      { text: 'dog', kind: 'object', right: [{ video: 'dog.mp4' }] },
      { text: 'spaceship', kind: 'absent', right: [] },
    ] }));
    const { code, stdout, stderr } = await run('eval', queries, '--data', data, '--json', '--against-set', 'search_options=audio');
    assert.equal(code, 0, stderr);
    const { runs: [seen, heard] } = JSON.parse(stdout);
    assert.equal(seen.all.recall_at1, 1);
    assert.equal(seen.all.false_alarms, 0);
    assert.equal(heard.all.recall_at1, 0);
    const people = await run('eval', queries, '--data', data);
    assert.match(people.stdout, /^all +1 +100%/m);
  });

  it('says plainly that nothing was found, and why', async () => {
    const { code, stdout } = await run('search', 'spaceship', '--data', data);
    assert.equal(code, 0);
    assert.match(stdout, /^Nothing was found for "spaceship" in 2 videos\.\n {2}\S.+\.\n$/s);
  });

  it('names the indexes there are when asked for another', async () => {
    const { code, stderr } = await run('search', 'dog', '--index', 'films', '--data', data);
    assert.equal(code, 2);
    assert.match(stderr, /default/);
  });

  it('uses a server that is named', async () => {
    const server = await startServer();
    try {
      const indexed = await run('index', path.join(clips, 'dog.mp4'), '--server', server.url, '--key', apiKey, '--json');
      assert.equal(indexed.code, 0, indexed.stderr);
      const found = await run('search', 'dog', '--server', server.url, '--key', apiKey, '--json');
      assert.equal(JSON.parse(found.stdout).hits[0].file, 'dog.mp4');
      const stranger = await run('search', 'dog', '--server', server.url, '--key', 'tlk_nobody');
      assert.equal(stranger.code, 3);
      assert.match(stranger.stderr, /API key/);
    } finally {
      await server.stop();
    }
  });

  it('finds the machine in order', async () => {
    const { code, stdout } = await run('doctor', '--data', data, '--port', '0', '--json');
    assert.equal(code, 0, stdout);
    assert.ok(JSON.parse(stdout).checks.length >= 8);
  });

  it('is passed every command by the launcher', async () => {
    const { stdout } = await run('--help');
    const names = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    assert.ok(names.length >= 11, stdout);
    const launcher = readFileSync(path.join(root, 'reelsight'), 'utf8');
    const choice = launcher.slice(launcher.lastIndexOf('case $command in'));
    const known = new Set([...choice.matchAll(/^ {4}([a-z |-]+)\)/gm)].flatMap(([, listed]) => listed.split(' | ')));
    assert.deepEqual(names.filter((name) => !known.has(name)), []);
  });

  it('ends with its usage when the command line makes no sense', async () => {
    assert.equal((await run('search')).code, 2);
  });
});
