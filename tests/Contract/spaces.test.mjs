// The model that places pictures is changed under a real server: searches go on, footage moves over, the old space goes when told to.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFootage } from './footage.mjs';
import { apiKey, commandLine, request, settled, startServer } from './server.mjs';

const footage = makeFootage();
let server, index, old, next;

const own = async (route, options = {}) => fetch(`${server.url}/reelsight/v1${route}`, { ...options, headers: { 'x-api-key': apiKey } });
const spaces = async () => (await (await own('/spaces')).json()).data;
const states = async () => Object.fromEntries((await spaces()).map((space) => [space.name, space.state]));
const folders = () => readdirSync(path.join(server.data, 'vectors', 'default'));

async function upload(file) {
  const form = new FormData();
  form.set('index_id', index);
  form.set('video_file', await openAsBlob(file), path.basename(file));
  const { _id } = await (await request(server, '/tasks', { method: 'POST', body: form })).json();
  assert.equal((await settled(async () => (await request(server, `/tasks/${_id}`)).json())).status, 'ready');
}

/** Asks for the dog, by word and by picture; both must find it, whatever is going on. */
async function findsTheDog() {
  for (const ask of [{ query_text: 'dog' }, { query_media_type: 'image', query_media_file: await openAsBlob(footage.dogPhoto()) }]) {
    const form = new FormData();
    form.set('index_id', index);
    form.set('search_options', 'visual');
    for (const [name, value] of Object.entries(ask)) form.set(name, value);
    const answer = await (await request(server, '/search', { method: 'POST', body: form })).json();
    assert.ok(answer.data?.length > 0, JSON.stringify(answer));
  }
}

async function until(condition) {
  for (let n = 0; n < 600; n++, await delay(200)) if (await condition()) return;
  assert.fail(JSON.stringify(await spaces()));
}

describe('the visual spaces', () => {
  before(async () => {
    server = await startServer({ env: { REELSIGHT_JOINT_HEAD: 'reelsight-1' } });
    const body = { index_name: 'films', models: [{ model_name: 'marengo3.0', model_options: ['visual', 'audio'] }] };
    index = (
      await (
        await request(server, '/indexes', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
      ).json()
    )._id;
    await upload(footage.dog());
    await upload(footage.talk());
  });
  after(async () => {
    await server?.stop();
    footage.remove();
  });

  it('are one at first, which is searched', async () => {
    const [only, ...others] = await spaces();
    assert.deepEqual([others, only.state, only.done, only.total, only.failed], [[], 'active', 2, 2, 0]);
    assert.match(only.name, /^reelsight-1@/);
    old = only.name;
    await findsTheDog();
    assert.equal((await own(`/spaces/${old}`, { method: 'DELETE' })).status, 400);
    assert.equal((await own('/spaces/another', { method: 'DELETE' })).status, 404);
  });

  it('move to the new one after another model was chosen, also when the server dies on the way, and searches go on', async () => {
    await server.restart('SIGTERM', { REELSIGHT_JOINT_HEAD: 'reelsight-1-free' });
    await findsTheDog();
    next = (await spaces()).find((space) => space.name !== old).name;
    assert.match(next, /^reelsight-1-free@/);
    await server.restart('SIGKILL');
    await findsTheDog();
    let asked = 0;
    await until(async () => {
      if (asked++ % 10 === 0) await findsTheDog();
      return (await states())[next] === 'active';
    });
    assert.deepEqual(await states(), { [old]: 'kept', [next]: 'active' });
    assert.deepEqual(
      (await spaces()).map((space) => [space.done, space.total, space.failed]),
      [
        [2, 2, 0],
        [2, 2, 0],
      ],
    );
    await findsTheDog();
  });

  it('go back by hand and stay there', async () => {
    assert.equal((await (await own(`/spaces/${old}/switch`, { method: 'POST' })).json()).state, 'active');
    await findsTheDog();
    await server.restart();
    await findsTheDog();
    assert.deepEqual(await states(), { [old]: 'active', [next]: 'kept' });
    assert.match((await (await own(`/spaces/${next}`, { method: 'DELETE' })).json()).message, /settings choose/);
    assert.equal((await own(`/spaces/${next}/switch`, { method: 'POST' })).status, 200);
  });

  it('go with their vectors when they are dropped by command', async () => {
    await findsTheDog();
    const folder = old.replace('@', '_');
    assert.ok(folders().includes(folder));
    const { code, stdout, stderr } = await run('spaces', 'drop', old);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^active +reelsight-1-free@\S+ +2 of 2 files$/m);
    assert.doesNotMatch(stdout, /kept/);
    assert.ok(!existsSync(path.join(server.data, 'vectors', 'default', folder)));
    assert.match((await run('spaces', 'switch', old)).stderr, /There is no space/);
    await findsTheDog();
  });
});

function run(...args) {
  return new Promise((resolve) => {
    execFile('dotnet', [commandLine(), ...args, '--server', server.url, '--key', apiKey], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}
